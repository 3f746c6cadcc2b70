# SPDX-License-Identifier: Apache-2.0
"""Engines, and coding with them."""

from __future__ import annotations

import datetime
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Optional, Union, overload

from . import _native
from .coding import Coding
from .errors import CommuniqueError, EngineError, ReportError

_WINDOW = 4
"""Reports that are read ahead, for each thread."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be coded.

    ``date`` is the day it appeared, "2021-11-14" or a ``datetime.date``. What is not known is None.
    """

    id: str
    text: str
    date: Union[str, datetime.date, None] = None
    publisher: Optional[str] = None
    url: Optional[str] = None
    title: Optional[str] = None
    language: Optional[str] = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A report that could not be coded, and why."""

    id: Optional[str]
    reason: str


class Batch(NamedTuple):
    """What a batch of reports gives; both take the Arrow PyCapsule interface.

    ``reports`` has a row a report, in their order: id (utf8), coding (utf8: its JSON, without a
    line end), traces (binary: what relating takes), reason (utf8: why it was rejected, then all
    but the id is null), events (int64: how many). ``events`` has the rows of ``events_table``.
    """

    reports: Table
    events: Table


class Table:
    """Rows that other libraries take without a copy.

    ``pyarrow.table(t)``, ``polars.DataFrame(t)``, ``pandas.DataFrame.from_arrow(t)`` and a query of
    DuckDB read it by ``__arrow_c_stream__``; ``pyarrow.record_batch(t)`` by ``__arrow_c_array__``.
    ``len(t)`` is the number of rows.
    """

    def __init__(self, rows: _native.Rows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self._rows.__arrow_c_array__(requested_schema)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)


AnyReport = Union[Report, Mapping[str, Any]]


# ---- reports as they are given --------------------------------------------------------------


def _string(value: Any) -> Optional[str]:
    return value if isinstance(value, str) else None


def _date(value: Any) -> Optional[str]:
    if isinstance(value, datetime.datetime):
        value = value.date()
    return None if value is None else str(value)


def _id(value: Any) -> Optional[str]:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if value is None or isinstance(value, str) else ""


def _fields(report: AnyReport) -> _native._Fields:
    """What the library is given: the members of a line of JSON, in the order of `_native`."""
    if isinstance(report, Report):
        get: Any = lambda name: getattr(report, name)  # noqa: E731
        publisher = report.publisher
    elif isinstance(report, Mapping):
        get = report.get
        publisher = _string(get("publisher"))
        publisher = _string(get("source")) if publisher is None else publisher
    else:
        raise TypeError(f"a report is a mapping or a Report, not {type(report).__name__}")
    return (
        _id(get("id")), _date(get("date")), _string(get("text")), publisher,
        _string(get("url")), _string(get("title")), _string(get("language")),
    )  # fmt: skip


def _path(path: Union[str, os.PathLike[str], None]) -> Optional[str]:
    return None if path is None else os.fspath(path)


def _well_formed(id: Optional[str]) -> Optional[str]:
    """An id that can be printed, whatever was given."""
    return None if id is None else id.encode("utf-8", "replace").decode("utf-8")


def _rejection(fields: _native._Fields, error: _native.Error) -> CommuniqueError:
    status, reason = error.args
    if status == _native.BAD_ARGUMENT:
        return EngineError(reason)
    return ReportError(_well_formed(fields[0]) or None, reason)


# ---- engines --------------------------------------------------------------------------------


class Engine:
    """A model and dictionaries, opened once and shared by threads.

    ``model`` is a file made by ``communique model import``, ``lexicon`` a folder of dictionaries
    that is laid over those built in, ``ontology`` a folder of codes in place of CAMEO's; None is
    what is built in. ``precision`` is that of the model's arithmetic: "float32", or "int8", which
    is faster and a little less exact. Raises EngineError.

    An engine may be used by any number of threads, and by processes that fork from this one, also
    while other threads code. For each thread that codes at the same time it keeps working memory,
    some 80 MB.
    """

    def __init__(
        self,
        model: Union[str, os.PathLike[str], None] = None,
        lexicon: Union[str, os.PathLike[str], None] = None,
        *,
        ontology: Union[str, os.PathLike[str], None] = None,
        precision: Literal["float32", "int8"] = "float32",
    ) -> None:
        if precision not in ("float32", "int8"):
            raise EngineError(f"unknown precision {precision!r}: use 'float32' or 'int8'")
        try:
            self._engine = _native.Engine(
                _path(model), _path(lexicon), _path(ontology), precision == "int8"
            )
        except _native.Error as error:
            raise EngineError(error.args[1]) from None
        self._idle: list[_native.Session] = []

    @property
    def model(self) -> str:
        """"sha256:" and the digest of the model."""
        return self._engine.model

    @property
    def lexicon(self) -> str:
        """"sha256:" and the digest of dictionaries, places and ontology."""
        return self._engine.lexicon

    @contextmanager
    def _session(self) -> Iterator[_native.Session]:
        """A session that nobody else is in. Those that are idle when a process forks serve on in
        the child, too; those that other threads are in at that time are the parent's alone."""
        try:
            session = self._idle.pop()
        except IndexError:
            session = _native.Session(self._engine)
        yield session
        self._idle.append(session)

    def _code(self, fields: _native._Fields, undated: bool) -> Coding:
        with self._session() as session:
            try:
                return Coding(session.code(fields, undated), fields[2])
            except _native.Error as error:
                rejection = _rejection(fields, error)
        raise rejection

    def code(
        self,
        text: str,
        date: Union[str, datetime.date, None] = None,
        *,
        id: str = "text",
        title: Optional[str] = None,
        publisher: Optional[str] = None,
        url: Optional[str] = None,
        language: Optional[str] = None,
    ) -> Coding:
        """Codes one report.

        ``text`` has at most 1 MiB of UTF-8. ``date`` is the day it appeared, "2021-11-14" or a
        ``datetime.date``; without one, roles of any time serve and event dates are None. Raises
        ReportError.
        """
        return self._code(_fields(Report(id, text, date, publisher, url, title, language)), True)

    @overload
    def code_many(
        self,
        reports: Iterable[AnyReport],
        threads: Optional[int] = None,
        ordered: bool = True,
        *,
        errors: Literal["raise"] = "raise",
        undated: bool = False,
    ) -> Iterator[Coding]: ...

    @overload
    def code_many(
        self,
        reports: Iterable[AnyReport],
        threads: Optional[int] = None,
        ordered: bool = True,
        *,
        errors: Literal["yield"],
        undated: bool = False,
    ) -> Iterator[Union[Coding, Rejected]]: ...

    def code_many(
        self,
        reports: Iterable[AnyReport],
        threads: Optional[int] = None,
        ordered: bool = True,
        *,
        errors: Literal["raise", "yield"] = "raise",
        undated: bool = False,
    ) -> Iterator[Any]:
        """Codes reports as they come, and gives their codings as they are done.

        ``reports`` are mappings with the members of a line of JSON that ``communique code`` reads,
        or Report objects. They are read as codings are taken, at most four a thread ahead, so
        memory does not grow with their number. ``threads`` code at the same time, without the
        interpreter's lock; None: as many as this process may use processors. Codings come in the
        order of the reports unless ``ordered`` is False.

        What ``communique code`` would reject (also a second report of an id, and one without a date
        unless ``undated``) raises ReportError; with ``errors="yield"`` a Rejected stands in its
        place and coding goes on. An exception of ``reports`` comes after the codings of the reports
        before it.
        """
        if errors not in ("raise", "yield"):
            raise ValueError(f"unknown errors {errors!r}: use 'raise' or 'yield'")
        if threads is None:
            threads = len(os.sched_getaffinity(0))
        if threads < 1:
            raise ValueError("at least one thread is needed")
        run = _Run(self, errors == "yield", undated)
        admitted = map(run.admit, reports)
        if threads == 1:
            return (run.code(report) for report in admitted)
        return run.code_on_threads(admitted, threads, ordered)

    def events_table(self, codings: Iterable[Coding]) -> Table:
        """The events of codings as a table: a row an event and pair of its source and target.

        The columns are those of ``communique code --format arrow`` (docs/formats.md).
        """
        rows = _native.Rows(self._engine)
        for coding in codings:
            try:
                rows.add(coding.json)
            except _native.Error as error:
                raise CommuniqueError(error.args[1]) from None
        return Table(rows)

    def code_arrow(
        self,
        reports: Iterable[AnyReport],
        threads: Optional[int] = None,
        *,
        undated: bool = False,
    ) -> Table:
        """The events of reports as a table: ``events_table(code_many(reports))``."""
        return self.events_table(self.code_many(reports, threads, undated=undated))

    def code_batch(self, batch: Any, *, undated: bool = False) -> Batch:
        """Codes a record batch of reports in one call, without the interpreter's lock.

        ``batch`` is a ``pyarrow.RecordBatch`` or whatever else has ``__arrow_c_array__``, with the
        columns id, text and, where known, date, publisher, url, title, language: strings, a date
        also date32, an id also int64; dictionaries are refused. A report that is rejected raises
        nothing: its reason is in its row. Ids may occur twice. Raises EngineError where the batch
        lacks a column, or where its codings are past 1 GiB: then give fewer reports at once.
        """
        capsules = batch.__arrow_c_array__()
        try:
            with self._session() as session:
                reports, events = session.code_batch(capsules, undated)
        except _native.Error as error:
            raise EngineError(error.args[1]) from None
        return Batch(Table(reports), Table(events))


