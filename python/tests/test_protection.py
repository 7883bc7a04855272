"""What people answered is not shown one by one, by whatever way somebody asks."""

from __future__ import annotations

from typing import Any

import pytest

import aftercourse as ac

POLICY = """
policy: guarded
version: "1"
measures:
  - {id: n, count: {of: instrument_response}}
  - {id: texts, distribution: {of: instrument_response.comment}}
  - {id: score, mean: {of: instrument_response.score}}
  - {id: halves, statistic: {of: instrument_response, function: quantiles, outcome: instrument_response.score, probabilities: [0.5]}}
  - {id: roles, statistic: {of: instrument_response, function: t_test, outcome: instrument_response.score, group: instrument_response.role}}
  - {id: levels, statistic: {of: instrument_response, function: mixed_model, outcome: instrument_response.score,
      random: [instrument_response.programme]}}
"""


def engine_with(roles: dict[str, int], scored: int) -> ac.Engine:
    engine = ac.open()
    engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
    rows: list[dict[str, Any]] = []
    for role, n in roles.items():
        rows += [{"role": role} for _ in range(n)]
    for i, row in enumerate(rows):
        row |= {"id": f"R{i}", "instrument": "i", "person": f"L{i}", "date": "2026-09-01", "programme": f"P{i % 3}"}
        row |= {"score": i % 4 + 1, "comment": "很好"} if i < scored else {}
    with engine.batch() as batch:
        programme = {"title": "Sales", "starts": "2026-09-01", "ends": "2026-09-02"}
        batch.record("programme", [{"id": f"P{i}", **programme} for i in range(3)])
        batch.record("person", [{"id": row["person"], "name": row["person"]} for row in rows])
        batch.record("instrument_response", rows)
    return engine


def states(engine: ac.Engine, measure: str, **query: Any) -> list[str]:
    return [rate.state for rate in engine.evaluate(measure, as_of="2026-10-20", **query)]


@pytest.mark.parametrize("name", ["score", "comment", "recommend", "seconds"])
def test_an_answer_is_no_group_and_no_filter(name: str) -> None:
    engine = engine_with({"peer": 6}, scored=6)
    with pytest.raises(ac.errors.InvalidArgument, match="AC5033"):
        engine.evaluate("n", by=["person", name], as_of="2026-10-20")
    with pytest.raises(ac.errors.InvalidArgument, match="AC5033"):
        engine.evaluate("n", where={name: "1"}, as_of="2026-10-20")
    with pytest.raises(ac.errors.InvalidArgument, match="AC5033"):
        engine.measure_state("n", by=[name], as_of="2026-10-20")
    assert engine.evaluate("n", by=[name], as_of="2026-10-20", audience="internal")[0].state == "ok"
    assert states(engine, "n", by=["instrument", "role"]) == ["ok"]


def test_what_people_wrote_has_no_distribution() -> None:
    with pytest.raises(ac.errors.InvalidArgument, match="AC5033"):
        engine_with({"peer": 6}, scored=6).evaluate("texts", as_of="2026-10-20")


def test_a_statistic_counts_those_who_answered_it() -> None:
    assert states(engine_with({"peer": 20}, scored=4), "halves") == ["suppressed"]
    assert states(engine_with({"peer": 20}, scored=5), "halves") == ["ok"]


def test_a_comparison_is_shown_when_each_side_has_five() -> None:
    few = engine_with({"peer": 6, "self": 2}, scored=8)
    assert states(few, "roles") == ["suppressed"]
    assert "against" not in str(few.explain(few.evaluate("roles", as_of="2026-10-20")[0]))
    assert states(few, "roles", audience="internal") == ["ok"]
    assert states(engine_with({"peer": 6, "self": 5}, scored=11), "roles") == ["ok"]


def test_factors_of_a_model_are_paths() -> None:
    assert "no data" not in states(engine_with({"peer": 30}, scored=30), "levels")


def test_a_month_within_a_year_is_held_against_the_one_before() -> None:
    engine = ac.open()
    engine.adopt(ac.Policy.parse('policy: p\nversion: "1"\nmeasures: [{id: output, mean: {of: work_result.value}}]\n'), on="2025-01-01")
    engine.record(
        "work_result",
        [
            {"id": "W1", "measure": "calls", "value": 2, "date": "2025-12-31"},
            {"id": "W2", "measure": "calls", "value": 5, "date": "2026-01-31"},
        ],
    )
    for by in (["month"], ["year", "month"], ["quarter", "month"]):
        last = engine.evaluate("output", by=by, versus="previous", as_of="2026-10-20")[-1]
        assert (last.value, last["previous"], last["change"]) == (5, 2, 3), by
    assert "it was 2; it changed by 3" in str(engine.explain(last))


