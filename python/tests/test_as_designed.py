"""What a user writes, as the design of the Python face has it."""

from __future__ import annotations

import pathlib

import polars as pl
import pytest

import aftercourse as ac

from conftest import POLICY

DESIGN = '''
engine = ac.open("training.db")                       # ac.open() keeps everything in memory
engine.adopt("follow-up-visits", on="2026-01-01",      # built-in name, path, or ac.Policy
             parameters={"phone_share": "20%"}, source="annual notice")
engine.record("programme", [{"id": "P1", "title": "Sales onboarding", "starts": "2026-09-01", "ends": "2026-09-10"}])
engine.record("person", people)
engine.record("enrolment", frame)                      # pandas, polars, pyarrow, DuckDB: anything with Arrow's C stream
engine.record_csv("follow_up", "calls.csv")            # and JSON lines; every fault is listed with row, column, value, reason
engine.amend("programme", "P1", {"ends": "2026-09-11"}, reason="one day longer")
engine.retract("follow_up", "F7", reason="entered twice")
engine.record("session", sessions)

with engine.batch(actor="li.wei", source="hr", at=at) as batch:   # whole or not at all
    batch.record("attendance", rows); batch.amend("session", "S4", {"starts": "2026-09-09"}, reason="room flooded")

tasks = engine.agenda(as_of="2026-10-20", horizon="2 weeks", assignee="training-department")
tasks.to_polars()                                      # or to_pandas(), to_arrow(); iterating gives ac.Task values
for task in tasks.where(state="overdue"):
    print(task.due, task.rule, task.clause, task.subject)
    print(engine.explain(task))                        # text; .to_dict() for a host's own page; language="zh" or "en"

rates = engine.evaluate(["completion_rate", "accuracy_rate"], by=["unit", "month"], as_of="2026-10-20")
print(engine.explain(rates[0]))                        # which tasks, which were left out and why, interval, clause
print(engine.facts("follow_up", as_of="2026-10-20").to_pandas())
delta = engine.changes(cursor, as_of="2026-10-21", horizon="2 weeks")     # what a host must show, change or remove since last time
policy = ac.Policy.load("our-rules.yaml"); policy.lint(); policy.test()
cn = ac.Calendar.built_in("cn"); cn.add_working_days("2026-09-30", 5)
'''


def test_the_design(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    pathlib.Path("our-rules.yaml").write_text(POLICY, encoding="utf-8")
    pathlib.Path("calls.csv").write_text(
        "id,enrolment,date,channel,reached\nF1,E1,2026-09-18,phone,true\nF7,E1,2026-09-18,phone,true\n", encoding="utf-8"
    )
    names = {
        "ac": ac,
        "cursor": "",
        "at": "2100-01-01T09:00+08:00",
        "people": pl.DataFrame({"id": ["L1", "L2"], "name": ["李雷", "韩梅梅"]}),
        "frame": pl.DataFrame({"id": ["E1", "E2"], "programme": ["P1", "P1"], "person": ["L1", "L2"]}),
        "sessions": [{"id": "S4", "programme": "P1", "starts": "2026-09-08"}],
        "rows": [{"id": "A1", "enrolment": "E1", "date": "2026-09-09", "present": True, "session": "S4"}],
    }
    exec(compile(DESIGN, "DESIGN.md", "exec"), names)
    printed = capsys.readouterr().out
    engine, tasks, rates, delta = (names[name] for name in ("engine", "tasks", "rates", "delta"))
    assert isinstance(engine, ac.Engine) and isinstance(tasks, ac.Agenda)
    assert isinstance(rates, ac.Rates) and isinstance(delta, ac.Changes)
    assert "E2" in printed and "2026-09-18" in printed
    assert "E2" in {task.subject for task in tasks.where(state="overdue")}
    assert {rate.measure for rate in rates} == {"completion_rate"}  # nothing was audited: no group, no row
    assert len(delta.added) > 0 and delta.cursor
    history = engine.history("session", "S4").to_dicts()
    assert (history[-1]["reason"], history[-1]["actor"]) == ("room flooded", "li.wei")
    assert engine.facts("follow_up").column("id") == ["F1"]
