# SPDX-License-Identifier: Apache-2.0
"""Reports to codings: what `mapInArrow` runs in the executors' Python processes."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate

import communique
import pyarrow as pa
import pyarrow.compute as pc

# Of texts that are coded in one call: their codings are some thirty times as large, and must fit into 1 GiB.
TEXT_BYTES = 4 << 20


@dataclass(frozen=True)
class Coder:
    """What a coding depends on beside its report, as the command line's options of these names have it. The folders
    and files are read on every machine."""

    model: str | None = None
    lexicon: str | None = None
    ontology: str | None = None
    precision: str = "float32"


@lru_cache(maxsize=1)
def engine(coder):
    """The process's one engine."""
    return communique.Engine(**asdict(coder))


@lru_cache(maxsize=1)
def schema(coder):
    """A row a report. `coding` is the line of `communique code --format jsonl`, `events` has the rows of its `--format
    arrow`, `traces` is all that relating takes. Where `reason` is not null the report was rejected, and these are."""
    event = pa.struct(list(pa.record_batch(engine(coder).events_table([])).schema))
    return pa.schema(
        [
            ("file", pa.string()),
            ("start", pa.int64()),
            ("line", pa.int64()),
            ("id", pa.string()),
            ("date", pa.date32()),
            ("publisher", pa.string()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("language", pa.string()),
            ("sha256", pa.string()),
            ("coding", pa.string()),
            ("traces", pa.binary()),
            ("events", pa.list_(event)),
            ("reason", pa.string()),
        ]
    )


def code(batches, coder, undated):
    """Batches of `reading.REPORT` to batches of `schema`: of each, the reports that are coded, then the others."""
    for batch in batches:
        rejected = batch.column("reason").is_valid()
        for reports in _parts(batch.filter(pc.invert(rejected))):
            yield _coded(reports, coder, undated)
        yield _rejected(batch.filter(rejected), coder)


def _parts(reports):
    """The batch in slices of TEXT_BYTES, or of one report that has more."""
    first, size = 0, 0
    for row, length in enumerate(pc.binary_length(reports.column("text")).to_pylist()):
        if row > first and size + length > TEXT_BYTES:
            yield reports.slice(first, row - first)
            first, size = row, 0
        size += length
    yield reports.slice(first)


def _coded(reports, coder, undated):
    batch = engine(coder).code_batch(reports, undated=undated)
    coded = pa.record_batch(batch.reports)
    return _batch(
        reports,
        coder,
        {
            "sha256": pa.array([sha256(text.encode()).hexdigest() for text in reports.column("text").to_pylist()], pa.string()),
            "coding": coded.column("coding"),
            "traces": coded.column("traces"),
            "events": _lists(pa.record_batch(batch.events), coded.column("rows")),
            "reason": coded.column("reason"),
        },
    )


def _lists(events, counts):
    """A list of events a report; null where there is no count."""
    offsets = pa.array([0, *accumulate(count or 0 for count in counts.to_pylist())], pa.int32())
    rows = pa.StructArray.from_arrays(events.columns, fields=list(events.schema))
    return pa.ListArray.from_arrays(offsets, rows, mask=counts.is_null())


def _rejected(reports, coder):
    names = ("sha256", "coding", "traces", "events")
    return _batch(reports, coder, {name: pa.nulls(len(reports), schema(coder).field(name).type) for name in names})


def _batch(reports, coder, made):
    made["date"] = pc.cast(reports.column("date"), pa.date32())
    wanted = schema(coder)
    columns = [made[name] if name in made else reports.column(name) for name in wanted.names]
    return pa.RecordBatch.from_arrays(columns, schema=wanted)