NOTES = """
policy: notes
version: "1"
kinds:
  note: {about: A remark on an answer., fields: {about: instrument_response}}
measures:
  - {id: n, count: {of: note}}
  - {id: score, mean: {of: note.about.score}}
  - {id: low, share: {of: note, where: {note.about.role: peer}, success: {note.about.score: {at_most: 2}}}}
  - {id: halves, statistic: {of: note, function: describe, outcome: note.about.score}}
"""


@pytest.mark.parametrize("people, state", [(4, "suppressed"), (5, "ok")])
def test_answers_are_guarded_where_another_kind_leads_to_them(people: int, state: str) -> None:
    engine = engine_with({"peer": people}, scored=people)
    engine.adopt(ac.Policy.parse(NOTES), on="2026-01-01")
    with engine.batch() as batch:  # two notes on each answer
        batch.record("note", [{"id": f"N{i}", "about": f"R{i % people}"} for i in range(2 * people)])
    for measure in ["score", "low", "halves"]:
        assert states(engine, f"notes/{measure}") == [state], measure
        assert states(engine, f"notes/{measure}", audience="internal") == ["ok"]
    assert states(engine, "notes/n") == ["ok"]  # notes are no answers


def test_what_appraisers_wrote_has_no_distribution() -> None:
    engine = ac.open()
    engine.adopt(ac.Policy.parse('{policy: p, version: "1", measures: [{id: d, distribution: {of: appraisal.strengths}}]}'), on="2026-01-01")
    with pytest.raises(ac.errors.InvalidArgument, match="AC5033"):
        engine.evaluate("d", as_of="2026-10-20")


PRYING = """
policy: prying
version: "1"
measures:
  - {id: high, share: {of: enrolment, success: {exists: {of: instrument_response, link: {enrolment: enrolment}, where: {instrument_response.score: {above: 3}}}}}}
  - {id: answered, share: {of: enrolment, success: {exists: {of: instrument_response, link: {enrolment: enrolment}}}}}
  - {id: many, count: {of: instrument_response, where: {instrument_response.score: {above: 3}}}}
  - {id: who, distribution: {of: instrument_response.person}}
  - {id: chart, statistic: {of: instrument_response, function: control_chart, outcome: instrument_response.score, kind: xmr}}
  - {id: factors, statistic: {of: instrument_response, function: associations, outcome: instrument_response.score, factors: [instrument_response.role]}}
"""


def prying(roles: dict[str, int]) -> ac.Engine:
    n = sum(roles.values())
    engine = engine_with(roles, scored=n)
    engine.adopt(ac.Policy.parse(PRYING), on="2026-01-01")
    with engine.batch() as batch:
        batch.record("enrolment", [{"id": f"E{i}", "programme": f"P{i % 3}", "person": f"L{i}"} for i in range(n)])
    for i in range(n):
        engine.amend("instrument_response", f"R{i}", {"enrolment": f"E{i}"}, reason="linked")
    return engine


def test_no_condition_on_answers_tells_of_one_person() -> None:
    engine = prying({"peer": 12, "superior": 1})
    with pytest.raises(ac.errors.InvalidArgument, match="who answered"):
        engine.evaluate("high", by=["person"], as_of="2026-10-20")
    with pytest.raises(ac.errors.InvalidArgument, match="who answered"):
        engine.evaluate("high", where={"person": "L3"}, as_of="2026-10-20")
    with pytest.raises(ac.errors.InvalidArgument, match="who answered"):
        engine.evaluate("many", by=["person"], as_of="2026-10-20")
    with pytest.raises(ac.errors.InvalidArgument, match="who answered"):
        engine.evaluate("who", as_of="2026-10-20")
    assert states(engine, "high", by=["programme"]) == ["ok", "suppressed", "suppressed"]  # of 5, 4 and 4 people
    assert states(engine, "answered", by=["programme"]) == ["ok", "ok", "ok"]  # that they answered, not what
    assert states(engine, "chart") == ["suppressed"]  # a point is a person
    assert states(engine, "factors") == ["suppressed"]  # one superior
    assert states(prying({"peer": 6, "superior": 6}), "factors") == ["ok"]
