"""Regression and effects beside statsmodels under random inputs, and what the models refuse."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.stats

import aftercourse as ac
import aftercourse.statistics as st

sm = pytest.importorskip("statsmodels.api")


def columns(rng: np.random.Generator, n: int, p: int) -> dict[str, Any]:
    return {f"x{i}": rng.normal(size=n) for i in range(p)}


def column(model: Any, field: str) -> list[float]:
    return [row[field] for row in model.to_dict()["coefficients"]]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("offset", [0.0, 1e9])
@pytest.mark.parametrize("n", [12, 300, 30_000])
def test_linear_regression_agrees_with_statsmodels(seed: int, offset: float, n: int) -> None:
    rng = np.random.default_rng(seed)
    data = columns(rng, n, 4)
    data["x1"] = np.round(data["x1"])  # ties
    y = 2 + data["x0"] - 0.5 * data["x1"] + rng.normal(size=n)
    weights = rng.integers(0, 4, n).astype(float)
    design = sm.add_constant(np.column_stack([data[f"x{i}"] for i in range(4)]))
    peer = sm.WLS(y[weights > 0], design[weights > 0], weights=weights[weights > 0]).fit()
    shifted = {k: v + offset for k, v in data.items()}
    model = st.linear_regression(shifted | {"y": y + offset, "w": weights}, outcome="y", predictors=list(data), weights="w")
    room = 1e-9 if offset == 0 else 1e-5  # the offset itself takes digits off the data
    np.testing.assert_allclose(column(model, "estimate")[1:], peer.params[1:], rtol=room, atol=room)
    np.testing.assert_allclose(column(model, "standard_error")[1:], peer.bse[1:], rtol=room)
    assert model.r_squared == pytest.approx(peer.rsquared, rel=max(room, 1e-9))
    assert model.n == int((weights > 0).sum())


@pytest.mark.parametrize("kind", ["HC0", "HC1", "HC2", "HC3"])
def test_robust_covariances_agree_with_statsmodels(kind: Any) -> None:
    rng = np.random.default_rng(3)
    data = columns(rng, 200, 3)
    y = data["x0"] + rng.normal(size=200) * np.exp(data["x1"])
    peer = sm.OLS(y, sm.add_constant(np.column_stack(list(data.values())))).fit(cov_type=kind)
    model = st.linear_regression(data | {"y": y}, outcome="y", predictors=list(data), covariance=kind)
    np.testing.assert_allclose(column(model, "standard_error"), peer.bse, rtol=1e-10)


def test_clusters_agree_with_statsmodels_and_have_their_t() -> None:
    rng = np.random.default_rng(4)
    n = 400
    group = rng.integers(0, 17, n)
    data = columns(rng, n, 2)
    y = data["x0"] + rng.normal(size=17)[group] + rng.normal(size=n)
    design = sm.add_constant(np.column_stack(list(data.values())))
    peer = sm.OLS(y, design).fit(cov_type="cluster", cov_kwds={"groups": group}, use_t=True)
    labels = np.array([f"class {g}" for g in group])
    model = st.linear_regression(data | {"y": y, "class": labels}, outcome="y", predictors=list(data), cluster="class")
    np.testing.assert_allclose(column(model, "standard_error"), peer.bse, rtol=1e-10)
    np.testing.assert_allclose(column(model, "p_value"), peer.pvalues, rtol=1e-8)
    assert (model.clusters, model.df, model.covariance) == (17, 16, "CR1")


@pytest.mark.parametrize("seed", range(5))
def test_logistic_regression_agrees_with_statsmodels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = 500
    data = columns(rng, n, 3)
    y = (rng.random(n) < 1 / (1 + np.exp(-(0.3 + data["x0"] - data["x2"])))).astype(float)
    peer = sm.Logit(y, sm.add_constant(np.column_stack(list(data.values())))).fit(disp=0, tol=1e-14)
    model = st.logistic_regression(data | {"y": y}, outcome="y", predictors=list(data))
    np.testing.assert_allclose(column(model, "estimate"), peer.params, rtol=1e-9)
    np.testing.assert_allclose(column(model, "standard_error"), peer.bse, rtol=1e-8)
    assert model.log_likelihood == pytest.approx(peer.llf, rel=1e-12)
    assert model.likelihood_ratio_p_value == pytest.approx(peer.llr_pvalue, rel=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_poisson_regression_agrees_with_statsmodels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = 400
    data = columns(rng, n, 2)
    exposure = rng.uniform(0.5, 20, n)
    y = rng.poisson(exposure * np.exp(-1 + 0.4 * data["x0"])).astype(float)
    design = sm.add_constant(np.column_stack(list(data.values())))
    peer = sm.GLM(y, design, family=sm.families.Poisson(), exposure=exposure).fit(tol=1e-14, scale="X2")
    model = st.poisson_regression(
        data | {"y": y, "e": exposure}, outcome="y", predictors=list(data), exposure="e", quasi=True
    )
    np.testing.assert_allclose(column(model, "estimate"), peer.params, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(column(model, "standard_error"), peer.bse, rtol=1e-8)
    assert model.dispersion == pytest.approx(peer.scale, rel=1e-9)


def test_a_million_rows() -> None:
    rng = np.random.default_rng(0)
    n = 1_000_000
    data = columns(rng, n, 10)
    y = 1 + data["x0"] + rng.normal(size=n)
    start = time.perf_counter()
    model = st.linear_regression(data | {"y": y}, outcome="y", predictors=list(data))
    assert time.perf_counter() - start < 30
    design = sm.add_constant(np.column_stack(list(data.values())))
    gram = design.T @ design
    np.testing.assert_allclose(column(model, "estimate"), np.linalg.solve(gram, design.T @ y), rtol=1e-8, atol=1e-12)
    residual = y - design @ np.array(column(model, "estimate"))
    expected = np.sqrt(np.diag(np.linalg.inv(gram)) * (residual @ residual) / (n - 11))
    np.testing.assert_allclose(column(model, "standard_error"), expected, rtol=1e-9)


def test_missing_rows_are_counted_and_labels_coded() -> None:
    frame = pd.DataFrame({"y": [1.0, 2, 3, 5, None, 8], "g": ["b", "a", "b", "a", "b", None], "x": [1.0, 2, 3, 4, 5, 6]})
    model = st.linear_regression(frame, outcome="y", predictors=["x", "g"])
    assert (model.n, model.missing) == (4, 2)
    assert [row["name"] for row in model.to_dict()["coefficients"]] == ["intercept", "x", "g[b]"]
    with pytest.raises(ac.DataError, match="AC5506|missing"):
        st.linear_regression(frame, outcome="y", predictors=["x"], missing="error")


@pytest.mark.parametrize("constant", [0.0, 5.0])
def test_constant_columns_are_named(constant: float) -> None:
    data = {"y": [1.0, 2, 4, 3], "x": [1.0, 2, 3, 4], "flat": [constant] * 4}
    model = st.linear_regression(data, outcome="y", predictors=["x", "flat"])
    assert "flat" in model.not_estimable and np.isnan(model.r_squared)
    dropped = st.linear_regression(data, outcome="y", predictors=["x", "flat"], drop_collinear=True)
    assert [row["name"] for row in dropped.to_dict()["collinear"]] == ["flat"]
    assert len(dropped.to_dict()["coefficients"]) == 2


def test_separation_and_single_observations_are_not_estimable() -> None:
    data = {"y": [0, 0, 0, 1, 1, 1], "x": [1.0, 2, 3, 4, 5, 6]}
    assert "separat" in st.logistic_regression(data, outcome="y", predictors=["x"]).not_estimable
    assert st.linear_regression({"y": [1.0], "x": [2.0]}, outcome="y", predictors=["x"]).not_estimable
    assert st.buhlmann_straub({"y": [1.0], "g": ["a"]}, outcome="y", group="g").not_estimable
    assert st.before_after({"a": [1.0], "b": [2.0]}, outcome="b", before="a").not_estimable


def test_wrong_arguments_are_errors() -> None:
    data = {"y": [1.0, 2, 4, 3], "x": [1.0, 2, 3, 5]}
    with pytest.raises(ac.InvalidArgument, match="possible are"):
        st.linear_regression(data, outcome="y", predictors=["x"], covariance="HC9")  # type: ignore[arg-type]
    with pytest.raises(ac.NotFound):
        st.linear_regression(data, outcome="y", predictors=["z"])
    with pytest.raises(ac.InvalidArgument):
        st.linear_regression({"y": [1.0, np.inf, 2], "x": [1.0, 2, 3]}, outcome="y", predictors=["x"])
    with pytest.raises(ac.InvalidArgument, match="is lacking"):
        st.difference_in_differences(data, outcome="y", group="x")


def test_matching_is_the_same_in_any_order_of_rows() -> None:
    rng = np.random.default_rng(8)
    n = 300
    frame = pd.DataFrame({"id": [f"p{i:03}" for i in range(n)], "x": np.round(rng.normal(size=n), 1)})
    frame["t"] = (rng.random(n) < 1 / (1 + np.exp(1 - frame.x))) * 1
    frame["y"] = frame.x + 2 * frame.t + rng.normal(size=n)
    ask: dict[str, Any] = {"outcome": "y", "treated": "t", "covariates": ["x"], "id": "id"}
    a = st.propensity_match(frame, **ask)
    b = st.propensity_match(frame.sample(frac=1, random_state=1), **ask)
    assert a.estimate == pytest.approx(b.estimate, rel=1e-12)
    assert a.to_dict()["pairs"] == [p | {"distance": pytest.approx(p["distance"])} for p in b.to_dict()["pairs"]]
    assert a.worst_difference_after < a.worst_difference_before
    assert a.low < 2 < a.high


def test_associations_are_those_of_scipy() -> None:
    random = np.random.default_rng(11)
    x, group = random.normal(size=200), random.integers(0, 3, 200)
    y = x + group + random.normal(size=200)
    y[::17] = np.nan
    known = ~np.isnan(y)
    answer = st.associations({"y": y, "x": x, "g": [f"g{i}" for i in group]}, outcome="y", factors=["x", "g"])
    table = answer.associations.to_polars()
    pearson = scipy.stats.pearsonr(x[known], y[known])
    anova = scipy.stats.f_oneway(*(y[known & (group == i)] for i in range(3)))
    assert table["estimate"][0] == pytest.approx(pearson.statistic, rel=1e-12)
    assert table["low"][0] == pytest.approx(pearson.confidence_interval().low, rel=1e-12)
    assert table["p_value"].to_list() == pytest.approx([pearson.pvalue, anova.pvalue], rel=1e-9)
    adjusted = scipy.stats.false_discovery_control([pearson.pvalue, anova.pvalue])
    bh = st.associations({"y": y, "x": x, "g": [f"g{i}" for i in group]}, outcome="y", factors=["x", "g"], correction="bh")
    assert bh.associations.to_polars()["p_adjusted"].to_list() == pytest.approx(adjusted, rel=1e-9)
    assert table["missing"].to_list() == [12, 12]
