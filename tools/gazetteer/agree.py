#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Names the cities of lang/en/actors/cities.txt whose country the table does not know them in: agree.py

A city stands for its state there and has its coordinates in the gazetteer; the two should not part.
Names that the table lacks altogether are not told."""

import collections
import csv
import gzip
import pathlib
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]


def plain(name):
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if c.isalnum())


def main():
    with open(ROOT / "ontology/countries.tsv", encoding="utf-8", newline="") as file:
        iso3 = {row["iso2"]: row["iso3"] for row in csv.DictReader(file, delimiter="\t")}
    known = collections.defaultdict(set)
    with gzip.open(ROOT / "lang/en/places/geonames.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                column = line.split("\t")
                known[plain(column[3])].add(iso3.get(column[1]))
                known[plain(column[4])].add(iso3.get(column[1]))
    head = ""
    for line in (ROOT / "lang/en/actors/cities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  body "):
            names = [plain(name) for name in head.replace("=", ",").split(",")]
            found = set().union(*(known.get(name, set()) for name in names if name))
            if found and line.split()[1][:3] not in found:
                print(f"{head}: {line.split()[1]} there, {', '.join(sorted(filter(None, found)))} here")
        elif line and not line.startswith((" ", "#")):
            head = line


if __name__ == "__main__":
    main()
