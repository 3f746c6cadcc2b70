# SPDX-License-Identifier: Apache-2.0
"""Tables: the rows of `code --format arrow`, in the hands of pyarrow where there is one."""

import csv
import datetime
import io
import unittest

import communique
from test_coding import by_program, examples

try:
    import pyarrow as pa
except ImportError:
    pa = None


class Rows(unittest.TestCase):
    def test_as_many_as_in_csv(self):
        reports = list(examples())
        output, _ = by_program(reports, "--format", "csv")
        rows = list(csv.reader(io.StringIO(output.decode())))
        self.assertEqual(len(communique.events_table(communique.code_many(reports))), len(rows) - 1)
        self.assertEqual(len(communique.code_arrow(reports)), len(rows) - 1)

    def test_capsules(self):
        table = communique.code_arrow(examples())
        self.assertIn('"arrow_array_stream"', repr(table.__arrow_c_stream__()))
        schema, array = table.__arrow_c_array__(None)
        self.assertIn('"arrow_schema"', repr(schema))
        self.assertIn('"arrow_array"', repr(array))

    def test_what_is_no_coding(self):
        with self.assertRaises(communique.CommuniqueError):
            communique.events_table([communique.Coding(b"{}")])
        with self.assertRaises(communique.CommuniqueError):
            communique.events_table([communique.Coding(b"\xff")])

    def test_no_rows(self):
        self.assertEqual(len(communique.events_table([])), 0)


@unittest.skipIf(pa is None, "no pyarrow")
class WithPyarrow(unittest.TestCase):
    def batch(self, rows):
        return pa.RecordBatch.from_pylist(rows)

    def test_the_rows_of_the_program(self):
        reports = list(examples())
        output, _ = by_program(reports, "--format", "arrow")
        wanted = pa.ipc.open_stream(output).read_all().combine_chunks()
        table = communique.events_table(communique.code_many(reports))
        for _ in range(2):
            got = pa.table(table)
            self.assertEqual(got.schema, wanted.schema)
            self.assertTrue(got.combine_chunks().equals(wanted))
        self.assertEqual(pa.record_batch(table).num_rows, wanted.num_rows)
        got.validate(full=True)
        none = pa.table(communique.events_table([]))
        self.assertEqual((none.num_rows, none.schema), (0, wanted.schema))

    def test_a_table_outlives_what_it_came_from(self):
        table = communique.code_arrow(examples())
        column = pa.table(table)["cameo"]
        wanted = column.to_pylist()
        del table
        self.assertEqual(column.to_pylist(), wanted)

    def test_a_batch_is_coded_like_reports(self):
        reports = list(examples())
        codings = list(communique.code_many(reports))
        batch = communique.code_batch(self.batch(reports))
        got = pa.table(batch.reports)
        got.validate(full=True)
        self.assertEqual(got["id"].to_pylist(), [report["id"] for report in reports])
        self.assertEqual(
            [coding.encode() + b"\n" for coding in got["coding"].to_pylist()],
            [coding.json for coding in codings],
        )
        self.assertEqual(got["events"].to_pylist(), [len(coding.events) for coding in codings])
        self.assertTrue(all(got["traces"].to_pylist()))
        self.assertEqual(got["reason"].null_count, len(reports))
        wanted = pa.table(communique.events_table(codings))
        self.assertTrue(pa.table(batch.events).combine_chunks().equals(wanted.combine_chunks()))

    def test_rejected_rows_have_reasons(self):
        text = "France condemned the attack."
        rows = [
            {"id": "good", "date": "2020-01-01", "text": text, "rest": 1},
            {"id": "bad", "date": "2020-02-30", "text": text, "rest": None},
            {"id": None, "date": "2020-01-01", "text": text, "rest": None},
            {"id": "none", "date": "2020-01-01", "text": None, "rest": None},
            {"id": "undated", "date": None, "text": text, "rest": None},
        ]
        _, rejects = by_program(rows)
        batch = communique.code_batch(self.batch(rows))
        got = pa.table(batch.reports).to_pylist()
        self.assertEqual([r["reason"] for r in got[1:]], [r["reason"] for r in rejects])
        self.assertEqual([r["id"] for r in got], [r["id"] for r in rows])
        for row in got[1:]:
            self.assertEqual((row["coding"], row["traces"], row["events"]), (None, None, None))
        undated = pa.table(communique.code_batch(self.batch(rows), undated=True).reports)
        self.assertIsNone(undated["reason"].to_pylist()[4])

    def test_columns_of_other_types(self):
        text = "Peru expelled two diplomats."
        columns = {
            "id": pa.array([1, 2, 3], pa.int64()),
            "date": pa.array([datetime.date(2020, 5, 1)] * 3),
            "text": pa.array([text] * 3, pa.large_string()),
            "title": pa.array([None, "Peru expels diplomats", ""]),
        }
        batch = pa.RecordBatch.from_arrays(list(columns.values()), list(columns))
        got = pa.table(communique.code_batch(batch).reports)["coding"].to_pylist()
        wanted = communique.code_many(
            [
                {"id": 1, "date": "2020-05-01", "text": text},
                {"id": 2, "date": "2020-05-01", "text": text, "title": "Peru expels diplomats"},
                {"id": 3, "date": "2020-05-01", "text": text, "title": ""},
            ]
        )
        wanted = [coding.json.decode().rstrip("\n") for coding in wanted]
        self.assertEqual(got, wanted)
        part = communique.code_batch(batch.slice(1, 2))
        self.assertEqual(pa.table(part.reports)["coding"].to_pylist(), wanted[1:])

    def test_batches_that_are_none(self):
        for columns in (
            {"id": ["a"]},
            {"text": ["a"]},
            {"id": [1.5], "text": ["a"]},
            {"id": ["a"], "text": [b"a"]},
            {"id": ["a"], "text": ["a"], "date": [20200101]},
            {"id": pa.array(["a"]).dictionary_encode(), "text": ["a"]},
        ):
            with self.assertRaises(communique.EngineError):
                communique.code_batch(pa.RecordBatch.from_pydict(columns))
        with self.assertRaises(communique.EngineError):
            communique.code_batch(pa.array(["a"]))
        with self.assertRaises(AttributeError):
            communique.code_batch([{"id": "a"}])
        empty = communique.code_batch(pa.RecordBatch.from_pydict({"id": pa.array([], pa.string()),
                                                                  "text": pa.array([], pa.string())}))  # fmt: skip
        self.assertEqual((len(empty.reports), len(empty.events)), (0, 0))


if __name__ == "__main__":
    unittest.main()
