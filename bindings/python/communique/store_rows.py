# SPDX-License-Identifier: Apache-2.0
"""Rows of a store, as typed tuples.

A day is a string ``"2021-11-14"``; first and last days are both included. What is not known is
None. A tuple of strings holds several values in order; "---" stands for an actor without a code.
"""

from __future__ import annotations

from typing import NamedTuple, Optional


class EventRow(NamedTuple):
    """Who did what to whom, as one report tells it."""

    event: str
    report: str
    """The report's id."""
    told: Optional[str]
    """The report's day."""
    date_from: Optional[str]
    date_to: Optional[str]
    source: tuple[str, ...]
    """CAMEO codes: "CHNGOV"."""
    source_country: tuple[str, ...]
    """ISO 3166 alpha-3."""
    source_name: tuple[str, ...]
    cameo: str
    """CAMEO's code, with its leading zeros; of an own ontology "NAME:CODE"."""
    plover: Optional[str]
    mode: Optional[str]
    target: tuple[str, ...]
    target_country: tuple[str, ...]
    target_name: tuple[str, ...]
    quad_gdelt: Optional[int]
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    goldstein_gdelt: Optional[float]
    """-10 to 10."""
    assertion: str
    """"actual", "negated", "possible", "requested" or "alleged"."""
    time: str
    """"past", "present" or "future"."""
    place: Optional[str]
    place_country: Optional[str]
    lat: Optional[float]
    """Degrees north, WGS 84."""
    lon: Optional[float]
    """Degrees east, WGS 84."""
    attribution: tuple[str, ...]
    """Codes of who tells it, from the innermost out; none: the reporter's own voice."""
    same_as: Optional[str]
    """The earlier event of the report that this one repeats."""
    confidence: float
    """0 to 1: the chance that type, source and target are right."""
    publisher: Optional[str]
    url: Optional[str]
    first_seen: str
    """When the store got the report: "2021-11-14T08:30:00Z"."""
    story: Optional[int]
    occurrence: Optional[int]
    """The happening that it tells of."""
    trigger: Optional[str]
    """The words that carry the event; None where the store keeps no texts."""
    evidence: Optional[str]
    """Its clause."""


class StatementRow(NamedTuple):
    """Who said what to whom, as one report tells it."""

    report: str
    statement: int
    """Its number in the report, from 0."""
    told: Optional[str]
    speaker: Optional[str]
    speaker_code: Optional[str]
    speaker_country: Optional[str]
    addressees: tuple[str, ...]
    form: str
    """"direct", "indirect" or "mixed"."""
    topics: tuple[str, ...]
    attribution: tuple[str, ...]
    publisher: Optional[str]
    url: Optional[str]
    content: Optional[str]
    """What was said; None where the store keeps no texts."""


class ActorRow(NamedTuple):
    """A person, state, body or group, with the reports that name it."""

    name: str
    code: Optional[str]
    country: Optional[str]
    sectors: tuple[str, ...]
    """CAMEO roles: "GOV"."""
    reports: int
    outlets: int
    first: Optional[str]
    """The day of the first of them."""
    last: Optional[str]


class ReportRow(NamedTuple):
    """A report."""

    report: str
    """Its id."""
    date: Optional[str]
    publisher: Optional[str]
    agency: Optional[str]
    url: Optional[str]
    language: Optional[str]
    first_seen: str
    version: int
    """From 1."""
    length: int
    """Unicode code points of the text."""
    text_sha256: str
    events: int
    statements: int
    story: Optional[int]
    opening: Optional[str]
    """The first 160 code points; None where the store keeps no texts."""
    title: Optional[str]


class OutletRow(NamedTuple):
    """Who publishes reports."""

    publisher: str
    reports: int
    events: int
    first: Optional[str]
    """The day of the first of them."""
    last: Optional[str]


class StoryRow(NamedTuple):
    """Reports about the same happenings."""

    story: int
    first_day: Optional[str]
    last_day: Optional[str]
    reports: int
    outlets: int
    texts: int
    """Reports that are no copies of others."""
    occurrences: int
    opening: Optional[str]
    title: Optional[str]


class OccurrenceRow(NamedTuple):
    """One happening, however many reports tell of it."""

    occurrence: int
    first_day: Optional[str]
    last_day: Optional[str]
    family: str
    """A PLOVER type."""
    status: str
    """"planned", "held", … (docs/store.md)."""
    source: tuple[str, ...]
    """Names."""
    target: tuple[str, ...]
    events: int
    reports: int
    outlets: int
    origins: int
    """Reports that do not go back to one another or to one agency or document."""
    sides: int
    part_of: tuple[str, ...]


class DyadRow(NamedTuple):
    """Two units that have to do with each other."""

    units: tuple[str, ...]
    """The two; source and target where directed."""
    counted: int
    """By the rule that was asked for."""
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    first: Optional[str]
    """The day of the first event."""
    last: Optional[str]


class PeriodRow(NamedTuple):
    """The counts of a period; None where it has no report."""

    period: str
    """Its first day."""
    counted: Optional[int]
    """By the rule that was asked for."""
    verbal_cooperation: Optional[int]
    material_cooperation: Optional[int]
    verbal_conflict: Optional[int]
    material_conflict: Optional[int]
    reports: int
    outlets: int


class CellRow(NamedTuple):
    """The counts of a unit in a period; None where there was no report, or no such unit."""

    units: tuple[str, ...]
    """A country, or the two of a dyad; source and target where directed."""
    period: str
    """Its first day."""
    counted: Optional[int]
    """By the rule that was asked for."""
    verbal_cooperation: Optional[int]
    material_cooperation: Optional[int]
    verbal_conflict: Optional[int]
    material_conflict: Optional[int]
    reports: int
    """Of the period, in all."""
