"""Marking schemes: read, frozen, compared; papers marked by them; pass rates by denominator."""

from __future__ import annotations

import copy
import decimal
import math
import os
import pathlib
import pickle
from typing import Any

import numpy as np
import polars as pl
import pytest

import aftercourse as ac

ROOT = pathlib.Path(__file__).parents[2]
SHARED = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", ROOT.parent / "shared"))
EXAMPLE = ROOT / "examples" / "assessments" / "sales-onboarding.yaml"

FIRST: dict[str, Any] = {
    "date": "2026-10-20",
    "answers": {"q1": "专业版", "q2": ["A", "C"], "q3": "错", "q4": "１１２６４", "q5": "spin提问法"},
    "marks": {"homework": decimal.Decimal("85.5")},
    "ratings": {"talk": {"ann": {"needs": "fully", "offer": "partly"}, "bo": {"needs": "partly", "offer": "partly"}}},
}


def test_the_example_is_marked_exactly() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    assert (scheme.name, scheme.version) == ("sales-onboarding", "2026.1")
    outcome = scheme.mark("L1", FIRST)
    marks = {item.item: item.marks for item in outcome.items}
    assert marks == {"q1": 10, "q2": 20, "q3": 10, "q4": 30, "q5": 20, "talk": 21}
    assert [component.score for component in outcome.components] == [90, decimal.Decimal("85.5"), 70]
    assert outcome.exact == decimal.Decimal("83.1") == outcome.total
    assert (outcome.grade, outcome.passed, outcome.missing) == ("good", True, [])
    assert outcome.frozen == scheme.frozen
    assert "83.1" in outcome.words("en") and "良好" in outcome.words("zh")
    assert outcome.to_dict()["components"][0]["reason"]["zh"].startswith("得 90/100 分")


def test_numbers_may_come_from_pandas() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    given = {**FIRST, "answers": {**FIRST["answers"], "q4": np.float64(11264.0), "q5": float("nan")}}
    marks = {item.item: item.marks for item in scheme.mark("L1", given).items}
    assert (marks["q4"], marks["q5"]) == (30, 0)


def test_what_is_waited_for_is_named() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    apart = {**FIRST, "ratings": {"talk": {"ann": {"needs": "fully", "offer": 15}, "bo": {"needs": 9, "offer": 9}}}}
    outcome = scheme.mark("L1", [apart])
    assert outcome.total is None and outcome.passed is None
    assert "a third rater is needed" in outcome.missing[0].en
    assert scheme.mark("L2", []).missing[0].en == "Written examination was not sat"


def test_make_ups_count_as_the_scheme_says() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    poor = {**FIRST, "answers": {"q1": "B"}}
    again = {"date": "2026-11-20", "answers": FIRST["answers"]}
    outcome = scheme.mark("L1", [poor, again])
    examination = outcome.components[0]
    assert (examination.score, examination.sitting, examination.made_up) == (60, 2, True)
    with pytest.raises(ac.DataError, match="AC5725") as raised:
        scheme.mark("L1", [poor, again, again])
    assert raised.value.code == "AC5720" and raised.value.faults[0].code == "AC5725"


def test_coverage_and_matrix() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    coverage = scheme.coverage()
    assert coverage.not_examined == ["law"] and (coverage.examined, coverage.total) == (3, 4)
    by_point = {row.key_point: row for row in coverage.key_points}
    assert by_point["talk"].marks == 50 and math.isclose(by_point["talk"].share, 0.5 * 0.2 + 0.3)
    matrix = scheme.item_matrix({"L1": FIRST, "L2": []}, component="examination")
    assert matrix.items == ["q1", "q2", "q3", "q4", "q5"] and matrix.maximum == [10, 30, 10, 30, 20]
    assert matrix.marks[0] == [10, 20, 10, 30, 20] and all(math.isnan(x) for x in matrix.marks[1])
    assert matrix.chosen[0][1] == ["A", "C"]


def test_an_amendment_says_what_it_changes() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    text = scheme.text
    assert ac.Scheme.parse("# a comment\n" + text).frozen == scheme.frozen
    newer = ac.Scheme.parse(text.replace("minimum: 50", "minimum: 40"))
    (change,) = scheme.changes(newer)
    assert change.to_dict() == {"what": "components.examination.minimum", "before": "50", "after": "40"}
    assert newer.frozen != scheme.frozen


def test_faults_have_their_place() -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("key: B\n", "key: Z\n")
    (diagnostic,) = ac.Scheme.check(text, "bad.yaml")
    assert diagnostic.code == "AC5710" and str(diagnostic).startswith("bad.yaml:22:14: error: the key `Z`")
    with pytest.raises(ac.PolicyError, match="AC5710"):
        ac.Scheme.parse(text)
    with pytest.raises(ac.NotFound):
        ac.Scheme.load("no such file.yaml")


def test_bad_papers_are_refused_whole() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    with pytest.raises(ac.DataError) as raised:
        scheme.mark("L1", {"answers": {"q1": "Z", "q9": "A"}, "marks": {"homework": 101}})
    assert sorted(fault.code for fault in raised.value.faults) == ["AC5721", "AC5722", "AC5723"]
    wrong: list[Any] = [{"answer": {}}, "B", [1], {"marks": {"homework": "x"}}, {"answers": {"q1": {"a": 1}}}]
    for bad in wrong:
        with pytest.raises(ac.InvalidArgument, match="sittings"):
            scheme.mark("L1", bad)


