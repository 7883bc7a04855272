"""Rates: never a number without what it is made of, and each can be explained."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest

import aftercourse as ac

from conftest import BEGINNING, fill


def test_a_rate_shows_what_it_is_made_of(engine: ac.Engine) -> None:
    rates = engine.evaluate(["completion_rate"], as_of="2026-10-20")
    assert len(rates) == 1
    rate = rates[0]
    assert (rate.measure, rate.numerator, rate.denominator) == ("completion_rate", 1, 2)
    assert float(rate.value) == 0.5
    assert (rate.on_time, rate.late, rate.open, rate.void, rate.waived, rate.state) == (1, 0, 1, 0, 0, "ok")
    assert rate["value"] == rate.value == rate.to_dict()["value"]
    with pytest.raises(ac.NotFound, match="AC1005"):
        rate["valeu"]


def test_groups_are_columns(engine: ac.Engine) -> None:
    rates = engine.evaluate(["completion_rate"], by=["programme", "month"], as_of="2026-11-20")
    assert rates.columns[:3] == ["measure", "programme", "month"]
    found = {(rate["programme"], rate["month"], rate.denominator) for rate in rates}
    assert found == {("P1", "2026-09", 2), ("P2", "2026-10", 1)}
    only = engine.evaluate("completion_rate", by="programme", where={"programme": "P1"}, as_of="2026-11-20")
    assert [rate["programme"] for rate in only] == ["P1"]
    none = engine.evaluate("completion_rate", since="2026-12-01", until="2026-12-31", as_of="2026-11-20")
    assert all(rate.value is None for rate in none)


def test_why_a_number(engine: ac.Engine) -> None:
    rates = engine.evaluate(["completion_rate"], by=["programme"], as_of="2026-10-20")
    why = engine.explain(rates[0])
    assert "E2" in str(why)
    assert why.text("zh") != why.text("en")


def test_what_cannot_be_asked(engine: ac.Engine) -> None:
    with pytest.raises(ac.NotFound, match="AC5001"):
        engine.evaluate(["completion"], as_of="2026-10-20")
    with pytest.raises(ac.InvalidArgument, match="AC5002"):
        engine.evaluate(["completion_rate"], by=["colour"], as_of="2026-10-20")
    with pytest.raises(ac.InvalidArgument, match="wilson"):
        engine.evaluate(["completion_rate"], as_of="2026-10-20", interval="bootstrap")
    assert "completion_rate" in ac.general_measures()


def test_intervals_are_labelled(engine: ac.Engine) -> None:
    rate = engine.evaluate(["completion_rate"], as_of="2026-10-20", interval="wilson")[0]
    assert rate.interval == "wilson"
    assert 0 <= float(rate.low) < 0.5 < float(rate.high) <= 1
    assert engine.evaluate(["completion_rate"], as_of="2026-10-20", interval="none")[0].low is None


def test_a_measure_of_facts(engine: ac.Engine) -> None:
    engine.record("attendance", [])
    rates = engine.evaluate(["attendance_rate"], as_of="2026-10-20")
    assert all(rate.value is None and rate.state == "no data" for rate in rates)
    assert not any(isinstance(rate.value, Decimal) for rate in rates)


def test_states_of_two_engines_merge(engine: ac.Engine) -> None:
    def asked(of: ac.Engine) -> ac.MeasureState:
        return of.measure_state(["completion_rate"], by=["programme"], as_of="2026-10-20")

    other = fill(ac.open(clock=lambda: BEGINNING))
    other.retract("follow_up", "F1")
    state = pickle.loads(pickle.dumps(asked(engine)))
    assert state == asked(engine) == ac.MeasureState.from_bytes(state.to_bytes())
    before = copy.copy(state)
    assert [row["numerator"] for row in state.rates()] == [1, 0]
    state.merge(asked(other))
    assert state != before and before == asked(engine)
    assert (state.rates()[0]["numerator"], state.rates()[0]["denominator"]) == (1, 4)
    with pytest.raises(ac.Conflict, match="AC5011"):
        state.merge(engine.measure_state(["overdue"], as_of="2026-10-20"))
    with pytest.raises(ac.CorruptError, match="AC5012"):
        ac.MeasureState.from_bytes(b"no state")


def test_an_answer_is_dated_by_its_response() -> None:
    engine = ac.open()
    policy = '{policy: p, version: "1", measures: [{id: mean, mean: {of: instrument_answer.value}}]}'
    engine.adopt(ac.Policy.parse(policy), on="2026-01-01")
    days = {"R1": "2026-01-10", "R2": "2026-02-10", "R3": "2026-03-10"}
    with engine.batch() as batch:
        batch.record("instrument_response", [{"id": i, "instrument": "i", "date": day} for i, day in days.items()])
        batch.record("instrument_answer", [{"id": f"{i}/a", "response": i, "item": "a", "value": int(i[1])} for i in days])
    by_month = engine.evaluate("mean", by=["month"], as_of="2026-02-28", audience="internal")
    assert [(rate["month"], rate.value) for rate in by_month] == [("2026-01", 1), ("2026-02", 2)]
    assert [rate.value for rate in engine.evaluate("mean", period="2026-02", as_of="2026-02-28", audience="internal")] == [2]


CURVE = """
policy: how-soon
version: "1"
roles: {trainer: {}}
rules:
  - {id: report, clause: "1", after: programme.ended, window: {to: 1 week}, by: trainer, done_by: report}
