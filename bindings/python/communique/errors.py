# SPDX-License-Identifier: Apache-2.0
"""What can go wrong. Every exception of this package is a CommuniqueError."""


class CommuniqueError(Exception):
    """Something that this package was asked for cannot be done."""


class EngineError(CommuniqueError):
    """A model, dictionaries or an ontology cannot be opened, or memory is short."""


class StoreError(CommuniqueError):
    """A store cannot be opened, read or written."""


class ReportError(CommuniqueError, ValueError):
    """A report cannot be coded.

    ``id`` is the report's id (None where it has none), ``reason`` says why, in the words of
    ``communique code``.
    """

    def __init__(self, id: "str | None", reason: str) -> None:
        super().__init__(id, reason)
        self.id = id
        self.reason = reason

    def __str__(self) -> str:
        return self.reason if self.id is None else f"{self.id}: {self.reason}"
