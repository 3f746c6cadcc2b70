#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Time expressions against TempEval-3's TimeBank and AQUAINT, or (--set meantime) MEANTIME's Wikinews.

As in TempEval-3: a found expression matches a gold one that it overlaps (relaxed) or equals (strict);
value F1 asks of a relaxed match that the values are the same text. The document's creation time is
the report's date. Expressions outside TEXT are not counted."""

import collections
import html
import re
import tarfile
import xml.etree.ElementTree

import sets

LAST_MARKED = 5
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


def timebank():
    """By name, each once: the archive holds a copy of one beside the two corpora."""
    with tarfile.open(sets.SHARED / "data" / "tempeval3" / "TBAQ-cleaned.tar.xz") as archive:
        for member in archive:
            if re.search(r"/(TimeBank|AQUAINT)/.*\.tml$", member.name):
                name = member.name.split("/")[-1][:-4]
                report, gold = document(archive.extractfile(member).read().decode())
                yield name, {"id": name, **report}, gold


def tokens_document(source):
    """As document(), of a file of tokens: the headline, the date and four sentences, where times are marked."""
    root = xml.etree.ElementTree.fromstring(source)
    text, places, sentence = "", {}, "0"
    for token in root.iter("token"):
        if int(token.get("sentence")) > LAST_MARKED:
            break
        text += "\n\n" if token.get("sentence") != sentence else " " if text else ""
        sentence = token.get("sentence")
        places[token.get("t_id")] = (len(text), len(text) + len(token.text))
        text += token.text
    gold, date = [], None
    for time in root.iter("TIMEX3"):
        spans = sorted(places[anchor.get("t_id")] for anchor in time.iter("token_anchor"))
        if spans:
            gold.append((spans[0][0], spans[-1][1], time.get("type"), time.get("value")))
        if time.get("functionInDocument") == "CREATION_TIME":
            date = time.get("value")[:10]
    return {"date": date, "text": text}, sorted(gold)


def meantime():
    path = sets.SHARED / "data" / "meantime" / "meantime-airbus-apple.tar.xz"
    with tarfile.open(path) as archive:
        for member in archive:
            if re.search(r"/intra_cross[^/]*/corpus_[^/]*/[^/]*\.xml$", member.name):
                name = member.name.split("/")[-1][:-4]
                report, gold = tokens_document(archive.extractfile(member).read())
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
    parser = sets.arguments(__doc__)
    parser.add_argument("--set", choices=["timebank", "meantime"], default="timebank")
    options = parser.parse_args()
    loaded = list(timebank() if options.set == "timebank" else meantime())
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
