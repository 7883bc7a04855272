"""Questionnaires: read, printed, filled from exports, scored; who answered and how much it counts."""

from __future__ import annotations

import copy
import csv
import math
import os
import pathlib
import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import aftercourse as ac

ROOT = pathlib.Path(__file__).parents[2]
SHARED = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", ROOT.parent / "shared"))

SHEET = """
instrument: sample
version: 1
dimensions: {id: d}
roles: {superior: {weight: 60%, title: {en: Superior, zh: 上级}}, self: {weight: 40%, title: {en: Self, zh: 本人}}}
items:
  - {id: a, type: scale, dimension: d, text: {en: A, zh: 甲}, scale: {min: 1, max: 5, favourable: 4, not_applicable: true}}
  - {id: b, type: scale, dimension: d, text: B, scale: {min: 1, max: 5}, reversed: true}
  - {id: c, type: multiple, text: {en: C, zh: 丙}, options: {x: {en: Ex, zh: 一}, y: {en: Why, zh: 二}}}
"""


def sample() -> ac.Instrument:
    return ac.Instrument.parse(SHEET)


def test_the_built_in_ones_print_in_both_languages() -> None:
    assert ac.Instrument.built_in_names() == ["effect", "follow-up", "interview", "work-performance"]
    for name in ac.Instrument.built_in_names():
        instrument = ac.Instrument.built_in(name)
        assert instrument.name == name and len(instrument.frozen) == 64
        assert instrument.definition.title.zh in instrument.to_html()
        assert '<html lang="en">' in instrument.to_html("en")
    with pytest.raises(ac.NotFound, match="AC5803|did you mean"):
        ac.Instrument.built_in("followup")


def test_exports_of_form_tools_are_read() -> None:
    export = "\ufeff工号,提交时间,所用时间,1、甲,B,3、丙\nL1,2026/9/1 8:05,93秒,5,1,一;二\nL2,2026/9/1 9:00,60秒,不适用,3,\n"
    responses = sample().read_responses(
        export.encode(), columns={"person": "工号", "submitted": "提交时间", "seconds": "所用时间", "occurrence": "=P7"}
    )
    assert responses == [
        {
            "id": "1",
            "person": "L1",
            "occurrence": "P7",
            "submitted": "2026-09-01T08:05:00",
            "seconds": 93,
            "answers": {"a": 5, "b": 1, "c": ["x", "y"]},
        },
        {
            "id": "2",
            "person": "L2",
            "occurrence": "P7",
            "submitted": "2026-09-01T09:00:00",
            "seconds": 60,
            "answers": {"a": {"not_applicable": True}, "b": 3},
        },
    ]
    scores = sample().person_scores(responses)
    assert [(s.response, s.dimension, s.score) for s in scores] == [("1", "d", 5), ("1", "", 5), ("2", "d", 3), ("2", "", 3)]


def test_columns_that_nothing_reads_are_listed() -> None:
    export = "序号,1、甲。,B 级,丙:一,Q3_丙（二）\n1,5,1,1,0\n"
    assert sample().unread_columns(export) == ["序号", "B 级"]
    assert sample().unread_columns(export, columns={"b": "B 级", "id": "序号"}) == []
    assert sample().read_responses(export, columns={"b": "B 级"})[0]["answers"] == {"a": 5, "b": 1, "c": ["x"]}


