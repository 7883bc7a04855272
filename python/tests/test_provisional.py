"""Windows that rest on days not announced yet, what a notice settles, and reminders that skip days off."""

from __future__ import annotations

import datetime

import pytest

import aftercourse as ac

POLICY = """
policy: reports
title: {en: Reports, zh: 报告}
version: "1"
roles: {trainer: {title: {en: Trainer, zh: 培训专员}}}
rules:
  - id: report
    clause: "1"
    after: programme.ended
    window: {to: 5 working days}
    by: trainer
    done_by: report
    remind: [{before: 2 working days}]
"""

# Made up: New Year's Day is off, the Saturday after it is worked.
NOTICE = """{"year": 2027, "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-02", "isOffDay": false}]}"""

TODAY = "2026-12-20"


@pytest.fixture
def reports(empty: ac.Engine) -> ac.Engine:
    empty.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
    ends = {"P0": "2026-12-21", "P1": "2026-12-25", "P2": "2026-12-28"}
    rows = [{"id": id, "title": "T", "starts": "2026-12-01", "ends": day} for id, day in ends.items()]
    empty.record("programme", rows)
    empty.record("person", [{"id": "L1", "name": "李雷"}])
    empty.record("role_assignment", [{"id": "A1", "person": "L1", "role": "trainer", "starts": "2026-01-01"}])
    return empty


def told(tasks: ac.Agenda) -> dict[str, tuple[str, bool]]:
    return {task.subject: (task.due.isoformat(), task.provisional) for task in tasks}


def test_a_notice_settles_provisional_tasks(reports: ac.Engine) -> None:
    first = reports.changes(as_of=TODAY, horizon="4 weeks")
    before = {"P0": ("2026-12-28", False), "P1": ("2027-01-01", True), "P2": ("2027-01-04", True)}
    assert told(first.added) == before
    written = reports.last_write
    reports.set_calendar(reports.calendar().with_notice(NOTICE))
    settled = reports.changes(first.cursor, as_of=TODAY, horizon="4 weeks")
    assert told(settled.moved) == {"P1": ("2027-01-02", False)}
    assert told(settled.confirmed) == {"P2": ("2027-01-04", False)}
    assert set(told(settled.changed)) == {"P1", "P2"}
    assert (len(settled.added), settled.removed) == (0, [])
    assert told(reports.agenda(as_of=TODAY, horizon="4 weeks", known_at=written)) == before


def test_the_mark_is_in_the_table_and_the_explanation(reports: ac.Engine) -> None:
    agenda = reports.agenda(as_of=TODAY, horizon="4 weeks")
    assert agenda.to_arrow().column("provisional").to_pylist() == [False, True, True]
    [task] = [task for task in agenda if task.subject == "P1"]
    reason = reports.explain(task)
    assert "provisional: the notice for 2027 is not loaded" in reason.text("en")
    assert "暂定：2027年的放假通知尚未载入" in reason.text("zh")
    assert "2026-12-28 Mon to 2026-12-31 Thu: working days 1 to 4" in reason.text("en")


def test_reminders_skip_days_off(reports: ac.Engine) -> None:
    reports.set_calendar(reports.calendar().with_notice(NOTICE))
    # P1 is due on the worked Saturday, 2 January: the two working days before are 31 and 30 December.
    for day, reminded in [("2026-12-29", []), ("2026-12-30", [datetime.date(2026, 12, 30)])]:
        [task] = [task for task in reports.agenda(as_of=day) if task.subject == "P1"]
        assert [reminder.on for reminder in task.reminders] == reminded
    [reminder] = task.reminders
    assert (reminder.tell, reminder.holders) == (["trainer"], ["L1"])
    assert "Trainer is reminded on 2026-12-30: L1" in reports.explain(task).text("en")
    assert "于 2026-12-30 提醒 培训专员：L1" in reports.explain(task).text("zh")