def test_values_can_be_copied_and_sent() -> None:
    scheme = ac.Scheme.load(EXAMPLE)
    assert pickle.loads(pickle.dumps(scheme)) == scheme and copy.deepcopy(scheme) is scheme
    outcome = scheme.mark("L1", FIRST)
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    with pytest.raises(AttributeError):
        outcome.nothing  # noqa: B018


def test_pass_rates_name_their_denominator() -> None:
    frame = pl.DataFrame(
        {"passed": [True, False, False, False], "left": [False, True, True, False], "day": [None, 0, 30, None]}
    )
    rate = ac.pass_rate(frame["passed"], frame["left"], frame["day"])
    assert (rate.passed, rate.of, rate.denominator) == (1, 3, "started")
    assert rate.words("en") == "1 of 3 who started passed (33.3 %)"
    assert ac.pass_rate(np.array([1, 0]), denominator="enrolled").of == 2
    assert math.isnan(ac.pass_rate([]).rate)
    unknown = ac.pass_rate([True, None, False, None], [False, False, False, True])
    assert (unknown.passed, unknown.of, unknown.missing) == (1, 3, 1)  # who withdrew did not pass
    assert unknown.words("en") == "1 of 3 who started passed (33.3 %); of 1 the result is missing"
    with pytest.raises(ac.InvalidArgument, match="AC5706|denominators"):
        ac.pass_rate([True], denominator="all")
    with pytest.raises(ac.InvalidArgument):
        ac.pass_rate([True], [True, False])


@pytest.mark.skipif(not (SHARED / "data" / "oulad").exists(), reason="no data of the Open University")
def test_pass_rates_of_the_open_university() -> None:
    folder = SHARED / "data" / "oulad"
    key = ["code_module", "code_presentation", "id_student"]
    info = pl.read_csv(folder / "studentInfo.csv")
    registration = pl.read_csv(folder / "studentRegistration.csv", null_values=["?", ""])
    frame = info.join(registration, on=key)
    passed = frame["final_result"].is_in(["Pass", "Distinction"])
    left = frame["final_result"] == "Withdrawn"
    rates = {d: ac.pass_rate(passed, left, frame["date_unregistration"], denominator=d) for d in ("enrolled", "started", "completed")}
    assert [round(100 * rate.rate, 1) for rate in rates.values()] == [47.2, 52.2, 68.6]
    assert rates["started"].of == 29_496


def test_a_share_is_no_mark() -> None:
    scheme = ac.Scheme.parse("assessment: a\nversion: 1\npass: 60\ncomponents:\n  - {id: project, weight: 100%, marks: 100}\n")
    assert scheme.mark("L1", {"marks": {"project": "85"}}).total == 85
    with pytest.raises(ac.InvalidArgument, match="marks such as 85, not a share"):
        scheme.mark("L1", {"marks": {"project": "85%"}})
    with pytest.raises(ac.PolicyError, match="`60%` is a share"):
        ac.Scheme.parse(scheme.text.replace("pass: 60", "pass: 60%"))
    rubric = "rubric: {raters: 1, criteria: [{id: c, levels: {full: 10, none: 0}}]}"
    rated = ac.Scheme.parse(
        "assessment: a\nversion: 1\npass: 60\ncomponents:\n  - id: project\n    weight: 100%\n    items:\n"
        f"      - {{id: q, type: rubric, marks: 10, {rubric}}}\n"
    )
    with pytest.raises(ac.DataError, match="`85%` is no level"):
        rated.mark("L1", {"ratings": {"q": {"li": {"c": "85%"}}}})


def test_what_nobody_reaches_is_a_warning() -> None:
    text = (
        "assessment: a\nversion: 1\npass: 60\nmake_up: {counts: best, capped: true}\n"
        "components:\n  - {id: project, weight: 100%, marks: 100, minimum: 70}\n"
    )
    (warning,) = ac.Scheme.check(text)
    assert "warning: no make-up reaches the minimum 70" in str(warning)
    assert ac.Scheme.parse(text).name == "a"


def test_every_fault_of_a_scheme_is_reported() -> None:
    text = "assessment: a\nversion: 1\npass: 60%\ncomponents: [{id: examination, weight: SHARE, marks: 10}]\n"
    said = [str(d) for d in ac.Scheme.check(text.replace("SHARE", "30%"))]
    assert len(said) == 2 and "a number such as `60`" in said[0] and "add to 30 %, not to 100 %" in said[1]
    assert "too many decimals; expected at most four before `%`" in str(ac.Scheme.check(text.replace("SHARE", "33.333333%"))[1])


def test_the_words_of_an_outcome_name_components_and_items() -> None:
    scheme = ac.Scheme.parse("""
assessment: a
version: 1
pass: 60
components:
  - id: examination
    title: {en: Paper, zh: 笔试}
    weight: 100%
    items: [{id: q1, type: single, marks: 10, options: {A: x, B: y}, key: A}]
""")
    outcome = scheme.mark("L1", {"answers": {"q1": "A"}})
    assert "笔试：得 10/10 分" in outcome.words("zh") and "q1：10/10，答 A" in outcome.words("zh")
    assert "Paper: 10/10 marks" in outcome.words("en") and "q1: 10/10, answered A" in outcome.words("en")


def test_no_pass_rate_says_why() -> None:
    assert ac.pass_rate([]).not_estimable.zh == "没有开课人数，无合格率"
    assert ac.pass_rate([None]).not_estimable.en == "no result is known: there is no pass rate"
    assert ac.pass_rate([1]).not_estimable.en == ""
