"""The errors that the library raises: one class for each class of error, all of them `Error`.

Each carries a permanent `code` that docs/errors.md explains. Where Python has a class of its own for the matter, the
error is of that class, too: `except ValueError` catches what a caller passed wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from aftercourse._core import Fault

__all__ = [
    "BY_NUMBER",
    "Busy",
    "Cancelled",
    "Conflict",
    "CorruptError",
    "DataError",
    "Denied",
    "Error",
    "Fault",
    "Full",
    "InternalError",
    "InvalidArgument",
    "LimitError",
    "Misuse",
    "NotFound",
    "PolicyError",
    "ReadOnly",
    "StorageError",
    "TooNew",
]


class Error(Exception):
    """What the library raises. `str()` is safe to log: personal values are reached by `personal` only."""

    number: ClassVar[int] = 0
    """The permanent number of the class, the same in C and C++."""
    title: ClassVar[str] = ""
    """The name of the class, the same in C and C++."""

    code: str
    """Permanent code, such as "AC2031"."""
    where: str
    """The place it concerns, in the caller's terms; may be empty."""
    faults: Sequence[Fault]
    """Every fault of a refused batch or file, in the order of the input."""
    retry: bool
    """Whether the same call may succeed later without a change."""
    personal: str
    """The offending value, where it is personal; never part of the message."""

    def __init__(
        self,
        message: str = "",
        *,
        code: str = "",
        where: str = "",
        faults: Sequence[Fault] = (),
        retry: bool = False,
        personal: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code
        self.where = where
        self.faults = faults
        self.retry = retry
        self.personal = personal

    def __str__(self) -> str:
        """The message and its code. (KeyError would show it quoted, OSError with an errno.)"""
        message = str(self.args[0]) if self.args else ""
        return f"{message} [{self.code}]" if self.code and self.code not in message else message


class InvalidArgument(Error, ValueError):
    """A value that the caller passed is wrong."""

    number = 1
    title = "invalid argument"


class NotFound(Error, KeyError):
    """A named thing does not exist."""

    number = 2
    title = "not found"


class Conflict(Error):
    """Contradicts what is recorded already."""

    number = 3
    title = "conflict"


class PolicyError(Error, ValueError):
    """A policy file is wrong; the message lists every diagnostic."""

    number = 4
    title = "policy"


class DataError(Error, ValueError):
    """Input rows are wrong; `faults` lists every one and nothing was recorded."""

    number = 5
    title = "data"


class StorageError(Error, OSError):
    """The file or the disk failed."""

    number = 6
    title = "storage"


class CorruptError(Error, OSError):
    """The file is damaged or not ours."""

    number = 7
    title = "corrupt"


class TooNew(Error, OSError):
    """The file was written by a later version."""

    number = 8
    title = "too new"


class Busy(Error, OSError):
    """Another process is writing; try again."""

    number = 9
    title = "busy"


class ReadOnly(Error, OSError):
    """The engine or file cannot be written."""

    number = 10
    title = "read only"


class Full(Error, OSError):
    """The disk is full; nothing of the batch was recorded."""

    number = 11
    title = "full"


class LimitError(Error):
    """A cap on tasks, depth, bytes or time was reached."""

    number = 12
    title = "limit"


class Denied(Error, PermissionError):
    """The caller may not see or do this."""

    number = 13
    title = "denied"


class Cancelled(Error):
    """The caller's own callback or cancel() stopped the work; nothing is half done."""

    number = 14
    title = "cancelled"


class Misuse(Error, RuntimeError):
    """The API was called in a wrong order, or on what is closed."""

    number = 15
    title = "misuse"


class InternalError(Error, RuntimeError):
    """A defect of this library."""

    number = 16
    title = "internal"


BY_NUMBER: dict[int, type[Error]] = {cls.number: cls for cls in Error.__subclasses__()}
"""Each class by its permanent number: what the bindings raise."""
