#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Time expressions against TempEval-3's TimeBank and AQUAINT.

As in the task: a found expression matches a gold one that it overlaps (relaxed) or equals (strict);
value F1 asks of a relaxed match that the values are the same text. The document's creation time is
the report's date. Expressions outside TEXT are not counted."""

import collections
import html
import re
import tarfile

import sets

TYPES = ["DATE", "TIME", "DURATION", "SET"]


def document(source):
    """A report, and its gold expressions as (start, end, type, value)."""
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S).group(1)
    text, gold, opened = "", [], None
    for piece in re.split(r"(<[^>]*>)", body):
        if piece.startswith("<TIMEX3"):
            opened = (len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece)))
        elif piece == "</TIMEX3>":
            gold.append((opened[0], len(text), opened[1]["type"], opened[1]["value"]))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    date = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.S).group(1)
    return {"date": date, "text": text}, gold


def documents():
    """By name, each once: the archive holds a copy of one beside the two corpora."""
    with tarfile.open(sets.SHARED / "data" / "tempeval3" / "TBAQ-cleaned.tar.xz") as archive:
        for member in archive:
            if re.search(r"/(TimeBank|AQUAINT)/.*\.tml$", member.name):
                name = member.name.split("/")[-1][:-4]
                report, gold = document(archive.extractfile(member).read().decode())
                yield name, {"id": name, **report}, gold


def pair(gold, found):
    """The found expression that overlaps each gold one, None if none does; each serves once."""
    left = list(found)
    for start, end, *rest in gold:
        match = next((f for f in left if f[0] < end and f[1] > start), None)
        if match:
            left.remove(match)
        yield (start, end, *rest), match
    for extra in left:
        yield None, extra


def f1(counts, right):
    gold, found = counts["gold"], counts["found"]
    recall, precision = counts[right] / max(gold, 1), counts[right] / max(found, 1)
    score = 2 * recall * precision / max(recall + precision, 1e-9)
    return f"{score:.3f} (P {precision:.3f} R {recall:.3f})"


def main():
    options = sets.arguments(__doc__).parse_args()
    loaded = list(documents())
    codings = sets.code(options.program, [report for _, report, _ in loaded])
    totals = {part: collections.Counter() for part in ["all", "a", "b", *TYPES]}
    for name, report, gold in loaded:
        found = [(*time["span"], time["type"], time["value"]) for time in codings[name]["times"]]
        half = sets.half(name)
        for wanted, got in pair(gold, found):
            kind = (wanted or got)[2]
            right = bool(wanted and got and wanted[3] == got[3])
            for counts in (totals["all"], totals[half], totals[kind]):
                counts["gold"] += wanted is not None
                counts["found"] += got is not None
                counts["relaxed"] += bool(wanted and got)
                counts["strict"] += bool(wanted and got and wanted[:2] == got[:2])
                counts["typed"] += bool(wanted and got and wanted[2] == got[2])
                counts["value"] += right
            if options.errors and not right and options.half in (None, half):
                spot = (wanted or got)[:2]
                around = report["text"][max(spot[0] - 60, 0):spot[1] + 40].replace("\n", " ")
                shown = [f"{x[2]} {x[3]} [{report['text'][x[0]:x[1]]}]" if x else "-"
                         for x in (wanted, got)]
                print(name, report["date"], *shown, around, sep="\t")
    print(f"{'':10}{'value F1':34}{'relaxed F1':34}{'strict F1':34}type F1")
    for part, counts in totals.items():
        print(f"{part:10}" + "".join(f"{f1(counts, right):34}"
                                     for right in ("value", "relaxed", "strict", "typed")).rstrip())


if __name__ == "__main__":
    main()
