#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many states, bodies, groups and persons the dictionaries hold, and which states have fewest."""

import argparse
import collections
import re

import sets

FACT = re.compile(r"  (state|body|group|term [^:]+:) *([A-Z]+)")


def entries(folder):
    """Yields kind and first code of every entry of actors/."""
    for path in sorted((folder / "actors").glob("*.txt")):
        pending = False
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line[0].isspace() and line[0] != "#":
                pending = True
            fact = FACT.match(line)
            if pending and fact:
                pending = False
                yield fact[1].split()[0].replace("term", "person"), fact[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lexicon", default=str(sets.ROOT / "lang" / "en"))
    parser.add_argument("--fewest", type=int, default=20, help="how many states to list")
    arguments = parser.parse_args()
    codes = [line.split("\t")[0] for line in
             (sets.ROOT / "ontology" / "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    kinds = collections.Counter()
    by_state = {code: collections.Counter() for code in codes}
    for kind, code in entries(sets.pathlib.Path(arguments.lexicon)):
        place = kind == "body" and len(code) == 3 and code in by_state
        kind = "place" if place else kind
        kinds[kind] += 1
        if code[:3] in by_state:
            by_state[code[:3]][kind] += 1
    print(", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    fewest = sorted(codes, key=lambda c: (sum(by_state[c].values()), c))[:arguments.fewest]
    for code in fewest:
        print(code, ", ".join(f"{kind} {count}" for kind, count in by_state[code].most_common()))


if __name__ == "__main__":
    main()
