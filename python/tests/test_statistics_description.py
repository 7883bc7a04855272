"""Description, proportions, surveys, power and corrections beside SciPy and statsmodels, on random inputs; and what
only this library promises of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

import aftercourse as ac
import aftercourse.statistics as st

scipy_stats = pytest.importorskip("scipy.stats")
smp = pytest.importorskip("statsmodels.stats.proportion")
smm = pytest.importorskip("statsmodels.stats.multitest")
smpower = pytest.importorskip("statsmodels.stats.power")
smw = pytest.importorskip("statsmodels.stats.weightstats")

RANDOM = np.random.default_rng(20261121)

COLUMNS = {
    "normal": RANDOM.normal(size=401),
    "ties": RANDOM.integers(0, 4, size=200).astype(float),
    "zeros": np.r_[np.zeros(50), 1.0],
    "skewed": np.exp(2 * RANDOM.normal(size=999)),
    "offset": 1e9 + RANDOM.normal(size=300),
    "few": np.array([1.0, 2.0, 4.0, 8.0]),
    "two": np.array([3.0, 7.0]),
    "million": RANDOM.normal(size=1_000_000),
    "tiny": 1e-200 * RANDOM.normal(size=50),
    "huge": 1e200 * RANDOM.normal(size=50),
}


def near(a: float, b: float, relative: float = 1e-12, absolute: float = 0.0) -> bool:
    return math.isclose(a, b, rel_tol=relative, abs_tol=absolute)


@pytest.mark.parametrize("name", COLUMNS)
def test_descriptions_agree_with_numpy_and_scipy(name: str) -> None:
    x = COLUMNS[name]
    answer = st.describe(x)
    peer = x / np.abs(x).max() if name in ("tiny", "huge") else x  # whose squares leave the range of a double
    scale = np.abs(x).max() if name in ("tiny", "huge") else 1.0
    assert answer.n == len(x)
    assert near(answer.mean, math.fsum(x) / len(x), 1e-13, 1e-16 * scale)
    assert near(answer.sd, peer.std(ddof=1) * scale, 1e-8 if name == "offset" else 1e-12)
    assert (answer.min, answer.max) == (x.min(), x.max())
    for field, p in (("q1", 25), ("median", 50), ("q3", 75)):
        assert near(getattr(answer, field), np.percentile(x, p), 1e-14, 1e-16 * scale)
    if len(x) >= 4:
        centred = peer - peer.mean()
        assert near(answer.skewness, scipy_stats.skew(centred, bias=False), 1e-6 if name == "offset" else 1e-9, 1e-9)
        assert near(answer.kurtosis, scipy_stats.kurtosis(centred, bias=False), 1e-6, 1e-9)
    low, high = scipy_stats.t.interval(0.95, len(x) - 1, peer.mean(), scipy_stats.sem(peer))
    assert near(answer.low, low * scale, 1e-8, 1e-12 * scale) and near(answer.high, high * scale, 1e-8, 1e-12 * scale)


def test_a_constant_column_a_single_value_and_nothing_are_said() -> None:
    constant, one, nothing = st.describe([0.1] * 5), st.describe([4.0]), st.describe(np.array([]))
    assert constant.sd == 0 and constant.mean == 0.1 and math.isnan(constant.low) and constant.not_estimable
    assert one.mean == 4 and math.isnan(one.sd) and one.not_estimable
    assert nothing.n == 0 and math.isnan(nothing.mean) and nothing.not_estimable


def test_weights_and_clusters_of_a_mean_agree_with_least_squares() -> None:
    api = pytest.importorskip("statsmodels.api")
    n = 300
    frame = pd.DataFrame({"y": RANDOM.normal(size=n), "g": RANDOM.integers(0, 20, size=n)})
    fit = api.OLS(frame.y, np.ones(n)).fit(cov_type="cluster", cov_kwds={"groups": frame.g})
    answer = st.describe(frame, outcome="y", cluster="g")
    assert answer.clusters == 20 and answer.df == 19
    assert near(answer.standard_error, float(fit.bse.iloc[0]), 1e-10)
    w = RANDOM.uniform(0.5, 3, size=n)
    weighted = smw.DescrStatsW(frame.y, weights=w)
    assert near(st.describe(frame, outcome="y", weights=w).mean, float(weighted.mean), 1e-12)


def test_a_table_is_described_column_by_column_and_group_by_group() -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0, np.nan, 4.0], "b": [1, 1, 2, 3], "who": ["x", "y", "x", "y"]})
    whole = {row["column"]: row for row in st.describe(frame).columns.to_dicts()}
    assert set(whole) == {"a", "b"} and whole["a"]["n"] == 3 and whole["a"]["missing"] == 1 and whole["b"]["n"] == 4
    groups = st.describe(frame, outcome="a", by="who").columns.to_dicts()
    assert [(row["group"], row["n"], row["mean"]) for row in groups] == [("x", 1, 1.0), ("y", 2, 3.0)]
    with pytest.raises(ac.DataError):
        st.describe(frame, missing="error")


@pytest.mark.parametrize("type", range(1, 10))
def test_quantiles_agree_with_numpy(type: int) -> None:
    names: list[Any] = [
        "inverted_cdf",
        "averaged_inverted_cdf",
        "closest_observation",
        "interpolated_inverted_cdf",
        "hazen",
        "weibull",
        "linear",
        "median_unbiased",
        "normal_unbiased",
    ]
    p = [0.0, 0.013, 0.1, 1 / 3, 0.5, 0.77, 0.99, 1.0]
    for x in (COLUMNS["normal"], COLUMNS["ties"], COLUMNS["two"]):
        mine = [row["estimate"] for row in st.quantiles(x, probabilities=p, type=type).quantiles.to_dicts()]
        assert np.allclose(mine, np.quantile(x, p, method=names[type - 1]), rtol=1e-12, atol=1e-14)


def test_the_interval_of_a_median_covers_as_often_as_it_says() -> None:
    hits = 0
    for _ in range(2000):
        row = st.quantiles(RANDOM.normal(size=35), probabilities=[0.5]).quantiles.to_dicts()[0]
        hits += row["low"] <= 0 <= row["high"]
    assert 0.95 - 0.015 < hits / 2000 < 0.985


PEERS = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys", "agresti_coull": "agresti_coull"}


@pytest.mark.parametrize("method", PEERS)
def test_intervals_of_a_proportion_agree_with_statsmodels(method: str) -> None:
    for _ in range(300):
        n = int(RANDOM.choice([1, 2, 7, 30, 263, 5000, 10**6]))
        x = int(RANDOM.integers(0, n + 1))
        level = float(RANDOM.choice([0.8, 0.95, 0.999]))
        low, high = smp.proportion_confint(x, n, alpha=1 - level, method=PEERS[method])
        answer = st.proportion_interval(successes=x, n=n, method=method, level=level)
        if method == "jeffreys":  # where statsmodels keeps the quantile at none and all
            low, high = (0.0 if x == 0 else low), (1.0 if x == n else high)
        assert near(answer.low, low, 1e-9, 1e-12) and near(answer.high, high, 1e-9, 1e-12), (x, n, level)


def test_mid_p_is_the_root_it_is_defined_by() -> None:
    for x, n in ((1, 29), (0, 5), (5, 5), (81, 263), (999_999, 10**6)):
        answer = st.proportion_interval(successes=x, n=n, method="mid_p")
        if x > 0:
            upper = scipy_stats.binom.sf(x, n, answer.low) + scipy_stats.binom.pmf(x, n, answer.low) / 2
            assert near(upper, 0.025, 1e-7)
        if x < n:
            lower = scipy_stats.binom.cdf(x, n, answer.high) - scipy_stats.binom.pmf(x, n, answer.high) / 2
            assert near(lower, 0.025, 1e-7)


def test_a_proportion_of_columns_labels_and_counts_is_the_same() -> None:
    passed = RANDOM.integers(0, 2, size=77)
    counts = st.proportion_interval(successes=int(passed.sum()), n=77)
    assert st.proportion_interval(passed) == counts
    assert st.proportion_interval(passed.astype(bool)) == counts
    words = np.where(passed == 1, "pass", "fail")
    assert st.proportion_interval({"mark": words}, outcome="mark", success="pass") == counts
    with pytest.raises(ac.NotFound):
        st.proportion_interval({"mark": words}, outcome="mark", success="pas")
    with pytest.raises(ac.InvalidArgument):
        st.proportion_interval([0, 1, 2])
    with pytest.raises(ac.InvalidArgument):
        st.proportion_interval(passed, cluster=passed, method="wilson")


def test_clusters_widen_the_interval_of_a_share() -> None:
    share = RANDOM.beta(4, 4, size=40)
    frame = pd.DataFrame({"class": np.repeat(np.arange(40), 25)})
    frame["passed"] = (RANDOM.uniform(size=1000) < share[frame["class"]]).astype(int)
    alone = st.proportion_interval(frame, outcome="passed")
    clustered = st.proportion_interval(frame, outcome="passed", cluster="class")
    assert clustered.clusters == 40 and clustered.design_effect > 2
    assert clustered.high - clustered.low > 1.4 * (alone.high - alone.low)
    assert "40 clusters" in clustered.words()


@pytest.mark.parametrize(
    ("method", "peer"), [("newcombe", "newcomb"), ("agresti_caffo", "agresti-caffo"), ("wald", "wald")]
)
def test_differences_of_proportions_agree_with_statsmodels(method: str, peer: str) -> None:
    for _ in range(200):
        n1, n2 = (int(v) for v in RANDOM.integers(1, 400, size=2))
        x1, x2 = int(RANDOM.integers(0, n1 + 1)), int(RANDOM.integers(0, n2 + 1))
        low, high = smp.confint_proportions_2indep(x2, n2, x1, n1, method=peer)
        answer = st.proportion_difference(successes=(x1, x2), n=(n1, n2), method=method)
        if method == "agresti_caffo":
            low, high = max(-1.0, low), min(1.0, high)
        assert near(answer.low, low, 1e-9, 1e-12) and near(answer.high, high, 1e-9, 1e-12)
        assert near(answer.estimate, x2 / n2 - x1 / n1, 1e-12, 1e-15)


def test_groups_and_pairs_of_a_frame_give_what_their_counts_give() -> None:
    frame = pd.DataFrame({"y": RANDOM.integers(0, 2, size=90), "before": RANDOM.integers(0, 2, size=90)})
    frame["g"] = ["a", "b", "c"] * 30
    a, b = frame[frame.g == "a"].y, frame[frame.g == "b"].y
    answer = st.proportion_difference(frame, outcome="y", group="g", groups=["a", "b"])
    counted = st.proportion_difference(successes=(int(a.sum()), int(b.sum())), n=(30, 30))
    assert (answer.low, answer.high) == (counted.low, counted.high)
    assert [row["group"] for row in answer.groups.to_dicts()] == ["a", "b"]
    with pytest.raises(ac.InvalidArgument):
        st.proportion_difference(frame, outcome="y", group="g")
    both = int((frame.y & frame.before).sum())
    pairs = (both, int(frame.before.sum()) - both, int(frame.y.sum()) - both, 0)
    pairs = (*pairs[:3], 90 - sum(pairs))
    paired = st.proportion_difference(frame, outcome="y", before="before")
    counted = st.proportion_difference(pairs=pairs)
    assert (paired.low, paired.high) == (counted.low, counted.high)


def test_survey_estimates_of_a_simple_sample_are_the_textbook_ones() -> None:
    y = RANDOM.normal(5, 2, size=60)
    answer = st.stratified_mean({"y": y, "N": [500] * 60}, outcome="y", population="N")
    assert near(answer.estimate, y.mean()) and answer.df == 59
    assert near(answer.standard_error, y.std(ddof=1) / math.sqrt(60) * math.sqrt(1 - 60 / 500))
    assert near(answer.design_effect, 1.0, 1e-12)
    assert near(st.stratified_total({"y": y, "N": [500] * 60}, outcome="y", population="N").estimate, 500 * y.mean())
    ratio = st.stratified_ratio({"y": y, "one": [1] * 60}, outcome="y", denominator="one")
    assert near(ratio.standard_error, st.describe(y).standard_error)


def test_a_stratified_share_of_labels() -> None:
    marks = ["pass", "fail", "pass", "pass", "fail", "pass", "pass", None]
    frame = pd.DataFrame({"mark": marks, "site": list("aaabbbbb"), "N": [9] * 3 + [20] * 5})
    answer = st.stratified_share(frame, outcome="mark", success="pass", strata="site", population="N")
    assert answer.missing == 1 and answer.n == 7 and answer.strata == 2
    assert near(answer.estimate, 9 / 29 * 2 / 3 + 20 / 29 * 3 / 4)
    assert [row["stratum"] for row in answer.by_stratum.to_dicts()] == ["a", "b"]


def test_standardisation_of_means_and_rates() -> None:
    frame = {"y": [3.0, 5, 4, 7, 2, 9, 11, 14, 10], "who": list("aaaabbbbb")}
    answer = st.standardised_mean(frame, outcome="y", strata="who", standard={"a": 1, "b": 3})
    assert near(answer.estimate, 0.25 * 4.75 + 0.75 * 9.2)
    assert st.standardised_mean(frame, outcome="y", strata="who", standard={"b": 3, "a": 1}).estimate == answer.estimate
    lacking = st.standardised_mean(frame, outcome="y", strata="who", standard={"a": 1, "b": 3, "c": 1})
    assert math.isnan(lacking.estimate) and "stratum c" in lacking.not_estimable
    with pytest.raises(ac.NotFound):
        st.standardised_mean(frame, outcome="y", strata="who", standard={"a": 1})
    rate = st.standardised_rate({"d": [5], "t": [2.0], "w": [7]}, events="d", exposure="t", standard="w")
    assert near(rate.low, scipy_stats.gamma.ppf(0.025, 5) / 2, 1e-9)
    assert near(rate.high, scipy_stats.gamma.ppf(0.975, 6) / 2, 1e-9)


def test_equivalence_agrees_with_statsmodels() -> None:
    for usevar, equal in (("unequal", False), ("pooled", True)):
        a, b = RANDOM.normal(size=25), RANDOM.normal(0.1, 1.5, size=31)
        p, lower, upper = smw.ttost_ind(b, a, -0.8, 0.9, usevar=usevar)
        frame = pd.DataFrame({"y": np.r_[a, b], "g": ["a"] * 25 + ["b"] * 31})
        answer = st.equivalence_test(
            frame, outcome="y", group="g", margin_low=-0.8, margin_high=0.9, equal_variances=equal
        )
        assert near(answer.p_value, p, 1e-9)
        assert near(answer.p_low, lower[1], 1e-9) and near(answer.p_high, upper[1], 1e-9)
        assert answer.equivalent == (p <= 0.05) and near(answer.level, 0.9)
    wald = smp.tost_proportions_2indep(84, 105, 81, 100, -0.1, 0.1, method="wald")
    answer = st.proportion_equivalence(successes=(81, 84), n=(100, 105), margin=0.1, method="wald")
    assert near(answer.p_value, float(wald.pvalue), 1e-10)


def test_power_agrees_with_statsmodels() -> None:
    for _ in range(20):
        n, effect = float(RANDOM.integers(5, 200)), float(RANDOM.uniform(0.1, 1.2))
        ratio = float(RANDOM.uniform(0.5, 2))
        peer = smpower.TTestIndPower().power(effect, n, 0.05, ratio=ratio)
        if not math.isnan(peer):  # SciPy's noncentral t gives up far out
            assert near(st.power_two_means(n=n, effect=effect, ratio=ratio).power, float(peer), 1e-7)
    assert st.power_two_means(effect=0.5, power=0.8).total == 128
    assert st.power_two_proportions(first_share=0.5, second_share=0.75, power=0.9).total == 154
    assert st.precision_of_proportion(half_width=0.05).total == 385
    with pytest.raises(ac.InvalidArgument):
        st.power_two_means(n=20, effect=1, power=0.8)


@pytest.mark.parametrize(
    ("method", "peer"),
    [
        ("bonferroni", "bonferroni"),
        ("holm", "holm"),
        ("hochberg", "simes-hochberg"),
        ("hommel", "hommel"),
        ("bh", "fdr_bh"),
        ("by", "fdr_by"),
        ("bky", "fdr_tsbky"),
    ],
)
def test_corrected_p_values_agree_with_statsmodels(method: str, peer: str) -> None:
    for size in (1, 2, 3, 10, 57):
        for _ in range(20):
            p = np.round(RANDOM.beta(0.4, 1, size=size), int(RANDOM.choice([2, 8])))
            rejected, adjusted = smm.multipletests(p, alpha=0.05, method=peer)[:2]
            answer = st.adjust_p_values(p, method=method)
            assert np.allclose([row["adjusted"] for row in answer.tests.to_dicts()], adjusted, rtol=1e-12, atol=1e-15)
            assert answer.rejected == rejected.sum()


def test_a_missing_p_value_keeps_its_place() -> None:
    answer = st.adjust_p_values([0.01, None, 0.04])
    rows: list[dict[str, Any]] = answer.tests.to_dicts()
    assert answer.n == 2 and answer.missing == 1 and rows[0]["adjusted"] == 0.02 and not rows[1]["rejected"]
    with pytest.raises(ac.DataError):
        st.adjust_p_values([0.01, None], missing="error")


def test_the_bootstrap_agrees_with_scipy_and_with_itself() -> None:
    x = COLUMNS["skewed"][:60]
    answer = st.cluster_bootstrap(x, replicates=50_000)
    peer = scipy_stats.bootstrap((x,), np.mean, n_resamples=50_000, method="BCa", rng=1).confidence_interval
    spread = answer.high - answer.low
    assert abs(answer.low - peer.low) < 0.03 * spread and abs(answer.high - peer.high) < 0.03 * spread
    assert st.cluster_bootstrap(x, seed=7) == st.cluster_bootstrap(x, seed=7)
    assert st.cluster_bootstrap(x, seed=7) != st.cluster_bootstrap(x, seed=8)
    clusters = np.repeat(np.arange(12), 5)
    clustered = st.cluster_bootstrap(x, cluster=clusters, statistic="median")
    assert clustered.clusters == 12 and clustered.low <= np.median(x) <= clustered.high


def test_frequencies_and_cross_tables_count_what_pandas_counts() -> None:
    frame = pd.DataFrame({"a": RANDOM.choice(list("xyz"), size=200), "b": RANDOM.choice(np.array(["u", "v", None]), size=200)})
    table = {row["value"]: row for row in st.frequencies(frame, outcome="a").frequencies.to_dicts()}
    for value, count in frame.a.value_counts().items():
        assert table[str(value)]["count"] == count
        low, high = smp.proportion_confint(count, 200, method="wilson")
        assert near(table[str(value)]["low"], low) and near(table[str(value)]["high"], high)
    crossed = st.cross_table(frame, row="a", column="b")
    counts = pd.crosstab(frame.a, frame.b)
    assert crossed.missing == int(frame.b.isna().sum())
    for row in crossed.cells.to_dicts():
        assert row["count"] == counts.loc[row["row"], row["column"]]
        assert near(row["row_share"], row["count"] / counts.loc[row["row"]].sum())


def test_infinity_and_negative_weights_are_errors() -> None:
    with pytest.raises(ac.InvalidArgument):
        st.describe([1.0, math.inf])
    with pytest.raises(ac.InvalidArgument):
        st.describe({"y": [1.0, 2.0], "w": [1.0, -1.0]}, outcome="y", weights="w")
    assert st.describe({"y": [1.0, 2.0], "w": [0.0, 0.0]}, outcome="y", weights="w").not_estimable
