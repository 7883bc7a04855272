"""Calendars asked of columns: NumPy, pandas, polars and pyarrow, beside the same question asked day by day."""

from __future__ import annotations

import datetime
import random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aftercourse as ac

D = datetime.date
CN = ac.Calendar.built_in("cn")
DAYS = [D(2026, 9, 30), None, D(2026, 10, 3), D(2026, 10, 10)]
KNOWN = [day for day in DAYS if day is not None]
MONTH_LATER = [D(2026, 10, 30), None, D(2026, 11, 3), D(2026, 11, 10)]


def numpy_of(days: list[D | None]) -> Any:
    return np.array(days, dtype="datetime64[D]")


FORMS: dict[str, Any] = {
    "numpy": numpy_of,
    "numpy in seconds": lambda days: numpy_of(days).astype("datetime64[s]"),
    "numpy strided": lambda days: np.repeat(numpy_of(days), 2)[::2],
    "numpy big-endian": lambda days: numpy_of(days).astype(">M8[D]"),
    "numpy of dates": lambda days: np.array(days, dtype=object),
    "pandas": lambda days: pd.Series(numpy_of(days), index=list("abcdefgh")[: len(days)], name="due"),
    "pandas in nanoseconds": lambda days: pd.Series(numpy_of(days)).astype("datetime64[ns]"),
    "pandas of dates": lambda days: pd.Series(days, dtype=object),
    "pandas of Arrow": lambda days: pd.Series(days, dtype=pd.ArrowDtype(pa.date32())),
    "pandas index": lambda days: pd.DatetimeIndex(numpy_of(days), name="due"),
    "polars": lambda days: pl.Series("due", days, dtype=pl.Date),
    "polars of moments": lambda days: pl.Series("due", days, dtype=pl.Date).cast(pl.Datetime("us")),
    "polars in chunks": lambda days: pl.concat(
        [pl.Series("due", [day], dtype=pl.Date) for day in days] or [pl.Series("due", [], dtype=pl.Date)], rechunk=False
    ),
    "pyarrow": lambda days: pa.array(days, pa.date32()),
    "pyarrow sliced": lambda days: pa.array([D(2000, 1, 1), None, *days, None], pa.date32())[2:-1],
    "pyarrow date64": lambda days: pa.array(days, pa.date64()),
    "pyarrow chunks": lambda days: pa.chunked_array([days[:1], days[1:]], pa.date32()),
}


def family(column: Any) -> type:
    """What a column is, whatever its values are."""
    kinds = (np.ndarray, pd.Series, pd.Index, pl.Series, pa.Array, pa.ChunkedArray)
    return next(kind for kind in kinds if isinstance(column, kind))


def plain(column: Any) -> list[Any]:
    """As a list of plain values with None for what is missing."""
    if isinstance(column, pa.Array | pa.ChunkedArray):
        return list(column.to_pylist())
    if isinstance(column, pl.Series):
        return column.to_list()
    values = column.tolist()
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        values = column.astype("datetime64[D]").tolist()
    return [
        None if value is pd.NaT or value is pd.NA else value.date() if hasattr(value, "date") else value
        for value in values
    ]


@pytest.mark.parametrize("form", FORMS)
def test_days_in_days_out(form: str) -> None:
    column = FORMS[form](DAYS)
    for n in (5, -3, 0):
        moved = CN.add_working_days(column, n)
        assert family(moved) is family(column)
        assert plain(moved) == [None if day is None else CN.add_working_days(day, n) for day in DAYS]
    rolled = CN.roll(column, "preceding")
    assert plain(rolled) == [None if day is None else CN.roll(day, "preceding") for day in DAYS]
    assert plain(ac.Period("1 month").after(column)) == MONTH_LATER
    assert plain(FORMS[form]([])) == plain(CN.roll(FORMS[form]([]))) == []


@pytest.mark.parametrize("form", FORMS)
def test_counts_and_truths(form: str) -> None:
    days = KNOWN if form.startswith("numpy") else DAYS
    column = FORMS[form](days)
    worked, provisional = CN.is_working_day(column), CN.is_provisional(column)
    assert family(worked) is family(column)
    assert plain(worked) == [None if day is None else CN.is_working_day(day) for day in days]
    assert plain(provisional) == [None if day is None else False for day in days]
    since = CN.working_days_between("2026-09-01", column)
    assert plain(since) == [None if day is None else CN.working_days_between("2026-09-01", day) for day in days]
    left = CN.working_days_between(column, column)
    assert plain(left) == [None if day is None else 0 for day in days]


def test_numpy_has_nothing_for_a_missing_answer() -> None:
    for ask in (CN.is_working_day, CN.is_provisional, lambda days: CN.working_days_between(days, "2026-10-01")):
        with pytest.raises(ac.InvalidArgument, match="AC7027") as caught:
            ask(numpy_of(DAYS))
        assert caught.value.where == "row 1"


