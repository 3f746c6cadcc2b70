#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports reconcile with their store: tests/exports.py PROGRAM [--markdown]

Stores of the sample reports of examples/, of reports written to meet the traps of the formats and,
where ../shared/data is there, of bulk news are exported in every format and read back by
tests/field_formats.py. What a format must hold is worked out from the store's tables by the rules
of docs/formats.md; the rows must be just those, by root, by pair, by day and one by one. `code`
must write what `export` does. Each trap must be met by at least one row, so that its check is not
empty. R and pyarrow read the files too where they are installed. --markdown prints the table of
examples/ for docs/formats.md."""

import collections
import csv
import itertools
import json
import lzma
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from field_formats import READERS, check

ROOT = pathlib.Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "data" / "allsides_abp" / "articles-5000.jsonl.xz"
BULK = 500
MOST_OF_A_SIDE = 24

# Quad and penta classes of the roots: Schrodt and Yonamine's division as GDELT's QuadClass has it,
# and the Phoenix pipeline's postprocess.py. They part 09, 14 and 16.
QUAD = {f"{root:02}": 1 + (root > 5) + (root > 9) + (root > 14) for root in range(1, 21)}
PENTA = dict(zip((f"{root:02}" for root in range(1, 21)),
                 [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4]))
# Codes on which the three published Goldstein tables differ.
GOLDSTEIN = {"016": {"gdelt": -2.0, "phoenix": 3.4, "icews": -5.0},
             "163": {"gdelt": -8.0, "phoenix": -6.5, "icews": -8.0}}

TRAPS = [
    {"id": "quoted \"id", "date": "2021-11-14", "publisher": "\"The Post", "url":
     "http://post.example/\"1", "text": "Australian Foreign Minister Marise Payne met Irish "
     "Foreign Minister Simon Coveney in Canberra on Saturday. Payne and Coveney met in Canberra."},
    {"id": "ahead", "date": "2021-11-14", "publisher": "Line\u2028end\u0085Daily",
     "text": "President Emmanuel Macron will visit Namibia on 1 December 2021. "
             "Namibia has agreed to host a summit with Botswana next month."},
    {"id": "media", "date": "2021-11-15", "publisher": "Tab\tTimes", "url": "http://tab.example/1",
     "text": "Kenyan journalists accused Uganda of corruption. Ugandan doctors condemned Kenya. "
             "Police in Kampala arrested three journalists."},
    {"id": "classes", "date": "2021-11-16", "url": "http://classes.example/1", "text":
     "The United States imposed an embargo on Iran. Iranian protesters demonstrated against "
     "France. Turkey launched an investigation into Germany. Norway expressed regret to Sweden. "
     "Chad severed diplomatic relations with Sudan."},
    {"id": "alone", "date": "2021-11-17", "text": "Protesters rallied. Norway did not attack "
     "Sweden. Spain may invade Portugal."},
]

ours = {"csv", "arrow"}
typed = {"polecat", "plover"}


def tsv(name):
    with open(ROOT / "ontology" / f"{name}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


COUNTRIES = {row["iso3"]: row for row in tsv("countries")}
CAMEO = {row["code"]: row for row in tsv("cameo")}
PLOVER_SECTOR = {row["code"]: row["plover_sector"] or row["code"] for row in tsv("cameo_roles")}


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
    check(done.returncode in (0, 1), done.stderr.decode())
    return done.stdout


# ---- what the store holds ------------------------------------------------------------------------


def events_of(db):
    """The events of a store, each with its sides as lists of participants."""
    store = sqlite3.connect(db)
    store.row_factory = sqlite3.Row
    sides = collections.defaultdict(list)
    for row in store.execute("SELECT * FROM participant_table ORDER BY number"):
        sides[row["report_number"], row["event_number"], row["side"]].append(dict(row))
    events = [dict(row) for row in store.execute(
        "SELECT * FROM event_table ORDER BY told, report, event_number")]
    store.close()
    for event in events:
        for side in ("source", "target"):
            event[side] = sides[event["report_number"], event["event_number"], side]
        ahead = event["date_from"] is None or event["date_from"] > event["told"]
        event["day"] = event["told"] if ahead else event["date_from"]
        event["ahead"] = event["date_from"] is not None and event["date_from"] > event["told"]
        event["reciprocal"] = is_reciprocal(event)
    return events


def is_reciprocal(event):
    source, target = ({p["actor"] for p in event[side]} for side in ("source", "target"))
    return len(event["source"]) > 1 and source == target


def is_wanted(event, form):
    if form in ours:
        return True
    return (event["assertion"] == "actual"
            and (event["same_as"] is None or form == "gdelt2-mentions")
            and (event["plover"] is not None or form not in typed))


def pairs_of(event):
    """What both sides do stands once each way, without an actor with itself."""
    sides = [event[side][:MOST_OF_A_SIDE] or [None] for side in ("source", "target")]
    for source, target in itertools.product(*sides):
        same = event["reciprocal"] and all(source[key] == target[key] for key in ("name", "code"))
        if not same:
            yield source, target


def plain(value, quotes="'"):
    """A text as a field holds it."""
    return re.sub("[\0-\x1f\x7f]", " ", value or "").replace('"', quotes)


def number(value):
    return None if value in (None, "") else round(float(value), 4)


def goldstein(code, name):
    """A table's score; of its parent where the table lacks the code."""
    while not CAMEO[code][f"goldstein_{name}"]:
        code = code[:-1]
    return number(CAMEO[code][f"goldstein_{name}"])


