"""iCalendar: holiday feeds in, agendas and changes out, as the package icalendar reads them."""

from __future__ import annotations

import datetime
import re
from typing import Any

import icalendar
import pytest

import aftercourse as ac

D = datetime.date
AS_OF = D(2026, 9, 17)

FEED = """BEGIN:VCALENDAR
X-WR-CALNAME:厂历
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261001
DTEND;VALUE=DATE:20261008
SUMMARY:国庆节
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261010
SUMMARY:国庆节（班）
END:VEVENT
END:VCALENDAR
"""


def unfolded(text: str) -> str:
    return re.sub("\r\n[ \t]", "", text)


def read(text: str) -> list[Any]:
    """The components as icalendar reads them, which then writes the same, but that it folds a byte earlier."""
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert unfolded(calendar.to_ical(sorted=False).decode()) == unfolded(text)
    assert all(not component.errors for component in calendar.walk())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return list(calendar.subcomponents)


def titled(engine: ac.Engine, zh: str) -> ac.Engine:
    """Puts a policy with such a title into force: a call within ten working days."""
    policy = f"""
policy: titled
title: {{en: Calls, zh: 回访}}
version: "1"
roles:
  office: {{}}
rules:
  - id: call
    title: {{en: Call, zh: "{zh}"}}
    clause: "1"
    after: programme.ended
    each: enrolment
    window: {{from: 1 week, to: 10 working days}}
    do: follow-up
    by: office
    done_by: follow_up
"""
    engine.adopt(ac.Policy.parse(policy, "titled.yaml"), on="2026-01-01")
    engine.record("person", [{"id": "L1", "name": "李雷"}])
    engine.record("programme", [{"id": "P1", "title": "T", "starts": "2026-09-01", "ends": "2026-09-17"}])
    engine.record("enrolment", [{"id": "报名,1;2", "programme": "P1", "person": "L1"}])
    return engine


def test_a_feed_makes_a_calendar() -> None:
    feed = ac.Calendar.from_ics(FEED)
    assert feed.name == "厂历" and feed.announced == (D(2026, 1, 1), D(2026, 12, 31))
    assert not feed.is_working_day(D(2026, 10, 7)) and feed.is_working_day(D(2026, 10, 10))
    assert feed.add_working_days("2026-09-30", 3) == D(2026, 10, 10)
    assert ac.Calendar.from_ics(feed.to_ics()) == feed
    assert ac.Calendar.from_ics(FEED, announced=("2026-10-01", D(2026, 10, 31))).announced[0] == D(2026, 10, 1)
    cn = ac.Calendar.built_in("cn")
    read(cn.to_ics())
    assert ac.Calendar.from_ics(cn.to_ics()) == cn


def test_every_fault_of_a_feed_names_its_line() -> None:
    with pytest.raises(ac.DataError) as wrong:
        ac.Calendar.from_ics(FEED.replace("20261010", "soon") + "garbage\n")
    assert wrong.value.code == "AC1150" and [f.row for f in wrong.value.faults] == [13]
    with pytest.raises(ac.DataError) as wrong:
        ac.Calendar.from_ics(FEED.replace("20261010", "20261007"))
    assert wrong.value.code == "AC1151" and [f.row for f in wrong.value.faults] == [8]
    assert "line 3" in wrong.value.faults[0].reason


@pytest.mark.parametrize("component", ["todo", "event"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("zone", [False, True])
def test_icalendar_reads_an_agenda_unchanged(component: str, language: str, zone: bool) -> None:
    title = "电话，或当面; 逗号, 分号\\\\反斜杠与\\n换行" + "训" * 60
    engine = titled(ac.open(), title)
    if zone:
        engine.set_time_zone(ac.TimeZone.from_posix("Asia/Shanghai", "CST-8"))
    agenda = engine.agenda(as_of=AS_OF, horizon="4 weeks")
    alarms = ["2 working days 09:00", "0 working days 17:30"]
    text = agenda.to_ics(component=component, language=language, alarms=alarms, domain="hr.example.org")
    (task,) = agenda
    (shown,) = read(text)
    assert shown.name == {"todo": "VTODO", "event": "VEVENT"}[component]
    assert shown["UID"] == task.id + "@hr.example.org"
    assert shown["DTSTART"].dt == task.opens == D(2026, 9, 24)
    assert task.due == D(2026, 10, 8)  # 20 September is worked; 25 September and 1 to 7 October are off
    if component == "todo":
        assert shown["DUE"].dt == task.due
    else:
        assert shown["DTEND"].dt == task.due + datetime.timedelta(days=1)
    about = "（enrolment 报名,1;2）" if language == "zh" else " (enrolment 报名,1;2)"
    told = title.replace("\\\\", "\\").replace("\\n", "\n") if language == "zh" else "Call"
    assert shown["SUMMARY"] == told + about
    assert shown["CATEGORIES"].cats == ["titled", "call"]
    first, second = shown.subcomponents
    if zone:
        assert first["TRIGGER"].dt == datetime.datetime(2026, 9, 29, 1, tzinfo=datetime.timezone.utc)
        assert second["TRIGGER"].dt == datetime.datetime(2026, 10, 8, 9, 30, tzinfo=datetime.timezone.utc)
    else:
        anchor = task.opens if component == "event" else task.due
        midnight = datetime.datetime.combine(anchor, datetime.time())
        assert midnight + first["TRIGGER"].dt == datetime.datetime(2026, 9, 29, 9)
        assert midnight + second["TRIGGER"].dt == datetime.datetime(2026, 10, 8, 17, 30)


def test_a_moved_task_raises_its_sequence_and_one_that_goes_is_cancelled() -> None:
    engine = titled(ac.open(), "回访")
    first = engine.changes(as_of=AS_OF, horizon="4 weeks")
    (shown,) = read(first.to_ics())
    engine.amend("programme", "P1", {"ends": "2026-09-18"}, reason="one day longer")
    second = engine.changes(first.cursor, as_of=AS_OF, horizon="4 weeks")
    (moved,) = read(second.to_ics())
    assert moved["UID"] == shown["UID"] and moved["DUE"].dt > shown["DUE"].dt
    assert moved["SEQUENCE"] > shown["SEQUENCE"] and moved["STATUS"] == "NEEDS-ACTION"
    engine.retract("enrolment", "报名,1;2", reason="entered twice")
    third = engine.changes(second.cursor, as_of=AS_OF, horizon="4 weeks")
    (gone,) = read(third.to_ics())
    assert gone["UID"] == shown["UID"] and gone["STATUS"] == "CANCELLED"
    assert gone["SEQUENCE"] > moved["SEQUENCE"] and gone["DUE"].dt == moved["DUE"].dt
    assert [task.id for task in third.gone] == third.removed
    fourth = engine.changes(third.cursor, as_of=AS_OF, horizon="4 weeks")
    assert not read(fourth.to_ics()) and len(fourth.gone) == 0


def test_what_is_no_option_is_refused() -> None:
    agenda = titled(ac.open(), "回访").agenda(as_of=AS_OF, horizon="4 weeks")
    for options, code in [
        ({"component": "journal"}, "AC7024"),
        ({"language": "fr"}, "AC7024"),
        ({"alarms": ["2 days 09:00"]}, "AC7026"),
    ]:
        with pytest.raises(ac.InvalidArgument) as refused:
            agenda.to_ics(**options)  # type: ignore[arg-type]
        assert refused.value.code == code
