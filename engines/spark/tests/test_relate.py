# SPDX-License-Identifier: Apache-2.0
"""`communique-spark relate` gives the rows that `communique add` leaves in a store, however the codings are cut into
files, tasks and runs."""

import random
import sqlite3
import subprocess
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet

import support

# Each table of ours and what it is in the store.
TABLES = {
    "reports": ("report", "id"),
    "copies": ("report", "source", "of_it_in_source", "of_source_in_it", "sentences", "whole", "origin"),
    "story_reports": ("report", "strand", "alike"),
    "story_history": ("report", "number", "story", "merged_into"),
    "stories": ("story", "merged_into"),
    "occurrences": ("occurrence", "family"),
    "occurrence_events": ("report", "event", "occurrence", "status"),
    "part_of": ("part", "whole"),
}
NAMES = ("Paris", "Madrid", "Lisbon", "Vienna", "Prague", "Warsaw")
ACTS = ("condemned", "threatened", "will meet", "attacked", "met", "may visit")
COUNTRIES = ("France", "Spain", "Portugal", "Austria", "Poland", "Mali", "Peru", "Japan")


def make_reports(count):
    """Reports of the examples, in which stories are copied, and of few acts that are told again and again; some
    without a date. They come in no order."""
    chance = random.Random(5)
    reports = list(support.make_reports(count))
    for report in reports[::2]:
        one, other = chance.sample(COUNTRIES, 2)
        report["text"] += f" {one} {chance.choice(ACTS)} {other} over the dam in {chance.choice(NAMES)} this year."
    for report in reports[::40]:
        del report["date"]
    chance.shuffle(reports)
    return reports


def rows_of_store(path):
    with closing(sqlite3.connect(path)) as store:
        return {
            name: sorted(map(str, store.execute(f"SELECT {', '.join(columns)} FROM {name}")))
            for name, columns in TABLES.items()
        }


def rows_of_tables(folder):
    found = {}
    for name, columns in TABLES.items():
        table = support.table(folder, name)
        rows = table.to_pylist()
        if name == "stories":
            last = max(row["run"] for row in rows)
            rows = [row for row in rows if row["run"] == last]
        # The store has numbers for what is true.
        plain = (tuple(int(row[one]) if row[one] is True or row[one] is False else row[one] for one in columns) for row in rows)
        found[name] = sorted(map(str, plain))
    return found


class RelateTest(support.SparkTest):
    def write(self, name, rows):
        path = self.folder / name
        pa.parquet.write_table(rows, path, row_group_size=50)
        return path

    def test_the_rows_of_a_store(self):
        reports = make_reports(400)
        path = self.folder / "reports.jsonl"
        path.write_bytes(support.lines(reports))
        self.command("code", path, self.folder / "coded", "--undated")
        in_order = sorted(reports, key=lambda report: (report.get("date", ""), report["id"]))
        store = self.folder / "store.db"
        subprocess.run([support.PROGRAM, "add", "--undated", "--db", store, "-"], input=support.lines(in_order),
                       capture_output=True, check=True)
        wanted = rows_of_store(store)
        for name in TABLES:
            self.assertGreater(len(wanted[name]), 0, name)

        codings = support.table(self.folder / "coded", "codings").select(["id", "date", "traces"])
        order = list(range(len(codings)))
        random.Random(7).shuffle(order)
        codings = self.write("all.parquet", codings.take(order))
        once = self.folder / "once"
        self.command("relate", codings, once, "--partitions", 7)
        self.assertEqual(rows_of_tables(once), wanted)

        # In three runs, of which each gets what was related before, too.
        table = pa.parquet.read_table(codings)
        runs = self.folder / "runs"
        for last in (150, 151, 400):
            ids = [report["id"] for report in in_order[:last]]
            some = table.filter(pa.compute.is_in(table.column("id"), pa.array(ids)))
            self.command("relate", self.write(f"{last}.parquet", some), runs, "--partitions", 1)
        self.assertEqual(rows_of_tables(runs), wanted)
        said = self.command("relate", codings, runs)
        self.assertIn("0 reports related", said)
        self.assertFalse((runs / "work").exists())

    def test_an_id_that_comes_again_is_refused(self):
        rows = pa.table({"id": ["a", "a"], "date": pa.nulls(2, pa.date32()), "traces": [b"x", b"y"]})
        said = self.command("relate", self.write("twice.parquet", rows), self.folder / "out", status=3)
        self.assertIn("2 reports have the id a", said)

    def test_damaged_traces_are_told(self):
        rows = pa.table({"id": ["a"], "date": pa.nulls(1, pa.date32()), "traces": [b"x"]})
        said = self.command("relate", self.write("bad.parquet", rows), self.folder / "out", status=3)
        self.assertIn("damaged bytes of a related report", said)
        self.assertFalse((self.folder / "out" / "runs").exists())
