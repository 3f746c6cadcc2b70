#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Leaders by date: names as Archigos, REIGN, CountryInfo and the table of foreign ministers write
them, each on a day of the term, coded alone; right if the first actor is of the leader's state with
the sector GOV. Many names of Archigos and REIGN are a surname alone: those are counted apart, since
a common surname is no person without more support. A second table counts the terms of the
dictionaries themselves: which state lacks whom in which year."""

import collections
import csv
import datetime
import io
import random
import re

from sets import ROOT, SHARED, arguments, code, half, ratio, read_text

FACTS = SHARED / "data" / "actor_facts"
# Numbers that Archigos and REIGN use and the table of countries has otherwise: the two Germanies and
# Yemens, Yugoslavia and the union of Serbia and Montenegro.
MERGED = {"255": {"DEU"}, "260": {"DEU"}, "265": {"DDR", "DEU"}, "678": {"YEM"}, "680": {"YEM"},
          "345": {"SRB", "YUG"}, "365": {"RUS", "SUN"}, "316": {"CZE"}, "315": {"CZE"}}
OFFICES = {
    "head of state": r"president|king|queen|emir|sultan|monarch|head of state|governor-general|"
                     r"captain regent|sovereign|leader|pope|chairman|prince|grand duke|elder|emperor|"
                     r"military ruler|military government",
    "head of government": r"prime minister|premier|chancellor|president|chief minister|king|sultan|"
                          r"head of government|chairman of the council|chief executive|taoiseach|"
                          r"secretary of state|minister of state|emir|administrator|military ruler|"
                          r"military government",
    "foreign minister": r"foreign|external|secretary of state|international relations",
    "defence minister": r"defen[cs]e",
}
DEPUTIES = re.compile(r"^(vice|deputy|former|first lady|shadow|assistant|under|permanent)|"
                      r"candidate|opposition|committee|spokes|affairs adviser|national security", re.I)
FIRST_YEAR, LAST_YEAR = 1990, 2026


def states():
    """ISO codes by number of the Correlates of War."""
    rows = csv.DictReader(io.StringIO(read_text(ROOT / "ontology" / "countries.tsv")),
                          delimiter="\t")
    known = {row["cow_number"]: {row["iso3"]} for row in rows if row["cow_number"]}
    return known | MERGED


def archigos():
    for row in csv.DictReader(io.StringIO(read_text(FACTS / "peacesciencer_archigos.csv.xz"))):
        yield (row["gwcode"], row["leader"], datetime.date.fromisoformat(row["startdate"]),
               datetime.date.fromisoformat(row["enddate"]))


def reign():
    """REIGN has the last month, not the last day: the term is taken to end with the month before."""
    text = (FACTS / "reign_leaderlist_3_21.csv").read_text(encoding="latin-1")
    for row in csv.DictReader(io.StringIO(text)):
        if row["eyear"].strip() and row["sdate"].strip():
            start = datetime.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            yield (row["ccode"], row["leader"].strip(), start,
                   datetime.date(int(row["eyear"]), int(row["emonth"]), 1) -
                   datetime.timedelta(days=1))


def country_info():
    """The leaders of CountryInfo, by ISO code: full names in capitals, from about 1960 to 2009."""
    day = r"(\d{4})(\d\d)(\d\d)"
    line = re.compile(r"\t\t([A-Z'_.-]+)_\s+\[" + day + " - " + day + r"\]")
    country, inside = None, False
    for text in read_text(FACTS / "CountryInfo.120116.txt.xz").splitlines():
        if match := re.match(r"<Country(?:Code>(\w+)<|>)", text):
            country = match[1]
        inside = (inside or text == "<Leaders>") and text != "</Leaders>"
        if inside and (match := line.match(text)):
            name = match[1].replace("_", " ").strip().title()
            name = re.sub(r"\b(I[iv]+|Vi*)$", lambda number: number[0].upper(), name)
            numbers = [int(number) for number in match.groups()[1:]]
            try:
                yield (country, name, datetime.date(*numbers[:3]), datetime.date(*numbers[3:]))
            except ValueError:
                continue


def foreign_ministers():
    """Those of 2022, by the name of the country; all were in office at the end of November."""
    codes = {row["name"]: row["iso3"] for row in csv.DictReader(
        io.StringIO(read_text(ROOT / "ontology" / "countries.tsv")), delimiter="\t")}
    for row in csv.DictReader(io.StringIO(read_text(FACTS / "everypol_foreign_ministers.csv"))):
        if row["name"] and row["countryLabel"] in codes and row["start"]:
            yield (codes[row["countryLabel"]], row["name"],
                   datetime.date(2022, 11, 20), datetime.date(2022, 11, 30))


def terms(sources, since, until):
    """The terms that have a day within [since, until], cut to it, of states that we know."""
    known = states()
    known |= {code: {code} for codes in known.values() for code in codes}
    for source, rows in sources.items():
        for number, name, start, end in rows():
            start, end = max(start, since), min(end, until)
            if start <= end and number in known:
                yield {"name": name, "states": known[number], "start": start, "end": end,
                       "id": f"{source} {number} {name} {start}"}


def with_day(term, draw):
    days = (term["end"] - term["start"]).days
    day = term["start"] + datetime.timedelta(days=draw.randint(0, days))
    return term | {"day": day}


def after_last_term(rows):
    """The leaders whose last term is over, by the tables, two years after its end."""
    last = {}
    for term in rows:
        key = (frozenset(term["states"]), term["name"])
        if key not in last or term["end"] > last[key]["end"]:
            last[key] = term
    return [term | {"day": term["end"] + datetime.timedelta(days=730)} for term in last.values()
            if term["end"] < datetime.date(2015, 12, 1)]


def first_actor(coding):
    actors = coding["actors"]
    return actors[0] if actors else {"country": None, "sectors": [], "code": None, "name": "-"}


def in_office(term, actor):
    return actor["country"] in term["states"] and "GOV" in actor["sectors"]


def out_of_office(term, actor):
    return actor["country"] in term["states"] and "GOV" not in actor["sectors"]


def measure(args, title, chosen, is_right=in_office):
    """Prints how many of the leaders are right; with --errors who is not."""
    codings = code(args.program, [{"id": term["id"] + str(n), "date": str(term["day"]),
                                   "text": term["name"]} for n, term in enumerate(chosen)])
    right = collections.Counter()
    asked = collections.Counter()
    for n, term in enumerate(chosen):
        part = half(term["name"])
        actor = first_actor(codings[term["id"] + str(n)])
        good = is_right(term, actor)
        for key in ("all", part):
            asked[key] += 1
            right[key] += good
        if args.errors and not good and args.half in (None, part):
            print(f"  {term['id']} @{term['day']}: {actor['name']} {actor['code']}")
    print(f"{title:34}" + "  ".join(f"{key} {ratio(right[key], asked[key])}"
                                    for key in ("all", "a", "b")))


def persons():
    """(office, state, first year, last year) of every term of the dictionaries."""
    line = re.compile(r"\s+term (.+): ([A-Z]{3})([A-Z]*) (\S*)\.\.(\S*)$")
    for path in sorted((ROOT / "lang" / "en" / "actors").glob("*.txt")):
        for match in filter(None, map(line.match, read_text(path).splitlines())):
            office, state, roles, start, end = match.groups()
            if "GOV" in roles and not DEPUTIES.search(office):
                yield (office.lower(), state, int(start[:4] or FIRST_YEAR),
                       int(end[:4] or LAST_YEAR))


def print_holes(only):
    """For each state and office the years without a holder."""
    held = collections.defaultdict(set)
    for office, state, start, end in persons():
        for name, words in OFFICES.items():
            if re.search(words, office):
                held[state, name].update(range(start, end + 1))
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    total = collections.Counter()
    known = {next(iter(codes)) for codes in states().values() if len(codes) == 1}
    for state in sorted(known):
        for name in OFFICES:
            holes = [year for year in years if year not in held[state, name]]
            total[name] += len(years) - len(holes)
            if holes and (only == "all" or state in only.split(",")):
                print(f"  {state} {name:18} {' '.join(f'{year % 100:02}' for year in holes)}")
    for name in OFFICES:
        print(f"{name:34}years known {ratio(total[name], len(years) * len(known))}")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--whole", action="store_true", help="every term, not a draw of them")
    parser.add_argument("--holes", metavar="STATES",
                        help="print the years without holder of these states (ISO codes or all)")
    args = parser.parse_args()
    by_number = {"archigos": archigos, "reign": reign}
    for first, last in ((1990, 2021), (1980, 1989)):
        since, until = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
        drawn = list(terms(by_number, since, until))
        whole = [term for term in drawn if " " in term["name"]]
        surname = [term for term in drawn if " " not in term["name"]]
        named = list(terms({"countryinfo": country_info}, since, until))
        for title, group in ((f"leaders {first}-{last}", whole), ("  by surname alone", surname),
                             ("  of CountryInfo", named)):
            draw = random.Random(args.seed)
            chosen = group if args.whole else draw.sample(group, min(args.pairs, len(group)))
            measure(args, title, [with_day(term, draw) for term in chosen])
    since, until = datetime.date(1985, 1, 1), datetime.date(2021, 12, 31)
    over = after_last_term(term for term in terms(by_number, since, until) if " " in term["name"])
    measure(args, "two years after the last term", over, out_of_office)
    ministers = terms({"ministers": foreign_ministers}, datetime.date(2022, 11, 30),
                      datetime.date(2022, 11, 30))
    measure(args, "foreign ministers of 2022", [with_day(term, random) for term in ministers])
    print_holes(args.holes or "")


if __name__ == "__main__":
    main()
