# SPDX-License-Identifier: Apache-2.0
"""Lines of JSON to reports."""

from __future__ import annotations

from typing import Any

from . import _native
from .engine import Table
from .errors import EngineError


def read_batch(lines: Any, *, undated: bool = False) -> Table:
    """Reads lines of JSON as ``communique code`` does, in one call, without the interpreter's lock.

    ``lines`` is a ``pyarrow.Array`` of binary or strings, or whatever else has ``__arrow_c_array__``.
    The table has a row a line, in their order: id, date, publisher, url, title, language and text
    of the report, all utf8, as ``code_batch`` takes them; and reason (utf8): why a line is none,
    then the rest is null but an id that is known. A line that is null gives nulls. Ids may occur
    twice. Raises EngineError where ``lines`` are of another type, or their reports past 1 GiB.
    """
    try:
        return Table(_native.read_batch(lines.__arrow_c_array__(), undated))
    except _native.Error as error:
        raise EngineError(error.args[1]) from None