def test_types_that_come_back() -> None:
    series = FORMS["pandas"](DAYS)
    moved = CN.add_working_days(series, 1)
    assert moved.index.equals(series.index) and moved.name == "due" and moved.dtype == series.dtype
    assert CN.is_working_day(series).dtype == "boolean" and CN.working_days_between(series, series).dtype == "Int64"
    assert CN.is_working_day(pd.Series(numpy_of(list(KNOWN)))).dtype == "boolean"  # whatever the data
    assert series[CN.is_working_day(series)].tolist() == series.iloc[[0, 3]].tolist()
    nano = FORMS["pandas in nanoseconds"](DAYS)
    assert CN.roll(nano).dtype == nano.dtype and CN.roll(FORMS["pandas of Arrow"](DAYS)).dtype == "date32[day][pyarrow]"
    assert CN.roll(FORMS["pandas of dates"](DAYS)).dtype == "datetime64[s]"
    known = numpy_of(list(KNOWN))
    assert CN.roll(known.astype("datetime64[us]")).dtype == "datetime64[D]"
    assert (CN.is_working_day(known).dtype, CN.working_days_between(known, known).dtype) == (np.bool_, np.int64)
    polars = FORMS["polars"](DAYS)
    assert (CN.roll(polars).dtype, CN.roll(polars).name) == (pl.Date, "due")
    assert (CN.is_working_day(polars).dtype, CN.working_days_between(polars, polars).dtype) == (pl.Boolean, pl.Int64)
    assert CN.roll(FORMS["pyarrow date64"](DAYS)).type == pa.date32()
    assert CN.is_working_day(FORMS["pyarrow"](DAYS)).type == pa.bool_()


@pytest.mark.parametrize(
    "counts",
    [
        np.array([1, -2, 0, 3], dtype="int8"),
        np.array([1, 2, 0, 3], dtype="uint64"),
        pd.Series([1, -2, 0, 3]),
        pd.Series([1, None, 0, 3], dtype="Int64"),
        pd.Series([1, None, 0, 3], dtype=pd.ArrowDtype(pa.int16())),
        pl.Series([1, None, 0, 3]),
        pa.array([1, None, 0, 3], pa.uint8()),
        pa.array([None] * 4, pa.null()),
    ],
)
def test_a_number_for_each_day(counts: Any) -> None:
    n = plain(counts)
    for days in (numpy_of(DAYS), pl.Series(DAYS), FORMS["pyarrow"](DAYS)):
        moved = CN.add_working_days(days, counts)
        assert family(moved) is family(days)  # the first column says
        assert plain(moved) == [
            None if day is None or by is None else CN.add_working_days(day, by) for day, by in zip(DAYS, n, strict=True)
        ]
    one = CN.add_working_days("2026-09-30", counts)
    assert family(one) is family(counts)
    assert plain(one) == [None if by is None else CN.add_working_days("2026-09-30", by) for by in n]


def test_one_day_in_other_forms() -> None:
    for day in (np.datetime64("2026-10-10"), np.datetime64("2026-10-10T00:00"), pd.Timestamp("2026-10-10"), np.array("2026-10-10", dtype="M8[D]")):
        assert CN.is_working_day(day) is True
        assert CN.add_working_days(day, np.int64(1)) == D(2026, 10, 12)
        assert CN.working_days_between("2026-10-08", day) == 2
        assert CN.roll(day) == D(2026, 10, 10)


def test_a_column_and_a_period() -> None:
    month = ac.Period("1 month")
    for form in ("numpy", "pandas", "pandas index"):
        assert plain(FORMS[form](DAYS) + month) == MONTH_LATER
        assert plain(FORMS[form](MONTH_LATER) - month) == DAYS
    assert plain(ac.Period("2 working days").after(pl.Series(DAYS), CN)) == plain(CN.add_working_days(pl.Series(DAYS), 2))


@pytest.mark.parametrize(
    "column",
    [
        np.array([1, 2]),
        np.array([1.5]),
        np.array(["2026-10-01"]),
        np.array([["2026-10-01"]], dtype="M8[D]"),
        np.array(["2026-10"], dtype="M8[M]"),
        np.ma.masked_array(numpy_of(list(KNOWN)), mask=[True, False, False]),
        np.array([datetime.datetime(2026, 10, 1, 8)], dtype=object),
        pd.Series([1, 2]),
        pd.Series(["2026-10-01"], dtype="str"),
        pd.Series(pd.to_datetime(["2026-10-01T00:00+08:00"])),
        pd.Series(pd.PeriodIndex(["2026-10"], freq="M")),
        pl.Series(["2026-10-01"]),
        pl.Series([datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc)]),
        pa.array([1]),
        pa.array(["2026-10-01"]).dictionary_encode(),
        pa.array([[D(2026, 10, 1)]]),
        pl.DataFrame({"due": DAYS}),
        [D(2026, 10, 1)],
        None,
        pd.NaT,
        np.datetime64("NaT"),
        pd.Timestamp("2026-10-01", tz="UTC"),
        datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc),
        20261001,
        1.5,
    ],
    ids=lambda column: f"{type(column).__module__}.{type(column).__name__}",
)
def test_what_is_no_column_of_days(column: Any) -> None:
    for ask in (CN.is_working_day, CN.is_provisional, CN.roll, lambda days: CN.add_working_days(days, 1)):
        with pytest.raises(TypeError, match="expected"):
            ask(column)


