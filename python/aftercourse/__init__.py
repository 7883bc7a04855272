"""The engine for what happens after the course.

    import aftercourse as ac

    engine = ac.open("training.db")  # ac.open() keeps everything in memory
    engine.adopt("follow-up-visits", on="2026-01-01")
    engine.record("programme", [{"id": "P1", "title": "Onboarding", "starts": "2026-09-01", "ends": "2026-09-10"}])
    for task in engine.agenda(as_of="2026-10-20"):
        print(task.due, engine.explain(task))

Days are datetime.date or ISO text, exact numbers decimal.Decimal, moments aware datetimes. Tables go to polars, pandas,
pyarrow and DuckDB, and come from them, through Arrow. Everything that can go wrong is an `Error`.
"""

import importlib as _importlib
import typing as _typing

from aftercourse import facts
from aftercourse._core import (
    Adopted,
    Agenda,
    Batch,
    Calendar,
    Changes,
    DayMark,
    DayNote,
    Diagnostic,
    Engine,
    ExampleResult,
    Explanation,
    Fault,
    Field,
    Findings,
    Instrument,
    Kind,
    Location,
    MeasureState,
    MonthView,
    Notice,
    Period,
    Policy,
    ProposedFinding,
    Rate,
    Rates,
    Receipt,
    ReckonedWindow,
    Reckoning,
    Record,
    Recurrence,
    Rule,
    Scheme,
    SpecialDay,
    Table,
    Task,
    TimeZone,
    Window,
    WorkPattern,
    __version__,
    built_in_kinds,
    compare_responders,
    general_measures,
    missing_bounds,
    net_promoter,
    open,
    pass_rate,
    rake,
    response_rate,
)
from aftercourse.errors import (
    Busy,
    Cancelled,
    Conflict,
    CorruptError,
    DataError,
    Denied,
    Error,
    Full,
    InternalError,
    InvalidArgument,
    LimitError,
    Misuse,
    NotFound,
    PolicyError,
    ReadOnly,
    StorageError,
    TooNew,
)

if _typing.TYPE_CHECKING:
    from aftercourse import statistics, text


def __getattr__(name: str) -> _typing.Any:
    """`statistics` and `text` are imported when they are first used: together they take as long as all else."""
    if name in ("statistics", "text"):
        return _importlib.import_module(f"aftercourse.{name}")
    raise AttributeError(f"module 'aftercourse' has no attribute {name!r}")


__all__ = [
    "Adopted",
    "Agenda",
    "Batch",
    "Busy",
    "Calendar",
    "Cancelled",
    "Changes",
    "Conflict",
    "CorruptError",
    "DataError",
    "DayMark",
    "DayNote",
    "Denied",
    "Diagnostic",
    "Engine",
    "Error",
    "ExampleResult",
    "Explanation",
    "Fault",
    "Field",
    "Findings",
    "Full",
    "Instrument",
    "InternalError",
    "InvalidArgument",
    "Kind",
    "LimitError",
    "Location",
    "MeasureState",
    "Misuse",
    "MonthView",
    "NotFound",
    "Notice",
    "Period",
    "Policy",
    "PolicyError",
    "ProposedFinding",
    "Rate",
    "Rates",
    "ReadOnly",
    "Receipt",
    "ReckonedWindow",
    "Reckoning",
    "Record",
    "Recurrence",
    "Rule",
    "Scheme",
    "SpecialDay",
    "StorageError",
    "Table",
    "Task",
    "TimeZone",
    "TooNew",
    "Window",
    "WorkPattern",
    "__version__",
    "built_in_kinds",
    "compare_responders",
    "facts",
    "general_measures",
    "missing_bounds",
    "net_promoter",
    "open",
    "pass_rate",
    "rake",
    "response_rate",
    "statistics",
    "text",
]
