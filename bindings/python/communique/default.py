# SPDX-License-Identifier: Apache-2.0
"""The engine that the package's own functions use, and these functions."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Literal, Optional, Union, overload

from .coding import Coding
from .engine import AnyReport, Batch, Engine, Rejected, Table

_engine: Optional[Engine] = None
_opening = threading.Lock()


def _renew_lock() -> None:
    """In a forked process, where the thread that had the lock may not be."""
    global _opening
    _opening = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock)


def default_engine() -> Engine:
    """The engine with all that is built in, opened when it is first asked for."""
    global _engine
    if _engine is None:
        with _opening:
            if _engine is None:
                _engine = Engine()
    return _engine


def code(
    text: str,
    date: Union[str, datetime.date, None] = None,
    *,
    id: str = "text",
    title: Optional[str] = None,
    publisher: Optional[str] = None,
    url: Optional[str] = None,
    language: Optional[str] = None,
) -> Coding:
    """Codes one report: see ``Engine.code``."""
    return default_engine().code(
        text, date, id=id, title=title, publisher=publisher, url=url, language=language
    )


@overload
def code_many(
    reports: Iterable[AnyReport],
    threads: Optional[int] = None,
    ordered: bool = True,
    *,
    errors: Literal["raise"] = "raise",
    undated: bool = False,
) -> Iterator[Coding]: ...


@overload
def code_many(
    reports: Iterable[AnyReport],
    threads: Optional[int] = None,
    ordered: bool = True,
    *,
    errors: Literal["yield"],
    undated: bool = False,
) -> Iterator[Union[Coding, Rejected]]: ...


def code_many(
    reports: Iterable[AnyReport],
    threads: Optional[int] = None,
    ordered: bool = True,
    *,
    errors: Any = "raise",
    undated: bool = False,
) -> Iterator[Any]:
    """Codes reports as they come, on several threads: see ``Engine.code_many``."""
    return default_engine().code_many(reports, threads, ordered, errors=errors, undated=undated)


def events_table(codings: Iterable[Coding]) -> Table:
    """The events of codings as a table: see ``Engine.events_table``."""
    return default_engine().events_table(codings)


def code_arrow(
    reports: Iterable[AnyReport], threads: Optional[int] = None, *, undated: bool = False
) -> Table:
    """The events of reports as a table: see ``Engine.code_arrow``."""
    return default_engine().code_arrow(reports, threads, undated=undated)


def code_batch(batch: Any, *, undated: bool = False) -> Batch:
    """Codes a record batch of reports in one call: see ``Engine.code_batch``."""
    return default_engine().code_batch(batch, undated=undated)
