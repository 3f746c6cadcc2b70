# SPDX-License-Identifier: Apache-2.0
"""Accounts of planted pairs: a report beside a copy with one edit, or one rewrite that says the same.

For each text of allsides_abp that has a place for it, each edit (number, label, negation, date, place,
speaker, dropped sentence) and each rewrite is made once, on the first sentence where it fits. An edit
counts as seen where a row with the edited sentence names its slot (a dropped sentence: where a row with
it is told by one). A false alarm is a row that names any slot, or is not told by both: counted a pair,
for rewrites all of them, for edits those that do not touch the edited sentence."""

import json
import lzma
import pathlib
import re
import subprocess
import tempfile

from sets import SHARED, arguments, half, ratio

NAME = r"[A-Z][a-z]+ [A-Z][a-z]+"
NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
           "ten": "10", "twelve": "12", "twenty": "20"}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
CITIES = {"Washington": "Denver", "Paris": "Lyon", "Baghdad": "Mosul", "New York": "Boston", "Chicago": "Houston",
          "London": "Manchester", "Moscow": "Kazan", "Jerusalem": "Haifa", "Kabul": "Kandahar", "Damascus": "Aleppo",
          "Texas": "Ohio", "California": "Oregon", "Florida": "Georgia", "Iowa": "Kansas"}


def sub(pattern, new):
    """An edit of the first match of a pattern in a sentence; None where there is none."""
    def edit(sentence):
        changed = re.sub(pattern, new, sentence, count=1)
        return changed if changed != sentence else None
    return edit


def another_number(match):
    return str(int(match.group(0)) * 2 + 3)


EDITS = {
    "number": ("number", sub(r"(?<![\d.,$/:-])\b(?!(?:19|20)\d\d\b)\d{1,3}\b(?![\d.,:/%-])(?= [a-z]{3,})", another_number)),
    "label": ("label", sub(r"\b(China)\b(?!')", "the PRC")),
    "label of a group": ("label", sub(r"\bfighters\b|\bmilitants\b|\brebels\b", "terrorists")),
    "negation": ("negation", sub(r"\b(will|would|should|did|does|is|was|are|were) (?!not|n't|no\b)(?=[a-z])", r"\1 not ")),
    "date": ("date", sub(r"\bon (%s)\b" % "|".join(DAYS), lambda m: "on " + DAYS[(DAYS.index(m.group(1)) + 3) % 7])),
    "place": ("place", sub(r"\bin (%s)\b(?! [A-Z])" % "|".join(CITIES), lambda m: "in " + CITIES[m.group(1)])),
    "speaker": ("who says", sub(r"\b%s said\b" % NAME, "Harold Winthrop said")),
    "dropped": (None, lambda sentence: "" if len(sentence.split()) > 9 else None),
}
REWRITES = {
    "said, stated": sub(r"\bsaid\b", "stated"),
    "U.S., United States": sub(r"\bthe U\.S\. (?=[a-z])", "the United States "),
    "number in words": sub(r"\b(%s)\b(?= [a-z]{3,}s\b)" % "|".join(NUMBERS), lambda m: NUMBERS[m.group(1)]),
    "percent": sub(r"(\d) percent\b", r"\1%"),
    "contraction": sub(r"\b(did|does|is|was|were|would|should) not\b", r"\1n't"),
    "speaker moved": sub(r"^(%s) said (?:that )?(?=[a-z])(.{30,})\.$" % NAME, lambda m: m.group(2)[0].upper() + m.group(2)[1:] + ", " + m.group(1) + " said."),
    "while, as": sub(r"\bwhile\b", "as"),
    "also": sub(r"\b(has|have|will) (?!also)(?=[a-z])", r"\1 also "),
    "begin, start": sub(r"\bbegan\b", "started"),
    "president's title": sub(r"\bPresident (Obama|Trump|Biden)\b", r"\1"),
    "about": sub(r"\babout (?=\d)", "some "),
}


def split(text):
    return re.split(r"(?<=[.!?]) (?=[A-Z“\"])", text)


def texts():
    path = SHARED / "data" / "allsides_abp" / "articles-5000.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            article = json.loads(line)
            text = re.sub(r"\s+", " ", article["text"])
            date = article["date"] or ""
            if number % 9 == 0 and re.fullmatch(r"\d{4}-\d\d-\d\d", date):
                cut = split(text)[:14]
                if len(cut) == 14:
                    yield str(number), date, cut


def pairs(edit, wanted):
    """Up to `wanted` texts with the edit: id, date, sentences, the number of the edited one, the new one."""
    found = []
    for key, date, sentences in texts():
        for i, sentence in enumerate(sentences):
            new = edit(sentence)
            if new is not None:
                found.append((key, date, sentences, i, new))
                break
        if len(found) == wanted:
            break
    return found


def rows(program, date, first, second):
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder, name + ".txt") for name in ("one", "two")]
        for file, sentences in zip(files, (first, second)):
            file.write_text("date %s\n\n%s" % (date, " ".join(s for s in sentences if s)))
        out = subprocess.run([program, "accounts", *map(str, files)], stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.decode().split("\n") if line]


def touches(row, sentence, report):
    return any(c["report"] == report and c["text"][:40] in sentence for c in row["claims"])


def alarms(row):
    return bool(row["differs"]) or row["told_by"] != "all"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--pairs", type=int, default=30, help="pairs an edit")
    options = parser.parse_args()
    seen_all = made_all = 0
    beside = pairs_made = 0
    for name, (slot, edit) in EDITS.items():
        seen = made = 0
        for key, date, sentences, i, new in pairs(edit, options.pairs):
            changed = sentences[:i] + [new] + sentences[i + 1:]
            table = rows(options.program, date, sentences, changed)
            made += 1
            if slot is None:
                hit = any(r["told_by"] == "one" and touches(r, sentences[i], "one") for r in table)
            else:
                hit = any(slot in r["differs"] and (touches(r, new, "two") or touches(r, sentences[i], "one")) for r in table)
            seen += hit
            beside += sum(alarms(r) and not touches(r, new, "two") and not touches(r, sentences[i], "one") for r in table)
            if not hit and options.errors:
                print("missed:", name, "|", sentences[i][:200], "|", [(r["told_by"], r["differs"]) for r in table if touches(r, new, "two") or touches(r, sentences[i], "one")])
        print("%-22s seen %s" % (name, ratio(seen, made)))
        seen_all, made_all, pairs_made = seen_all + seen, made_all + made, pairs_made + made
    print("all edits              seen %s, alarms beside the edit a pair %.2f" % (ratio(seen_all, made_all), beside / pairs_made))
    false = made_all = whole = 0
    for name, edit in REWRITES.items():
        here = made = 0
        for key, date, sentences, i, new in pairs(edit, options.pairs):
            table = rows(options.program, date, sentences, sentences[:i] + [new] + sentences[i + 1:])
            made += 1
            count = sum(alarms(r) for r in table)
            here += count
            whole += count == 0
            if count and options.errors:
                print("alarm:", name, "|", sentences[i][:200], "|", [(r["told_by"], r["differs"], [c["text"][:60] for c in r["claims"]]) for r in table if alarms(r)])
        print("%-22s alarms a pair %.2f (%d pairs)" % (name, here / made if made else 0, made))
        false, made_all = false + here, made_all + made
    print("all rewrites           alarms a pair %.2f, pairs without %s" % (false / made_all, ratio(whole, made_all)))


if __name__ == "__main__":
    main()