def country_name(code):
    return COUNTRIES[code]["name"] if code in COUNTRIES else ""


OWN_TEXTS = ["event", "report", "publisher", "url", "told", "date_from", "date_to", "date_basis",
             "cameo", "plover", "mode", "assertion", "time", "same_as", "place", "place_country",
             "source", "source_code", "source_country", "target", "target_code", "target_country"]
OWN_NUMBERS = ["quad_gdelt", "goldstein_gdelt", "lat", "lon", "sentence", "confidence"]


def own_row(event, source, target):
    row = dict(event, place=event["place_name"], lat=event["place_lat"], lon=event["place_lon"])
    for side, actor in (("source", source), ("target", target)):
        actor = actor or {"name": None, "code": None, "country": None}
        row.update({side: actor["name"], f"{side}_code": actor["code"],
                    f"{side}_country": actor["country"]})
    return row


def own_key(row):
    return (tuple(plain(str(row[name] if row[name] is not None else ""), '"') for name in OWN_TEXTS)
            + tuple(number(row[name]) for name in OWN_NUMBERS))


def expected_rows(events, form):
    """The rows that a format must hold: (root, pair, day, all that is compared)."""
    for event in events:
        if not is_wanted(event, form):
            continue
        if form == "plover":
            names = tuple(tuple(sorted(p["name"] for p in event[side]))
                          for side in ("source", "target"))
            rows = [((names, event["plover"]), names)]
        else:
            rows = [expected_row(event, form, *pair) for pair in pairs_of(event)]
        for row, pair in rows:
            code = event["plover"] if form in typed else event["cameo"][:2]
            day = event["told"] if form in ours or form == "gdelt2-mentions" else event["day"]
            yield code if form != "gdelt2-mentions" else "", pair, day, row


def expected_row(event, form, source, target):
    """What is compared of a row, and its pair as the format names it."""
    name, code, country = ([actor[key] or "" if actor else "" for actor in (source, target)]
                           for key in ("name", "code", "country"))
    if form in ours:
        return own_key(own_row(event, source, target)), tuple(map(plain, name))
    if form == "gdelt2-mentions":
        report = plain(event["url"] or event["report"])
        offsets = [actor["span_start"] if actor else -1 for actor in (source, target)]
        return (report, event["sentence"] + 1, *offsets), (report, "")
    if form == "icews":
        names = tuple(plain(one) or "Unspecified Actor" for one in name)
        return (names, *map(country_name, country), event["cameo"],
                goldstein(event["cameo"], "icews"), event["sentence"] + 1), names
    if form == "polecat":
        names = tuple(map(plain, name))
        places = [one or other for one, other in zip(country, code)]
        return (names, *places, event["plover"], event["told"],
                plain(event["publisher"])), names
    report = {"gdelt1": event["url"], "gdelt2": event["url"]}.get(form, event["report"])
    return (tuple(code), event["cameo"], plain(report)), tuple(code)


# ---- what a file holds ---------------------------------------------------------------------------


def read_rows(path, form):
    """The rows of a file as expected_rows() has them; None where no reader is installed."""
    rows = READERS[form](path)
    return (None, None) if rows is None else (rows, [
        compared(row, form) for row in rows])


