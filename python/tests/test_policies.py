"""Policies are read, linted, tested and adopted."""

from __future__ import annotations

import datetime
import json
import pathlib

import pytest

import aftercourse as ac

from conftest import POLICY


def test_a_policy_shows_what_it_says(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "calls.yaml"
    path.write_text(POLICY, encoding="utf-8")
    policy = ac.Policy.load(path)
    assert (policy.name, policy.version, policy.title_zh) == ("calls", "1", "培训回访")
    assert policy.text == POLICY and len(policy.hash) == 64
    assert policy == ac.Policy.parse(POLICY)
    rule = policy.rules[0]
    assert (rule.id, rule.clause, rule.title, rule.act) == ("call", "1", "Follow-up", "follow-up")
    assert policy.rule("call").id == "call"
    assert policy.parameters == {"call_within": "2 weeks"}
    with pytest.raises(ac.NotFound, match="AC3003"):
        policy.rule("cal")


def test_lint_and_examples() -> None:
    policy = ac.Policy.parse(POLICY)
    assert policy.lint() == []
    assert [bool(result) for result in policy.test()] == [True]
    failing = ac.Policy.parse(POLICY.replace("state: overdue", "state: done"))
    result = failing.test()[0]
    assert not result and "overdue" in result.difference
    assert result.at.line > 1


def test_diagnostics_say_where() -> None:
    (diagnostic, *_) = ac.Policy.check(POLICY.replace("after: programme.ended", "after: programe.ended"), "mine.yaml")
    assert diagnostic.severity == "error" and diagnostic.at.file == "mine.yaml" and diagnostic.at.line > 1
    assert "mine.yaml:" in str(diagnostic) and diagnostic.code.startswith("AC3")
    assert ac.Policy.check(POLICY) == []


@pytest.mark.parametrize("name", ac.Policy.built_in_names())
def test_built_in_policies(name: str) -> None:
    policy = ac.Policy.built_in(name)
    assert policy.name == name and (policy.rules or policy.measures)
    assert json.loads(ac.Policy.json_schema())["$schema"].startswith("https://json-schema.org/")


def test_adopting(empty: ac.Engine, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "calls.yaml"
    path.write_text(POLICY, encoding="utf-8")
    empty.adopt("follow-up-visits", on="2026-01-01", parameters={"phone_share": "20%"}, source="annual notice")
    empty.adopt(path, on=datetime.date(2026, 1, 1), until="2026-12-31")
    visits, calls = empty.policies()
    assert (visits.on, visits.until, visits.source) == (datetime.date(2026, 1, 1), None, "annual notice")
    assert visits.parameter("phone_share", "2026-06-01") == "20%"
    assert calls.until == datetime.date(2026, 12, 31) and calls.policy == ac.Policy.parse(POLICY)
    assert len(empty.policies(known_at=1)) == 1


def test_parameters_move_the_due_date(empty: ac.Engine) -> None:
    empty.adopt(ac.Policy.parse(POLICY), on="2026-01-01", parameters={"call_within": "3 weeks"})
    with empty.batch() as batch:
        batch.record("person", [{"id": "L1", "name": "A"}])
        batch.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
        batch.record("enrolment", [{"id": "E1", "programme": "P1", "person": "L1"}])
    assert empty.agenda(as_of="2026-10-20")[0].due == datetime.date(2026, 10, 1)


def test_calendars_of_the_company_and_of_a_unit(empty: ac.Engine) -> None:
    own = ac.Calendar.built_in("weekdays")
    empty.set_calendar(own)
    assert empty.calendar() == own
    with pytest.raises(ac.NotFound, match="AC7001"):
        empty.set_calendar(own, unit="U1")
