# SPDX-License-Identifier: Apache-2.0
"""`communique-spark watch`: whatever comes into a folder is coded once, also by runs that are killed."""

import json

import pyarrow as pa

import support


class WatchTest(support.SparkTest):
    def setUp(self):
        super().setUp()
        self.incoming, self.out = self.folder / "in", self.folder / "out"
        self.incoming.mkdir()

    def arrive(self, name, content):
        """A file that is there at once, as a stream's files must be."""
        (self.folder / name).write_bytes(content)
        (self.folder / name).rename(self.incoming / name)

    def arguments(self):
        return ("watch", self.incoming, self.out, "--format", "jsonl", "--checkpoint", self.folder / "done")

    def committed(self, name):
        """The rows of a table that were committed, as its log of batches tells."""
        files = set()
        for batch in (self.out / name / "_spark_metadata").glob("[0-9]*"):
            for line in batch.read_text().splitlines()[1:]:
                files.add(json.loads(line)["path"].removeprefix("file://"))
        tables = [pa.parquet.read_table(file, partitioning=None) for file in sorted(files)]
        return pa.concat_tables(tables).to_pylist() if tables else []

    def assert_all_once(self):
        wanted, refused = support.by_command_line(*self.incoming.iterdir())
        rows = self.committed("codings")
        self.assertEqual(support.digest(sorted(row["coding"] for row in rows if row["reason"] is None)), support.digest(wanted))
        told = sorted((row["file"].rpartition("/")[2], row["line"], row["id"] or "", row["reason"])
                      for row in self.committed("rejects"))
        self.assertEqual(told, refused)
        events = sum(len(row["events"]) for row in rows if row["reason"] is None)
        self.assertGreater(events, 0)
        self.assertEqual(len(self.committed("events")), events)

    def test_once(self):
        reports = list(support.make_reports(80))
        self.arrive("a.jsonl", support.lines(reports[:40]) + b"no JSON\n")
        self.command(*self.arguments(), "--once")
        self.assert_all_once()
        self.arrive("b.jsonl", support.lines(reports[40:]))
        self.command(*self.arguments(), "--once")
        self.assert_all_once()
        self.command(*self.arguments(), "--once")
        self.assert_all_once()

    def test_killed(self):
        reports = list(support.make_reports(240))
        for number in range(6):
            self.arrive(f"{number}.jsonl", support.lines(reports[40 * number : 40 * number + 40]))
        run = ("--every", "1", "--option", "maxFilesPerTrigger=1", "--master", "local[2]", "--conf", "spark.ui.enabled=false")
        begun, batches = self.out / "codings", self.out / "codings" / "_spark_metadata"
        # Killed as the first batch is being written, and again some batches later.
        for there in (begun, batches / "2"):
            process = self.process(*self.arguments(), *run)
            support.wait_for(lambda: there.exists() or process.poll() is not None, 600, there.name)
            self.assertIsNone(process.poll())
            support.end(process)
        self.command(*self.arguments(), "--once")
        self.assert_all_once()
        self.assertEqual(len(self.committed("codings")), 240)
