#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score the engine on a treebank from raw text, by the definition of the CoNLL 2018 shared task.

    conll18.py TREEBANK.conllu[.xz] [--communique build/communique] [--option=--news] [--documents GUM_news]
               [--names NAMES.iob2.xz]

Each document goes to `communique parse` as one text, a blank line between paragraphs. Words of the two sides are
aligned by their characters, inside gold multiword tokens by a longest common subsequence of forms. Subtypes of
relations do not count. Precision is over the system's words, recall over the gold ones. Per relation: a word is right
if it has that relation on both sides and its head is right. Needs no spaCy.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field

from treebank import conllu_sentences, read_lines

RELATIONS = "nsubj obj obl nmod appos ccomp xcomp parataxis conj".split()
UNIVERSAL_FEATURES = set(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect "
    "Voice Evident Polarity Person Polite".split()
)


@dataclass(eq=False)
class Word:
    columns: list
    start: int  # characters, white space not counted
    end: int
    multiword: bool = False
    head: "Word | None" = None

    @property
    def relation(self):
        return self.columns[7].partition(":")[0]

    @property
    def features(self):
        return {item for item in self.columns[5].split("|") if item.partition("=")[0] in UNIVERSAL_FEATURES}


@dataclass
class Document:
    name: str
    text: str = ""
    characters: str = ""
    words: list = field(default_factory=list)
    sentences: list = field(default_factory=list)  # (start, end)
    names: set = field(default_factory=set)  # (start, end, label)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=pathlib.Path)
    parser.add_argument("--communique", default="build/communique", help="the program to score")
    parser.add_argument("--option", action="append", default=[], help="an option for `communique parse`")
    parser.add_argument("--documents", default="", help="only documents whose names begin so")
    parser.add_argument("--names", type=pathlib.Path, help="gold names of the same sentences, in UNER's format")
    args = parser.parse_args()
    gold = [document for document in read_gold(args.treebank, args.names) if document.name.startswith(args.documents)]
    system = parse(gold, args.communique, args.option)
    report(gold, system, args.names is not None)


# --- reading ---------------------------------------------------------------------------------------------------


def read_gold(path, names):
    tags = {}
    if names:
        tags = {comments["sent_id"]: rows for comments, rows in conllu_sentences(read_lines(names))}
    documents = []
    for comments, rows in conllu_sentences(read_lines(path)):
        if "newdoc id" in comments:
            documents.append(Document(comments["newdoc id"]))
        document = documents[-1]
        if document.text:
            paragraph = any(key.startswith("newpar") for key in comments)
            document.text = document.text.rstrip() + ("\n\n" if paragraph else " ")
        first = len(document.characters)
        add_sentence(document, rows, with_text=True)
        if comments["sent_id"] in tags:
            document.names.update(uner_spans(tags[comments["sent_id"]], first))
    return documents


def add_sentence(document, rows, with_text=False):
    start, by_id = len(document.characters), {}
    inside = 0  # last word of the open multiword token
    for columns in rows:
        if "." in columns[0]:
            continue
        surface = "-" in columns[0] or int(columns[0]) > inside
        if surface:
            token_start = len(document.characters)
            document.characters += "".join(columns[1].split())
            if with_text:
                document.text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
        if "-" in columns[0]:
            inside = int(columns[0].partition("-")[2])
            continue
        word = Word(columns, token_start, len(document.characters), int(columns[0]) <= inside)
        by_id[columns[0]] = word
        document.words.append(word)
    for word in by_id.values():
        word.head = by_id.get(word.columns[6])
    document.sentences.append((start, len(document.characters)))


def uner_spans(rows, first):
    """The names of a sentence by characters; UNER has words of an older tokenisation, without multiword tokens."""
    spans, at = [], first
    for _, form, tag, *_ in rows:
        end = at + len("".join(form.split()))
        if tag[2:] in ("PER", "LOC", "ORG"):
            if tag[0] == "I" and spans and spans[-1][1:] == (at, tag[2:]):
                spans[-1] = (spans[-1][0], end, tag[2:])
            else:
                spans.append((at, end, tag[2:]))
        at = end
    return spans