def compared(row, form):
    if form in ours:
        pair = tuple(plain(row[side]) for side in ("source", "target"))
        return row["cameo"][:2], pair, row["told"], own_key(row)
    if form == "gdelt2-mentions":
        offsets = [int(row[f"Actor{n}CharOffset"]) for n in (1, 2)]
        key = row["report"], int(row["SentenceID"]), *offsets
        return "", (row["report"], ""), row["day"], key
    if form == "plover":
        actors, others = (tuple(sorted(actor["entity_text"] for actor in side))
                          for side in (row["actor"], row.get("recipient", row["actor"])))
        return row["code"], (actors, others), row["day"], ((actors, others), row["code"])
    pair = row["source"], row["target"]
    if form == "icews":
        key = (pair, row["Source Country"], row["Target Country"], row["code"],
               number(row["Intensity"]), int(row["Sentence Number"]))
    elif form == "polecat":
        key = (pair, row["Actor Country"], row["Recipient Country"], row["code"], row["told"],
               row["Source"])
        return row["code"], pair, row["day"], key
    else:
        key = (pair, row["code"], row["report"])
    return row["code"][:2], pair, row["day"], key


# ---- traps ---------------------------------------------------------------------------------------


class Traps:
    """Counts the rows that meet each trap."""

    def __init__(self):
        self.met = collections.Counter({name: 0 for name in (
            "classes differ (09, 14, 16)", "Goldstein tables differ", "FIPS is not ISO",
            "a code begins with 0", "MED is media or medicine", "both sides do it",
            "a day ahead", "a side without an actor", "a repeat is mentioned")})

    def meet(self, name, condition, what=""):
        check(condition, f"{name}: {what}")
        check(name in self.met, name)
        self.met[name] += 1


def check_codes(rows, form, column, traps):
    quads = {"gdelt1": ("QuadClass", QUAD), "gdelt2": ("QuadClass", QUAD),
             "phoenix": ("PentaClass", PENTA)}
    scores = {"gdelt1": ("GoldsteinScale", "gdelt"), "gdelt2": ("GoldsteinScale", "gdelt"),
              "phoenix": ("GoldsteinScore", "phoenix"), "icews": ("Intensity", "icews"),
              "csv": ("goldstein_gdelt", "gdelt")}
    for row in rows:
        code = row[column]
        check(code in CAMEO, f"{form}: {code} is no code")
        if code[0] == "0":
            traps.meet("a code begins with 0", str(int(code)) != code)
        if form in quads:
            name, classes = quads[form]
            check(int(row[name]) == classes[code[:2]], f"{form}: {name} of {code} is {row[name]}")
            if code[:2] in ("09", "14", "16"):
                traps.meet("classes differ (09, 14, 16)", QUAD[code[:2]] != PENTA[code[:2]])
        name, which = scores[form]
        check(number(row[name]) == goldstein(code, which), f"{form}: {code} has {row[name]}")
        if code in GOLDSTEIN:
            traps.meet("Goldstein tables differ", float(row[name]) == GOLDSTEIN[code][which])


def check_gdelt(rows, form, events, traps):
    check_codes(rows, form, "EventCode", traps)
    fips = {row["fips"]: row for row in COUNTRIES.values() if row["fips"]}
    named = {(event["day"], event["cameo"], event["place_name"]): event["place_country"]
             for event in events if event["place_country"]}
    for row in rows:
        code = row["EventCode"]
        check((row["EventRootCode"], row["EventBaseCode"]) == (code[:2], code[:3]),
              "parts of a code")
        year, month, day = (int(part) for part in row["day"].split("-"))
        check(abs(float(row["FractionDate"]) - year - ((month - 1) * 30 + day) / 365) < 1e-4,
              f"FractionDate of {row['day']} is {row['FractionDate']}")
        place = row["ActionGeo_CountryCode"]
        if place:
            country = fips[place]
            name = row["ActionGeo_FullName"].split(", ")[0]
            check(country["name"] in row["ActionGeo_FullName"], "the country's name is missing")
            iso3 = country["iso3"]
            check(named.get((row["day"], code, name), iso3) == iso3, "a country")
            if place != country["iso2"]:
                traps.meet("FIPS is not ISO", len(place) == 2, place)
        for who in ("Actor1", "Actor2"):
            types = [row[f"{who}Type{n}Code"] for n in (1, 2, 3)]
            parts = types + [row[who + part] for part in (
                "CountryCode", "KnownGroupCode", "Religion1Code", "Religion2Code")]
            check(all(part in row[f"{who}Code"] for part in parts), "parts of an actor's code")
            if not row[f"{who}Code"]:
                traps.meet("a side without an actor", not any(parts) and row[f"{who}Name"] == "")


