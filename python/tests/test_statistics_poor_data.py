"""Data too poor for an answer, and arguments no answer fits: a stated reason or an error of the library, never a crash, a
"nan" or a number that only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aftercourse as ac
import aftercourse.statistics as st
import pytest

Call = Callable[[], Any]

HUGE = [1e200 * i * i for i in range(8)]
BEFORE = [1.0, 2, 3, 4, 5, 7, 1, 3]
TWO_RATERS = {"a": [1, 2, 1, 2], "b": [1, 2, 2, 2]}


def panel(units: str, periods: list[int], treated: list[int]) -> Any:
    rows = {"y": [float(i * i % 7) for i in range(len(units))], "u": list(units), "p": periods, "t": treated}
    return st.difference_in_differences(rows, outcome="y", unit="u", period="p", treated="t")


@pytest.mark.parametrize(
    ("units", "periods", "treated"),
    [("abcd", [0, 1, 0, 1], [0, 0, 1, 1]), ("aabb", [0, 0, 1, 1], [0, 0, 1, 1]), ("abcd", [0] * 4, [0, 0, 1, 1]), ("a", [0], [1])],
)
def test_a_panel_in_which_nobody_is_seen_twice_says_so(units: str, periods: list[int], treated: list[int]) -> None:
    assert panel(units, periods, treated).not_estimable.startswith("no unit has rows in two periods")


def test_a_regression_of_nothing_says_so() -> None:
    data = {"y": [1.0, 2, 3], "z": [0.0, 0, 0]}
    answer = st.linear_regression(data, outcome="y", predictors=["z"], intercept=False, drop_collinear=True)
    assert answer.not_estimable.startswith("there is no column")


def test_kappa_by_cluster_leaves_out_what_one_rater_did_not_judge() -> None:
    a, b, c = [None, 1, 2, 2, 1, 2, 1, 2], [1, 2, 2, 2, 1, 1, 1, 2], [0, 0, 1, 1, 2, 2, 3, 3]
    whole = st.cohen_kappa({"a": a, "b": b, "c": c}, raters=["a", "b"], cluster="c")
    by_hand = st.cohen_kappa({"a": a[1:], "b": b[1:], "c": c[1:]}, raters=["a", "b"], cluster="c")
    assert whole.missing == 1
    assert (whole.estimate, whole.standard_error, whole.n) == (by_hand.estimate, by_hand.standard_error, by_hand.n)
    assert whole.standard_error == pytest.approx(0.358744, abs=1e-6)


def test_a_mixed_model_with_a_sliver_of_a_degree_of_freedom() -> None:
    data = {"y": [2, 2, 0, 3.5, 1], "x": [1, 0, 0, 0, 2], "g": [2, 0, 2, 0, 2]}
    assert "nan" not in st.mixed_model(data, outcome="y", fixed=["x"], random=["x | g"]).words()


def test_the_power_of_an_effect_far_beyond_the_noncentral_t() -> None:
    assert st.power_two_means(effect=1e5, power=0.8).n == 4
    near, far = (st.power_one_mean(effect=effect, n=2, level=1 - 1e-5).power for effect in (7071.0, 7072.0))
    assert 0.1 < near < 0.9
    assert near == pytest.approx(far, rel=1e-3)


@pytest.mark.parametrize(
    "asked",
    [
        lambda: st.risk_difference(table=[[0, 5], [0, 5]]),
        lambda: st.risk_ratio(table=[[5, 0], [5, 0]]),
        lambda: st.ancova({"y": [3.0] * 8, "b": BEFORE, "g": list("abababab")}, outcome="y", before="b", group="g"),
        lambda: st.ancova({"y": HUGE, "b": BEFORE, "g": list("abababab")}, outcome="y", before="b", group="g"),
        lambda: st.difference_in_differences({"y": [3.0] * 8, "g": list("aaaabbbb"), "t": [0, 1] * 4}, outcome="y", group="g", after="t"),
        lambda: st.difference_in_differences({"y": HUGE, "g": list("aaaabbbb"), "t": [0, 1] * 4}, outcome="y", group="g", after="t"),
        lambda: st.linear_regression({"y": HUGE, "x": BEFORE}, outcome="y", predictors=["x"]),
        lambda: st.mann_whitney(([1.0], [2.0])),
        lambda: st.cliffs_delta(([1.0], [2.0])),
        lambda: st.cliffs_delta(([1.0], [2.0, 3.0])),
        lambda: st.kaplan_meier(time=[0, 0, 0], event=[1, 1, 1]),
        lambda: st.kaplan_meier(time=[1, 2, 3, 4], event=[1, 1, 0, 1]),
        lambda: st.hedges_g(([1.0, 1 + 1e-9, 1], [1e6, 1e6, 1e6 + 1e-9])),
        lambda: st.describe({"y": [1, 2, 3.0], "w": [1e308] * 3}, outcome="y", weights="w"),
    ],
)
def test_a_sentence_never_says_nan(asked: Call) -> None:
    answer = asked()
    for language in ("en", "zh"):
        words = answer.words(language)
        assert "nan" not in words
        assert "- to -" not in words and "- 至 -" not in words
        assert not words.startswith(("Not estimable:  ", "无法估计：（"))


def test_values_too_large_for_a_variance_are_not_called_equal() -> None:
    values = [1e200, 2e200, 3e200]
    for answer in (st.t_test(outcome=values), st.stratified_mean(outcome=values)):
        assert "too large" in answer.not_estimable
    assert st.describe(outcome=values).sd == pytest.approx(1e200)


@pytest.mark.parametrize("coefficient", [st.cohen_kappa, st.gwet_ac, st.krippendorff_alpha])
def test_weights_that_add_up_to_no_unit(coefficient: Callable[..., Any]) -> None:
    answer = coefficient({**TWO_RATERS, "w": [1e-300] * 4}, raters=["a", "b"], weights="w")
    assert "less than one unit" in answer.not_estimable


def test_a_description_counts_the_rows_of_no_group() -> None:
    answer = st.describe({"y": [1, 2, 3.0], "g": ["a", None, "a"]}, outcome="y", by="g")
    assert (answer.n, answer.missing) == (2, 1)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (lambda: st.proportion_interval(successes=1, n=3, level=1 - 1e-16), "level"),
        (lambda: st.cronbach_alpha(covariance=[[1, 2], [2, 1]], n=10), "positive semidefinite"),
        (lambda: st.cohen_kappa(table=[[1, 2], [3, 4]], agreement=[[1, 2], [2, 1]]), "within 0 and 1"),
        (lambda: st.cohen_kappa(table=[[1, 2], [3, 4]], agreement=[[1, 0.2], [0.5, 1]]), "symmetric"),
        (lambda: st.gwet_ac(TWO_RATERS, agreement=[[1, 5], [5, 1]]), "within 0 and 1"),
        (lambda: st.gwet_ac(TWO_RATERS, categories=[1, 1, 2]), "declared twice"),
        (lambda: st.power_two_means(n=1e300, effect=0.5), "at most"),
        (lambda: st.equivalence_test({"y": [1.0, 2, 3, 2, 3, 5], "g": list("aaabbb")}, outcome="y", group="g", margin=1, level=0.5), "this is 0.5"),
        (lambda: st.proportion_interval(successes=1, n=2**64), "63 bits"),
        (lambda: st.proportion_interval(successes=2**63, n=3), "63 bits"),
        (lambda: st.control_chart([1.0, 2, 3], baseline=10**30), "63 bits"),
        (lambda: st.cluster_bootstrap(outcome=[1.0, 2, 3], seed=2**64, replicates=200), "63 bits"),
        (lambda: st.item_analysis({"q": ["A", "B"]}, responses=["q"], key=[None]), "missing"),
    ],
)
def test_what_no_answer_fits_is_an_error_of_the_library(asked: Call, why: str) -> None:
    with pytest.raises(ac.Error, match=why):
        asked()


def test_a_printed_table_of_correlations_may_have_been_rounded() -> None:
    assert st.cronbach_alpha(covariance=[[1, 0.99, 0.14], [0.99, 1, 0.0], [0.14, 0.0, 1]], n=10).estimate > 0


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (lambda: st.power_two_means(n=1, effect=0.5), "no degree of freedom"),
        (lambda: st.power_two_means(n=1, power=0.8), "no degree of freedom"),
        (lambda: st.precision_of_proportion(half_width=1e-10), "more observations"),
        (lambda: st.power_two_means(n=10, power=0.01), "power up to alpha"),
    ],
)
def test_a_power_that_nothing_gives(asked: Call, why: str) -> None:
    assert why in asked().not_estimable


def test_two_columns_of_one_name() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([[1.0, 2], [3, 4], [4, 5]], columns=["a", "a"])
    with pytest.raises(ac.InvalidArgument, match="two columns of the data are called a"):
        st.describe(frame, outcome="a")


def test_the_marks_of_the_data_count_beside_responses_of_their_own() -> None:
    marks = {"q1": [8, 9, 3, 7.0], "q2": [6, 9, 9, 10.0]}
    chosen = {"q1": list("ABAA"), "q2": [["B"], ["B"], ["A", "C"], []]}
    by_data = st.item_analysis(marks, max_marks=10, responses=chosen, key=["A", "B"])
    assert [row["facility"] for row in by_data.items.to_dicts()] == pytest.approx([0.675, 0.85])
    assert by_data == st.item_analysis(items=marks, max_marks=10, responses=chosen, key=["A", "B"])
    rows = by_data.options.to_dicts()
    assert {row["item"] for row in rows} == {"q1", "q2"}
    assert {row["option"] for row in rows if row["item"] == "q2"} == {"B", "A, C"}
    named = st.item_analysis(chosen | {"q2": list("BBAB")}, responses=["q1", "q2"], key=["A", "B"])
    assert [row["facility"] for row in named.items.to_dicts()] == pytest.approx([0.75, 0.75])


def test_the_sentence_of_a_curve_tells_the_times_asked_for() -> None:
    answer = st.aalen_johansen(time=[5.0, 10, 200, 424], event=["a", "b", "a", "b"], at=[120])
    assert "by 120" in answer.words() and "424" not in answer.words()


def test_chinese_sentences_put_blanks_about_numbers_only() -> None:
    scores = {"a": [1, 2, 3, 4.0], "b": [1, 2, 4, 4.0]}
    assert st.intraclass_correlation(scores).words("zh").startswith("ICC(2,1) 组内相关系数为 0.9")
    assert "95% 置信区间 0.0615 至 0.7923" in st.proportion_interval(successes=1, n=3).words("zh")
