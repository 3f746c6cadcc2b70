# SPDX-License-Identifier: Apache-2.0
"""Stores: what ``communique add`` keeps, to be asked."""

from __future__ import annotations

import datetime
import difflib
import importlib
import json as _json
import os
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Optional, TypedDict, TypeVar, Union

from . import _native
from .coding import Coding
from .errors import StoreError
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

if TYPE_CHECKING:
    from typing_extensions import Unpack

Row = TypeVar("Row")
Day = Union[str, datetime.date]
Several = Union[str, Iterable[str]]
"""One value or several, of which one is enough: "ACCUSE,THREATEN" or ["ACCUSE", "THREATEN"]."""

# ---- filters ----------------------------------------------------------------------------------


class ReportFilters(TypedDict, total=False):
    """What every question takes: which reports are asked about."""

    from_: Day
    """First day."""
    to: Day
    """Last day."""
    publisher: str
    sources: Union[str, os.PathLike[str]]
    """A file with publishers, one a line."""
    language: str
    text: str
    """Words of the report, a query of SQLite's FTS5."""
    as_of: Day
    """What the store had at the end of that day."""


class ActorFilters(ReportFilters, total=False):
    actor: str
    """A CAMEO code or its beginning, or words of a name."""
    country: Several
    """ISO 3166 alpha-3 or English names."""
    bloc: str
    """"EU", "NATO", …: whose members on the day are meant."""
    sector: Several
    """CAMEO roles."""


class StatementFilters(ActorFilters, total=False):
    source: str
    """Like actor, of the source or speaker."""
    target: str
    """Like actor, of the target or addressee."""
    attributed: str
    """"yes", "no" or "any" (the default): told by somebody the report names."""


class EventFilters(StatementFilters, total=False):
    dated: str
    """"told" (the default) or "event": which day is an event's."""
    occurs_from: Day
    """Whose own days, where they are known, end on that day or later, also ahead."""
    occurs_to: Day
    """Likewise, begin on that day or before."""
    code: Several
    """CAMEO codes, each with all below it."""
    type: Several
    """PLOVER types."""
    assertion: Several
    """"actual" unless given; "any"."""
    time: Several
    place: str
    repeats: bool
    """Also events that repeat an earlier one of their report."""


class Page(TypedDict, total=False):
    limit: int
    """Rows; all unless given."""
    after: str
    """The ``next_page`` of the page before."""


class EventPage(EventFilters, Page, total=False):
    oldest: bool
    """Oldest first; newest first unless given."""


class StatementPage(StatementFilters, Page, total=False):
    oldest: bool


class ReportPage(ReportFilters, Page, total=False):
    oldest: bool


class ActorPage(ActorFilters, Page, total=False):
    pass


class Counting(EventFilters, total=False):
    by: str
    """"day", "week", "month" (the default) or "year"."""
    count: str
    """"rows" (the default), "reports", "one-a-day" or "occurrences"."""
    actors: Union[str, os.PathLike[str]]
    """The units: "iso3" (the default), "cow", or a file that maps codes to units."""
    directed: bool
    """Source and target apart."""


class OutletPage(EventFilters, Page, total=False):
    pass


class DyadPage(Counting, Page, total=False):
    pass


class UnitCounting(Counting, total=False):
    unit: str
    """"country" or "dyad"; a series also "event", its default."""


# ---- rows -------------------------------------------------------------------------------------


