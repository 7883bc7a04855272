"""The agenda, explanations and changes."""

from __future__ import annotations

import datetime
import pathlib

import pytest

import aftercourse as ac


def test_what_must_be_done(engine: ac.Engine) -> None:
    agenda = engine.agenda(as_of="2026-10-20", assignee="training-department")
    assert len(agenda) == 2
    overdue, upcoming = agenda
    assert (overdue.rule, overdue.clause, overdue.subject, overdue.state) == ("call", "1", "E2", "overdue")
    assert (overdue.opens, overdue.due) == (datetime.date(2026, 9, 17), datetime.date(2026, 9, 24))
    assert (overdue.subject_kind, overdue.anchor_kind, overdue.anchor) == ("enrolment", "programme", "P1")
    assert overdue.roles == ["training-department"] and overdue.holders == []
    assert overdue.as_of == agenda.as_of == datetime.date(2026, 10, 20)
    assert len(overdue.id) == 32 and overdue.key.startswith("calls/call/")
    assert upcoming.state == "open" and upcoming.due == datetime.date(2026, 10, 22)
    assert agenda[-1] == upcoming and agenda[0] == overdue
    with pytest.raises(IndexError):
        agenda[2]


def test_the_horizon_shows_what_comes(engine: ac.Engine) -> None:
    assert len(engine.agenda(as_of="2026-10-10").where(state="upcoming")) == 0
    assert len(engine.agenda(as_of="2026-10-10", horizon="2 weeks").where(state="upcoming")) == 1
    assert len(engine.agenda(as_of="2026-10-10", horizon=ac.Period("1 month"), state=["upcoming"])) == 1


def test_filters(engine: ac.Engine) -> None:
    agenda = engine.agenda(as_of="2026-10-20")
    assert [task.subject for task in agenda.where(state="overdue")] == ["E2"]
    assert [task.subject for task in agenda.where(state=["overdue", "open"], rule="call")] == ["E2", "E3"]
    assert [task.subject for task in agenda.where(subject="E3")] == ["E3"]
    assert len(agenda.where(assignee="nobody")) == 0
    with pytest.raises(ac.InvalidArgument, match="done late"):
        agenda.where(state="late")


def test_why(engine: ac.Engine) -> None:
    task = engine.agenda(as_of="2026-10-20")[0]
    why = engine.explain(task)
    assert isinstance(why, ac.Explanation)
    assert "2026-09-24" in str(why) and str(why) == why.text() == why.text("en")
    assert "2026-09-24" in why.text("zh") and why.text("zh") != why.text("en")
    assert why.to_dict()["topic"] == why.topic
    assert len(why.to_dict()["details"]) == len(why.details) > 0
    assert str(engine.explain(task.id, as_of="2026-10-20")) == str(why)
    assert str(engine.explain(task.key, as_of=datetime.date(2026, 10, 20))) == str(why)
    with pytest.raises(ac.NotFound, match="AC4011"):
        engine.explain("0" * 32, as_of="2026-10-20")
    with pytest.raises(ac.InvalidArgument):
        why.text("fr")


def test_a_task_remembers_what_was_known(engine: ac.Engine) -> None:
    before = engine.last_write
    engine.retract("follow_up", "F1", reason="entered twice")
    assert len(engine.agenda(as_of="2026-10-20").where(state="overdue")) == 2
    then = engine.agenda(as_of="2026-10-20", known_at=before)
    assert [task.subject for task in then.where(state="overdue")] == ["E2"]


def test_changes_since_a_cursor(engine: ac.Engine) -> None:
    first = engine.changes(as_of="2026-10-20", horizon="2 weeks")
    assert [(task.subject, task.state) for task in first.added] == [("E1", "done"), ("E2", "overdue"), ("E3", "open")]
    call = {"id": "F2", "enrolment": "E2", "date": "2026-10-19", "channel": "phone", "reached": True}
    engine.record("follow_up", [call])
    then = engine.changes(first.cursor, as_of="2026-10-20", horizon="2 weeks")
    assert [(task.subject, task.state) for task in then.changed] == [("E2", "done late")]
    assert len(then.added) == 0 and then.removed == []
    quiet = engine.changes(then.cursor, as_of="2026-10-20", horizon="2 weeks")
    assert (len(quiet.added), len(quiet.changed), quiet.removed) == (0, 0, [])


def test_findings_are_a_table(engine: ac.Engine) -> None:
    assert len(engine.findings(as_of="2026-10-20")) == 0
    good = pathlib.Path(__file__).parents[2] / "tests" / "policies" / "good"
    engine.adopt(good / "w-supervision-group.yaml", on="2026-01-01")
    engine.record("group", [{"id": "G2", "name": "培训群", "purpose": "training"}])
    posts = [{"id": id, "group": "G2", "date": "2026-05-01", "confidential": True, "released": id == "B2"} for id in ("B1", "B2")]
    engine.record("post", posts)
    (found,) = engine.findings(as_of="2026-10-20").to_dicts()
    assert (found["finding"], found["kind"], found["subject"], found["clause"]) == ("no-leak", "post", "B1", "3(3)")
    assert len(engine.findings(as_of="2026-10-20", known_at=engine.last_write - 1)) == 0


def test_in_a_notebook(engine: ac.Engine) -> None:
    engine.record("person", [{"id": "L9", "name": "<b>&"}])
    html = engine.facts("person")._repr_html_()
    assert html.startswith("<table>") and "李雷" in html and "&lt;b&gt;&amp;" in html
    assert "<table>" in engine.agenda(as_of="2026-10-20")._repr_html_()
    assert engine.explain(engine.agenda(as_of="2026-10-20")[0])._repr_html_().startswith("<pre>")
    many = engine.record("person", [{"id": f"M{i}", "name": "A"} for i in range(100)])
    assert many.recorded == 100 and "84 more rows" in engine.facts("person")._repr_html_()
    assert repr(engine.agenda(as_of="2026-10-20")) == "<Agenda of 2 tasks as of 2026-10-20>"
