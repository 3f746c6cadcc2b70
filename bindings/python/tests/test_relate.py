# SPDX-License-Identifier: Apache-2.0
"""Relaters: what the C library says, as Python objects. What it says is tested in C."""

import unittest

import communique

try:
    import pyarrow as pa
except ImportError:
    pa = None

FERRY = (
    "A ferry with some ninety passengers ran aground off the northern cape before dawn. "
    "Fishermen from two villages brought most of them ashore in small boats within an hour. "
)
REPORTS = [
    {"id": "a", "date": "2021-11-12", "text": FERRY},
    {"id": "b", "date": "2021-11-12", "text": FERRY},
    {"id": "c", "date": "2021-11-14", "text": "President Emmanuel Macron will meet Joe Biden in Paris on Tuesday."},
    {"id": "d", "date": "2021-11-16", "text": "President Emmanuel Macron met Joe Biden in Paris on Tuesday."},
]


@unittest.skipIf(pa is None, "no pyarrow")
class Relating(unittest.TestCase):
    def setUp(self):
        coded = pa.table(communique.code_batch(pa.RecordBatch.from_pylist(REPORTS)).reports)
        self.traces = coded.column("traces").to_pylist()

    def test_relations(self):
        relater = communique.Relater()
        first, copy, planned, held = (relater.add(number, traces) for number, traces in enumerate(self.traces, 7))
        self.assertEqual((first.number, first.copy_of, first.origin, first.strand, first.alike), (7, None, 7, 0, 0))
        self.assertEqual(copy[:7], (8, 7, True, 7, 2, 1.0, 1.0))
        self.assertEqual((copy.strand, copy.story), (0, 0))
        self.assertEqual(planned.tellings, [communique.Telling(0, True, 1, "CONSULT", "planned")])
        self.assertEqual(held.tellings, [communique.Telling(0, False, 1, "CONSULT", "held")])
        self.assertEqual((held.merges, held.inclusions), ([], []))

    def test_parts(self):
        relater = communique.Relater(["copies"])
        relater.add(1, self.traces[0])
        relation = relater.add(2, self.traces[1])
        self.assertEqual((relation.copy_of, relation.strand, relation.story), (1, None, None))

    def test_state(self):
        relater = communique.Relater()
        for number in (0, 2):
            relater.add(number, self.traces[number])
        other = communique.Relater()
        other.resume(relater.state())
        self.assertEqual(other.add(3, self.traces[1]).copy_of, 0)
        self.assertEqual(other.add(4, self.traces[3]).tellings[0].occurrence, 1)
        copies = communique.Relater(["copies"])
        copies.add(5, self.traces[0])
        state, keys = copies.last_state()
        self.assertEqual(len(keys), 4)
        other = communique.Relater(["copies"])
        other.resume(state)
        self.assertEqual(other.add(6, self.traces[1]).copy_of, 5)

    def test_pieces(self):
        pieces = communique.split_traces(self.traces[2])
        self.assertEqual([piece.part for piece in pieces], ["copies", "stories", "occurrences"])
        self.assertEqual([piece.family for piece in pieces], [None, None, "CONSULT"])
        self.assertEqual([len(piece.keys) for piece in pieces], [2, 0, 0])
        for piece in pieces:
            communique.Relater([piece.part]).add(1, piece.traces)

    def test_order(self):
        relater = communique.Relater()
        relater.add(2, self.traces[0])
        with self.assertRaisesRegex(communique.CommuniqueError, "report 1 comes behind report 2"):
            relater.add(1, self.traces[1])


class Refused(unittest.TestCase):
    def test_parts(self):
        with self.assertRaisesRegex(ValueError, "'weather'"):
            communique.Relater(["copies", "weather"])
        with self.assertRaises(communique.CommuniqueError):
            communique.Relater([])

    def test_bytes(self):
        with self.assertRaises(communique.CommuniqueError):
            communique.split_traces(b"traces")
        with self.assertRaises(communique.CommuniqueError):
            communique.Relater().add(1, b"traces")
        with self.assertRaises(communique.CommuniqueError):
            communique.Relater().resume(b"a state")
        with self.assertRaises(communique.CommuniqueError):
            communique.Relater(["stories"]).last_state()
        with self.assertRaises(TypeError):
            communique.split_traces("traces")


if __name__ == "__main__":
    unittest.main()