def parse(gold, communique, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for number, document in enumerate(gold):
            file.write(json.dumps({"id": str(number), "text": document.text}) + "\n")
        file.flush()
        command = [communique, "parse", *options, file.name]
        lines = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.split("\n")
    system = [Document(document.name) for document in gold]
    for comments, rows in conllu_sentences(lines):
        document = system[int(comments["sent_id"].rpartition("-")[0])]
        first = len(document.words)
        add_sentence(document, rows)
        document.names.update(marked_spans(document.words[first:]))
    for ours, theirs in zip(gold, system):
        if ours.characters != theirs.characters:
            raise SystemExit(f"{ours.name}: the two sides have different characters")
    return system


def marked_spans(words):
    spans = []
    for word in words:
        tag = dict(item.partition("=")[::2] for item in word.columns[9].split("|")).get("Entity")
        if tag and tag[0] == "I" and spans:
            spans[-1] = (spans[-1][0], word.end, tag[2:])
        elif tag:
            spans.append((word.start, word.end, tag[2:]))
    return spans


# --- scoring ---------------------------------------------------------------------------------------------------


def align(gold, system):
    """Pairs of words that are the same."""
    pairs, g, s = [], 0, 0
    while g < len(gold) and s < len(system):
        if gold[g].start == system[s].start and (gold[g].multiword or system[s].multiword):
            g_end, s_end = multiword_extent(gold, system, g, s)
            pairs += common_words(gold[g:g_end], system[s:s_end])
            g, s = g_end, s_end
        elif (gold[g].start, gold[g].end) == (system[s].start, system[s].end):
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif gold[g].start < system[s].start or (gold[g].start == system[s].start and gold[g].end <= system[s].end):
            g += 1
        else:
            s += 1
    return pairs


def multiword_extent(gold, system, g, s):
    """The ends of the shortest stretches of both sides, from words g and s on, that cover the same characters."""
    end, g_end, s_end = max(gold[g].end, system[s].end), g, s
    while True:
        while g_end < len(gold) and gold[g_end].start < end:
            g_end += 1
        while s_end < len(system) and system[s_end].start < end:
            s_end += 1
        furthest = max(word.end for word in gold[g:g_end] + system[s:s_end])
        if furthest == end:
            return g_end, s_end
        end = furthest


def common_words(gold, system):
    """The longest common subsequence of forms, without case."""
    length = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    same = [[g.columns[1].lower() == s.columns[1].lower() for s in system] for g in gold]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            length[i][j] = 1 + length[i + 1][j + 1] if same[i][j] else max(length[i + 1][j], length[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        if same[i][j]:
            pairs.append((gold[i], system[j]))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


class Counts:
    def __init__(self):
        self.right, self.ours, self.gold = Counter(), Counter(), Counter()

    def add(self, what, right, ours, gold):
        self.right[what] += right
        self.ours[what] += ours
        self.gold[what] += gold

    def __str__(self):
        lines = []
        for what in self.gold:
            precision = self.right[what] / max(1, self.ours[what])
            recall = self.right[what] / max(1, self.gold[what])
            both = 2 * self.right[what] / max(1, self.ours[what] + self.gold[what])
            lines.append(f"{what:12} P {100 * precision:6.2f}  R {100 * recall:6.2f}  F1 {100 * both:6.2f}")
        return "\n".join(lines)


def report(gold, system, with_names):
    counts = Counts()
    for ours, theirs in zip(system, gold):
        count_document(theirs, ours, with_names, counts)
    print(f"{len(gold)} documents, {sum(len(document.words) for document in gold)} words")
    print(counts)


def count_document(gold, system, with_names, counts):
    pairs = align(gold.words, system.words)
    twin = dict(pairs)

    def attached(g, s):
        return s.head is None if g.head is None else twin.get(g.head) is s.head and s.head is not None

    def same(column):
        return sum(g.columns[column] == s.columns[column] for g, s in pairs)

    size = len(system.words), len(gold.words)
    counts.add("words", len(pairs), *size)
    counts.add("sentences", len(set(gold.sentences) & set(system.sentences)), len(system.sentences), len(gold.sentences))
    counts.add("UPOS", same(3), *size)
    counts.add("XPOS", same(4), *size)
    counts.add("UFeats", sum(g.features == s.features for g, s in pairs), *size)
    counts.add("lemmas", sum(g.columns[2] in ("_", s.columns[2]) for g, s in pairs), *size)
    counts.add("UAS", sum(attached(g, s) for g, s in pairs), *size)
    counts.add("LAS", sum(attached(g, s) and g.relation == s.relation for g, s in pairs), *size)
    for relation in RELATIONS:
        right = sum(attached(g, s) and g.relation == s.relation == relation for g, s in pairs)
        counts.add(relation, right, *(sum(word.relation == relation for word in side.words) for side in (system, gold)))
    for label in ("PER", "LOC", "ORG") if with_names else ():
        ours, theirs = ({name for name in side.names if name[2] == label} for side in (system, gold))
        counts.add(label, len(ours & theirs), len(ours), len(theirs))
        counts.add("names", len(ours & theirs), len(ours), len(theirs))


if __name__ == "__main__":
    main()
