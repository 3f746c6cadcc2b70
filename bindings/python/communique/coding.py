# SPDX-License-Identifier: Apache-2.0
"""What a coding holds, as typed objects.

A span is a pair ``(start, end)`` of Unicode code points of the report's text, so that
``text[start:end]`` are its words. A day is a string ``"2021-11-14"``; first and last days are both
included. What is not known is None. The words that a member may hold, and what they mean, are
those of ``docs/coding.schema.json``; a member ``from`` is called ``from_`` here.
"""

from __future__ import annotations

import json as _json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Optional

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor."""

    span: Span
    kind: Literal["name", "title", "pronoun", "place", "group", "phrase"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, body or group of the report."""

    name: str
    title: Optional[str]
    code: Optional[str]
    """CAMEO: "CHNGOV", "IGOUNO"."""
    country: Optional[str]
    """ISO 3166 alpha-3."""
    sectors: tuple[str, ...]
    """CAMEO roles: "GOV"."""
    basis: Literal["lexicon", "report", "country", "unknown"]
    entry: Optional[str]
    """The entry of the lexicon that it rests on."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, as TIMEX3 has it."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: Optional[str]
    from_: Optional[str]
    to: Optional[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: of the report, or where an event was."""

    name: str
    country: Optional[str]
    admin1: Optional[str]
    lat: float
    """Degrees north, WGS 84."""
    lon: float
    """Degrees east, WGS 84."""
    precision: Literal["point", "city", "admin1", "country"]
    span: Optional[Span]


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor on a side of an event."""

    actor: int
    """A place in ``Coding.actors``."""
    span: Optional[Span]
    basis: Literal["text", "possessive", "place", "discourse"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks, or is spoken to."""

    actor: Optional[int]
    """A place in ``Coding.actors``."""
    span: Optional[Span]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells of something."""

    actor: Optional[int]
    """A place in ``Coding.actors``."""
    kind: Literal["speaker", "body", "document", "agency", "anonymous"]
    span: Optional[Span]


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was or will be."""

    from_: Optional[str]
    to: Optional[str]
    basis: Literal["explicit", "relative", "inherited", "report"]
    span: Optional[Span]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is told with an event: killed, injured, …"""

    what: str
    unit: Optional[str]
    from_: Optional[int]
    """At least so many; None: open."""
    to: Optional[int]
    """At most so many; None: open."""
    span: Optional[Span]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom."""

    id: str
    cameo: str
    """CAMEO's code, with its leading zeros; of an own ontology "NAME:CODE"."""
    plover: Optional[str]
    mode: Optional[str]
    contexts: tuple[str, ...]
    quad_gdelt: Optional[int]
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    goldstein_gdelt: Optional[float]
    """-10 to 10."""
    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    assertion: Literal["actual", "negated", "possible", "requested", "alleged"]
    time: Literal["past", "present", "future"]
    date: Optional[EventDate]
    told: Optional[str]
    """The report's day."""
    place: Optional[Place]
    attribution: tuple[Teller, ...]
    """From the innermost out; none: the reporter's own voice."""
    statement: Optional[int]
    """A place in ``Coding.statements``: what makes the event."""
    same_as: Optional[str]
    """The id of the earlier event that this one repeats."""
    quantities: tuple[Quantity, ...]
    trigger: Span
    evidence: Span
    sentence: int
    """A place in ``Coding.sentences``."""
    rules: tuple[str, ...]
    """The entries of the lexicon that it rests on, the frame first."""
    confidence: float
    """0 to 1: the chance that type, source and target are right."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what to whom."""

    speaker: Optional[Party]
    addressees: tuple[Party, ...]
    form: Literal["direct", "indirect", "mixed"]
    cue: Optional[Span]
    content: tuple[Span, ...]
    topics: tuple[str, ...]
    attribution: tuple[Teller, ...]
    sentence: int
    """A place in ``Coding.sentences``."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the coding says of the report itself."""

    id: str
    date: Optional[str]
    publisher: Optional[str]
    agency: Optional[str]
    dateline: Optional[str]
    url: Optional[str]
    title: Optional[str]
    language: Optional[str]


@dataclass(frozen=True, slots=True)
class Coder:
    """What made a coding: with the same, the same report gives the same coding."""

    version: str
    model: str
    lexicon: str
    ontology: Optional[str]


# ---- from JSON ------------------------------------------------------------------------------


def _span(value: Any) -> Any:
    return None if value is None else tuple(value)


def _all(make: Any, values: Any) -> Any:
    return tuple(make(value) for value in values)


def _mention(v: Any) -> Mention:
    return Mention(_span(v["span"]), v["kind"])


def _actor(v: Any) -> Actor:
    return Actor(
        v["name"], v["title"], v["code"], v["country"], tuple(v["sectors"]),
        v["basis"], v["entry"], _all(_mention, v["mentions"]),
    )  # fmt: skip


