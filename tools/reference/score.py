"""UPOS, UAS and LAS of a CoNLL-U file against gold, as CoNLL 2018 defines them.

    score.py GOLD.conllu[.xz] SYSTEM.conllu

Figures are F1 over words that align by their characters, white space left out, so the two may differ in tokens and
sentences. LAS compares relations without their subtypes; a second figure has them.
"""

import lzma
import sys


def main(gold_path, system_path):
    gold, system = read(gold_path), read(system_path)
    place = {word["span"]: index for index, word in enumerate(gold)}
    aligned = {index: place[word["span"]] for index, word in enumerate(system) if word["span"] in place}
    right = dict.fromkeys(["tokens", "UPOS", "UAS", "LAS", "LAS with subtypes"], 0)
    for index, gold_index in aligned.items():
        ours, theirs = system[index], gold[gold_index]
        head = None if ours["head"] is None else aligned.get(ours["head"], -1)
        same_head = head == theirs["head"]
        right["tokens"] += 1
        right["UPOS"] += ours["upos"] == theirs["upos"]
        right["UAS"] += same_head
        right["LAS"] += same_head and ours["relation"].split(":")[0] == theirs["relation"].split(":")[0]
        right["LAS with subtypes"] += same_head and ours["relation"] == theirs["relation"]
    print("  ".join(f"{name} {200 * count / (len(gold) + len(system)):.2f}" for name, count in right.items()))


def read(path):
    """Words with their characters in the text; those of a multiword token share its form out where they spell it."""
    words, characters, start = [], 0, 0
    multiword, parts = "", 0  # the token whose words come next, how many are left
    with (lzma.open if path.endswith("xz") else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns == [""]:
                for word in words[start:]:
                    word["head"] = start + word["head"] - 1 if word["head"] else None
                start = len(words)
            if len(columns) < 10 or "." in columns[0]:
                continue
            form = "".join(columns[1].split())
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                multiword, parts, begin, used = form, last - first + 1, characters, 0
                characters += len(form)
                continue
            if parts:
                spelt = multiword[used : used + len(form)].lower() == form.lower()
                span = (begin + used, begin + used + len(form)) if spelt else (begin, -parts)
                used += len(form)
                parts -= 1
            else:
                span = (characters, characters + len(form))
                characters += len(form)
            words.append({"span": span, "upos": columns[3], "head": int(columns[6]), "relation": columns[7]})
    return words


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