def check_mentions(rows, events, of_events, traps):
    numbers = {row["number"] for row in of_events}
    check({row["number"] for row in rows} == numbers, "mentions and events are of other numbers")
    for row, event in zip(rows, [event for event in events if is_wanted(event, "gdelt2-mentions")
                                 for _ in pairs_of(event)]):
        check((row["MentionType"] == "1") == bool(event["url"]), "a citation is not from the web")
        if event["same_as"]:
            traps.meet("a repeat is mentioned", row["number"] in numbers)


def actors_of(row, form):
    if form == "polecat":
        return [(row[f"{side} Name"], row[f"{side} Sectors"].split(";"))
                for side in ("Actor", "Recipient")]
    return [(actor["entity_text"], actor["sector"]) for actor in
            row["actor"] + row.get("recipient", [])]


def check_sectors(rows, form, events, traps):
    """PLOVER's MED is medicine, CAMEO's the media."""
    cameo = {p["name"]: p["sectors"] or "" for event in events for side in ("source", "target")
             for p in event[side]}
    for row in rows:
        for name, sectors in actors_of(row, form):
            held = [code for code in cameo.get(name, "").split(";") if code]
            if "MED" in held or "HLH" in held:
                wanted = {PLOVER_SECTOR[code] for code in held}
                traps.meet("MED is media or medicine", wanted & {"JRN", "MED"} <= set(sectors)
                           and ("JRN" in sectors) == ("MED" in held), f"{held} became {sectors}")


def check_ours(rows, events, traps):
    ahead = sum(row["date_from"] != "" and str(row["date_from"]) > row["told"] for row in rows)
    check(ahead == sum(1 for event in events if event["ahead"] for _ in pairs_of(event)),
          "a day that lies ahead is lost")
    check_codes(rows, "csv", "cameo", traps)


def check_traps(rows, form, events, of_events, traps):
    for row in rows:
        if form not in ours and "told" in row:
            check(row["day"] <= row["told"], f"{form}: a row is dated after its report")
    if form in ("gdelt1", "gdelt2"):
        check_gdelt(rows, form, events, traps)
    elif form == "gdelt2-mentions":
        check_mentions(rows, events, of_events, traps)
    elif form in ("phoenix", "icews"):
        check_codes(rows, form, "code", traps)
    elif form in typed:
        check_sectors(rows, form, events, traps)
    elif form in ours:
        check_ours(rows, events, traps)
    if form in ("gdelt1", "gdelt2", "phoenix", "plover"):
        numbers = [row["number"] for row in rows]
        check(len(set(numbers)) == len(numbers), f"{form}: two rows have one number")
    for event in events:
        if is_wanted(event, form) and event["ahead"] and form not in ours:
            traps.meet("a day ahead", event["day"] == event["told"])
        if form == "plover" and is_wanted(event, form) and event["reciprocal"]:
            row = next(row for row in rows if row["id"] == event["event"])
            traps.meet("both sides do it", "recipient" not in row and len(row["actor"]) > 1)


# ---- the whole -----------------------------------------------------------------------------------


def check_code(program, form, exported, reports):
    """`code` writes what `export` does, for the same reports in the same order."""
    coded = exported.with_name("coded." + form)
    run(program, "code", "--jobs", "2", "--format", form, "-o", coded, *reports)
    if form == "arrow":
        check(read_rows(coded, form) == read_rows(exported, form), "arrow: code and export differ")
    else:
        check(coded.read_bytes() == exported.read_bytes(), f"{form}: code and export differ")


def reconcile(program, form, folder, events, of_events, traps):
    """Exports one format and reads it back: its line of the table, its rows."""
    path = folder / ("export." + form)
    run(program, "export", "--db", folder / "news.db", "--format", form, "-o", path)
    wanted = list(expected_rows(events, form))
    rows, found = read_rows(path, form)
    line = {"format": form, "events": sum(is_wanted(event, form) for event in events),
            "rows": len(wanted)}
    if rows is None:
        print(f"{form}: pyarrow is not installed; not read back")
        return line, []
    for level, name in enumerate(("roots", "pairs", "days")):
        counts = [collections.Counter(row[level] for row in side) for side in (wanted, found)]
        differ = {cell for cell in counts[0] | counts[1] if counts[0][cell] != counts[1][cell]}
        check(not differ, f"{form}: by {name} {sorted(differ, key=str)[:3]} differ")
        line[name] = "" if form == "gdelt2-mentions" and name == "roots" else len(counts[0])
    lost = collections.Counter(wanted)
    lost.subtract(collections.Counter(found))
    check(not any(lost.values()), f"{form}: {[row for row, n in lost.items() if n][:2]}")
    check_traps(rows, form, events, of_events, traps)
    line["read"] = len(rows)
    return line, rows


