# SPDX-License-Identifier: Apache-2.0
"""What reports have to do with one another: near copies, stories, occurrences."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Optional

from . import _native
from .errors import CommuniqueError

_PARTS = {"copies": _native.COPIES, "stories": _native.STORIES, "occurrences": _native.OCCURRENCES}
_NAMES = {number: name for name, number in _PARTS.items()}


class Merge(NamedTuple):
    """``story`` became a strand of ``into``; again the same, that is confirmed; of itself, it is a
    story of its own again. The last merge of each story holds."""

    story: int
    into: int


class Telling(NamedTuple):
    """Event number ``event`` of the report, from 0, tells of ``occurrence``, which count from 1.

    ``is_new``: nothing told of it before. ``family`` is a family of acts ("CONSULT"), ``status``
    one of "planned", "held", "cancelled", "possible".
    """

    event: int
    is_new: bool
    occurrence: int
    family: str
    status: str


class Inclusion(NamedTuple):
    """Occurrence ``part`` is one of those that ``whole`` counts: "two calls this year"."""

    part: int
    whole: int


class Relation(NamedTuple):
    """What report ``number`` has to do with those before it.

    Copies: ``copy_of`` is the earlier report whose text it has (None: none), as a whole or in
    parts (``is_whole``), ``origin`` the one that its tree of whole copies begins with: itself if it
    is none; ``sentences`` of it are in the source, and the two shares of words are 0 to 1.
    Stories: ``strand`` is what it joined for good, ``story`` what that is of now, ``alike`` how
    alike they are, 0 to 1, and 0 if it began it. Inclusions may come again.
    """

    number: int
    copy_of: Optional[int]
    is_whole: bool
    origin: int
    sentences: int
    of_it_in_source: float
    of_source_in_it: float
    strand: Optional[int]
    story: Optional[int]
    alike: float
    merges: list[Merge]
    tellings: list[Telling]
    inclusions: list[Inclusion]


class Piece(NamedTuple):
    """What one part takes of a report's traces: ``traces`` for a ``Relater`` of that part alone.

    Reports meet as copies only by a key that both have, in occurrences only within a ``family``.
    """

    part: str
    keys: list[int]
    family: Optional[str]
    traces: bytes


class Relater:
    """Relates reports as ``communique add`` does, in memory, by their traces.

    The traces are those of ``code_batch``. The same reports in the same order give the same answer.
    ``parts`` are some of "copies", "stories" and "occurrences", which do not depend on each other.
    For one thread at a time.
    """

    __slots__ = ("_relater",)

    def __init__(self, parts: Collection[str] = ("copies", "stories", "occurrences")) -> None:
        unknown = set(parts) - set(_PARTS)
        if unknown:
            raise ValueError(f"there is no part {min(unknown)!r}")
        try:
            self._relater = _native.Relater(sum(_PARTS[part] for part in set(parts)))
        except _native.Error as error:
            raise CommuniqueError(error.args[1]) from None

    def add(self, number: int, traces: bytes) -> Relation:
        """Relates a report. Its number is greater than those before, and less than 2**32 - 1.

        Raises CommuniqueError; after damaged traces the relater is good for nothing more.
        """
        try:
            relation = Relation(*self._relater.add(number, traces))
        except _native.Error as error:
            raise CommuniqueError(error.args[1]) from None
        return relation._replace(
            merges=[Merge(*merge) for merge in relation.merges],
            tellings=[Telling(*telling) for telling in relation.tellings],
            inclusions=[Inclusion(*inclusion) for inclusion in relation.inclusions],
        )

    def state(self) -> bytes:
        """All that the relater knows, the same on every machine."""
        return self._relater.state()

    def last_state(self) -> tuple[bytes, list[int]]:
        """What a relater of copies alone knows of the last report, and the keys that it stands for.

        Raises CommuniqueError for a relater of other parts.
        """
        try:
            return self._relater.last_state()
        except _native.Error as error:
            raise CommuniqueError(error.args[1]) from None

    def resume(self, state: bytes) -> None:
        """Goes on where another relater of the same parts ended.

        A relater of copies alone takes any number of states, in the order of their reports' numbers:
        it needs those of reports that stand for a key of one to come.
        Raises CommuniqueError for bytes that are none; the relater is good for nothing more then.
        """
        try:
            self._relater.resume(state)
        except _native.Error as error:
            raise CommuniqueError(error.args[1]) from None


def split_traces(traces: bytes) -> list[Piece]:
    """The pieces of traces: of copies, of stories, and one of occurrences for each family.

    Raises CommuniqueError for bytes that are no traces.
    """
    try:
        pieces = _native.split_traces(traces)
    except _native.Error as error:
        raise CommuniqueError(error.args[1]) from None
    return [Piece(_NAMES[part], *rest) for part, *rest in pieces]