@pytest.mark.parametrize(
    "column",
    [
        np.array(["2026-10-01T00:00", "2026-10-01T08:00"], dtype="M8[m]"),
        pd.Series(np.array(["2026-10-01", "2026-10-01T08:00"], dtype="M8[s]")),
        pl.Series([datetime.datetime(2026, 10, 1), datetime.datetime(2026, 10, 1, 8)]),
        pa.array([datetime.datetime(1960, 10, 1), datetime.datetime(1960, 10, 1, 8)], pa.timestamp("ns")),
    ],
)
def test_a_time_of_day_is_no_day(column: Any) -> None:
    with pytest.raises(ac.InvalidArgument, match="AC7027") as caught:
        CN.is_working_day(column)
    assert caught.value.where == "row 1"
    with pytest.raises(ac.InvalidArgument, match="AC7027"):
        CN.is_working_day(pd.Timestamp("2026-10-01T08:00"))


@pytest.mark.parametrize(
    "n", [1.0, "1", None, np.array([1.5]), np.array([True]), pd.Series([1.0, None]), pl.Series([0.5]), numpy_of(DAYS)]
)
def test_what_is_no_number(n: Any) -> None:
    with pytest.raises(TypeError, match="expected"):
        CN.add_working_days(numpy_of(DAYS), n)


def test_numbers_that_lead_out_of_the_calendar() -> None:
    always = ac.Calendar.built_in("weekdays")
    for n in (10**7, -(10**7), 2**31, -(2**31), 2**63, -(2**70)):
        with pytest.raises(ac.InvalidArgument, match="AC1101"):
            always.add_working_days("2026-10-01", n)
        with pytest.raises(ac.InvalidArgument, match="AC1101"):
            always.add_working_days(numpy_of(list(KNOWN)), n)
    for counts in (
        np.array([1, 2**40, 1]),
        np.array([1, -(2**31), 1], dtype="int32"),
        np.array([1, 2**63, 1], dtype="uint64"),
        pa.array([1, -(2**31), 1], pa.int32()),
        pa.array([1, 2**64 - 1, 1], pa.uint64()),
    ):
        with pytest.raises(ac.InvalidArgument, match="AC1101") as caught:
            always.add_working_days(numpy_of(list(KNOWN)), counts)
        assert caught.value.where == "row 1"


def test_days_that_no_calendar_has() -> None:
    for column in (
        np.array(["2026-10-01", "1399-12-31"], dtype="M8[D]"),
        np.array([0, 2**62], dtype="M8[D]"),
        pa.array([0, 2**31 - 1], pa.int32()).cast(pa.date32()),
    ):
        with pytest.raises(ac.InvalidArgument, match="AC1101") as caught:
            CN.assuming().add_working_days(column, 1)
        assert caught.value.where == "row 1"
    with pytest.raises(ac.InvalidArgument, match="AC1114") as caught:
        CN.is_working_day(pl.Series([D(2026, 1, 1), D(2027, 1, 1)]))
    assert caught.value.where == "row 1"


def test_rows_that_do_not_belong_together() -> None:
    for n in (np.array([1, 2]), pl.Series([1, 2, 3, 4, 5]), np.array([], dtype="int64")):
        with pytest.raises(ac.InvalidArgument, match="AC1004"):
            CN.add_working_days(numpy_of(DAYS), n)
    with pytest.raises(ac.InvalidArgument, match="AC1004"):
        CN.working_days_between(pl.Series(DAYS), pl.Series(DAYS[:2]))
    with pytest.raises(ac.InvalidArgument, match="AC1004"):
        CN.add_working_days(FORMS["pandas"](DAYS), pd.Series([1, 2, 3, 4]))  # other labels
    with pytest.raises(ac.InvalidArgument, match="AC1105"):
        CN.roll(numpy_of(DAYS), "next")


def test_random_columns_day_by_day() -> None:
    rng = random.Random(4)
    plant = ac.Calendar(
        "plant",
        ac.WorkPattern.cycle("11110110", "2026-01-03"),
        [ac.SpecialDay(D(2026, 1, 1) + datetime.timedelta(days=3 * i), working=i % 2 == 0) for i in range(100)],
        announced=("2020-01-01", "2030-12-31"),
    )
    first = D(2021, 1, 1)
    days = [None if rng.random() < 0.05 else first + datetime.timedelta(rng.randrange(3000)) for _ in range(20_000)]
    counts = [None if rng.random() < 0.05 else rng.randrange(-200, 200) for _ in days]
    column, n = pl.Series(days), pl.Series(counts)
    assert plant.is_working_day(column).to_list() == [None if day is None else plant.is_working_day(day) for day in days]
    assert plant.add_working_days(column, n).to_list() == [
        None if day is None or by is None else plant.add_working_days(day, by) for day, by in zip(days, counts, strict=True)
    ]
    assert plant.roll(column, "nearest").to_list() == [None if day is None else plant.roll(day, "nearest") for day in days]
