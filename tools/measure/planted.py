# SPDX-License-Identifier: Apache-2.0
"""Accounts of planted pairs: a report beside a copy with one edit, or one rewrite that says the same.

For each text of allsides_abp that has a place for it, each edit (number, label, negation, date, place,
speaker, cause, dropped sentence) and each rewrite is made once, on the first sentence where it fits. An edit
counts as seen where a row with the edited sentence names its slot (a dropped sentence: where a row with
it is told by one). A false alarm is a row that names any slot, or is not told by both: counted a pair,
for rewrites all of them, for edits those that do not touch the edited sentence. Figures are given for
articles of even numbers, on which rules may be written, and of odd numbers; --errors prints the even."""

import json
import lzma
import pathlib
import re
import subprocess
import tempfile

from sets import SHARED, arguments, ratio

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
    "cause": ("cause", sub(r"\b(because of|due to|in response to|as a result of) (the|a|an|his|her|its|their) [^,.;:()”\"]{4,70}(?=[,.;])",
                           r"\1 a broken water pump")),
    "cause, a clause": ("cause", sub(r"\b(because) (?!of\b)[^,.;:()”\"]{8,90}(?=[,.;])", r"\1 a water pump broke")),
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
    "because of, due to": sub(r"\bbecause of (?=(the|a|an|his|her|its|their) )", "due to "),
    "due to, because of": sub(r"\bdue to (?=(the|a|an|his|her|its|their) )", "because of "),
    "after, following": sub(r"\bafter (?=(the|a|an|his|her|its|their) [a-z]+(,| of| in| on| by))", "following "),
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


def touches(row, sentences, number, report):
    """Whether a claim of the row stands in a sentence of the report, by offsets."""
    start = sum(len(s) + 1 for s in sentences[:number] if s)
    end = start + len(sentences[number])
    return any(c["report"] == report and c["span"][0] < end and start < c["span"][1] for c in row["claims"])


def alarms(row):
    return bool(row["differs"]) or row["told_by"] != "all"


def brief(table):
    return [(r["told_by"], r["differs"], [c["text"][:60] for c in r["claims"]]) for r in table]


class Total:
    """Counts over pairs, of articles of even and of odd numbers apart."""

    def __init__(self):
        self.pairs, self.hits, self.alarms = [0, 0], [0, 0], [0, 0]

    def add(self, key, hit, alarms):
        for counts, more in ((self.pairs, 1), (self.hits, hit), (self.alarms, alarms)):
            counts[int(key) % 2] += more

    def seen(self):
        return "  ".join("%s %s" % (name, ratio(self.hits[odd], self.pairs[odd])) for odd, name in enumerate(("even", "odd")))

    def rate(self):
        return "  ".join("%s %.2f" % (name, self.alarms[odd] / max(1, self.pairs[odd])) for odd, name in enumerate(("even", "odd")))


def run_edit(options, name, slot, edit, totals):
    for key, date, sentences, i, new in pairs(edit, options.pairs):
        changed = sentences[:i] + [new] + sentences[i + 1:]
        table = rows(options.program, date, sentences, changed)
        touched = [r for r in table if touches(r, sentences, i, "one") or (new and touches(r, changed, i, "two"))]
        if slot is None:
            hit = any(r["told_by"] == "one" for r in touched)
        else:
            hit = any(slot in r["differs"] for r in touched)
        beside = [r for r in table if alarms(r) and r not in touched]
        for total in totals:
            total.add(key, hit, len(beside))
        if options.errors and int(key) % 2 == 0:
            if not hit:
                print("missed:", name, "|", sentences[i], "|", brief(touched))
            if beside:
                print("beside:", name, "|", sentences[i], "|", brief(beside))


def run_rewrite(options, name, edit, totals):
    for key, date, sentences, i, new in pairs(edit, options.pairs):
        table = rows(options.program, date, sentences, sentences[:i] + [new] + sentences[i + 1:])
        wrong = [r for r in table if alarms(r)]
        for total in totals:
            total.add(key, not wrong, len(wrong))
        if options.errors and wrong and int(key) % 2 == 0:
            print("alarm:", name, "|", sentences[i], "|", brief(wrong))


def main():
    parser = arguments(__doc__)
    parser.add_argument("--pairs", type=int, default=30, help="pairs an edit")
    options = parser.parse_args()
    whole = Total()
    for name, (slot, edit) in EDITS.items():
        here = Total()
        run_edit(options, name, slot, edit, (here, whole))
        print("%-22s seen %s" % (name, here.seen()))
    print("all edits              seen %s; alarms beside the edit a pair %s" % (whole.seen(), whole.rate()))
    whole = Total()
    for name, edit in REWRITES.items():
        here = Total()
        run_rewrite(options, name, edit, (here, whole))
        print("%-22s alarms a pair %s" % (name, here.rate()))
    print("all rewrites           alarms a pair %s; pairs without %s" % (whole.rate(), whole.seen()))


if __name__ == "__main__":
    main()
