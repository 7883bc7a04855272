"""Calendars from code, texts and notices, what they answer, and how they are joined."""

from __future__ import annotations

import copy
import datetime
import json
import pathlib
import pickle

import pytest

import aftercourse as ac

D = datetime.date
CN = ac.Calendar.built_in("cn")

NOTICE_2027 = {
    "year": 2027,
    "papers": ["https://www.gov.cn/notice-2027"],
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "春节", "date": "2027-02-07", "isOffDay": False},
        {"name": "春节", "date": "2027-02-08", "isOffDay": True},
    ],
}


def test_a_calendar_from_code() -> None:
    plant = ac.Calendar(
        "plant",
        ac.WorkPattern.alternating("1111110", "1111100", "2026-01-05"),
        [
            ac.SpecialDay("2026-10-01", working=False, name="国庆节", source="notice 7"),
            ac.SpecialDay("2026-10-11", working=True, name="国庆节"),
        ],
        announced=("2026-01-01", "2026-12-31"),
    )
    assert plant.is_working_day("2026-01-10") and not plant.is_working_day("2026-01-17")  # a big and a small week
    assert not plant.is_working_day("2026-10-01") and plant.is_working_day("2026-10-11")
    assert plant.announced == (D(2026, 1, 1), D(2026, 12, 31)) and plant.name == "plant"
    special = plant.special("2026-10-01")
    assert special is not None and special.source == "notice 7" and plant.special("2026-10-02") is None
    assert plant.special_days == [special, ac.SpecialDay("2026-10-11", working=True, name="国庆节")]
    for other in (pickle.loads(pickle.dumps(plant)), ac.Calendar.from_json(plant.to_json()), copy.copy(plant)):
        assert other == plant
    days_of_2026 = ac.Calendar("x", ac.WorkPattern.weekly("1111100"), plant.special_days)
    assert days_of_2026.announced == (D(2026, 1, 1), D(2026, 12, 31))
    assert ac.Calendar("x", ac.WorkPattern.weekly("1111100")).announced == (D(1400, 1, 1), D(9999, 12, 31))


def test_patterns() -> None:
    week = ac.WorkPattern.weekly("1111110")
    assert week.works("2026-10-10") and not week.works("2026-10-11")
    assert (week.week, week.length, str(week), repr(week)) == ("1111110", 7, "1111110", "WorkPattern.weekly('1111110')")
    shifts = ac.WorkPattern.cycle("1111 0000", "2026-10-01")
    assert [shifts.works(D(2026, 10, day)) for day in (1, 4, 5, 8, 9)] == [True, True, False, False, True]
    assert (shifts.week, shifts.length, shifts.days, shifts.begins) == (None, 8, "11110000", D(2026, 10, 1))
    assert pickle.loads(pickle.dumps(shifts)) == shifts != week and len({shifts, copy.deepcopy(shifts)}) == 1
    for bad in ("111110", "11111000", "111110x"):
        with pytest.raises(ac.InvalidArgument, match="AC1115"):
            ac.WorkPattern.weekly(bad)


def test_yaml() -> None:
    text = "name: plant\nweek: '1111110'\ndays_off:\n  - {date: 2026-10-01, name: 国庆节}\n"
    plant = ac.Calendar.from_yaml(text)
    assert plant.pattern == ac.WorkPattern.weekly("1111110") and not plant.is_working_day("2026-10-01")
    with pytest.raises(ac.DataError, match="AC1113") as caught:
        ac.Calendar.from_yaml(text.replace("2026-10-01", "2026-13-01"))
    assert caught.value.faults and (caught.value.faults[0].row, caught.value.faults[0].column) == (4, 12)


def test_a_notice_in_every_form(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NOTICE_2027), encoding="utf-8")
    from_dict = ac.Calendar.from_notice(NOTICE_2027)
    for notice in (json.dumps(NOTICE_2027), json.dumps(NOTICE_2027).encode(), path, str(path)):
        assert ac.Calendar.from_notice(notice) == from_dict
        assert CN.with_notice(notice) == CN.with_notice(NOTICE_2027)
    assert from_dict.is_working_day("2027-02-07") and not from_dict.is_working_day("2027-02-08")
    with pytest.raises(ac.NotFound, match="AC7021"):
        ac.Calendar.from_notice(tmp_path / "2028.json")
    with pytest.raises(TypeError):
        ac.Calendar.from_notice(2027)
    with pytest.raises(ac.DataError, match="AC1113"):
        ac.Calendar.from_notice({"year": 2027, "days": [{"date": "2027-02-30", "name": "", "isOffDay": True}]})


