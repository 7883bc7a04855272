"""Periods and calendars."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

import aftercourse as ac

cn = ac.Calendar.built_in("cn")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1 month", "2026-01-31", datetime.date(2026, 2, 28)),
        ("1 month", "2026-02-28", datetime.date(2026, 3, 28)),
        ("半年", "2026-08-31", datetime.date(2027, 2, 28)),
        ("5 working days", "2026-09-30", datetime.date(2026, 10, 13)),
        ("-2 weeks", "2026-01-15", datetime.date(2026, 1, 1)),
    ],
)
def test_periods(text: str, start: str, end: datetime.date) -> None:
    assert ac.Period(text).after(start, cn) == end


def test_a_period_is_a_value() -> None:
    period = ac.Period("2 weeks")
    assert (period.count, period.unit) == (2, "weeks")
    assert period == ac.Period("2周") != ac.Period("14 days")
    assert len({period, ac.Period("2周")}) == 1
    assert str(-period) == "-2 weeks"
    assert period.text("zh") == "2周"
    with pytest.raises(ac.InvalidArgument, match="AC1103"):
        ac.Period("2 fortnights")


def test_working_days() -> None:
    assert cn.add_working_days("2026-09-30", 5) == datetime.date(2026, 10, 13)
    assert cn.add_working_days(datetime.date(2026, 10, 13), -5) == datetime.date(2026, 9, 30)
    assert cn.working_days_between("2026-09-30", "2026-10-13") == 5
    assert cn.working_days_between("2026-10-13", "2026-09-30") == -5
    assert not cn.is_working_day("2026-10-01")
    assert cn.is_working_day("2026-10-10")  # a make-up Saturday


def test_rolling() -> None:
    assert cn.roll("2026-10-01") == datetime.date(2026, 10, 8)
    assert cn.roll("2026-10-01", "preceding") == datetime.date(2026, 9, 30)
    assert cn.roll("2026-10-01", "none") == datetime.date(2026, 10, 1)
    with pytest.raises(ac.InvalidArgument):
        cn.roll("2026-10-01", "next")
    assert cn.roll("2026-10-01", "nearest") == datetime.date(2026, 9, 30)
    assert cn.roll("2026-10-31", "modified_following") == datetime.date(2026, 10, 30)
    assert cn.roll("2026-11-01", "modified_preceding") == datetime.date(2026, 11, 2)


def test_copies_with_other_days() -> None:
    own = cn.with_days_off(["2026-09-29"], "company day").with_working_days([datetime.date(2026, 9, 27)])
    assert not own.is_working_day("2026-09-29")
    assert own.is_working_day("2026-09-27")
    assert cn.is_working_day("2026-09-29")
    assert ac.Calendar.from_json(own.to_json()) == own != cn
    assert "company day" in [day.name for day in own.special_days]


def test_announced_years() -> None:
    first, last = cn.announced
    assert first <= datetime.date(2026, 1, 1) <= last
    beyond = datetime.date(last.year + 1, 1, 1)
    assert cn.is_provisional(beyond)
    with pytest.raises(ac.InvalidArgument, match="AC1114"):
        cn.is_working_day(beyond)
    assert cn.assuming().assumes and not cn.assumes
    assert cn.assuming().is_working_day(beyond) == (beyond.weekday() < 5)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "20226-01-01", "today", ""])
def test_what_is_no_day(day: str) -> None:
    with pytest.raises(ac.InvalidArgument, match="AC1101"):
        cn.is_working_day(day)


def test_a_datetime_is_no_day() -> None:
    with pytest.raises(ac.InvalidArgument, match="2026-09-30 08:00:00.*AC7027"):
        cn.is_working_day(datetime.datetime(2026, 9, 30, 8))
    with pytest.raises(TypeError, match="time zone"):
        cn.next_working_day(datetime.datetime(2026, 9, 30, tzinfo=datetime.timezone.utc))


@pytest.mark.parametrize("day", [datetime.datetime(2026, 10, 1), pd.Timestamp("2026-10-01")])
def test_midnight_without_a_zone_is_a_day(day: datetime.datetime) -> None:
    assert not cn.is_working_day(day)
    assert cn.next_working_day(day) == datetime.date(2026, 10, 8)


def test_unknown_calendar() -> None:
    with pytest.raises(ac.NotFound, match="AC1112"):
        ac.Calendar.built_in("mars")
    assert "cn" in ac.Calendar.built_in_names()
