# SPDX-License-Identifier: Apache-2.0
"""Traces to relations: what `mapInArrow` runs in the executors' Python processes. Every decision is the C library's."""

import communique
import pyarrow as pa

# Of a state that is cut into rows: a batch of them must fit into memory several times over.
CHUNK_BYTES = 1 << 18
# Rows of a batch that goes back.
ROWS = 1000

PIECES = pa.schema(
    [
        ("report", pa.int64()),
        ("part", pa.string()),
        ("family", pa.string()),
        ("keys", pa.list_(pa.int64())),
        ("traces", pa.binary()),
    ]
)

COPIES = pa.schema(
    [
        ("report", pa.int64()),
        ("source", pa.int64()),
        ("of_it_in_source", pa.float64()),
        ("of_source_in_it", pa.float64()),
        ("sentences", pa.int64()),
        ("whole", pa.bool_()),
        ("origin", pa.int64()),
        ("keys", pa.list_(pa.int64())),
        ("state", pa.binary()),
    ]
)

# A row a report; then, where `state` is not null, what comes of them all, in rows numbered by `chunk`.
STORIES = pa.schema(
    [
        ("report", pa.int64()),
        ("strand", pa.int64()),
        ("alike", pa.float64()),
        ("merges", pa.list_(pa.struct([("story", pa.int64()), ("into", pa.int64())]))),
        ("chunk", pa.int64()),
        ("state", pa.binary()),
    ]
)

# The same for each family, whose occurrences have numbers of its own.
OCCURRENCES = pa.schema(
    [
        ("family", pa.string()),
        ("report", pa.int64()),
        (
            "tellings",
            pa.list_(pa.struct([("event", pa.int64()), ("is_new", pa.bool_()), ("number", pa.int64()), ("status", pa.string())])),
        ),
        ("inclusions", pa.list_(pa.struct([("part", pa.int64()), ("whole", pa.int64())]))),
        ("chunk", pa.int64()),
        ("state", pa.binary()),
    ]
)


def batched(rows, schema):
    """Batches of the schema from rows (dicts; what is missing is null)."""
    waiting = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    yield pa.RecordBatch.from_pylist(waiting, schema=schema)


def rows_of(batches):
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns))


def split(batches):
    """(report, traces) to PIECES."""
    return batched(
        (
            {"report": report, "part": piece.part, "family": piece.family, "keys": piece.keys, "traces": piece.traces}
            for report, traces in rows_of(batches)
            for piece in communique.split_traces(traces)
        ),
        PIECES,
    )


def relate_copies(batches):
    """(bucket, report, state, traces), each bucket by report, to COPIES. A report has either: the state that it left
    when it was related, or traces."""

    def rows():
        at, relater = None, None
        for bucket, report, state, traces in rows_of(batches):
            if bucket != at:
                at, relater = bucket, communique.Relater({"copies"})
            if state is not None:
                relater.resume(state)
                continue
            relation = relater.add(report, traces)
            state, keys = relater.last_state()
            row = {"report": report, "keys": keys, "state": state}
            if relation.copy_of is not None:
                row.update(
                    source=relation.copy_of,
                    of_it_in_source=relation.of_it_in_source,
                    of_source_in_it=relation.of_source_in_it,
                    sentences=relation.sentences,
                    whole=relation.is_whole,
                    origin=relation.origin,
                )
            yield row

    return batched(rows(), COPIES)


class Stream:
    """A relater that goes on from the chunks of a state, if there are any."""

    def __init__(self, part):
        self.relater = communique.Relater({part})
        self.chunks = []

    def take(self, chunk):
        self.chunks.append(chunk)

    def add(self, report, traces):
        self._resume()
        return self.relater.add(report, traces)

    def state(self):
        """Rows of the state."""
        self._resume()
        state = self.relater.state()
        for chunk, first in enumerate(range(0, len(state), CHUNK_BYTES)):
            yield {"chunk": chunk, "state": state[first : first + CHUNK_BYTES]}

    def _resume(self):
        if self.chunks:
            self.relater.resume(b"".join(self.chunks))
            self.chunks = []


def relate_stories(batches):
    """(report, state, traces), all there are: the chunks of the state, then the reports, to STORIES."""

    def rows():
        stream = Stream("stories")
        for report, state, traces in rows_of(batches):
            if state is not None:
                stream.take(state)
                continue
            relation = stream.add(report, traces)
            merges = [merge._asdict() for merge in relation.merges]
            yield {"report": report, "strand": relation.strand, "alike": relation.alike, "merges": merges}
        yield from stream.state()

    return batched(rows(), STORIES)


def relate_occurrences(batches):
    """(family, report, state, traces), each family whole: the chunks of its state, then its reports, to OCCURRENCES."""

    def left(family, stream):
        return ({"family": family, **row} for row in stream.state())

    def rows():
        at, stream = None, None
        for family, report, state, traces in rows_of(batches):
            if family != at:
                if stream is not None:
                    yield from left(at, stream)
                at, stream = family, Stream("occurrences")
            if state is not None:
                stream.take(state)
                continue
            relation = stream.add(report, traces)
            yield {
                "family": family,
                "report": report,
                "tellings": [
                    {"event": event, "is_new": is_new, "number": number, "status": status}
                    for event, is_new, number, _, status in relation.tellings
                ],
                "inclusions": [inclusion._asdict() for inclusion in relation.inclusions],
            }
        if stream is not None:
            yield from left(at, stream)

    return batched(rows(), OCCURRENCES)
