# SPDX-License-Identifier: Apache-2.0
"""The accounts table of the two dispatches against the gold table (dispatches/gold.json).

A gold row is found by the row of ours that covers its quotations best: in each report that it names, at
least half the words of one of its quotations, by claims of that row. A row of ours serves one gold
row. Of found rows: whether the same reports tell it (class); the slots in which it differs, precision
and recall of (row, slot); how each side stands in it (own, ascribed, none), and the share of voices
given to a side whose own speakers did not say it (ascription error: own for what gold has as ascribed
or none). --check only says whether at least 22 rows are found and at most one voice is given
wrongly: exit 1 if not, 77 where the gold is absent."""

import json
import re
import subprocess
import sys

from sets import SHARED, arguments, ratio

LEAST_ROWS = 22
MOST_ASCRIBED = 1
SLOTS = {"who says": "who says", "verb": "verb", "certainty": "force", "form": "form", "label": "label",
         "place label": "place", "number": "number", "said on": "date", "time": "date"}


def words(text):
    return re.findall(r"\w+", text.lower())


def covered(quote, texts):
    """The share of a quotation's words that stand, in order, in one of the texts."""
    wanted = words(quote)
    best = 0
    for text in texts:
        have = words(text)
        hits = sum(word in have for word in wanted)
        best = max(best, hits / len(wanted))
    return best


def fit(gold, row):
    """How well a row of ours covers a gold row: the least over its reports, 0 if one is not covered."""
    least = 1
    for report, cells in gold["cells"].items():
        texts = [c["text"] for c in row["claims"] if c["report"].startswith(report)]
        share = max((covered(cell["quote"], texts) for cell in cells), default=0)
        least = min(least, share)
    return least if least >= 0.5 else 0


def gold_slots(row):
    names = (difference.split(":")[0] for difference in row["differs"])
    return {SLOTS[name] for name in names if name in SLOTS}


def gold_voice(text):
    return "own" if "own" in text and "media" not in text else "ascribed" if "ascribed" in text else "none"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where it is worse than it was")
    options = parser.parse_args()
    if options.check and not (SHARED / "dispatches" / "gold.json").exists():
        sys.exit(77)
    reports = sorted((SHARED / "dispatches").glob("*.txt"))
    out = subprocess.run([options.program, "accounts", *map(str, reports)], stdout=subprocess.PIPE,
                         check=True).stdout.decode()
    rows = [json.loads(line) for line in out.split("\n") if line]
    gold = json.load(open(SHARED / "dispatches" / "gold.json"))["across_reports"]["accounts"]["rows"]
    fits = sorted(((fit(g, r), -i, -k) for i, g in enumerate(gold) for k, r in enumerate(rows)),
                  reverse=True)
    mine = {}
    for share, i, k in fits:
        if share > 0 and -i not in mine and -k not in mine.values():
            mine[-i] = -k
    right_class = slots_right = slots_ours = slots_gold = voices = voices_right = libel = ours_own = 0
    for i, g in enumerate(gold):
        if i not in mine:
            if options.errors:
                print("not found:", g["id"], g["about"])
            continue
        row = rows[mine[i]]
        same = (row["told_by"] == "all") == (len(g["cells"]) == 2)
        right_class += same
        want, got = gold_slots(g), set(row["differs"])
        slots_right += len(want & got)
        slots_ours += len(got)
        slots_gold += len(want)
        for side, text in g["sides"].items():
            voice = row["sides"].get(side, "none")
            voices += 1
            voices_right += voice == gold_voice(text)
            ours_own += voice == "own"
            libel += voice == "own" and gold_voice(text) != "own"
            if options.errors and voice != gold_voice(text):
                print("voice:", g["id"], side, "gold", text, "ours", voice)
        if options.errors and (not same or want != got):
            print("row:", g["id"], "class" if not same else "", "slots gold", sorted(want), "ours", sorted(got))
    print("rows of ours          ", len(rows))
    print("rows found            ", ratio(len(mine), len(gold)))
    print("class right           ", ratio(right_class, len(gold)))
    print("slots: precision      ", ratio(slots_right, slots_ours))
    print("slots: recall         ", ratio(slots_right, slots_gold))
    print("sides right           ", ratio(voices_right, voices))
    print("ascription error      ", ratio(libel, ours_own))
    if options.check and (len(mine) < LEAST_ROWS or libel > MOST_ASCRIBED):
        sys.exit(1)


if __name__ == "__main__":
    main()
