# SPDX-License-Identifier: Apache-2.0
"""A large store for measures, by copying the reports of a small one: other ids, days over ten years, 300 outlets, and in
each copy half of the countries changed for others. Nothing is coded, so it takes a minute.

    python3 tools/measure/multiplied.py --reports 50000 SMALL.db LARGE.db"""

import argparse
import random
import shutil
import sqlite3

TABLES = ("sentences actors mentions times places statements addressees contents topics statement_attributions events "
          "participants event_attributions quantities rules").split()


def columns(db, table):
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def copy_rows(db, table, last, changed):
    names = columns(db, table)
    into = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    db.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} WHERE report <= {last}")


def copy_reports(db, turn, last, countries, chance):
    others = random.Random(turn).sample(countries, len(countries))
    db.execute("DELETE FROM temp.changed")
    db.executemany("INSERT INTO temp.changed VALUES (?, ?)",
                   [(was, other if chance.random() < 0.5 else was) for was, other in zip(countries, others)])
    offset = turn * last
    report = {"report": f"report + {offset}"}
    copy_rows(db, "reports", last, report | {
        "id": f"id || '-{turn}'", "fingerprint": f"fingerprint || '-{turn}'", "supersedes": "NULL", "url": "NULL",
        "date": f"date('2012-01-01', '+' || ((report * 7919 + {turn} * 104729) % 3650) || ' days')",
        "publisher": f"'Paper ' || ((report * 31 + {turn} * 17) % 300)"})
    copy_rows(db, "texts", last, report)
    db.execute("INSERT INTO report_words (rowid, title, text) SELECT report, title, text FROM texts JOIN reports USING (report) "
               "WHERE report > ? AND report <= ?", (offset, offset + last))
    other = "(SELECT other FROM temp.changed WHERE was = country)"
    for table in TABLES:
        copy_rows(db, table, last, report if table != "actors" else report | {
            "country": other, "code": f"CASE WHEN country IS NULL THEN code ELSE {other} || substr(code, 4) END"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=50000)
    parser.add_argument("small")
    parser.add_argument("large")
    args = parser.parse_args()
    shutil.copy(args.small, args.large)
    db = sqlite3.connect(args.large, isolation_level=None)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000;"
                     "CREATE TEMP TABLE changed (was TEXT PRIMARY KEY, other TEXT);")
    last = db.execute("SELECT max(report) FROM reports").fetchone()[0]
    countries = [row[0] for row in db.execute("SELECT DISTINCT country FROM actors WHERE country IS NOT NULL ORDER BY 1")]
    chance = random.Random(7)
    db.execute("BEGIN")
    for turn in range(1, args.reports // last + 1):
        copy_reports(db, turn, last, countries, chance)
    db.execute("COMMIT")
    for table in ("reports", "events", "actors"):
        print(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table)


if __name__ == "__main__":
    main()
