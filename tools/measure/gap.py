#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""GAP: ambiguous pronouns of Wikipedia to one of two names, scored as GAP's own scorer does.

A name is said to be the pronoun's when both are mentions of one actor of the coding; of mentions
inside each other the shortest one that covers the name counts. F1 is over the two yes-or-no answers
of each text; bias is feminine F1 over masculine F1."""

import csv

import sets

FEMININE = {"she", "her", "hers", "herself"}


def rows_of(part):
    text = sets.read_text(sets.SHARED / "data" / "gap" / f"gap-{part}.tsv.xz")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def actors_at(coding, start, length):
    """The actors of the shortest mention that shares characters with [start, start + length)."""
    found = []
    for index, actor in enumerate(coding["actors"]):
        for mention in actor["mentions"]:
            first, end = mention["span"]
            if first < start + length and start < end:
                found.append((end - first, index))
    shortest = min(found, default=(0, 0))[0]
    return {index for width, index in found if width == shortest}


def answers(coding, row):
    pronoun = actors_at(coding, int(row["Pronoun-offset"]), len(row["Pronoun"]))
    return {name: bool(pronoun & actors_at(coding, int(row[name + "-offset"]), len(row[name])))
            for name in "AB"}


def f1(rows, found):
    right = said = true = 0
    for row in rows:
        for name in "AB":
            gold = row[name + "-coref"].upper() == "TRUE"
            right += gold and found[row["ID"]][name]
            said += found[row["ID"]][name]
            true += gold
    precision, recall = (right / said if said else 0), (right / true if true else 0)
    both = precision + recall
    return (2 * precision * recall / both if both else 0), precision, recall


def report(title, rows, found):
    feminine = [row for row in rows if row["Pronoun"].lower() in FEMININE]
    masculine = [row for row in rows if row["Pronoun"].lower() not in FEMININE]
    whole, precision, recall = f1(rows, found)
    man, woman = f1(masculine, found)[0], f1(feminine, found)[0]
    print(f"{title:<10} F1 {whole:.3f}  P {precision:.3f}  R {recall:.3f}  masculine {man:.3f}  "
          f"feminine {woman:.3f}  bias {woman / man if man else 0:.2f}  ({len(rows)} texts)")


def print_errors(rows, codings, found):
    for row in rows:
        gold = {name: row[name + "-coref"].upper() == "TRUE" for name in "AB"}
        if found[row["ID"]] == gold:
            continue
        at = actors_at(codings[row["ID"]], int(row["Pronoun-offset"]), len(row["Pronoun"]))
        got = [codings[row["ID"]]["actors"][index]["name"] for index in sorted(at)]
        start = int(row["Pronoun-offset"])
        text = row["Text"][:start] + "[[" + row["Pronoun"] + "]]" + row["Text"][start + len(row["Pronoun"]):]
        print(f"{row['ID']} A={row['A']}:{gold['A']} B={row['B']}:{gold['B']} got {got}\n    {text}")


def main():
    parser = sets.arguments(__doc__)
    parser.add_argument("--part", choices=["development", "validation"], default="development")
    options = parser.parse_args()
    rows = rows_of(options.part)
    codings = sets.code(options.program, [{"id": row["ID"], "text": row["Text"]} for row in rows])
    found = {row["ID"]: answers(codings[row["ID"]], row) for row in rows}
    report("whole", rows, found)
    for which in "ab":
        report("half " + which.upper(), [r for r in rows if sets.half(r["ID"]) == which], found)
    if options.errors:
        chosen = [r for r in rows if not options.half or sets.half(r["ID"]) == options.half]
        print_errors(chosen, codings, found)


if __name__ == "__main__":
    main()