def test_next_years_notice() -> None:
    with pytest.raises(ac.InvalidArgument, match="AC1114"):
        CN.is_working_day("2027-01-01")
    known = CN.with_notice(NOTICE_2027)
    assert known.announced[1] == D(2027, 12, 31) and not known.is_working_day("2027-01-01")
    other = {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": False}]}
    with pytest.raises(ac.Conflict, match="AC1117"):
        known.with_notice(other)
    assert known.with_notice(other, amend=True).is_working_day("2027-01-01")
    with pytest.raises(ac.InvalidArgument, match="AC1116"):
        CN.with_notice({"year": 2029, "days": NOTICE_2027["days"]} | {"days": []})


def test_spans_and_neighbours() -> None:
    assert CN.next_working_day("2026-09-30") == D(2026, 10, 8) and CN.previous_working_day("2026-10-08") == D(2026, 9, 30)
    assert CN.nth_working_day("2026-10-20", 1) == D(2026, 10, 8)
    assert CN.nth_working_day("2026-10-20", -2) == D(2026, 10, 29)
    assert CN.last_working_day("2026-01-15") == D(2026, 1, 30)
    assert CN.last_working_day("2026-01-15", "quarter") == D(2026, 3, 31)
    assert CN.last_working_day(D(2026, 1, 15), of="year") == D(2026, 12, 31)
    with pytest.raises(ac.InvalidArgument, match="AC1106"):
        CN.nth_working_day("2026-10-20", 24)
    with pytest.raises(ac.InvalidArgument, match="AC1104"):
        CN.last_working_day("2026-10-20", "week")


def test_explained_day_by_day() -> None:
    notes = CN.explain("2026-09-30", "2026-10-10")
    assert [note.date.day for note in notes] == [30, *range(1, 11)]
    assert [note.working for note in notes] == [True] + 7 * [False] + [True, True, True]
    assert (notes[1].why, notes[1].name) == ("day_off", "国庆节") and "gov.cn" in notes[1].source
    assert (notes[0].why, notes[0].name, notes[0].source) == ("pattern", "", "")
    assert notes[-1].why == "make_up_day"
    assert str(notes[-1]).startswith("2026-10-10 Sat: working day, made up for 国庆节")
    assert repr(notes[0]) == "<2026-09-30 Wed: working day>"
    assert CN.explain("2026-10-02", "2026-10-01") == []
    assert pickle.loads(pickle.dumps(notes)) == notes and len(set(notes + notes)) == 11
    beyond = CN.assuming().explain("2027-03-01", "2027-03-01")[0]
    assert beyond.provisional and str(beyond) == "2027-03-01 Mon: working day, provisional"


def test_joint_calendars() -> None:
    plant = CN.with_working_days(["2026-10-05"], "rush").with_days_off(["2026-10-09"], "shutdown", source="memo 3")
    assert plant.special_days[-1] is not None
    both, either = CN.both(plant), CN.either(plant)
    assert not both.is_working_day("2026-10-05") and either.is_working_day("2026-10-05")
    assert not both.is_working_day("2026-10-09") and either.is_working_day("2026-10-09")


def test_overlays() -> None:
    own = CN.with_special_days([ac.SpecialDay("2026-10-09", working=False, name="party", source="memo")])
    assert own == CN.with_days_off(["2026-10-09"], "party", "memo")
    with pytest.raises(ac.InvalidArgument, match="AC1111"):
        CN.with_special_days(
            [ac.SpecialDay("2026-10-09", working=False), ac.SpecialDay("2026-10-09", working=True)]
        )


def test_provisional_spans() -> None:
    assert CN.is_provisional("2026-12-31", "2027-01-01") and CN.is_provisional("2027-01-01", "2026-12-31")
    assert not CN.is_provisional("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("days", "announced", "code"),
    [
        ("0000000", None, "AC1110"),
        ("1111100", ("2026-12-31", "2026-01-01"), "AC1116"),
    ],
)
def test_what_is_no_calendar(days: str, announced: tuple[str, str] | None, code: str) -> None:
    with pytest.raises(ac.InvalidArgument, match=code):
        ac.Calendar("x", ac.WorkPattern.weekly(days), announced=announced)


def test_what_is_no_convention() -> None:
    with pytest.raises(ac.InvalidArgument, match="AC1105"):
        CN.roll("2026-10-01", "next")


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-01-31", "1 month", D(2026, 2, 28)),
        ("2026-02-28", "1 month", D(2026, 3, 28)),
        ("2024-02-29", "1 year", D(2025, 2, 28)),
        ("2026-11-30", "1 quarter", D(2027, 2, 28)),
        ("2026-10-20", "2 weeks", D(2026, 11, 3)),
    ],
)
def test_a_day_and_a_period(start: str, period: str, end: D) -> None:
    assert D.fromisoformat(start) + ac.Period(period) == end == start + ac.Period(period)
    assert ac.Period(period).after(start) == end == ac.Period(period) + start
    assert D(2026, 3, 31) - ac.Period("1 month") == D(2026, 2, 28)


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(ac.InvalidArgument, match="AC7028"):
        D(2026, 10, 1) + ac.Period("1 working day")
    with pytest.raises(ac.InvalidArgument, match="AC1101"):
        D(9999, 12, 31) + ac.Period("1 day")
    with pytest.raises(TypeError):
        5 + ac.Period("1 day")


