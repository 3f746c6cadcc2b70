# SPDX-License-Identifier: Apache-2.0
from typing import Any, final

version: str
BAD_ARGUMENT: int
BAD_INPUT: int
LIMIT: int
NO_MEMORY: int
COPIES: int
STORIES: int
OCCURRENCES: int

_Fields = tuple[
    str | None, str | None, str | None, str | None, str | None, str | None, str | None
]
"""id, date, text, publisher, url, title, language"""

class Error(Exception):
    """args: one of the numbers above, and why."""

def read_batch(capsules: tuple[object, object], undated: bool, /) -> Rows: ...

@final
class Engine:
    def __new__(
        cls,
        model: str | None = None,
        lexicon: str | None = None,
        ontology: str | None = None,
        int8: bool = False,
    ) -> Engine: ...
    @property
    def model(self) -> str: ...
    @property
    def lexicon(self) -> str: ...

@final
class Session:
    def __new__(cls, engine: Engine) -> Session: ...
    def code(self, fields: _Fields, undated: bool, /) -> bytes: ...
    def code_batch(
        self, capsules: tuple[object, object], undated: bool, /
    ) -> tuple[Rows, Rows]: ...

@final
class Ids:
    def admit(self, fields: _Fields, undated: bool, /) -> None: ...

@final
class Rows:
    def __new__(cls, engine: Engine) -> Rows: ...
    def __len__(self) -> int: ...
    def add(self, json: bytes, /) -> None: ...
    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

@final
class Relater:
    def __new__(cls, parts: int) -> Relater: ...
    def add(self, number: int, traces: bytes, /) -> tuple[Any, ...]: ...
    def state(self) -> bytes: ...
    def last_state(self) -> tuple[bytes, list[int]]: ...
    def resume(self, state: bytes, /) -> None: ...

def split_traces(traces: bytes, /) -> list[tuple[int, list[int], str | None, bytes]]: ...
