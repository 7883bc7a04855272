"""Agreement, reliability and items beside statsmodels and plain NumPy under random inputs, and the contract."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from statsmodels.stats import inter_rater

import aftercourse as ac
import aftercourse.statistics as st

RANDOM = [np.random.default_rng(seed) for seed in range(5)]


@pytest.mark.parametrize("random", RANDOM)
@pytest.mark.parametrize("weighting", ["none", "linear", "quadratic"])
def test_cohen_kappa_is_that_of_statsmodels(random: np.random.Generator, weighting: Any) -> None:
    table = random.integers(0, 12, (4, 4))
    weights = {"none": None, "linear": np.arange(4), "quadratic": np.arange(4)}[weighting]
    kind = {"none": None, "linear": "linear", "quadratic": "quadratic"}[weighting]
    peer = inter_rater.cohens_kappa(table, weights=weights, wt=kind)
    ours = st.cohen_kappa(table=table, weighting=weighting)
    assert ours.estimate == pytest.approx(peer.kappa, rel=1e-12, abs=1e-14)
    assert ours.standard_error == pytest.approx(peer.std_kappa, rel=1e-10)
    assert ours.standard_error_null == pytest.approx(peer.std_kappa0, rel=1e-10)
    assert ours.p_value == pytest.approx(peer.pvalue_two_sided, rel=1e-8)


@pytest.mark.parametrize("random", RANDOM)
def test_a_table_and_its_ratings_are_the_same(random: np.random.Generator) -> None:
    first, second = random.integers(0, 3, 60), random.integers(0, 3, 60)
    table = pd.crosstab(first, second)
    ratings, counted = st.cohen_kappa(raters=(first, second)), st.cohen_kappa(table=table)
    assert ratings.estimate == pytest.approx(counted.estimate, rel=1e-13)
    assert ratings.standard_error == pytest.approx(counted.standard_error, rel=1e-12)
    long = table.stack().rename("n").reset_index()
    weighted = st.cohen_kappa(long, raters=[str(c) for c in long.columns[:2]], weights="n")
    assert weighted.n == 60
    assert weighted.estimate == pytest.approx(counted.estimate, rel=1e-13)


@pytest.mark.parametrize("random", RANDOM)
def test_fleiss_kappa_is_that_of_statsmodels(random: np.random.Generator) -> None:
    counts = random.multinomial(7, [0.2, 0.5, 0.3], 40)
    ours = st.fleiss_kappa(counts=counts)
    assert ours.estimate == pytest.approx(inter_rater.fleiss_kappa(counts), rel=1e-12)
    free = inter_rater.fleiss_kappa(counts, method="randolph")
    every = {row["coefficient"]: row["estimate"] for row in st.rater_agreement(counts=counts).coefficients.to_dicts()}
    assert every["Brennan-Prediger"] == pytest.approx(free, rel=1e-12)


def krippendorff_by_definition(values: np.ndarray, distance: Callable[[Any, Any], Any]) -> float:
    """Krippendorff (2011), section D, by the matrix of coincidences."""
    known = np.unique(values[~np.isnan(values)])
    o = np.zeros((len(known), len(known)))
    for unit in values:
        given = unit[~np.isnan(unit)]
        if len(given) < 2:
            continue
        codes = np.searchsorted(known, given)
        for i, a in enumerate(codes):
            for j, b in enumerate(codes):
                if i != j:
                    o[a, b] += 1 / (len(given) - 1)
    n = o.sum(axis=0)
    d = distance(known, n)
    return float(1 - (n.sum() - 1) * (o * d).sum() / (np.outer(n, n) * d).sum())


def ordinal(_: np.ndarray, n: np.ndarray) -> np.ndarray:
    out = np.zeros((len(n), len(n)))
    for c in range(len(n)):
        for k in range(c + 1, len(n)):
            out[c, k] = out[k, c] = (n[c : k + 1].sum() - (n[c] + n[k]) / 2) ** 2
    return out


DISTANCES: dict[str, Callable[[Any, Any], Any]] = {
    "nominal": lambda v, n: (v[:, None] != v[None, :]).astype(float),
    "ordinal": ordinal,
    "interval": lambda v, n: (v[:, None] - v[None, :]) ** 2,
    "ratio": lambda v, n: ((v[:, None] - v[None, :]) / (v[:, None] + v[None, :])) ** 2,
}


@pytest.mark.parametrize("random", RANDOM)
@pytest.mark.parametrize("level", DISTANCES)
def test_krippendorff_alpha_is_its_definition(random: np.random.Generator, level: Any) -> None:
    values = random.integers(1, 6, (50, 4)).astype(float)
    values[random.random(values.shape) < 0.2] = np.nan
    ours = st.krippendorff_alpha(values, measurement=level)
    assert ours.estimate == pytest.approx(krippendorff_by_definition(values, DISTANCES[level]), rel=1e-11, abs=1e-13)


def test_alpha_keeps_its_digits_far_from_zero() -> None:
    values = np.random.default_rng(1).integers(1, 6, (50, 3)).astype(float)
    near, far = (st.krippendorff_alpha(v, measurement="interval").estimate for v in (values, values + 1e9))
    assert near == pytest.approx(far, rel=1e-12)


def test_a_million_units() -> None:
    random = np.random.default_rng(2)
    values = random.integers(0, 4, (1_000_000, 3))
    assert abs(st.krippendorff_alpha(values).estimate) < 0.005
    assert abs(st.cohen_kappa(values[:, :2]).estimate) < 0.005
    assert abs(st.fleiss_kappa(values).estimate) < 0.005


@pytest.mark.parametrize("random", RANDOM)
def test_a_standard_error_is_that_of_the_jackknife_nearly(random: np.random.Generator) -> None:
    true = random.integers(0, 3, (300, 1))
    values = np.where(random.random((300, 3)) < 0.7, true, random.integers(0, 3, (300, 3))).astype(float)
    values[random.random(values.shape) < 0.1] = np.nan
    for function in (st.gwet_ac, st.fleiss_kappa, st.krippendorff_alpha):
        dropped = [function(np.delete(values, i, axis=0)).estimate for i in range(300)]
        jackknife = math.sqrt(299**2 / 300 * float(np.var(dropped)))
        assert function(values).standard_error == pytest.approx(jackknife, rel=0.05), function


def test_clusters_of_equal_units_count_once() -> None:
    random = np.random.default_rng(3)
    one = random.integers(0, 3, (40, 2))
    twice = np.repeat(one, 2, axis=0)
    cluster = np.repeat(np.arange(40), 2)
    plain = st.gwet_ac(one)
    robust = st.gwet_ac(twice, cluster=cluster)
    assert robust.clusters == 40
    assert robust.estimate == pytest.approx(plain.estimate, rel=1e-12)
    assert robust.standard_error == pytest.approx(plain.standard_error, rel=1e-10)


def test_texts_and_numbers_are_categories() -> None:
    texts = {"a": ["x", "y", None, "x"], "b": ["x", "x", "y", "x"]}
    kappa = st.cohen_kappa(texts)
    assert (kappa.n, kappa.missing, kappa.categories) == (3, 1, ["x", "y"])
    assert st.cohen_kappa(pl.DataFrame(texts)).estimate == kappa.estimate
    assert st.cohen_kappa(pd.DataFrame(texts)).estimate == kappa.estimate
    assert st.cohen_kappa(texts, categories=["x", "y", "z"]).categories == ["x", "y", "z"]
    with pytest.raises(ac.NotFound) as caught:
        st.cohen_kappa(texts, categories=["x", "z"])
    assert caught.value.code == "AC5505"
    with pytest.raises(ac.InvalidArgument):
        st.cohen_kappa({"a": [1, 2], "b": [1, 7]}, categories=[1, 2, 3])
    with pytest.raises(ac.DataError):
        st.cohen_kappa(texts, missing="error")
    with pytest.raises(ac.InvalidArgument):
        st.cohen_kappa({"a": [1.0, math.inf], "b": [1, 2]})
    with pytest.raises(ac.InvalidArgument):
        st.krippendorff_alpha(texts, measurement="interval")


def test_poor_ratings_say_so() -> None:
    apart = {"a": [1, None, 2, None], "b": [None, 1, None, 2]}
    for function in (st.cohen_kappa, st.fleiss_kappa, st.gwet_ac, st.krippendorff_alpha):
        answer = function(apart)
        assert answer.not_estimable and math.isnan(answer.estimate)
        assert function({"a": [1, 1], "b": [1, 1]}).not_estimable
    assert st.rater_agreement(apart).not_estimable
    assert st.intraclass_correlation({"a": [1, 1], "b": [1, 1]}).not_estimable
    assert st.intraclass_correlation({"a": [1], "b": [2]}).not_estimable
    assert st.kendall_w({"a": [1, 1], "b": [2, 2]}).not_estimable
    assert st.cronbach_alpha({"a": [1, 1], "b": [2, 2]}).not_estimable
    assert st.mcdonald_omega({"a": [1, 2, 3], "b": [2, 1, 3]}).not_estimable


@pytest.mark.parametrize("random", RANDOM)
def test_alpha_and_items_are_their_definitions(random: np.random.Generator) -> None:
    marks = random.normal(0, 1, (80, 1)) + random.normal(0, 1, (80, 5)) + 1e6
    alpha = st.cronbach_alpha(marks)
    v = np.cov((marks - 1e6).T)
    assert alpha.estimate == pytest.approx(5 / 4 * (1 - np.trace(v) / v.sum()), rel=1e-9)
    assert st.cronbach_alpha(covariance=v, n=80).low == pytest.approx(alpha.low, rel=1e-9)
    rest = [np.corrcoef(marks[:, j], marks.sum(axis=1) - marks[:, j])[0, 1] for j in range(5)]
    assert [row["item_rest"] for row in alpha.per_item.to_dicts()] == pytest.approx(rest, abs=1e-8)
    omega = st.mcdonald_omega(marks)
    assert omega.low < omega.estimate < omega.high <= 1
    assert omega.estimate == pytest.approx(st.mcdonald_omega(covariance=v, n=80).estimate, rel=1e-6)


def test_the_standard_error_of_omega_is_what_samples_show() -> None:
    random = np.random.default_rng(11)
    loadings = np.array([0.9, 0.7, 0.5, 0.6])
    estimates, errors = [], []
    for _ in range(300):
        x = random.normal(0, 1, (400, 1)) * loadings + random.normal(0, 1, (400, 4)) * np.sqrt([0.5, 0.6, 0.8, 0.4])
        omega = st.mcdonald_omega(x)
        estimates.append(omega.estimate)
        errors.append(omega.standard_error)
    assert np.mean(errors) == pytest.approx(np.std(estimates), rel=0.12)
    true = loadings.sum() ** 2 / (loadings.sum() ** 2 + 0.5 + 0.6 + 0.8 + 0.4)
    assert np.mean(estimates) == pytest.approx(true, abs=0.005)


def simulated(random: np.random.Generator, persons: int, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    chance = 1 / (1 + np.exp(-a * (random.standard_normal((persons, 1)) - b)))
    right: np.ndarray = (random.random(chance.shape) < chance).astype(float)
    return right


def test_item_models_find_what_made_the_data() -> None:
    random = np.random.default_rng(4)
    a, b = np.array([0.8, 1.0, 1.5, 2.0, 1.2, 0.7]), np.array([-1.5, -0.5, 0.0, 0.5, 1.0, 2.0])
    x = simulated(random, 20_000, a, b)
    x[random.random(x.shape) < 0.15] = np.nan
    model = st.two_parameter_logistic(x)
    for row, slope, place in zip(model.items.to_dicts(), a, b, strict=True):
        assert abs(row["discrimination"] - slope) < 4 * row["discrimination_error"]
        assert abs(row["difficulty"] - place) < 4 * row["difficulty_error"]
    assert len(model.ability) == 20_000
    assert model.aic == pytest.approx(24 - 2 * model.log_likelihood)
    assert st.rasch(x).log_likelihood < model.log_likelihood


def test_standard_errors_are_the_curvature_of_the_likelihood() -> None:
    x = simulated(np.random.default_rng(5), 500, np.array([1.0, 1.3, 0.8]), np.array([-0.5, 0.2, 0.9]))
    node, weight = np.polynomial.hermite_e.hermegauss(81)
    weight = weight / weight.sum()

    def log_likelihood(p: np.ndarray) -> float:
        right = 1 / (1 + np.exp(-(p[:3, None] + p[3:, None] * node)))
        each = np.exp(x @ np.log(right) + (1 - x) @ np.log(1 - right)) @ weight
        return float(np.log(each).sum())

    model = st.two_parameter_logistic(x)
    rows = model.items.to_dicts()
    at = np.array([row["intercept"] for row in rows] + [row["discrimination"] for row in rows])
    assert model.log_likelihood == pytest.approx(log_likelihood(at), rel=1e-12)
    h, steps = 1e-3, np.eye(6) * 1e-3
    information = np.empty((6, 6))
    for i in range(6):
        for j in range(6):
            corners = [log_likelihood(at + s * steps[i] + t * steps[j]) * s * t for s in (1, -1) for t in (1, -1)]
            information[i, j] = -sum(corners) / (4 * h * h)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    ours = [row["intercept_error"] for row in rows] + [row["discrimination_error"] for row in rows]
    assert ours == pytest.approx(errors, rel=2e-4)


def test_poor_items_say_so() -> None:
    model = st.rasch({"a": [1, 0, 1, 0], "b": [1, 1, 0, 0], "c": [1, 1, 1, 1]})
    assert model.items.to_dicts()[2]["not_estimable"].startswith("all answers are right")
    scale = {f"q{j}": [float(j < score) for score in range(5) for _ in range(10)] for j in range(4)}
    assert st.two_parameter_logistic(scale).not_estimable
    assert math.isnan(st.two_parameter_logistic(scale).log_likelihood)
    assert st.rasch({"a": [1, 1], "b": [1, 1]}).not_estimable
    with pytest.raises(ac.InvalidArgument):
        st.rasch({"a": [1, 2], "b": [0, 1]})
    with pytest.raises(ac.DataError):
        st.rasch({"a": [1, None, 0], "b": [0, 1, 1]}, missing="error")


def test_distractors_by_key() -> None:
    responses = {"q1": ["A", "A", "B", "A", None, "C"], "q2": ["D", "D", "D", "B", "B", "B"]}
    analysis = st.item_analysis(responses=responses, key={"q1": "A", "q2": "D"})
    assert [row["facility"] for row in analysis.items.to_dicts()] == [0.5, 0.5]
    options = {(row["item"], row["option"]): row for row in analysis.options.to_dicts()}
    assert options["q1", "A"]["right"] and options["q1", "A"]["n"] == 3
    assert analysis.n == 6
    with pytest.raises(ac.InvalidArgument):
        st.item_analysis({"q1": [1, 5]})
    assert st.item_analysis({"q1": [1, 5]}, max_marks=5).items.to_dicts()[0]["facility"] == 0.6


def test_item_bias_finds_a_planted_item() -> None:
    random = np.random.default_rng(6)
    a, b = np.ones(10), np.linspace(-1.5, 1.5, 10)
    x = simulated(random, 4000, a, b)
    group = np.where(np.arange(4000) < 2000, "day", "night")
    harder = b.copy()
    harder[4] += 1.0
    x[2000:] = simulated(random, 2000, a, harder)
    frame = pd.DataFrame(x, columns=[f"q{j}" for j in range(10)]).assign(shift=group)
    bias = st.item_bias(frame, items=[f"q{j}" for j in range(10)], group="shift", focal="night")
    classes = {row["item"]: row["ets_class"] for row in bias.items.to_dicts()}
    assert classes["q4"] == "C-"
    assert [name for name, c in classes.items() if c.startswith("C")] == ["q4"]
    assert (bias.reference_n, bias.focal_n) == (2000, 2000)


def test_weakness_is_a_posterior() -> None:
    frame = {"right": [1, 0, 0, 0, 1, 1], "point": ["p"] * 6, "who": ["a"] * 4 + ["b"] * 2}
    rows = st.weakness(frame, right="right", point="point", group="who", beta=(1, 1)).rows.to_dicts()
    assert rows[0]["group"] == "a" and rows[0]["posterior_mean"] == pytest.approx(1 / 3)
    assert rows[0]["probability_below"] > 0.9 > rows[1]["probability_below"]
    with pytest.raises(ac.InvalidArgument):
        st.weakness(frame, right="right", point="point", group="who", pass_mark=60)


def test_icc_and_w_under_ties_and_offsets() -> None:
    random = np.random.default_rng(7)
    marks = random.integers(0, 4, (30, 3)).astype(float)
    assert st.intraclass_correlation(marks).estimate == pytest.approx(
        st.intraclass_correlation(marks + 1e10).estimate, rel=1e-10
    )
    ranks = pd.DataFrame(marks).rank()
    sums = ranks.sum(axis=1)
    ties = sum(int((t**3 - t).sum()) for t in (ranks[c].value_counts() for c in ranks))
    w = 12 * ((sums - sums.mean()) ** 2).sum() / (9 * (30**3 - 30) - 3 * ties)
    assert st.kendall_w(marks).estimate == pytest.approx(w, rel=1e-12)
    part = marks.copy()
    part[3, 1] = np.nan
    assert (st.kendall_w(part).n, st.kendall_w(part).missing) == (29, 1)


def test_marks_may_have_a_row_each() -> None:
    marks = {"superior": [4.0, 3.0, 5.0, 2.0], "self": [5.0, 3.0, 5.0, 4.0]}
    wide = st.intraclass_correlation(marks)
    rows = [(who, f"L{i}", mark) for who, column in marks.items() for i, mark in enumerate(column)]
    rows += [("self", "L3", 2.0), ("superior", "L9", 1.0)]  # twice: the mean, 3; and one whom only one of them marked
    long = {"rater": [r[0] for r in rows], "unit": [r[1] for r in rows], "mark": [r[2] for r in rows]}
    answer = st.intraclass_correlation(long, outcome="mark", unit="unit", rater="rater")
    assert (answer.n, answer.missing) == (4, 1)
    same = st.intraclass_correlation({**marks, "self": [5.0, 3.0, 5.0, 3.0]})
    assert answer.estimate == pytest.approx(same.estimate, rel=1e-14) and answer.estimate != wide.estimate
    with pytest.raises(ac.errors.InvalidArgument, match="AC5504"):
        st.intraclass_correlation(long, outcome="mark", unit="unit")
