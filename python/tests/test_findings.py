"""Findings: what the tests of a policy see in its measures, and what a person makes of it."""

from __future__ import annotations

import aftercourse as ac
import pytest

POLICY = """
policy: findings
title: {en: Attendance rules, zh: 出勤管理办法}
version: "1"
parameters: {least: {value: 60%, source: annual notice}}
roles: {office: {}}
measures:
  - {id: attended, title: {en: Attendance, zh: 出勤率}, clause: "1", share: {of: attendance, success: {attendance.present: true}}}
findings:
  - {id: low, title: {en: Low attendance, zh: 出勤率低}, clause: "1(1)", dimension: attendance, measure: attended, by: [programme], limit: {below: least}}
  - {id: common, clause: "1(2)", same: finding, in: {programme: 2}}
rules:
  - {id: act, clause: "2", after: finding.raised, window: {to: 2 weeks}, by: office, done_by: improvement_action}
"""
AS_OF = "2026-04-01"


def attended(parameters: dict[str, str] | None = None) -> ac.Engine:
    """Of P1 two of ten learners came, of P2 nine of ten, of P3 none of three."""
    engine = ac.open()
    engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01", parameters=parameters or {}, source="the board")
    present = {"P1": 2, "P2": 9, "P3": 0}
    learners = {"P1": 10, "P2": 10, "P3": 3}
    pairs = [(p, i) for p, n in learners.items() for i in range(n)]
    engine.record("person", [{"id": f"L{i}", "name": "n"} for i in range(10)])
    engine.record("programme", [{"id": p, "title": p, "starts": "2026-03-02", "ends": "2026-03-02"} for p in present])
    engine.record("enrolment", [{"id": f"{p}-{i}", "programme": p, "person": f"L{i}"} for p, i in pairs])
    rows = [{"id": f"{p}-{i}", "enrolment": f"{p}-{i}", "date": "2026-03-02", "present": i < present[p]} for p, i in pairs]
    engine.record("attendance", rows)
    return engine


@pytest.fixture
def engine() -> ac.Engine:
    return attended()


def test_a_finding_has_its_evidence(engine: ac.Engine) -> None:
    found, watched = engine.findings(as_of=AS_OF)
    assert (found.finding, found.group, found.state, found.clause) == ("low", "programme = P1", "found", "1(1)")
    assert (found.value, found.limit, found.n, found.measure) == (0.2, 0.6, 10, "attended")
    # P(X <= 2 | 10, 0.6) = 0.4^10 (1 + 15 + 101.25), twice for two programmes; Clopper and Pearson's bound.
    assert found.p_value == pytest.approx(0.4**10 * 117.25)
    assert found.p_adjusted == pytest.approx(2 * 0.4**10 * 117.25)
    assert found.bound == pytest.approx(0.506901, abs=1e-6)
    assert (watched.group, watched.state, watched.p_value, watched["n"]) == ("programme = P3", "watch", None, 3)
    assert str(found).startswith("Attendance (programme = P1) is 20 % (n = 10), below the limit of 60 %;")
    assert found.words("zh").startswith("出勤率（programme = P1）为20 %")
    assert repr(found) == "<ProposedFinding low (programme = P1): found>"
    with pytest.raises(ac.InvalidArgument):
        found.words("fr")


def test_findings_are_a_table(engine: ac.Engine) -> None:
    findings = engine.findings(as_of=AS_OF)
    assert (len(findings), repr(findings), str(findings.as_of)) == (2, "<Findings of 2 rows>", AS_OF)
    assert findings[-1].id == findings.to_dicts()[1]["id"]
    assert findings[0].to_dict()["words"] == findings[0].words()
    with pytest.raises(IndexError):
        findings[2]
    with pytest.raises(ac.NotFound):
        findings[0]["wrods"]


