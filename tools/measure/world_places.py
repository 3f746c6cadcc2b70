#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Places of world news, on sentences of our own: how many names are put in the right country and division.

`world_places.tsv` has a report a line. A name is right where the first place of the coding with its
words lies in the country, and in the division if one is asked for; a name marked `-` where nothing is coded."""

import re

import sets

FILE = sets.ROOT / "tools/measure/world_places.tsv"


def read_gold():
    """Reports, and for each its section and asks as (name, country or "-", division or "")."""
    reports, gold, section = [], {}, None
    for line in sets.read_text(FILE).split("\n"):
        if line.startswith("# ") and " " not in line[2:]:
            section = line[2:]
        if not line or line.startswith("#"):
            continue
        asked, text = line.split("\t")
        asks = [re.fullmatch(r"(.+)=(-|[A-Z]{3})(?:/(.+))?", ask).groups("") for ask in asked.split(";")]
        reports.append({"id": text, "text": text})
        gold[text] = (section, asks)
    return reports, gold


def coded_for(coding, name):
    """The first place whose words are the name, or None; a dateline is in capitals."""
    words = coding["report"]["text"]
    for place in coding["places"]:
        if words[slice(*place["span"])].casefold() == name.casefold():
            return place
    return None


def is_right(place, country, division):
    if country == "-" or place is None:
        return (country == "-") == (place is None)
    return place["country"] == country and division in ("", place["admin1"])


def main():
    options = sets.arguments(__doc__).parse_args()
    reports, gold = read_gold()
    codings = sets.code(options.program, reports)
    counts = {name: [0, 0] for name in ("all", "a", "b", "world", "local")}
    for key, coding in codings.items():
        section, asks = gold[key]
        side = sets.half(key)
        for name, country, division in asks:
            place = coded_for(coding, name)
            right = is_right(place, country, division)
            for group in ("all", side, section):
                counts[group][0] += right
                counts[group][1] += 1
            if options.errors and not right and options.half in (None, side):
                got = f"{place['admin1']}, {place['country']}" if place else "nothing"
                print(f"{name}\t{country} {division}\t{got}\t{key}")
    for name, (right, asked) in counts.items():
        print(f"{name}: {sets.ratio(right, asked)}")


if __name__ == "__main__":
    main()