def _time(v: Any) -> Time:
    return Time(_span(v["span"]), v["type"], v["value"], v["mod"], v["from"], v["to"])


def _place(v: Any) -> Place:
    return Place(
        v["name"], v["country"], v["admin1"], v["lat"], v["lon"], v["precision"], _span(v["span"])
    )


def _participant(v: Any) -> Participant:
    return Participant(v["actor"], _span(v["span"]), v["basis"])


def _party(v: Any) -> Party:
    return Party(v["actor"], _span(v["span"]))


def _teller(v: Any) -> Teller:
    return Teller(v["actor"], v["kind"], _span(v["span"]))


def _date(v: Any) -> EventDate:
    return EventDate(v["from"], v["to"], v["basis"], _span(v["span"]))


def _quantity(v: Any) -> Quantity:
    return Quantity(v["what"], v["unit"], v["from"], v["to"], _span(v["span"]))


def _event(v: Any) -> Event:
    return Event(
        id=v["id"],
        cameo=v["cameo"],
        plover=v["plover"],
        mode=v["mode"],
        contexts=tuple(v["contexts"]),
        quad_gdelt=v["quad_gdelt"],
        goldstein_gdelt=v["goldstein_gdelt"],
        source=_all(_participant, v["source"]),
        target=_all(_participant, v["target"]),
        assertion=v["assertion"],
        time=v["time"],
        date=None if v["date"] is None else _date(v["date"]),
        told=v["told"],
        place=None if v["place"] is None else _place(v["place"]),
        attribution=_all(_teller, v["attribution"]),
        statement=v["statement"],
        same_as=v["same_as"],
        quantities=_all(_quantity, v["quantities"]),
        trigger=_span(v["trigger"]),
        evidence=_span(v["evidence"]),
        sentence=v["sentence"],
        rules=tuple(v["rules"]),
        confidence=v["confidence"],
    )


def _statement(v: Any) -> Statement:
    return Statement(
        speaker=None if v["speaker"] is None else _party(v["speaker"]),
        addressees=_all(_party, v["addressees"]),
        form=v["form"],
        cue=_span(v["cue"]),
        content=_all(_span, v["content"]),
        topics=tuple(v["topics"]),
        attribution=_all(_teller, v["attribution"]),
        sentence=v["sentence"],
    )


def _source(v: Any) -> Source:
    return Source(
        v["id"], v["date"], v["publisher"], v["agency"], v["dateline"], v["url"], v["title"],
        v["language"],
    )  # fmt: skip


def _coder(v: Any) -> Coder:
    return Coder(v["version"], v["model"], v["lexicon"], v.get("ontology"))


class Coding:
    """What one report tells.

    ``json`` is the coding as bytes: one line, its line end included, the same that
    ``communique code --format jsonl`` writes. ``text`` is the text that was coded, which every span
    indexes. All else is read from ``json`` when it is first asked for. Codings are equal where
    their ``json`` is.
    """

    def __init__(self, json: bytes, text: Optional[str] = None) -> None:
        self.json = json
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Coding) and self.json == other.json

    def __hash__(self) -> int:
        return hash(self.json)

    def __reduce__(self) -> Any:
        return Coding, (self.json, self.text)

    def __repr__(self) -> str:
        return f"Coding({self.id!r}, {self.report.date!r}, events={len(self.events)})"

    @cached_property
    def _members(self) -> dict[str, Any]:
        members: dict[str, Any] = _json.loads(self.json)
        return members

    def dict(self) -> dict[str, Any]:
        """The coding as dicts and lists of its own, with the members of the schema."""
        members: dict[str, Any] = _json.loads(self.json)
        return members

    def words(self, span: Optional[Span]) -> Optional[str]:
        """The words of the text that a span stands for; None for None, and without a text."""
        return None if span is None or self.text is None else self.text[span[0] : span[1]]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @cached_property
    def coder(self) -> Coder:
        return _coder(self._members["coder"])

    @cached_property
    def report(self) -> Source:
        return _source(self._members["report"])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        sentences: tuple[Span, ...] = _all(_span, self._members["sentences"])
        return sentences

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        actors: tuple[Actor, ...] = _all(_actor, self._members["actors"])
        return actors

    @cached_property
    def times(self) -> tuple[Time, ...]:
        times: tuple[Time, ...] = _all(_time, self._members["times"])
        return times

    @cached_property
    def places(self) -> tuple[Place, ...]:
        places: tuple[Place, ...] = _all(_place, self._members["places"])
        return places

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Most salient first."""
        events: tuple[Event, ...] = _all(_event, self._members["events"])
        return events

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        statements: tuple[Statement, ...] = _all(_statement, self._members["statements"])
        return statements
