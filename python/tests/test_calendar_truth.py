"""Calendars beside others' work: the PyPI package chinesecalendar, NumPy's business days, QuantLib, and a plain loop."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

import aftercourse as ac

D = datetime.date
CN = ac.Calendar.built_in("cn")
FIRST, LAST = CN.announced
ALL_DAYS = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
DAYS_OFF = ALL_DAYS[~CN.is_working_day(ALL_DAYS)]
# Every day off is a holiday of a week without weekends: NumPy has no make-up days, and so it has them all the same.
BUSDAYS: dict[str, Any] = {"weekmask": "1111111", "holidays": DAYS_OFF}
CASES = 1_000_000


def random_days(seed: int, margin: int) -> Any:
    """So far from the ends that no case leaves the announced years."""
    inner = ALL_DAYS[margin:-margin]
    return np.random.default_rng(seed).choice(inner, CASES)


def test_china_as_in_chinesecalendar() -> None:
    """Both follow the notices; where they differed the notice would decide, but they agree on all 7,305 days."""
    chinese_calendar = pytest.importorskip("chinese_calendar")
    days = [day for day in ALL_DAYS.tolist() if day.year <= 2026]
    assert len(days) == 7305
    assert [day for day in days if chinese_calendar.is_workday(day) != CN.is_working_day(day)] == []


def test_adding_as_in_numpy() -> None:
    days = random_days(1, 400)
    n = np.random.default_rng(2).integers(-200, 201, CASES)
    ours = CN.add_working_days(days, n)
    # The n-th working day after a day off: go back to a working day, then n on. And the other way round.
    forward = np.busday_offset(days, n, roll="backward", **BUSDAYS)
    backward = np.busday_offset(days, n, roll="forward", **BUSDAYS)
    assert (ours == np.select([n > 0, n < 0], [forward, backward], days)).all()
    for by in (-7, 0, 1, 13):
        alone = CN.add_working_days(days, by)
        assert (alone == CN.add_working_days(days, np.full(CASES, by))).all()


def test_counting_as_in_numpy() -> None:
    a, b = random_days(3, 1), random_days(4, 1)
    # NumPy counts begin <= d < end, we after < d <= until, and the negative with the ends exchanged.
    counted = np.busday_count(np.minimum(a, b) + 1, np.maximum(a, b) + 1, **BUSDAYS)
    assert (CN.working_days_between(a, b) == np.where(b < a, -counted, counted)).all()


@pytest.mark.parametrize(
    ("convention", "roll"),
    [
        ("following", "following"),
        ("preceding", "preceding"),
        ("modified_following", "modifiedfollowing"),
        ("modified_preceding", "modifiedpreceding"),
    ],
)
def test_rolling_as_in_numpy(convention: str, roll: Any) -> None:
    days = ALL_DAYS[31:-31]
    assert (CN.roll(days, convention) == np.busday_offset(days, 0, roll=roll, **BUSDAYS)).all()


def test_as_in_quantlib() -> None:
    ql = pytest.importorskip("QuantLib")
    calendar = ql.BespokeCalendar("cn")
    to_ql = {day: ql.Date(day.day, day.month, day.year) for day in ALL_DAYS.tolist()}
    for day in DAYS_OFF.tolist():
        calendar.addHoliday(to_ql[day])
    conventions = {
        "none": ql.Unadjusted,
        "following": ql.Following,
        "preceding": ql.Preceding,
        "modified_following": ql.ModifiedFollowing,
        "modified_preceding": ql.ModifiedPreceding,
        "nearest": ql.Nearest,
    }
    rng = np.random.default_rng(5)
    days = rng.choice(ALL_DAYS[200:-200], 3000).tolist()
    for day, other, n in zip(days, reversed(days), rng.integers(-60, 61, 3000).tolist(), strict=True):
        for convention, theirs in conventions.items():
            assert to_ql[CN.roll(day, convention)] == calendar.adjust(to_ql[day], theirs), (day, convention)
        if n != 0:  # QuantLib rolls for 0, we do not
            assert to_ql[CN.add_working_days(day, n)] == calendar.advance(to_ql[day], n, ql.Days), (day, n)
        if day <= other:  # includeFirst, includeLast
            between = calendar.businessDaysBetween(to_ql[day], to_ql[other], False, True)
            assert CN.working_days_between(day, other) == between, (day, other)


def test_a_plain_loop_over_a_plant_with_shifts() -> None:
    special = [ac.SpecialDay(D(2026, 1, 1) + datetime.timedelta(11 * i), working=i % 3 == 0) for i in range(60)]
    plant = ac.Calendar("plant", ac.WorkPattern.cycle("1111 00 110", "2026-02-03"), special, announced=("2025-01-01", "2028-12-31"))
    given = {day.date: day.working for day in special}

    def worked(day: D) -> bool:
        return given.get(day, "111100110"[(day - D(2026, 2, 3)).days % 9] == "1")

    def added(day: D, n: int) -> D:
        step = datetime.timedelta(1 if n > 0 else -1)
        while n != 0:
            day += step
            n -= step.days if worked(day) else 0
        return day

    rng = np.random.default_rng(6)
    days = (np.datetime64("2025-06-01") + rng.integers(0, 1000, 5000)).tolist()
    counts = rng.integers(-40, 41, 5000).tolist()
    column = np.array(days, dtype="datetime64[D]")
    assert plant.is_working_day(column).tolist() == [worked(day) for day in days]
    moved = plant.add_working_days(column, np.array(counts)).tolist()
    assert moved == [added(day, n) for day, n in zip(days, counts, strict=True)]
    for day, end in zip(days, moved, strict=True):
        first, last = min(day, end), max(day, end)
        between = sum(worked(first + datetime.timedelta(i)) for i in range(1, (last - first).days + 1))
        assert plant.working_days_between(day, end) == (between if day <= end else -between), day