def test_a_finding_explains_itself(engine: ac.Engine) -> None:
    findings = engine.findings(as_of=AS_OF)
    explanation = engine.explain(findings[0])
    assert explanation.topic == "finding" and explanation.facts["p_value"].startswith("0.0122945")
    text = explanation.text()
    for part in ("clause 1(1) of findings 1", "Test: is Attendance below 60 %", "2 / 10", "attendance/P1-0"):
        assert part in text
    assert "出勤管理办法" in explanation.text("zh")
    engine.amend("programme", "P1", {"title": "other"}, reason="a title")
    before = engine.findings(as_of=AS_OF, known_at=engine.last_write - 1)
    assert engine.explain(before[0]).text() == text


def test_a_person_records_what_was_proposed(engine: ac.Engine) -> None:
    found = engine.findings(as_of=AS_OF)[0]
    assert found.to_fact() == {
        "id": found.id,
        "raised": AS_OF,
        "title": "Low attendance (programme = P1)",
        "dimension": "attendance",
        "programme": "P1",
    }
    assert found.to_fact("zh")["title"] == "出勤率低（programme = P1）"
    assert len(engine.agenda(as_of=AS_OF)) == 0
    engine.record("finding", [found.to_fact()])
    (task,) = engine.agenda(as_of=AS_OF)
    assert (task.rule, task.subject, str(task.due)) == ("act", found.id, "2026-04-15")
    assert [f.finding for f in engine.findings(as_of=AS_OF)] == ["low", "low"]
    engine.record("finding", [dict(found.to_fact(), id="again", programme="P2")])
    common = engine.findings(as_of=AS_OF)[-1]
    assert (common.finding, common.group, common.value) == ("common", "dimension = attendance", 2)


def test_a_limit_may_be_set_when_the_policy_is_adopted() -> None:
    assert [f.state for f in attended({"least": "10%"}).findings(as_of=AS_OF)] == ["watch"]


OTHERS = """
policy: others
version: "1"
roles: {office: {}}
measures:
  - {id: attended, title: {en: Attendance, zh: 出勤率}, clause: "1", share: {of: attendance, success: {attendance.present: true}}}
  - {id: liked, clause: "2", score: {instrument: no-such-questionnaire}}
findings:
  - {id: led, title: {en: Nobody leads it, zh: 未指定讲师}, clause: "3", each: programme, always: {programme.title: Sales}}
  - {id: gap, clause: "4", measure: attended, by: [programme], gap: {at_least: 5%}}
  - {id: unliked, clause: "5", measure: liked, by: [programme], limit: {below: 3}}
"""


def test_findings_name_themselves_and_one_that_cannot_be_judged_stops_no_other(engine: ac.Engine) -> None:
    engine.adopt(ac.Policy.parse(OTHERS), on="2026-01-01")
    by_id = {(f.finding, f.group): f for f in engine.findings(as_of=AS_OF)}
    assert ("low", "programme = P1") in by_id  # of the other policy
    state = next(f for f in engine.findings(as_of=AS_OF) if f.finding == "led" and f["subject"] == "P1")
    assert str(state) == "programme/P1: Nobody leads it: what clause 3 demands is not so."
    assert state.words("zh") == "programme/P1：未指定讲师：第 3 条的要求未得到满足。"
    gap = by_id[("gap", "programme = P2")]
    assert "percentage points above the rest" in str(gap) and "% confidence at least" in str(gap) and " -" not in str(gap)
    unknown = next(f for f in by_id.values() if f.finding == "unliked")
    assert unknown.state == "unknown" and "there is no questionnaire `no-such-questionnaire`" in str(unknown)
    assert "与其余各组之差是否超过5个百分点" in "".join(part.zh for part in engine.explain(gap).details)


def test_a_limit_of_a_share_is_a_share() -> None:
    policy = OTHERS.replace("limit: {below: 3}", "limit: {below: 3}}\n  - {id: x, clause: '6', measure: attended, by: [programme], limit: {below: 80}")
    with pytest.raises(ac.PolicyError, match="`attended` is a share; expected a limit from `0%` to `100%`"):
        ac.Policy.parse(policy)
