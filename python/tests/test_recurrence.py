"""Recurrence sets: as RFC 5545 has them, with working days, beside python-dateutil."""

from __future__ import annotations

import copy
import datetime
import itertools
import random

import pytest

import aftercourse as ac

D = datetime.date
CN = ac.Calendar.built_in("cn")


def test_the_last_friday_of_each_month() -> None:
    fridays = ac.Recurrence("FREQ=MONTHLY;BYDAY=-1FR", start="2026-01-30")
    assert fridays.take(3) == [D(2026, 1, 30), D(2026, 2, 27), D(2026, 3, 27)]
    assert list(itertools.islice(fridays, 3)) == fridays.take(3)
    assert fridays.between("2026-02-27", D(2026, 3, 27)) == [D(2026, 2, 27), D(2026, 3, 27)]  # both ends
    assert fridays.between("2026-03-27", "2026-02-27") == []
    assert "2026-02-27" in fridays and D(2026, 2, 28) not in fridays
    assert fridays.start == D(2026, 1, 30) and fridays.rules == ["FREQ=MONTHLY;BYDAY=-1FR"]
    assert copy.deepcopy(fridays) == fridays != ac.Recurrence("FREQ=MONTHLY;BYDAY=-1FR", start="2026-01-29")
    assert "BYDAY=-1FR" in repr(fridays)


def test_what_comes_out_has_the_form_of_the_start() -> None:
    meetings = ac.Recurrence(
        ["FREQ=DAILY;COUNT=2"],
        start=datetime.datetime(2026, 9, 30, 9, 30),
        dates=["2026-10-05T14:00:00"],
        exceptions=[D(2026, 9, 30)],
    )
    assert list(meetings) == [datetime.datetime(2026, 10, 1, 9, 30), datetime.datetime(2026, 10, 5, 14)]


def test_working_days() -> None:
    last = ac.Recurrence("FREQ=MONTHLY;X-BYWORKDAY=-1", start="2026-01-01", calendar=CN)
    assert last.take(3) == [D(2026, 1, 30), D(2026, 2, 28), D(2026, 3, 31)]  # 28 February is a Saturday that is worked
    first_monday = ac.Recurrence("FREQ=MONTHLY;BYDAY=1MO;X-ROLL=FOLLOWING", start="2026-04-01", calendar=CN)
    assert first_monday.take(1) == [D(2026, 4, 7)]
    assert first_monday.calendar == CN and ac.Recurrence(start="2026-04-01").calendar is None


def test_nothing_loops_for_ever() -> None:
    assert list(ac.Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start="2026-01-01")) == []
    assert ac.Recurrence("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", start="2026-01-01T00:00:00").take(1) == []
    with pytest.raises(ac.LimitError, match="AC1143"):
        ac.Recurrence("FREQ=SECONDLY", start="2026-01-01T00:00:00").between("2026-01-01", "2027-01-01")


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "AC1140"),
        ("FREQ=SOMETIMES", "AC1140"),
        ("", "AC1140"),
        ("FREQ=MONTHLY;X-BYWORKDAY=1", "AC1142"),
    ],
)
def test_what_is_no_rule(rule: str, code: str) -> None:
    with pytest.raises(ac.InvalidArgument, match=code):
        ac.Recurrence(rule, start="2026-01-01")


def test_what_is_no_start() -> None:
    aware = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
    for start in ("today", "2026-02-30", aware, datetime.datetime(2026, 1, 1, microsecond=5)):
        with pytest.raises(ac.InvalidArgument):
            ac.Recurrence("FREQ=DAILY", start=start)
    with pytest.raises(TypeError):
        ac.Recurrence("FREQ=DAILY")  # type: ignore[call-arg]


def test_random_rules_as_in_dateutil() -> None:
    rrule = pytest.importorskip("dateutil.rrule")
    rng = random.Random(5545)
    for _ in range(500):
        parts = [f"FREQ={rng.choice(['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'])}", f"INTERVAL={rng.randrange(1, 5)}"]
        if rng.random() < 0.4:
            parts.append(f"BYMONTH={','.join(map(str, sorted(rng.sample(range(1, 13), 3))))}")
        if rng.random() < 0.4:
            parts.append(f"BYDAY={','.join(rng.sample(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], 2))}")
        if rng.random() < 0.3:
            parts.append(f"BYMONTHDAY={','.join(map(str, rng.sample([-2, -1, 1, 2, 15, 28, 31], 3)))}")
        rule = ";".join(parts)
        start = datetime.datetime(rng.randrange(1990, 2040), rng.randrange(1, 13), rng.randrange(1, 29), 9, 30)
        theirs = list(itertools.islice(rrule.rrulestr(rule, dtstart=start), 12))
        assert ac.Recurrence(rule, start=start).take(12) == theirs, (rule, start)