def read_with_r(folder, lines):
    """Base R, and readr where it is there, must find as many rows."""
    if not shutil.which("Rscript"):
        print("R is not installed; its readers were not tried")
        return
    done = subprocess.run(["Rscript", "--vanilla", ROOT / "tests" / "exports.R", folder],
                          capture_output=True, text=True, check=False)
    check(done.returncode == 0, done.stderr)
    counts = dict(line.split("\t") for line in done.stdout.splitlines())
    for line in lines:
        if line["format"] in counts:
            check(int(counts[line["format"]]) == line["rows"], f"R reads other rows: {counts}")


def check_compare(program, folder):
    """A file against itself leaves nothing unmatched, and correlates wholly where at all."""
    for form in ("gdelt1", "gdelt2", "gdelt2-mentions", "phoenix", "icews", "polecat", "csv"):
        path = folder / ("export." + form)
        told = run(program, "compare", path, path).decode()
        check("0 lines left out" in told, f"compare leaves lines of {form} out: {told}")
        shares = re.findall(r"(\d+) \( *([\d.]+) %\)", told)
        check(shares and all(share == ("0", "0.0") for share in shares), told)
        for r, low, high in re.findall(r"(-?\d\.\d{3})  \[(-?\d\.\d{3}), (-?\d\.\d{3})\]", told):
            check((r, low, high) == ("1.000",) * 3, f"{form} against itself: {told}")


def day_of(path):
    return re.match(r"\s*date (\d{4}-\d\d-\d\d)", path.read_text(encoding="utf-8"))[1], path.stem


def reconcile_store(program, reports, name, with_code, traps):
    """All formats of one store; their lines of the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        if not reports or isinstance(reports[0], dict):
            reports = write_reports(folder / "news.jsonl", reports)
        run(program, "add", "--jobs", "2", "--db", folder / "news.db", *reports)
        events = events_of(folder / "news.db")
        check(events, f"{name}: no events")
        lines, of_events = [], []
        for form in READERS:
            line, rows = reconcile(program, form, folder, events, of_events, traps)
            of_events = rows if form == "gdelt2" else of_events
            lines.append(line)
            if form in with_code:
                check_code(program, form, folder / ("export." + form), reports)
        read_with_r(folder, lines)
        check_compare(program, folder)
    return lines


def write_reports(path, reports):
    reports = sorted(reports, key=lambda report: (report["date"], report["id"]))
    path.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports),
                    encoding="utf-8")
    return [path]


def print_table(name, lines, markdown):
    columns = ["format", "events", "rows", "read", "roots", "pairs", "days"]
    if markdown:
        print("| " + " | ".join(columns) + " |")
        print("| --- |" + " ---: |" * (len(columns) - 1))
        for line in lines:
            print("| `{}` | ".format(line["format"])
                  + " | ".join(str(line.get(column, "")) for column in columns[1:]) + " |")
        return
    print(f"{name}: {' '.join(f'{column:>8}' for column in columns[1:])}")
    for line in lines:
        print(f"  {line['format']:16}", *(f"{line.get(column, '-'):>8}" for column in columns[1:]))


def bulk_news():
    with lzma.open(NEWS, "rt", encoding="utf-8") as file:
        reports = [json.loads(line) for line in itertools.islice(file, BULK)]
    return [report for report in reports if report["date"]]


def main():
    program, markdown = sys.argv[1], "--markdown" in sys.argv
    traps = Traps()
    examples = sorted((ROOT / "examples").glob("*.txt"), key=day_of)
    stores = [("examples", examples, set(READERS))]
    if not markdown:
        stores.append(("traps", TRAPS, set(READERS)))
        if NEWS.exists():
            stores.append(("bulk news", bulk_news(), {"csv"}))
        else:
            print("exports: no bulk news; examples and traps alone")
    for name, reports, with_code in stores:
        print_table(name, reconcile_store(program, reports, name, with_code, traps), markdown)
    if not markdown:
        for name, count in traps.met.items():
            print(f"  {name:30} {count} rows")
        unmet = [name for name, count in traps.met.items() if count == 0]
        check(not unmet, f"no row meets: {', '.join(unmet)}")


if __name__ == "__main__":
    main()
