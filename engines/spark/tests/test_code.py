# SPDX-License-Identifier: Apache-2.0
"""`communique-spark code` in local mode gives what the command line gives of the same files."""

import gzip
import json
import subprocess

import pyarrow as pa
import pyarrow.parquet

import support


class CodeTest(support.SparkTest):
    def write_jsonl(self):
        """Files whose ids repeat across files, with lines that are none, plain and compressed."""
        reports = list(support.make_reports(300))
        folder = self.folder / "in"
        folder.mkdir()
        some = support.lines(reports[:120])
        (folder / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + some + b'{"id": "r00200", "text": "Undated."}\n\n  \nno JSON\n')
        (folder / "b.jsonl.gz").write_bytes(gzip.compress(support.lines(reports[100:200])))
        (folder / "c.jsonl").write_bytes(support.lines(reports[190:260]).replace(b"\n", b"\r\n") + b'{"id": 7, "date": "20')
        zstd = subprocess.run(["zstd", "-q"], input=support.lines(reports[5:7] + reports[260:]), capture_output=True, check=True)
        (folder / "d.jsonl.zst").write_bytes(zstd.stdout)
        return folder

    def test_jsonl(self):
        folder = self.write_jsonl()
        first, second = self.folder / "one", self.folder / "two"
        said = self.command("code", folder, first, "--format", "jsonl", status=1)
        self.same_rows(first, folder.iterdir())
        self.assertIn("rejected", said)
        # Of other splits and tasks, the same.
        self.command("code", folder, second, "--format", "jsonl", "--partitions", 5, "--conf",
                     "spark.sql.files.maxPartitionBytes=16k", status=1)
        for name in ("codings", "events"):
            columns = [column for column in support.table(first, name).column_names if column not in ("start", "line")]
            rows = [sorted(map(str, support.table(out, name).select(columns).to_pylist())) for out in (first, second)]
            self.assertGreater(len(rows[0]), 50)
            self.assertEqual(*rows)
        self.assertEqual(len(support.table(second, "rejects")), len(support.table(first, "rejects")))

    def test_tables(self):
        path = self.folder / "reports.jsonl"
        path.write_bytes(support.lines(support.make_reports(100)))
        out = self.folder / "out"
        self.command("code", path, out)
        arrow = subprocess.run([support.PROGRAM, "code", "--format", "arrow", path], capture_output=True, check=True).stdout
        wanted = pa.ipc.open_stream(arrow).read_all()
        events = support.table(out, "events")
        self.assertEqual(events.column_names, [*wanted.column_names, "month"])
        self.assertEqual(sorted(map(str, events.drop(["month"]).to_pylist())), sorted(map(str, wanted.to_pylist())))
        rows = support.table(out, "codings").to_pylist()
        self.assertEqual({row["month"] for row in rows}, {"2020-01", "2020-02", "2020-03"})
        for row in rows:
            coding = json.loads(row["coding"])
            self.assertEqual((row["id"], str(row["date"])), (coding["report"]["id"], coding["report"]["date"]))
            self.assertGreater(len(row["traces"]), 0)
        # Files in the order of their names, and their rows, go by day and id.
        for folder in sorted((out / "codings").glob("month=*")):
            order = [(row["date"], row["id"]) for file in sorted(folder.glob("*.parquet"))
                     for row in pa.parquet.read_table(file, partitioning=None).to_pylist()]
            self.assertEqual(order, sorted(order))

    def test_parquet(self):
        reports = list(support.make_reports(60))
        (self.folder / "r.jsonl").write_bytes(support.lines(reports))
        columns = pa.table({
            "id": [report["id"] for report in reports],
            "date": pa.array([report["date"] for report in reports]).cast(pa.date32()),
            "source": [report["publisher"] for report in reports],
            "title": [report["title"] for report in reports],
            "text": [report["text"] for report in reports],
            "score": list(range(60)),
        })
        pa.parquet.write_table(columns, self.folder / "r.parquet")
        self.command("code", self.folder / "r.parquet", self.folder / "out")
        self.same_rows(self.folder / "out", [self.folder / "r.jsonl"])

    def test_warc(self):
        reports = list(support.make_reports(40))
        with gzip.open(self.folder / "r.warc.wet.gz", "wb") as wet:
            wet.write(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n")
            for report in reports:
                text = report["text"].encode()
                wet.write(
                    "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                    f"WARC-Record-ID: <{report['id']}>\r\nWARC-Date: {report['date']}T10:00:00Z\r\n"
                    f"WARC-Target-URI: https://www.paper.example/{report['id']}\r\n"
                    f"Content-Length: {len(text)}\r\n\r\n".encode() + text + b"\r\n\r\n")
        told = [{"id": report["id"], "date": report["date"], "text": report["text"], "publisher": "paper.example",
                 "url": f"https://www.paper.example/{report['id']}"} for report in reports]
        (self.folder / "r.jsonl").write_bytes(support.lines(told))
        self.command("code", self.folder / "r.warc.wet.gz", self.folder / "out")
        self.same_rows(self.folder / "out", [self.folder / "r.jsonl"])

    def test_limits(self):
        long = {"id": "long", "date": "2020-01-01", "text": "word " * 1000}
        (self.folder / "a.jsonl").write_bytes(support.lines([*support.make_reports(1), long]))
        (self.folder / "b.jsonl.gz").write_bytes(gzip.compress(support.lines([long, long])))
        (self.folder / "c.jsonl.gz").write_bytes(b"\x1f\x8b" + b"0" * 5000)
        self.command("code", self.folder, self.folder / "out", "--format", "jsonl", "--max-record-bytes", 2000,
                     "--max-file-bytes", 4000, status=1)
        reasons = [(file, line) for file, line, _, reason in support.rejects(self.folder / "out") if "bytes" in reason]
        self.assertEqual(reasons, [("a.jsonl", 2), ("b.jsonl.gz", 1), ("b.jsonl.gz", 2), ("c.jsonl.gz", None)])

    def test_wrong_use(self):
        path = self.folder / "r.jsonl"
        path.write_bytes(support.lines(support.make_reports(1)))
        self.assertIn("--format", self.command("code", self.folder, self.folder / "out", status=2))
        self.assertIn("r.jsonl", self.command("code", self.folder / "no" / "r.jsonl", self.folder / "out", status=3))
        self.assertIn("lexicon", self.command("code", path, self.folder / "out", "--lexicon", self.folder / "lexicon", status=3))
        self.command("code", path, self.folder / "out")
        self.assertIn("already exists", self.command("code", path, self.folder / "out", status=3))
        self.command("code", path, self.folder / "out", "--replace")