class _Run:
    """One call of ``code_many``: what it knows of the reports before."""

    def __init__(self, engine: Engine, yields: bool, undated: bool) -> None:
        self._engine = engine
        self._yields = yields
        self._undated = undated
        self._ids = _native.Ids()

    def _reject(self, error: CommuniqueError) -> Rejected:
        if self._yields and isinstance(error, ReportError):
            return Rejected(error.id, error.reason)
        raise error

    def admit(self, report: AnyReport) -> Union[_native._Fields, CommuniqueError]:
        """What is to be coded, or why it is not."""
        fields = _fields(report)
        try:
            self._ids.admit(fields, self._undated)
        except _native.Error as error:
            return _rejection(fields, error)
        return fields

    def code(self, admitted: Union[_native._Fields, CommuniqueError]) -> Union[Coding, Rejected]:
        if isinstance(admitted, CommuniqueError):
            return self._reject(admitted)
        try:
            return self._engine._code(admitted, self._undated)
        except ReportError as error:
            return self._reject(error)

    def code_on_threads(
        self, admitted: Iterator[Any], threads: int, ordered: bool
    ) -> Iterator[Union[Coding, Rejected]]:
        pool = ThreadPoolExecutor(threads, "communique")
        waiting: deque[Future[Union[Coding, Rejected]]] = deque()
        failure: Optional[BaseException] = None
        try:
            while True:
                while failure is None and len(waiting) < threads * _WINDOW:
                    try:
                        waiting.append(pool.submit(self.code, next(admitted)))
                    except Exception as error:  # also StopIteration: the end
                        failure = error
                if not waiting:
                    break
                if not ordered:
                    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                    first = next(future for future in waiting if future in done)
                    waiting.remove(first)
                else:
                    first = waiting.popleft()
                yield first.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        if not isinstance(failure, StopIteration):
            assert failure is not None
            raise failure