measures:
  - {id: how_soon, title: {zh: 多快完成}, clause: "8(1)", completion_curve: {rules: report, days: [7, 30]}}
"""


def test_a_day_of_a_completion_curve_is_explained_as_a_curve() -> None:
    engine = ac.open()
    engine.adopt(ac.Policy.parse(CURVE), on="2026-01-01")
    ends = {"P1": "2026-09-07", "P2": "2026-09-07", "P3": "2026-09-07", "P4": "2026-09-17", "P5": "2026-09-30"}
    with engine.batch() as batch:
        batch.record("programme", [{"id": i, "title": "Sales", "starts": "2026-09-01", "ends": end} for i, end in ends.items()])
        batch.record("report", [{"id": "R1", "programme": "P1", "date": "2026-09-09"}, {"id": "R3", "programme": "P3", "date": "2026-09-12"}])
    week, month = engine.evaluate("how_soon", as_of="2026-09-21")
    assert (str(week), str(month)) == ("<Rate how_soon 7: 0.625 (ok)>", "<Rate how_soon 30: (open)>")
    told, zh = str(engine.explain(week)), engine.explain(week).zh
    assert "how_soon (7) as of 2026-09-21: 62.5 %" in told and "62.5 %" in zh and "多快完成" in zh
    assert "Within 7 days of their opening 62.5 % of 4 tasks are done" in told and "by 14" not in told
    assert "1 open: not done so far" in told and "1 overdue: not done so far" in told and "2 done\n" in told
    assert "P5" not in told  # has not opened
    assert "No task has been open for 30 days." in str(engine.explain(month))


@pytest.mark.parametrize("enrolled", [None, "2026-08-20", "2026-09-12", "2026-09-30"])
def test_a_response_rate_is_of_those_enrolled_whenever_that_was(enrolled: str | None) -> None:
    engine = ac.open()
    with engine.batch() as batch:
        batch.record("person", [{"id": f"L{i}", "name": "a"} for i in range(6)])
        batch.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
        batch.record("enrolment", [{"id": f"E{i}", "programme": "P1", "person": f"L{i}", "date": enrolled} for i in range(6)])
        batch.record("questionnaire", [{"id": "Q1", "instrument": "i", "programme": "P1", "opens": "2026-09-11", "closes": "2026-09-20"}])
        answer = {"instrument": "i", "date": "2026-09-15"}
        batch.record("instrument_response", [{"id": "R1", "enrolment": "E1", **answer}, {"id": "R2", "person": "L2", "programme": "P1", **answer}])
        batch.record("instrument_response", [{"id": "R3", "programme": "P1", **answer}, {"id": "R4", "person": "L4", **answer}])

    def counts(as_of: str) -> tuple[float | None, float | None]:
        rate = engine.evaluate("response_rate", as_of=as_of)[0]
        return rate.numerator, rate.denominator

    late = enrolled == "2026-09-30"
    assert counts("2026-10-31") == (2, 6)
    assert counts("2026-09-14") == ((0, 0) if late else (0, 6))  # nobody had answered yet
    assert counts("2026-09-10") == (0, 0)  # the questionnaire was not out
    quarter = engine.evaluate("response_rate", period="2026-Q3", by=["month"], as_of="2026-10-31")
    assert [(rate["month"], rate.denominator) for rate in quarter] == [("2026-08" if enrolled == "2026-08-20" else "2026-09", 6)]


def test_an_explanation_says_what_was_asked_for() -> None:
    engine = ac.open()
    with engine.batch() as batch:
        batch.record("person", [{"id": f"L{i}", "name": "a"} for i in range(3)])
        batch.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
        batch.record("enrolment", [{"id": f"E{i}", "programme": "P1", "person": f"L{i}"} for i in range(3)])
        batch.record("assessment_result", [{"id": f"A{i}", "enrolment": f"E{i}", "date": "2026-09-10", "score": 70, "passed": i > 0} for i in range(3)])
    rate = engine.evaluate("pass_rate", period="2026-Q3", where={"programme": ["P1", "P2"]}, interval="process", as_of="2026-10-20")[0]
    told = engine.explain(rate)
    assert "66.67 % = 2 / 3" in told.en and "Asked for: from 2026-07-01 to 2026-09-30; programme = P1 or P2" in str(told)
    chinese = [part.zh for part in told.details]
    assert "查询范围：2026-07-01 至 2026-09-30；programme = P1 或 P2" in chinese
    assert "区间：过程区间无法估计：群组不足两个" in chinese
