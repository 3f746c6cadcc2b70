#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Places of reports, on LGL (local newspapers): how many gold toponyms are found and put within 161 km.

Every gold toponym that has coordinates counts, also demonyms and names inside other names. A gold
toponym is found where a place of the coding overlaps it; it is right where that place lies within
161 km (100 miles) of the gold one. `given spans` is accuracy among those found."""

import math
import xml.etree.ElementTree as tree

import sets

NEAR = 161


def kilometres(a, b):
    a, b = [tuple(map(math.radians, point)) for point in (a, b)]
    half = (math.sin((b[0] - a[0]) / 2) ** 2
            + math.cos(a[0]) * math.cos(b[0]) * math.sin((b[1] - a[1]) / 2) ** 2)
    return 12742 * math.asin(min(1, math.sqrt(half)))


def read_gold():
    """Reports, and their toponyms as (start, end, words, latitude, longitude or None)."""
    reports, gold = [], {}
    for article in tree.fromstring(sets.read_text(sets.SHARED / "data/geoparsing/lgl.xml.xz")):
        key = article.get("docid")
        reports.append({"id": key, "date": (article.findtext("dltime") or "")[:10],
                        "publisher": article.findtext("domain"), "url": article.findtext("url"),
                        "text": article.findtext("text")})
        gold[key] = [(int(toponym.findtext("start")), int(toponym.findtext("end")),
                      toponym.findtext("phrase"),
                      toponym.findtext("gaztag/lat"), toponym.findtext("gaztag/lon"))
                     for toponym in article.iter("toponym")]
    return reports, gold


def judge(toponym, places):
    """(found, right, what was coded) for one gold toponym."""
    start, end = toponym[:2]
    found = [place for place in places if place["span"][0] < end and place["span"][1] > start]
    if not found:
        return False, False, None
    place = found[0]
    apart = kilometres((place["lat"], place["lon"]), (float(toponym[3]), float(toponym[4])))
    return True, apart <= NEAR, place


def main():
    options = sets.arguments(__doc__).parse_args()
    reports, gold = read_gold()
    codings = sets.code(options.program, reports)
    counts = {name: [0, 0, 0, 0, 0] for name in ("all", "a", "b")}
    for key, coding in codings.items():
        side = sets.half(key)
        places = coding["places"]
        spans = [toponym[:2] for toponym in gold[key]]
        false = [place for place in places
                 if not any(start < place["span"][1] and end > place["span"][0] for start, end in spans)]
        if options.errors and options.half in (None, side):
            for place in false:
                print(f"{key}\textra\t{coding['report']['text'][slice(*place['span'])]}")
        for name in ("all", side):
            counts[name][3] += len(places)
            counts[name][4] += len(places) - len(false)
        for toponym in gold[key]:
            if toponym[3] is None:
                continue
            found, right, place = judge(toponym, places)
            for name in ("all", side):
                for i, value in enumerate((1, found, right)):
                    counts[name][i] += value
            if options.errors and not right and options.half in (None, side):
                what = "missed" if not found else \
                    f"{place['name']}, {place['admin1']}, {place['country']} {place['lat']} {place['lon']}"
                print(f"{key}\t{'far' if found else 'missed'}\t{toponym[2]}\t{toponym[3]} {toponym[4]}\t{what}")
    for name, (asked, found, right, coded, true) in counts.items():
        print(f"{name}: within 161 km {sets.ratio(right, asked)}, found {sets.ratio(found, asked)}, "
              f"given spans {sets.ratio(right, found)}, precision {sets.ratio(true, coded)}")


if __name__ == "__main__":
    main()