class Rows(Generic[Row]):
    """What a question gives, found as it is taken: so memory does not grow with it.

    Iterate it for typed tuples. Or hand it whole to another library, which reads it by
    ``__arrow_c_stream__`` without a copy: ``pyarrow.table(rows)``, ``polars.DataFrame(rows)``,
    ``pandas.DataFrame.from_arrow(rows)``, a query of DuckDB. There the columns have the names of
    the command's, days are date32, counts int64, shares and degrees float64, all else is utf8, and
    several values stand in order with ";" between.

    The first use has the state of the store when it was asked; each later one asks anew. An answer
    holds the file open until it is read to its end or thrown away, and one thread reads it at a
    time.
    """

    def __init__(self, ask: Callable[[], _native.Answer], make: Callable[[Any], Row]) -> None:
        self._ask = ask
        self._make = make
        self._waiting = [ask()]
        self._process = os.getpid()
        self._next_page: Optional[str] = None

    def _answer(self) -> _native.Answer:
        if self._process == os.getpid():
            try:
                return self._waiting.pop()
            except IndexError:
                pass
        return self._ask()

    def __iter__(self) -> Iterator[Row]:
        answer = self._answer()
        try:
            for line in answer:
                yield self._make(_json.loads(line))
        except _native.Error as error:
            raise StoreError(error.args[1]) from None
        self._next_page = answer.next_page

    def lines(self) -> Iterator[bytes]:
        """The rows as lines of JSON, the same bytes as the command's with ``--format jsonl``."""
        answer = self._answer()
        try:
            yield from answer
        except _native.Error as error:
            raise StoreError(error.args[1]) from None
        self._next_page = answer.next_page

    @property
    def next_page(self) -> Optional[str]:
        """Once rows with a ``limit`` were read: what ``after`` of the next page is; None after the
        last one."""
        return self._next_page

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._answer().__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; needs pyarrow."""
        return importlib.import_module("pyarrow").table(self)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; needs pyarrow and pandas."""
        return self.to_arrow().to_pandas()


def _values(members: dict[str, Any]) -> list[Any]:
    return [tuple(value) if type(value) is list else value for value in members.values()]


