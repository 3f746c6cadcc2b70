# SPDX-License-Identifier: Apache-2.0
"""Communique codes English news reports: who did what to whom, when, where, according to whom.

    >>> import communique
    >>> coding = communique.code("Russia invaded Ukraine on Thursday.", "2022-02-24")
    >>> coding.events[0].cameo
    '190'

The functions here use an engine with the model and the dictionaries that are built in, opened when
it is first needed; ``Engine`` opens another one. The codings are, byte for byte, those of the
command ``communique code``.
"""

from __future__ import annotations

from . import _native
from .coding import (
    Actor,
    Coder,
    Coding,
    Event,
    EventDate,
    Mention,
    Participant,
    Party,
    Place,
    Quantity,
    Source,
    Span,
    Statement,
    Teller,
    Time,
)
from .default import code, code_arrow, code_batch, code_many, default_engine, events_table
from .engine import AnyReport, Batch, Engine, Rejected, Report, Table
from .errors import CommuniqueError, EngineError, ReportError, StoreError
from .reading import read_batch
from .relate import Inclusion, Merge, Piece, Relater, Relation, Telling, split_traces
from .store import Rows, Store, Story
from .store_rows import (
    ActorRow,
    CellRow,
    DyadRow,
    EventRow,
    OccurrenceRow,
    OutletRow,
    PeriodRow,
    ReportRow,
    StatementRow,
    StoryRow,
)

__version__ = _native.version

__all__ = [
    "Actor",
    "ActorRow",
    "AnyReport",
    "Batch",
    "CellRow",
    "Coder",
    "Coding",
    "CommuniqueError",
    "DyadRow",
    "Engine",
    "EngineError",
    "Event",
    "EventDate",
    "EventRow",
    "Inclusion",
    "Mention",
    "Merge",
    "OccurrenceRow",
    "OutletRow",
    "Participant",
    "Party",
    "PeriodRow",
    "Piece",
    "Place",
    "Quantity",
    "Rejected",
    "Relater",
    "Relation",
    "Report",
    "ReportError",
    "ReportRow",
    "Rows",
    "Source",
    "Span",
    "Statement",
    "StatementRow",
    "Store",
    "StoreError",
    "Story",
    "StoryRow",
    "Table",
    "Teller",
    "Telling",
    "Time",
    "code",
    "code_arrow",
    "code_batch",
    "code_many",
    "default_engine",
    "events_table",
    "read_batch",
    "split_traces",
]
