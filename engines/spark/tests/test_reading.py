# SPDX-License-Identifier: Apache-2.0
"""Bytes to reports, without Spark: whatever a file holds, each record is a report or a reason."""

import gzip
import io
import json
import unittest

import pyarrow as pa

from communique_spark import reading, warc

LIMIT = 2000


def line(id, text="Word."):
    return json.dumps({"id": id, "date": "2020-01-01", "text": text}).encode()


def of_file(content, format="jsonl", slice=100):
    """What `read_files` makes of a file that comes in slices."""
    starts = range(0, max(len(content), 1), slice)
    rows = pa.record_batch({
        "file": pa.array(["f"] * len(starts)),
        "length": pa.array([len(content)] * len(starts), pa.int64()),
        "content": pa.array([content[start : start + slice] for start in starts], pa.binary()),
    })
    batches = [rows.slice(row, 1) for row in range(len(rows))]
    return [row for batch in reading.read_files(batches, format, LIMIT, False) for row in batch.to_pylist()]


def told(rows):
    return [(row["line"], row["id"], row["reason"] is None) for row in rows]


def record(text, **fields):
    head = {"WARC-Type": "conversion", "Content-Type": "text/plain", "WARC-Record-ID": "<urn:uuid:1>",
            "WARC-Date": "2020-01-01T23:59:59Z", "Content-Length": str(len(text)),
            **{name.replace("_", "-"): value for name, value in fields.items()}}
    return b"WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n" + text + b"\r\n\r\n"


class LinesTest(unittest.TestCase):
    def test_records(self):
        long = line("c", "w" * LIMIT)
        rows = pa.record_batch({
            "file": pa.array(["f", "f", "f", "f", "g", "f"]),
            "start": pa.array([0, 0, 0, 0, 0, 9], pa.int64()),
            "line": pa.array([None, None, None, None, None, 77], pa.int64()),
            "length": pa.array([9] * 6, pa.int64()),
            "content": pa.array([line("a"), b" \r", None, b"[]", line("b"), line("d")], pa.binary()),
        })
        read = [row for batch in reading.read_records([rows.slice(0, 3), rows.slice(3)], LIMIT, False) for row in batch.to_pylist()]
        self.assertEqual(told(read), [(1, "a", True), (3, None, False), (4, None, False), (1, "b", True), (77, "d", True)])
        self.assertEqual([row["file"] for row in read], ["f", "f", "f", "g", "f"])
        self.assertGreater(len(long), LIMIT)

    def test_file(self):
        plain = b"\n".join([line("a"), b"", line("b", "w" * LIMIT), line("c"), b"{"])
        wanted = [(1, "a", True), (3, None, False), (4, "c", True), (5, None, False)]
        for slice in (1, 100, 10**6):
            self.assertEqual(told(of_file(plain, slice=slice)), wanted)
        self.assertEqual(told(of_file(gzip.compress(plain))), wanted)
        self.assertEqual(told(of_file(b"\xef\xbb\xbf" + plain)), wanted)
        members = gzip.compress(line("a") + b"\n") + gzip.compress(line("b"))
        self.assertEqual(told(of_file(members)), [(1, "a", True), (2, "b", True)])
        self.assertEqual(of_file(b""), [])

    def test_line_at_the_limit(self):
        text = "w" * (LIMIT - len(line("a", "")))
        self.assertEqual(told(of_file(line("a", text) + b"\n" + line("b", text + "w"))), [(1, "a", True), (2, None, False)])

    def test_broken_compression(self):
        some = b"".join(line(str(number)) + b"\n" for number in range(20000))
        for name, whole in (("gzip", gzip.compress(some)), ("zstd", pa.compress(some, "zstd", asbytes=True))):
            with self.subTest(name):
                read = of_file(whole[: len(whole) // 2])
                self.assertGreater(len(read), 1)
                self.assertEqual({row["reason"] is None for row in read[:-1]}, {True})
                self.assertIn("broken", read[-1]["reason"])
        self.assertIn("broken", of_file(b"\x1f\x8bno gzip at all")[-1]["reason"])

    def test_bomb(self):
        bomb = gzip.compress(b"[" * (64 << 20))
        self.assertEqual(told(of_file(bomb, slice=10**6)), [(1, None, False)])


class WarcTest(unittest.TestCase):
    def read(self, content):
        return of_file(content, "warc")

    def test_fields(self):
        (row,) = self.read(record("Tw\u00f6 words.".encode(), WARC_Target_URI="https://www.Paper.example:8/x",
                                  WARC_Identified_Content_Language="eng"))
        self.assertEqual((row["id"], row["date"], row["publisher"], row["url"], row["language"], row["text"]),
                         ("urn:uuid:1", "2020-01-01", "paper.example", "https://www.Paper.example:8/x", "eng", "Tw\u00f6 words."))

    def test_records(self):
        content = (record(b"a: b", WARC_Type="warcinfo") + record(b"One.") + record(b"<p>", Content_Type="text/html")
                   + record(b"w" * (LIMIT + 1)) + record(b"\xff") + record(b"Two.", Content_Type="text/plain; charset=utf-8"))
        for whole in (content, gzip.compress(content)):
            rows = self.read(whole)
            self.assertEqual([row["text"] for row in rows], ["One.", None, None, None, "Two."])
            for row, reason in zip(rows[1:4], ("text/html", "limit", "UTF-8")):
                self.assertIn(reason, row["reason"])

    def test_broken(self):
        sound = record(b"One.")
        cases = (b"no WARC", b"WARC/1.0\r\nno field\r\n", b"WARC/1.0\r\nA: " + b"b" * 10**6, b"WARC/1.0\r\n" + b"A: b\r\n" * 999,
                 record(b"Two.", Content_Length="-5"), record(b"Two.", Content_Length="9" * 40), record(b"Two.", Content_Length="99"))
        for case in cases:
            with self.subTest(case[:40]):
                rows = self.read(sound + case)
                self.assertEqual(rows[0]["text"], "One.")
                self.assertIn("broken", rows[1]["reason"])
                self.assertEqual(len(rows), 2)

    def test_hosts(self):
        for url in ("http://[", "", "no url", "http://:80"):
            (row,) = self.read(record(b"One.", WARC_Target_URI=url))
            self.assertIsNone(row["publisher"])

    def test_memory(self):
        """Of a record that claims much, no more is kept than its limit."""
        stream = io.BufferedReader(io.BytesIO(record(b"w" * (8 << 20))))
        self.assertEqual([content for content, _ in warc.records(stream, LIMIT)], [None])
