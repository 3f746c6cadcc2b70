#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Country and first sector of noun phrases: the asserts of NGEC's actor-resolution tests.

Left out: asserts about Wikipedia pages (titles, jobs, introductions, matched patterns) and about
second codes; inputs whose asserts contradict each other; codes that CAMEO does not have (PRE: a
partially recognised state, JNK: a word of time). Where NGEC wants no actor, none may have a code.

NGEC's sectors are read as CAMEO's by SECTOR, its codes for international bodies by BODY; CAMEO names
the organisation where NGEC has its sector, so that only the body is asked. UNK is a person of no
sector: CVL or nothing. CAMEO writes GOV or OPP before PTY. A capital or city alone is its state in
CAMEO (in NGEC GOV or CVL): PLACES ask for the country alone. NGEC reads what has no date as of its
own time, DAY; the figure without that date is given too."""

import collections
import json
import re
import subprocess
import tempfile

import sets

SECTOR = {"MED": ["HLH"], "JRN": ["MED"], "CIV": ["CVL"], "PRM": ["UAF"], "UNK": ["", "CVL"],
          "BUD": ["CVL", "REL"], "REL": ["CVL", "REL"]}
PLACES = {"Tehran", "Sydney"}
DAY = "2023-01-01"
BODY = {"EUR": "IGOE", "UNO": "IGOUNO", "IGO": "IGO"}
NOT_CAMEO = {"PRE", "JNK"}
ASSERT = re.compile(r"code\['(country|code_1)'\]\s*(==|!=|in)\s*(.+?)\s*(?:#.*)?$")


def wanted(record):
    """What must hold of a record: (field, negated, values); None where nothing is left."""
    wants = []
    for text in record["asserts"]:
        if text.strip() == "code is None":
            wants.append(("none", False, []))
        found = ASSERT.match(text)
        if found and not (found[1] == "code_1" and record["input"] in PLACES):
            values = [value.strip() for value in re.findall(r"[\"']([^\"']*)[\"']", found[3])]
            if not NOT_CAMEO & set(values):
                wants.append((found[1], found[2] == "!=", values))
    return wants


def key(record):
    return (record["input"], record["query_date"])


def contradicted(records):
    """Inputs with two different values for one field, in one test or between tests."""
    values = collections.defaultdict(set)
    for record in records:
        for field, negated, allowed in wanted(record):
            if not negated:
                values[key(record), field].add(tuple(allowed))
    return {name for (name, _), found in values.items() if len(found) > 1}


def day(text):
    if text is None or re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    number, month, year = text.split()
    months = "January February March April May June July August September October November December"
    return f"{year}-{months.split().index(month) + 1:02}-{int(number):02}"


def holds(actor, field, negated, values):
    if field == "none":
        return actor is None or not (actor["code"] or actor["sectors"])
    country, sectors, code = "", [], ""
    if actor is not None:
        country, sectors, code = actor["country"] or "", actor["sectors"], actor["code"] or ""
    if field == "country":
        right = any(code.startswith(BODY[v]) if v in BODY else country == v for v in values)
    elif code.startswith("IGO"):
        right = True
    else:
        if sectors[1:2] == ["PTY"]:
            sectors = sectors[1:]
        right = any((sectors or [""])[0] in SECTOR.get(v, [v]) for v in values)
    return right != negated


def resolve(program, records, date):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, record in enumerate(records):
            line = {"id": str(i), "text": record["input"],
                    "date": day(record["query_date"]) or date}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([program, "actors", "--format", "jsonl", file.name],
                             stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for line in out.decode().splitlines():
        answer = json.loads(line)
        found[int(answer["id"])] = answer["actors"]
    return found


def measure(args, asked, date):
    """The share of records that hold, whole and by half; their errors where asked for."""
    found = resolve(args.program, asked, date)
    right, total = collections.Counter(), collections.Counter()
    for i, record in enumerate(asked):
        actor = found[i][0] if found[i] else None
        wrong = [want for want in wanted(record) if not holds(actor, *want)]
        part = sets.half(record["input"])
        total[part] += 1
        right[part] += not wrong
        if args.errors and date and wrong and args.half in (None, part):
            got = (actor["name"], actor["code"], actor["sectors"]) if actor else None
            print(part, repr(record["input"]), "wants", wrong, "got", got)
    return " ".join([sets.ratio(sum(right.values()), sum(total.values())),
                     *(f"{part.upper()} {sets.ratio(right[part], total[part])}" for part in "ab")])


def main():
    args = sets.arguments(__doc__).parse_args()
    records = sets.read_lines(sets.SHARED / "eval" / "ngec-actors-dev.jsonl")
    odd = contradicted(records)
    asked = [r for r in records if wanted(r) and key(r) not in odd]
    print(f"left out: {len(records) - len(asked)} of {len(records)};",
          "contradicted:", ", ".join(sorted(name for name, _ in odd)))
    print("country and first sector:", measure(args, asked, DAY))
    print("the same without a date: ", measure(args, asked, None))


if __name__ == "__main__":
    main()
