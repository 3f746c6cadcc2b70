#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the store costs as it grows: adds synthetic reports in rounds and prints, for each, the processor
time a report of `add`, of `code` on the same reports, and the bytes a report. Time of the processor,
not of the clock, so that a busy machine tells the same; ask: the time per report at most doubles from the
first round to the last.

Reports are sentences of examples/, drawn anew for each with other numbers in them and words of their
own, so that no two are alike and the index of words grows as with news."""

import argparse
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def sentences():
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    found = [s.strip() for text in texts for s in re.split(r"(?<=[.”])\s+", text.split("\n", 1)[1])]
    return [s for s in found if 40 < len(s) < 300]


def report(number, drawn, pool, length):
    def change(sentence):
        word = "".join(drawn.choices(SYLLABLES, k=4)).capitalize()
        return re.sub(r"\d+", lambda _: str(drawn.randint(2, 900)), sentence[:-1]) + f" near {word}" + sentence[-1]

    text = " ".join(change(drawn.choice(pool)) for _ in range(length))
    day = f"20{10 + number % 10}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    return {"id": f"s{number}", "date": day, "url": f"http://news.example/{drawn.getrandbits(64):x}",
            "publisher": f"Paper {number % 200}", "title": change(drawn.choice(pool)), "text": text}


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(ROOT / "build/communique"))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--reports", type=int, default=5000, help="a round")
    parser.add_argument("--sentences", type=int, default=4, help="a report")
    arguments = parser.parse_args()
    drawn, pool = random.Random(1), sentences()
    print("reports   add ms   code ms   add/code   bytes/report")
    with tempfile.TemporaryDirectory() as folder:
        store, batch = os.path.join(folder, "store.db"), os.path.join(folder, "round.jsonl")
        for turn in range(1, arguments.rounds + 1):
            with open(batch, "w", encoding="utf-8") as out:
                for number in range(arguments.reports * (turn - 1), arguments.reports * turn):
                    out.write(json.dumps(report(number, drawn, pool, arguments.sentences)) + "\n")
            code = processor_seconds([arguments.program, "code", "--format", "jsonl", batch])
            add = processor_seconds([arguments.program, "add", "--db", store, batch])
            added = arguments.reports * turn
            print(f"{added:7}  {1e3 * add / arguments.reports:7.2f}  {1e3 * code / arguments.reports:8.2f}"
                  f"  {add / code:9.2f}  {os.path.getsize(store) / added:13.0f}", flush=True)


main()