def test_faults_of_an_export_say_what_to_do(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes("甲,B\n9,1\n".encode())
    with pytest.raises(ac.DataError, match=r"answers\.csv:2:1: a: 9 is no whole number"):
        sample().read_responses(path)
    path.write_bytes("甲,B\n5,1\n".encode("gb18030"))
    with pytest.raises(ac.DataError, match=r'answers\.csv:1: the text is not UTF-8 .*"CSV UTF-8"'):
        sample().read_responses(path)
    with pytest.raises(ac.DataError, match="did you mean `person`"):
        sample().read_responses("a,x\n1,2\n", columns={"persons": "x"})


def test_a_page_says_where_to_go_on() -> None:
    sheet = ac.Instrument.parse("""
instrument: sheet
version: 1
items:
  - {id: a, type: multiple, text: {en: "Why? (any number of answers)", zh: 原因？（可多选）}, options: {x: 甲, y: 乙}}
  - {id: b, type: single, text: B, options: {x: 甲, y: 乙}, skip: {if: x, to: d}}
  - {id: c, type: number, min: 0, max: 9, text: C, skip: {if: {at_least: 3}, to: end}}
  - {id: d, type: text, text: D}
""")
    zh, en = sheet.to_html("zh"), sheet.to_html("en")
    assert "（请跳至第 4 题）" in zh and "（&ge; 3：请跳至结束）" in zh and "（单选）" in zh and zh.count("可多选") == 1
    assert "(go to question 4)" in en and "(&ge; 3: go to the end)" in en and en.count("any number of answers") == 1


def test_a_file_is_read_by_its_path(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("a;c\n4;Ex|Why\n", encoding="utf-8")
    assert sample().read_responses(path, separator=";")[0]["answers"] == {"a": 4, "c": ["x", "y"]}


def test_every_fault_is_listed() -> None:
    with pytest.raises(ac.DataError) as raised:
        sample().read_responses("a,b,c\n9,2.5,z\n1,1,x\n")
    assert raised.value.code == "AC5820"
    assert [(f.row, f.column, f.field, f.code) for f in raised.value.faults] == [
        (2, 1, "a", "AC5823"),
        (2, 2, "b", "AC5823"),
        (2, 3, "c", "AC5822"),
    ]
    with pytest.raises(ac.DataError):
        sample().group_scores([{"answers": {"a": 9}}])
    wrong: list[Any] = [{}, [1], [{"answer": {}}], [{"answers": {"a": [[1]]}}]]
    for bad in wrong:
        with pytest.raises(ac.InvalidArgument):
            sample().group_scores(bad)


def test_a_group_is_the_mean_of_persons() -> None:
    responses = [{"answers": {"a": 5, "b": 1}}, {"answers": {"a": np.int64(2)}}]
    (d, *_) = sample().group_scores(responses)
    assert (d.dimension, d.n, d.mean, d.valid, d.missing) == ("d", 2, 3.5, 3, 1)
    assert (d.favourable, d.judged, d.favourable_share) == (1, 2, 0.5)
    weighted = sample().group_scores(responses, weights=[1, 3])[0]
    assert weighted.mean == 2.75 and math.isnan(weighted.sd)
    assert sample().group_scores([])[0].n == 0
    frame = pl.DataFrame([row.to_dict() for row in sample().group_scores(responses)])
    assert frame["item"].to_list() == ["", "", "a", "b"]


def test_the_last_submission_counts() -> None:
    first = {"id": "1", "person": "L1", "submitted": "2026-09-02T08:00", "answers": {"a": 1}}
    second = {"id": "2", "person": "L1", "submitted": "2026-09-01T08:00", "answers": {"a": 5}}
    assert [r["id"] for r in sample().last_submissions([first, second])] == ["1"]


def test_appraisals_weigh_their_roles() -> None:
    responses: list[dict[str, Any]] = [
        {"subject": "L9", "role": "上级", "answers": {"a": 4, "b": 2}},
        {"subject": "L9", "role": "self", "answers": {"a": 5, "b": 1}},
    ]
    with pytest.raises(ac.DataError):  # JSON names roles by their ids
        sample().appraisal_scores(responses)
    responses[0]["role"] = "superior"
    score = sample().appraisal_scores(responses)[0]
    assert math.isclose(score.total, 0.6 * 4 + 0.4 * 5) and score.missing_roles == []
    alone = sample().appraisal_scores(responses[:1])[0]
    assert math.isnan(alone.total) and alone.missing_roles == ["self"]
    with pytest.raises(ac.InvalidArgument):
        ac.Instrument.built_in("follow-up").appraisal_scores([])


def test_matrix_flags_and_dispositions() -> None:
    responses = [{"answers": {"a": 3, "b": 3}}, {"answers": {"a": 1}}]
    matrix = sample().answer_matrix(responses, "d")
    assert matrix.items == ["a", "b"] and matrix.values[0] == [3, 3] and math.isnan(matrix.values[1][1])
    assert [f.straight_line for f in sample().answering_flags(responses, least_items=2)] == [True, False]
    rate = sample().dispositions(responses, 4)
    assert (rate.counts.partial, rate.counts.refusal, rate.counts.non_contact, rate.rr1, rate.rr2) == (1, 1, 2, 0, 0.25)


def test_versions_are_compared_over_shared_items() -> None:
    newer = ac.Instrument.parse(SHEET.replace("text: B", "text: changed").replace("version: 1", "version: 2"))
    shared = sample().shared_items(newer)
    assert shared.same == ["a", "c"] and shared.changed == {"b": ["title.en"]}
    assert {c.what for c in sample().changes(newer)} == {"version", "items.b.title.en"}
    (d, _) = sample().compare_versions([{"answers": {"a": 2, "b": 5}}], newer, [{"answers": {"a": 4}}])
    assert (d.items, d.older.mean, d.newer.mean, d.difference) == (["a"], 2, 4, 2)


def test_a_cycle_in_the_skip_logic_is_refused() -> None:
    text = SHEET.replace("reversed: true}", "reversed: true, skip: {if: 1, to: a}}")
    with pytest.raises(ac.PolicyError, match=r"a cycle \(a, b, a\)"):
        ac.Instrument.parse(text)
    assert ac.Instrument.check(text)[0].code == "AC5810"


def test_values_can_be_copied_and_sent() -> None:
    assert pickle.loads(pickle.dumps(sample())) == sample()
    assert copy.copy(sample()) == sample() and len({sample(), sample()}) == 1


def test_raking_meets_the_margins() -> None:
    frame = pd.DataFrame({"sex": ["f"] * 70 + ["m"] * 30, "age": [1, 2] * 35 + [2] * 20 + [1] * 10})
    raking = ac.rake(frame, {"sex": {"f": 0.5, "m": 0.5}, "age": {"1": 30, "2": 70}})
    weights = np.array(raking.weights)
    assert raking.converged and math.isclose(weights.mean(), 1)
    assert math.isclose(weights[frame["sex"] == "m"].sum(), 50, rel_tol=1e-8)
    assert math.isclose(weights[frame["age"] == 1].sum(), 30, rel_tol=1e-8)
    assert math.isclose(raking.effective_n, weights.sum() ** 2 / (weights**2).sum())
    with pytest.raises(ac.InvalidArgument, match="no target"):
        ac.rake(frame, {"sex": {"f": 1}})


def test_response_rates_and_bounds() -> None:
    rate = ac.response_rate(complete=60, partial=15, refusal=10, non_contact=20, other=5, unknown=8, unknown_other=2)
    assert (rate.rr1, rate.rr2, rate.of) == (0.5, 0.625, 120)
    bounds = ac.missing_bounds([5, 4, 3, None], min=1, max=5, missing=1)
    assert (bounds.observed, bounds.worst, bounds.best, bounds.missing) == (4, 2.8, 4.4, 2)
    with pytest.raises(ac.InvalidArgument):
        ac.missing_bounds([6], min=1, max=5)


def test_responders_are_compared() -> None:
    frame = pl.DataFrame({"answered": [True, True, True, False, False], "age": [30.0, 40, 50, 20, 30], "unit": list("AABAB")})
    age, a, b = ac.compare_responders(frame, "answered", ["age", "unit"])
    assert math.isclose(age.difference, 15 / math.sqrt((100 + 50) / 2))
    assert (a.label, b.label) == ("A", "B") and math.isclose(a.difference, -b.difference)


@pytest.mark.skipif(not (SHARED / "data" / "carpentries").exists(), reason="no data of the Carpentries")
def test_net_promoters_of_the_carpentries() -> None:
    """501 promoters and 71 detractors of 889 answers, 78 missing."""
    path = SHARED / "data" / "carpentries" / "instructor_training_post_20180908.csv"
    with path.open(encoding="utf-8-sig") as file:
        answers = [row["LikelyToRecommend"] for row in csv.DictReader(file)]
    score = ac.net_promoter([float(a.split()[0]) if a else None for a in answers])
    assert (score.promoters, score.detractors, score.n, score.missing) == (501, 71, 889, 78)
    assert math.isclose(score.estimate, 430 / 889)


def test_the_words_of_a_comparison_of_responders() -> None:
    [age, unit] = ac.compare_responders({"age": [30, 40, 50, 60], "unit": ["a"] * 4}, [1, 1, 0, 0], ["age", "unit"])
    assert age.words("en") == "age: 35 of 2 who answered, 55 of 2 who did not; standardised difference -2.828"
    assert "答复者 35（2 人），未答复者 55（2 人）" in age.words("zh")
    assert "neither group varies" in unit.words("en")
