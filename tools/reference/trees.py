# SPDX-License-Identifier: Apache-2.0
"""Write what spaCy's deprojectivisation makes of random projective trees with decorated labels, as one digest.

    trees.py > TREES.jsonl

tests/test_nlp_golden.c makes the same trees from the same seeds. A value a tree: "head label start;" of each word.
"""

import json

import spacy
from spacy.pipeline._parser_internals import nonproj
from spacy.tokens import Doc

import columns

TREES = 4000
LABELS = ["a", "b", "c", "a||b", "b||c", "c||a", "a||none"]


def main():
    vocab = spacy.blank("en").vocab
    values = [after(vocab, *random_tree(seed)) for seed in range(TREES)]
    print(json.dumps({"spacy": spacy.__version__, "trees": columns.digest(values, 1)}))


def random_tree(seed):
    """Words are read one by one; now and then one of the last two takes the other as its child."""

    def draw(bound):
        nonlocal seed
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        return (seed >> 16) % bound

    words, heads, labels, open_ = [], [], [], []
    for word in range(1 + draw(40)):
        words.append(" " if draw(8) == 0 else "w")
        heads.append(word)
        labels.append("ROOT")
        open_.append(word)
        while len(open_) > 1 and draw(5) > 1:
            right, left = open_.pop(), open_.pop()
            head, child = (left, right) if draw(2) else (right, left)
            heads[child] = head
            labels[child] = LABELS[draw(len(LABELS))]
            open_.append(head)
    return words, heads, labels


def after(vocab, words, heads, labels):
    doc = Doc(vocab, words=words, heads=heads, deps=labels)
    nonproj.deprojectivize(doc)
    return "".join(f"{word.head.i} {word.dep_} {int(word.is_sent_start is True)};" for word in doc)


if __name__ == "__main__":
    main()
