#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What coding a store anew costs, beside adding the same reports: words a second of the processor for
`add`, for `replay`, and for `replay --apply` after two changes of the dictionaries: one that changes few
codings, and one (the places left out) that changes nearly all, so that each is kept with its history.

The reports are those of store_growth.py."""

import argparse
import json
import os
import pathlib
import random
import shutil
import tempfile

from store_growth import ROOT, processor_seconds, report, sentences

FRAME = "S criticise|condemn T => 112\n  > France condemned Mali. => 112 FRA MLI\n"


def make_dictionaries(folder, with_places):
    (folder / "frames").mkdir(parents=True)
    (folder / "frames/11-disapprove.txt").write_text(FRAME, encoding="utf-8")
    if with_places:
        shutil.copytree(ROOT / "lang/en/places", folder / "places")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(ROOT / "build/communique"))
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--sentences", type=int, default=4, help="a report")
    arguments = parser.parse_args()
    drawn, pool = random.Random(1), sentences()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        few, most, store = folder / "few", folder / "most", folder / "store.db"
        make_dictionaries(few, True)
        make_dictionaries(most, False)
        words = 0
        with open(folder / "reports.jsonl", "w", encoding="utf-8") as out:
            for number in range(arguments.reports):
                made = report(number, drawn, pool, arguments.sentences)
                words += len(made["text"].split())
                out.write(json.dumps(made) + "\n")
        program = arguments.program
        replay = [program, "replay", "--db", str(store)]
        steps = [("add", [program, "add", "--db", str(store), str(folder / "reports.jsonl")]),
                 ("replay --all", replay + ["--all"]),
                 ("replay, few changes", replay + ["--lexicon", str(few)]),
                 ("replay --apply, few changes", replay + ["--lexicon", str(few), "--apply"]),
                 ("replay --apply, most changed", replay + ["--lexicon", str(most), "--apply"])]
        print("step                            seconds    words/s   ms/report   store MB")
        for step, command in steps:
            seconds = processor_seconds(command)
            size = sum(os.path.getsize(path) for path in folder.glob("store.db*"))
            print(f"{step:30}{seconds:9.1f}{words / seconds:11.0f}{1000 * seconds / arguments.reports:12.2f}"
                  f"{size / 1e6:11.1f}", flush=True)


if __name__ == "__main__":
    main()
