# SPDX-License-Identifier: Apache-2.0
"""Records to reports, in the executors' Python processes: what `mapInArrow` runs over a source's rows.

Every record is a JSON object as a line of JSONL has it, and `communique.read_batch` reads it, so what is a report,
and what is said of what is none, is the command line's. A row comes out for each record but blank lines: the report,
or its place, its id where it is known, and the reason why it is none.
"""

import gzip
import io
import itertools
import zlib

import communique
import pyarrow as pa
import pyarrow.compute as pc

from . import warc

REPORT = pa.schema(
    [
        ("file", pa.string()),
        ("start", pa.int64()),
        ("line", pa.int64()),
        ("id", pa.string()),
        ("date", pa.string()),
        ("publisher", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("language", pa.string()),
        ("text", pa.string()),
        ("reason", pa.string()),
    ]
)
# A record: its place, then a line of JSON, or None and why there is none.
RECORD = {
    "file": pa.string(),
    "start": pa.int64(),
    "line": pa.int64(),
    "json": pa.binary(),
    "reason": pa.string(),
}
BATCH_ROWS = 64
SKIP_BYTES = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_records(batches, limit, undated):
    """Rows of `sources.lines`, `rows` or `messages` to batches of REPORT."""
    place, line = None, 0
    for batch in batches:
        records = []
        for file, start, given, length, content in _rows(batch):
            if (file, start) != place:
                place, line = (file, start), 0
            line = line + 1 if given is None else given
            if content is None:
                records.append((file, start, line, None, _too_long(length, limit)))
            elif content.strip():
                records.append((file, start, line, content, None))
        yield _reports(records, undated)


def read_files(batches, format, limit, undated):
    """Rows of `sources.slices` to batches of REPORT."""
    slices = (row for batch in batches for row in _rows(batch))
    records = (
        (file, 0, line, content, reason)
        for (file, length), of_file in itertools.groupby(slices, key=lambda row: row[:2])
        for line, content, reason in _file(length, (content for _, _, content in of_file), format, limit)
        if reason is not None or content.strip()
    )
    while some := list(itertools.islice(records, BATCH_ROWS)):
        yield _reports(some, undated)


def _rows(batch):
    return zip(*(column.to_pylist() for column in batch.columns))


def _file(length, slices, format, limit):
    """Yields the number, content and reason of each record of a file."""
    first = next(slices)
    if first is None:
        yield None, None, f"the file has {length} bytes and must be read whole: split it (--max-file-bytes)"
        return
    stream = _decompressed(itertools.chain([first], slices), first)
    records = warc.records if format == "warc" else _lines
    line = 0
    try:
        for line, (content, reason) in enumerate(records(stream, limit), 1):
            yield line, content, reason
    except (warc.BrokenWarc, EOFError, OSError, zlib.error) as problem:
        yield line + 1, None, f"the file is broken here ({problem}): what stands behind is lost"


def _lines(stream, limit):
    """Yields (line, None) for each line, or (None, why) where it is past the limit."""
    if stream.peek(3).startswith(BYTE_ORDER_MARK):
        stream.read(len(BYTE_ORDER_MARK))
    while line := stream.readline(limit + 1):
        length = len(line.removesuffix(b"\n"))
        while length > limit and not line.endswith(b"\n") and (rest := stream.readline(SKIP_BYTES)):
            line = rest
            length += len(rest.removesuffix(b"\n"))
        yield (line, None) if length <= limit else (None, _too_long(length, limit))


class _Slices(io.RawIOBase):
    """The bytes of an iterator of them, as a stream."""

    def __init__(self, contents):
        self._contents = contents
        self._rest = memoryview(b"")

    def readable(self):
        return True

    def readinto(self, buffer):
        while not self._rest:
            content = next(self._contents, None)
            if content is None:
                return 0
            self._rest = memoryview(content)
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


class _Gunzipped(gzip.GzipFile):
    """Gives out what stands before damage, and only then tells of it."""

    def readinto(self, buffer):
        return self.readinto1(buffer)


def _decompressed(contents, first):
    stream = io.BufferedReader(_Slices(contents))
    if first.startswith(b"\x1f\x8b"):
        return io.BufferedReader(_Gunzipped(fileobj=stream))
    if first.startswith(b"\x28\xb5\x2f\xfd"):
        return io.BufferedReader(pa.CompressedInputStream(stream, "zstd"))
    return stream


def _too_long(length, limit):
    return f"the record has {length} bytes, and the limit is {limit} (--max-record-bytes)"


def _reports(records, undated):
    columns = list(zip(*records)) or [()] * len(RECORD)
    known = {name: pa.array(values, type) for values, (name, type) in zip(columns, RECORD.items())}
    read = pa.record_batch(communique.read_batch(known.pop("json"), undated=undated))
    known["reason"] = pc.coalesce(known["reason"], read.column("reason"))
    columns = [known[name] if name in known else read.column(name) for name in REPORT.names]
    return pa.RecordBatch.from_arrays(columns, schema=REPORT)
