# SPDX-License-Identifier: Apache-2.0
"""How long questions to a store take, the slowest first.

    python3 tools/measure/asking.py [--program build/communique] [--rounds 3] --db STORE

Each question runs so often from a process of its own, on a warm file; the least time counts. multiplied.py makes a
large store."""

import argparse
import os
import resource
import subprocess
import time

QUESTIONS = [
    "events --limit 50",
    "events --limit 50 --oldest",
    "events",
    "events --country USA",
    "events --country PER --limit 50",
    "events --actor Minister --limit 50",
    "events --actor USAGOV --code 11 --limit 50",
    "events --bloc NATO --limit 50",
    "events --sector MIL --limit 50",
    "events --source RUS --target UKR",
    "events --type ASSAULT --assertion any --limit 50",
    "events --place Paris",
    "events --text president --limit 50",
    "events --as-of 2030-01-01 --limit 50",
    "events --attributed yes --limit 50",
    "events --dated event --from 2015-01-20 --to 2015-01-21",
    "statements --limit 50",
    "statements --country USA --limit 50",
    "statements --actor President --limit 50",
    "actors --limit 50",
    "actors --country FRA",
    "reports --limit 50",
    "stories --limit 50",
    "stories --type CONSULT --limit 50",
    "occurrences --limit 50",
    "occurrences --country USA --type SANCTION --limit 20",
    "dyads --limit 50",
    "dyads --directed --count one-a-day",
    "dyads USA RUS --format table",
    "dyads USA RUS --format table --from 2015-01-20 --to 2015-01-30",
    "series --by day",
    "series --by week --country USA",
    "series --by day --text president",
    "series --by day --count one-a-day",
    "series --by month --unit dyad --actors cow",
    "panel --by month",
    "panel --by week --unit country --actors cow",
    "panel --by month --directed --count one-a-day --actors cow",
]


def measure(program, db, question, rounds):
    command, *rest = question.split()
    least, cpu, lines = None, 0, 0
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run([program, command, "--db", db, "--format", "jsonl", *rest], check=True, capture_output=True)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if least is None or used < cpu:
            least, cpu = wall, used
        lines = done.stdout.count(b"\n")
    return cpu, least, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/communique")
    parser.add_argument("--db", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    found = [(*measure(args.program, args.db, question, args.rounds), question) for question in QUESTIONS]
    print(f"{os.path.getsize(args.db) / 2**20:.0f} MiB")
    print(f"{'cpu s':>7} {'wall s':>7} {'lines':>8}  question")
    for cpu, wall, lines, question in sorted(found, reverse=True):
        print(f"{cpu:7.2f} {wall:7.2f} {lines:8}  {question}")


if __name__ == "__main__":
    main()