def _like(row: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda members: row._make(_values(members))


def _with_units(row: Any) -> Callable[[dict[str, Any]], Any]:
    """Rows whose first columns name one unit or two."""
    others = len(row._fields) - 1

    def make(members: dict[str, Any]) -> Any:
        values = _values(members)
        return row(tuple(values[:-others]), *values[-others:])

    return make


# ---- a story ----------------------------------------------------------------------------------


class Story:
    """All that a store has of a story, as dicts with the members that ``communique story`` writes.

    ``json`` is its lines of JSON. See docs/store.md for reports, merges, occurrences, history and
    variants, docs/accounts.md for accounts.
    """

    def __init__(self, json: bytes) -> None:
        self.json = json
        self._parts = [_json.loads(line) for line in json.splitlines()]

    def _of(self, kind: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            {name: value for name, value in part.items() if name != "kind"}
            for part in self._parts
            if part["kind"] == kind
        )

    @property
    def reports(self) -> tuple[dict[str, Any], ...]:
        """In the order in which they came; copies say of what."""
        return self._of("report")

    @property
    def merges(self) -> tuple[dict[str, Any], ...]:
        """The stories that became part of it."""
        return self._of("merge")

    @property
    def occurrences(self) -> tuple[dict[str, Any], ...]:
        """What occurred, by day."""
        return self._of("occurrence")

    @property
    def history(self) -> tuple[dict[str, Any], ...]:
        """When an occurrence was first told to be planned, held and so on."""
        return self._of("history")

    @property
    def variants(self) -> tuple[dict[str, Any], ...]:
        """What the tellings of an occurrence say, each value once."""
        return self._of("variant")

    @property
    def accounts(self) -> tuple[dict[str, Any], ...]:
        """The reports side by side; none where the story is too long for that."""
        return tuple(part["account"] for part in self._of("account"))


# ---- stores -----------------------------------------------------------------------------------


def _text(value: Any) -> str:
    """A value as the command line takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (str, int, datetime.date)):
        return str(value)
    if isinstance(value, os.PathLike):
        path: str = os.fspath(value)
        return path
    if isinstance(value, Iterable):
        return ",".join(_text(one) for one in value)
    raise TypeError(f"a filter is no {type(value).__name__}")


def _unknown(question: str, name: str, known: list[str]) -> NoReturn:
    near = difflib.get_close_matches(name, known, 1)
    hint = f": did you mean '{near[0]}'?" if near else ""
    raise TypeError(f"{question}() has no filter '{name}'{hint}")


def _parameters(question: str, filters: dict[str, Any]) -> tuple[str, ...]:
    """Names and values by turns. A filter is named as the option is, in Python's way."""
    options = {
        "from_" if name == "from" else name.replace("-", "_"): name
        for name in _native.parameters(question)
    }
    parameters: list[str] = []
    for name, value in filters.items():
        if name not in options:
            _unknown(question, name, list(options))
        if value is not None:
            parameters += options[name], _text(value)
    return tuple(parameters)


class Store:
    """What ``communique add`` keeps, to be read; raises StoreError where there is none.

    Filters are the options of the commands (docs/asking.md) with "_" for "-", ``from_`` for
    ``--from``: strings as the command line takes them, a ``datetime.date`` for a day, an iterable
    for several values, a bool for an option without a value; None is not given. A filter that a
    question does not have raises TypeError, a value that is wrong StoreError, in the words of the
    command line.

    Any number of threads may use a store, and a process that has one may fork: every answer opens
    the file for itself, which takes about a millisecond. Reports may be added meanwhile.
    """

    def __init__(self, path: Union[str, os.PathLike[str]]) -> None:
        self.path = os.fspath(path)
        try:
            self._native: Optional[_native.Store] = _native.Store(self.path)
        except _native.Error as error:
            raise StoreError(error.args[1]) from None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        value: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self.path!r})"

    def close(self) -> None:
        """Asks it no more; rows that were asked for stay."""
        self._native = None

    def _open(self) -> _native.Store:
        if self._native is None:
            raise StoreError(f"{self.path} is closed")
        return self._native

    def _rows(self, question: str, filters: Any, make: Callable[[Any], Row]) -> Rows[Row]:
        native, parameters = self._open(), _parameters(question, filters)

        def ask() -> _native.Answer:
            try:
                return native.ask(question, parameters)
            except _native.Error as error:
                raise StoreError(error.args[1]) from None

        return Rows(ask, make)

    def events(self, **filters: Unpack[EventPage]) -> Rows[EventRow]:
        """The events that fit, newest first: actual ones, without repeats, unless asked for."""
        return self._rows("events", filters, _like(EventRow))

    def statements(self, **filters: Unpack[StatementPage]) -> Rows[StatementRow]:
        """Who said what to whom, newest first."""
        return self._rows("statements", filters, _like(StatementRow))

    def actors(self, **filters: Unpack[ActorPage]) -> Rows[ActorRow]:
        """The actors, those of most reports first."""
        return self._rows("actors", filters, _like(ActorRow))

    def reports(self, **filters: Unpack[ReportPage]) -> Rows[ReportRow]:
        """The reports, newest first."""
        return self._rows("reports", filters, _like(ReportRow))

    def outlets(self, **filters: Unpack[OutletPage]) -> Rows[OutletRow]:
        """The outlets, those of most reports first."""
        return self._rows("outlets", filters, _like(OutletRow))

    def stories(self, **filters: Unpack[EventPage]) -> Rows[StoryRow]:
        """The stories with a report or, where one is asked for, an event that fits."""
        return self._rows("stories", filters, _like(StoryRow))

    def occurrences(self, **filters: Unpack[EventPage]) -> Rows[OccurrenceRow]:
        """What occurred, each once, with an event that fits."""
        return self._rows("occurrences", filters, _like(OccurrenceRow))

    def dyads(self, **filters: Unpack[DyadPage]) -> Rows[DyadRow]:
        """The pairs that have most to do with each other."""
        return self._rows("dyads", filters, _with_units(DyadRow))

    def series(self, **filters: Unpack[UnitCounting]) -> Rows[PeriodRow]:
        """A row a period, without gaps from the first to the last."""
        return self._rows("series", filters, _like(PeriodRow))

    def panel(self, **filters: Unpack[UnitCounting]) -> Rows[CellRow]:
        """A row for every unit and period, quiet ones too: a complete rectangle."""
        return self._rows("panel", filters, _with_units(CellRow))

    def _document(self, read: Callable[[Any], bytes], of: Any) -> bytes:
        try:
            return read(of)
        except _native.Error as error:
            raise StoreError(error.args[1]) from None

    def story(self, number: int) -> Story:
        """A story, by the number that it has or had."""
        return Story(self._document(self._open().story, number))

    def accounts(self, story: int) -> tuple[dict[str, Any], ...]:
        """The reports of a story side by side: who says what, and in what they differ.

        A dict a row, as ``communique accounts`` writes it (docs/accounts.md). StoreError also where
        the story is too long for that.
        """
        lines = self._document(self._open().accounts, story).splitlines()
        return tuple(_json.loads(line) for line in lines)

    def coding(self, id: str) -> Coding:
        """The coding of the current report of an id, as it was when the report was coded."""
        return Coding(self._document(self._open().coding, id))

    def report(self, id: str) -> Coding:
        """The same with the text, where the store keeps texts: in ``text``, and in ``json``."""
        json = self._document(self._open().report, id)
        return Coding(json, _json.loads(json)["report"].get("text"))
