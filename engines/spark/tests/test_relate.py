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


def by_day(reports):
    return sorted(reports, key=lambda report: (report.get("date", ""), report["id"]))


class RelateTest(support.SparkTest):
    def code(self, name, reports):
        """The codings, as a table."""
        path = self.folder / f"{name}.jsonl"
        path.write_bytes(support.lines(reports))
        self.command("code", path, self.folder / name, "--undated")
        return support.table(self.folder / name, "codings").drop_columns(["month"])

    def write(self, name, rows):
        path = self.folder / name
        pa.parquet.write_table(rows, path, row_group_size=50)
        return path

    def relate(self, codings, folder, tasks):
        """Relates in so many tasks, copies and all else that can be cut."""
        return self.command("relate", codings, folder, "--partitions", tasks, "--conf", f"spark.sql.shuffle.partitions={tasks}")

    def store_of(self, *parts):
        path = self.folder / "store.db"
        for reports in parts:
            subprocess.run([support.PROGRAM, "add", "--undated", "--db", path, "-"], input=support.lines(reports),
                           capture_output=True, check=True)
        return rows_of_store(path)

    def test_the_rows_of_a_store(self):
        reports = by_day(make_reports(400))
        early, late = reports[:150], reports[150:]
        # Other versions of reports of before, and the same once more.
        late = by_day([*late, *({**late[-7], "id": report["id"]} for report in early[-4:-1])])
        wanted = self.store_of(early, [*late, early[-1]])
        for name in TABLES:
            self.assertGreater(len(wanted[name]), 0, name)

        codings = pa.concat_tables([self.code("early", early), self.code("late", [*late[3:], *late[:3]])])
        order = list(range(len(codings)))
        random.Random(7).shuffle(order)
        every = self.write("all.parquet", pa.concat_tables([codings.take(order), codings.slice(0, 5)]))
        once = self.folder / "once"
        self.relate(every, once, 7)
        self.assertEqual(rows_of_tables(once), wanted)

        # In two runs, of which the second gets what the first had, too.
        runs = self.folder / "runs"
        self.relate(self.folder / "early" / "codings", runs, 1)
        self.relate(every, runs, 3)
        self.assertEqual(rows_of_tables(runs), wanted)
        self.assertIn("0 reports related", self.relate(every, runs, 1))
        self.assertFalse((runs / "work").exists())

    def test_damaged_traces_are_told(self):
        coded = self.code("one", support.make_reports(1))
        bad = coded.set_column(coded.schema.get_field_index("traces"), "traces", pa.array([b"x"], pa.binary()))
        said = self.command("relate", self.write("bad.parquet", bad), self.folder / "out", status=3)
        self.assertIn("damaged bytes of a related report", said)
        self.assertFalse((self.folder / "out" / "runs").exists())