def test_windows() -> None:
    window = ac.Window.from_anchor("2026-09-19", "1 week", "2 weeks", roll="following", calendar=CN)
    assert window == ac.Window("2026-09-26", D(2026, 10, 8)) and repr(window) == "Window('2026-09-26', '2026-10-08')"
    assert (window.first, window.last, window.days, window.working_days(CN)) == (D(2026, 9, 26), D(2026, 10, 8), 13, 4)
    assert "2026-10-08" in window and D(2026, 10, 9) not in window
    assert ac.Window("2026-10-01", "2026-10-02") in window and ac.Window("2026-10-01", "2026-10-20") not in window
    assert window & ac.Window("2026-10-05", "2026-10-20") == ac.Window("2026-10-05", "2026-10-08")
    assert window.intersection(ac.Window("2026-10-09", "2026-10-20")) is None
    assert pickle.loads(pickle.dumps(window)) == window and len({window, copy.deepcopy(window)}) == 1
    with pytest.raises(ac.InvalidArgument, match="AC1120"):
        ac.Window("2026-10-02", "2026-10-01")
    with pytest.raises(ac.InvalidArgument, match="AC1120"):
        ac.Window.from_anchor("2026-10-01", "2 weeks", "1 week", calendar=CN)
    with pytest.raises(ac.InvalidArgument, match="AC1105"):
        ac.Window.from_anchor("2026-10-01", "1 week", "2 weeks", roll="next", calendar=CN)


def test_a_window_explains_itself() -> None:
    cn = ac.Calendar.built_in("cn")
    told = ac.Window.explain("2026-09-29", "1 working day", "5 working days", calendar=cn)
    assert told.window == ac.Window("2026-09-30", "2026-10-12") and not told.provisional
    assert str(told) == (
        "from 2026-09-30: 2026-09-29 + 1 working day, rests on 2026-09-30 to 2026-09-30\n"
        "to 2026-10-12: 2026-09-29 + 5 working days, rests on 2026-09-30 to 2026-10-12"
    )
    rests_on = told.last.rests_on
    assert rests_on is not None and rests_on.working_days(cn) == 5
    assert (told.last.anchor, told.last.period) == (D(2026, 9, 29), ac.Period("5 working days"))

    clipped = ac.Window.explain("2026-08-31", "-1 month", "1 month", roll="following", calendar=cn).last
    assert (clipped.counted, clipped.day, clipped.roll) == (D(2026, 9, 30), D(2026, 9, 30), "following")
    assert clipped.clipped and not clipped.rolled

    rolled = ac.Window.explain("2026-09-01", "0 days", "1 month", roll="following", calendar=cn).last
    assert str(rolled) == (
        "2026-10-08: 2026-09-01 + 1 month = 2026-10-01, rolled following, rests on 2026-10-01 to 2026-10-08"
    )
    far = ac.Window.explain("2026-12-25", "0 days", "5 working days", calendar=cn.assuming())
    assert far.provisional and str(far).endswith("rests on 2026-12-26 to 2027-01-01, provisional")
    with pytest.raises(ac.InvalidArgument, match="AC1114"):
        ac.Window.explain("2026-12-25", "0 days", "5 working days", calendar=cn)
