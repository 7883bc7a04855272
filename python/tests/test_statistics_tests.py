"""Tests and effect sizes beside SciPy and statsmodels under random inputs, and what only this library does."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import aftercourse as ac
import aftercourse.statistics as st

stats = pytest.importorskip("scipy.stats")

CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-300}
SIDES: dict[Any, str] = {"two-sided": "two-sided", "less": "greater", "greater": "less"}  # SciPy's first minus second


def samples(seed: int) -> tuple[Any, Any]:
    """Two samples: of any size from 2, whole or continuous, near 0 or beside a huge offset."""
    random = np.random.default_rng(seed)
    n, m = random.integers(2, 60, 2)
    offset = [0.0, 1e6, 1e12][seed % 3]
    if seed % 2:
        return random.integers(0, 6, n) + offset, random.integers(1, 7, m) + offset
    return random.normal(0, 1, n) + offset, random.normal(0.4, 2, m) + offset


def differ(*groups: Any) -> bool:
    return all(len(set(group)) > 1 for group in groups)


@pytest.mark.parametrize("seed", range(60))
def test_t_tests(seed: int) -> None:
    x, y = samples(seed)
    if not differ(x, y):
        pytest.skip("no variance")
    for alternative, side in SIDES.items():
        for equal in (False, True):
            ours = st.t_test((x, y), equal_variances=equal, alternative=alternative)
            shift = x[0]  # SciPy loses digits to an offset, and nothing to a difference
            theirs = stats.ttest_ind(x - shift, y - shift, equal_var=equal, alternative=side)
            assert -ours.statistic == pytest.approx(theirs.statistic, rel=1e-9, abs=1e-12)
            assert ours.p_value == pytest.approx(theirs.pvalue, **CLOSE)
            interval = theirs.confidence_interval(0.95)
            assert (-ours.high, -ours.low) == pytest.approx((interval.low, interval.high), rel=1e-7, abs=1e-9)
    size = min(len(x), len(y))
    a, b = x[:size], y[:size]
    if differ(a - b):
        ours, theirs = st.t_test({"a": a, "b": b}, outcome="a", before="b"), stats.ttest_rel(a, b)
        assert (ours.statistic, ours.p_value) == pytest.approx((theirs.statistic, theirs.pvalue), **CLOSE)


def test_clustered_t_is_a_regression_with_clustered_errors() -> None:
    sm = pytest.importorskip("statsmodels.api")
    random = np.random.default_rng(5)
    cluster = random.integers(0, 15, 200)
    group = (cluster + random.integers(0, 2, 200)) % 2
    y = random.normal(0, 1, 200) + random.normal(0, 1, 15)[cluster] + 0.5 * group
    weight = random.uniform(0.5, 2, 200)
    for weights in (None, weight):
        model = sm.WLS(y, sm.add_constant(group), weights=weight if weights is not None else 1.0)
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": cluster}, use_t=True)
        ours = st.t_test(outcome=y, group=group, cluster=cluster, weights=weights)
        assert (ours.estimate, ours.standard_error) == pytest.approx((fit.params[1], fit.bse[1]), rel=1e-9)
        assert ours.p_value == pytest.approx(fit.pvalues[1], rel=1e-8)
        assert ours.clusters == 15 and ours.df == 14


@pytest.mark.parametrize("seed", range(40))
def test_anova_and_ranks_of_several_groups(seed: int) -> None:
    random = np.random.default_rng(seed)
    k = int(random.integers(2, 6))
    groups = {f"g{i}": samples(2 * seed + seed % 2)[i % 2] + i / 3 for i in range(k)}
    arrays = [values - next(iter(groups.values()))[0] for values in groups.values()]
    if not differ(*arrays):
        pytest.skip("no variance")
    ours, theirs = st.anova(groups), stats.f_oneway(*arrays)
    assert (ours.statistic, ours.p_value) == pytest.approx(tuple(theirs), **CLOSE)
    equal: dict[str, Any] = {"rel": 1e-8, "abs": 1e-12}
    assert (ours.bartlett_statistic, ours.bartlett_p_value) == pytest.approx(tuple(stats.bartlett(*arrays)), **equal)
    assert (ours.levene_statistic, ours.levene_p_value) == pytest.approx(tuple(stats.levene(*arrays)), **equal)
    assert 0 <= ours.low <= ours.estimate <= ours.high <= 1 or ours.low == 0
    ranks = st.kruskal_wallis(groups)
    assert (ranks.statistic, ranks.p_value) == pytest.approx(tuple(stats.kruskal(*arrays)), rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_tukey(seed: int) -> None:
    random = np.random.default_rng(seed)
    groups = {f"g{i}": random.normal(i / 2, 1, random.integers(3, 12)) for i in range(3 + seed % 3)}
    names = list(groups)
    theirs = stats.tukey_hsd(*groups.values())
    interval = theirs.confidence_interval()
    for pair in st.tukey_hsd(groups).to_dict()["comparisons"]:
        i, j = names.index(pair["first"]), names.index(pair["second"])
        assert pair["difference"] == pytest.approx(theirs.statistic[j, i], rel=1e-9)
        assert pair["p_value"] == pytest.approx(theirs.pvalue[j, i], abs=1e-8)
        assert (pair["low"], pair["high"]) == pytest.approx((interval.low[j, i], interval.high[j, i]), abs=1e-6)


@pytest.mark.parametrize("seed", range(60))
def test_mann_whitney(seed: int) -> None:
    x, y = samples(seed)
    if not differ(np.concatenate([x, y])):
        pytest.skip("no order")
    for alternative, side in SIDES.items():
        for continuity in (True, False):
            ours = st.mann_whitney((x, y), method="normal", alternative=alternative, continuity=continuity)
            theirs = stats.mannwhitneyu(x, y, method="asymptotic", alternative=side, use_continuity=continuity)
            assert ours.u_first == theirs.statistic
            assert ours.p_value == pytest.approx(theirs.pvalue, **CLOSE)
        if len(set(x) | set(y)) == len(x) + len(y):
            exact = st.mann_whitney((x, y), method="exact", alternative=alternative)
            theirs = stats.mannwhitneyu(x, y, method="exact", alternative=side)
            assert exact.p_value == pytest.approx(theirs.pvalue, **CLOSE)
    differences = (y[None, :] - x[:, None]).ravel()
    assert st.mann_whitney((x, y)).shift == np.median(differences)
    delta = st.cliffs_delta((x, y))
    assert delta.estimate == pytest.approx(np.sign(differences).mean(), abs=1e-12)
    assert -1 <= delta.low <= delta.estimate <= delta.high <= 1


def test_exact_with_ties_is_the_permutation_test() -> None:
    random = np.random.default_rng(3)
    for _ in range(5):
        x, y = random.integers(0, 4, 6), random.integers(1, 5, 5)
        if not differ(np.concatenate([x, y])):
            continue

        def distance(a: Any, b: Any, axis: int = -1) -> Any:
            ranks = stats.rankdata(np.concatenate([a, b], axis=axis), axis=axis)
            return abs(ranks.take(range(6), axis=axis).sum(axis=axis) - 36)

        theirs = stats.permutation_test(
            (x, y), distance, vectorized=True, n_resamples=np.inf, alternative="greater"
        )
        assert st.mann_whitney((x, y)).p_value == pytest.approx(theirs.pvalue, rel=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_signed_ranks(seed: int) -> None:
    x, y = samples(seed)
    size = min(len(x), len(y))
    d = x[:size] - y[:size]
    if not d.any():
        pytest.skip("no differences")
    for alternative in SIDES:
        zero_methods: dict[Any, str] = {"drop": "wilcox", "pratt": "pratt"}
        for zeros, theirs_zeros in zero_methods.items():
            for continuity in (True, False):
                ours = st.wilcoxon_signed_rank(
                    d, method="normal", alternative=alternative, zeros=zeros, continuity=continuity
                )
                theirs = stats.wilcoxon(
                    d, zero_method=theirs_zeros, correction=continuity, alternative=alternative, method="asymptotic"
                )
                if not (continuity and ours.z == 0):  # SciPy does not stop the correction at the mean
                    assert ours.p_value == pytest.approx(theirs.pvalue, **CLOSE)
    if len(set(abs(d))) == size and d.all() and size < 50:
        ours, theirs = st.wilcoxon_signed_rank(d), stats.wilcoxon(d, method="exact")
        assert ours.p_value == pytest.approx(theirs.pvalue, **CLOSE)
    nonzero = d[d != 0]
    i, j = np.triu_indices(len(nonzero))
    assert st.wilcoxon_signed_rank(d).estimate == np.median((nonzero[i] + nonzero[j]) / 2)


@pytest.mark.parametrize("seed", range(20))
def test_friedman(seed: int) -> None:
    random = np.random.default_rng(seed)
    cells = random.integers(0, 5, (int(random.integers(3, 30)), int(random.integers(3, 6))))
    ours, theirs = st.friedman(cells.astype(float)), stats.friedmanchisquare(*cells.T)
    if ours.not_estimable:
        assert (cells == cells[:, :1]).all()
        return
    assert (ours.statistic, ours.p_value) == pytest.approx(tuple(theirs), **CLOSE)
    block, group = np.indices(cells.shape)
    long = st.friedman(outcome=cells.ravel().astype(float), group=group.ravel(), block=block.ravel())
    assert (long.statistic, long.n) == (ours.statistic, len(cells))


@pytest.mark.parametrize("seed", range(40))
def test_tables(seed: int) -> None:
    random = np.random.default_rng(seed)
    shape = tuple(random.integers(2, 4, 2))
    table = random.integers(0, 9, shape)
    if not (table.sum(0).all() and table.sum(1).all()):
        pytest.skip("an empty margin")
    ours = st.chi_square(table=table)
    theirs = stats.chi2_contingency(table, correction=False)
    assert (ours.statistic, ours.p_value, ours.df) == pytest.approx(tuple(theirs[:3]), **CLOSE)
    assert ours.estimate == pytest.approx(stats.contingency.association(table, method="cramer"), rel=1e-9, abs=1e-12)
    assert ours.expected_below_5 == (theirs[3] < 5).sum()
    if shape != (2, 2):
        return
    yates = stats.chi2_contingency(table, correction=True)
    assert st.chi_square(table=table, yates=True).p_value == pytest.approx(yates[1], **CLOSE)
    for alternative in SIDES:
        exact = st.fisher_exact(table=table, alternative=alternative)
        assert exact.p_value == pytest.approx(stats.fisher_exact(table, alternative)[1], rel=1e-9)
    odds = stats.contingency.odds_ratio(table)
    exact, interval = st.fisher_exact(table=table), odds.confidence_interval()
    # SciPy's roots have fewer digits than its probabilities.
    assert (exact.estimate, exact.low, exact.high) == pytest.approx((odds.statistic, *interval), rel=1e-4)


def test_the_network_counts_every_table() -> None:
    """All tables with the margins of a 3 × 3 one, one by one."""
    random = np.random.default_rng(8)
    for _ in range(5):
        table = random.integers(0, 5, (3, 3))
        rows, columns = table.sum(1), table.sum(0)
        if not (rows.all() and columns.all()):
            continue
        fits: list[float] = []
        seen = math.nan
        for a in range(rows[0] + 1):
            for b in range(rows[0] + 1 - a):
                for c in range(rows[1] + 1):
                    for d in range(rows[1] + 1 - c):
                        cells = np.array([[a, b, rows[0] - a - b], [c, d, rows[1] - c - d], [0, 0, 0]])
                        cells[2] = columns - cells[0] - cells[1]
                        if (cells < 0).any():
                            continue
                        fits.append(-sum(math.lgamma(x + 1) for x in cells.ravel()))
                        if (cells == table).all():
                            seen = fits[-1]
        weights = np.exp(np.array(fits) - max(fits))
        expected = weights[np.array(fits) <= seen + 1e-7].sum() / weights.sum()
        assert st.fisher_exact(table=table).p_value == pytest.approx(expected, rel=1e-9)


def test_mcnemar_as_in_statsmodels() -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables")
    for table in ([[36, 12], [2, 5]], [[5, 0], [3, 9]], [[100, 30], [45, 60]]):
        ours = st.mcnemar(table=table)
        assert ours.exact_p_value == pytest.approx(tables.mcnemar(table, exact=True).pvalue, rel=1e-9)
        corrected = tables.mcnemar(table, exact=False, correction=True)
        both = (ours.corrected_chi_square, ours.corrected_p_value)
        assert both == pytest.approx((corrected.statistic, corrected.pvalue))
        assert ours.chi_square_p_value == pytest.approx(tables.mcnemar(table, exact=False, correction=False).pvalue)
        two_by_two = tables.Table2x2(np.array(table))
        if all(x for row in table for x in row):
            odds, risk = st.odds_ratio(table=table), st.risk_ratio(table=table)
            # Ours is the second row against the first.
            assert 1 / odds.estimate == pytest.approx(two_by_two.oddsratio)
            assert (1 / odds.high, 1 / odds.low) == pytest.approx(two_by_two.oddsratio_confint())
            assert (1 / risk.high, 1 / risk.low) == pytest.approx(two_by_two.riskratio_confint())


def test_columns_and_tables_are_one() -> None:
    before = ["no"] * 9 + ["yes"] * 5
    now = ["yes"] * 6 + ["no"] * 3 + ["yes"] * 4 + ["no"]
    paired = st.mcnemar({"before": before, "now": now}, outcome="now", before="before")
    assert paired == st.mcnemar(table=[[4, 1], [6, 3]])
    unit = ["b"] * 7 + ["a"] * 7
    by_columns = st.fisher_exact(outcome=now, group=unit)
    assert by_columns.p_value == st.fisher_exact(table=[[3, 4], [1, 6]][::-1]).p_value
    risk = st.risk_difference(outcome=[1, 0, 1, 1, None], group=list("aabbb"))
    assert (risk.estimate, risk.n, risk.missing) == (0.5, 4, 1)
    counted = {"x": list("aabb"), "y": list("cdcd"), "n": [3, 4, 1, 6]}
    weighted = st.chi_square(counted, outcome="y", group="x", weights="n")
    assert weighted.statistic == st.chi_square(table=[[3, 4], [1, 6]]).statistic
    assert st.chi_square(list("aabbbb")).estimate == pytest.approx(1 / 3)


def test_effect_sizes_of_columns_and_of_their_summaries() -> None:
    x, y = samples(4)
    summary: dict[str, Any] = {"means": [x.mean(), y.mean()], "ns": [len(x), len(y)]}
    summary["sds"] = [x.std(ddof=1), y.std(ddof=1)]
    for function in (st.cohen_d, st.hedges_g):
        ours, theirs = function((x, y)), function(**summary)
        for field in ("estimate", "standard_error", "low", "high", "df", "standardizer"):
            assert getattr(ours, field) == pytest.approx(getattr(theirs, field), rel=1e-9)
    test, of_summary = st.t_test((x, y)), st.t_test(**summary)
    assert of_summary.p_value == pytest.approx(test.p_value, rel=1e-9)
    # The interval's ends are where the t seen is at the 2.5 % points of the noncentral distribution.
    d, root = st.cohen_d((x, y)), math.sqrt(1 / len(x) + 1 / len(y))
    for end, share in ((d.low, 0.975), (d.high, 0.025)):
        assert stats.nct.cdf(d.estimate / root, d.df, end / root) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize("name", ["t_test", "mann_whitney", "cliffs_delta", "anova", "kruskal_wallis", "cohen_d"])
def test_a_million_rows(name: str) -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(0, 1, 1_000_000), random.normal(0.01, 1, 1_000_000)
    answer = getattr(st, name)((x, y))
    assert answer.n == 2_000_000
    if name == "mann_whitney":
        theirs = stats.mannwhitneyu(x, y)
        assert (answer.u_first, answer.p_value) == pytest.approx(tuple(theirs), rel=1e-7)
        assert math.isnan(answer.shift)
        assert st.mann_whitney((x[:400_000], y), shift=True).shift == pytest.approx(0.01, abs=0.005)


@pytest.mark.parametrize(
    "name", ["t_test", "anova", "tukey_hsd", "games_howell", "mann_whitney", "kruskal_wallis", "cohen_d", "hedges_g", "cliffs_delta"]
)
def test_poor_data_is_said(name: str) -> None:
    function = getattr(st, name)
    constant = function({"a": [3.0, 3.0, 3.0], "b": [3.0, 3.0]})
    if name != "cliffs_delta":  # none exceeds the other: a delta of 0 is an answer
        assert constant.not_estimable and constant.words() and constant.words("zh")
    alone = function(outcome=[1.0, 2.0], group=["a", "b"])
    assert alone.not_estimable or name in ("mann_whitney", "kruskal_wallis", "cliffs_delta")


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("anova", "mixed_model"),
        ("tukey_hsd", "linear_regression"),
        ("games_howell", "linear_regression"),
        ("kruskal_wallis", "mixed_model"),
        ("cohen_d", "linear_regression"),
        ("hedges_g", "cliffs_delta"),
        ("chi_square", "logistic_regression"),
        ("fisher_exact", "odds_ratio"),
    ],
)
def test_without_a_form_for_clusters_the_error_names_what_has_one(name: str, instead: str) -> None:
    with pytest.raises(ac.InvalidArgument, match=instead) as error:
        getattr(st, name)(outcome=[1, 2, 3, 4], group=[1, 1, 2, 2], cluster=[1, 2, 1, 2])
    assert error.value.code == "AC5504"


def test_clusters() -> None:
    random = np.random.default_rng(2)
    cluster = np.repeat(np.arange(20), 10)
    group = cluster % 2
    y = random.normal(0, 1, 20)[cluster] + random.normal(0, 0.5, 200)
    plain, clustered = st.mann_whitney(outcome=y, group=group), st.mann_whitney(outcome=y, group=group, cluster=cluster)
    assert clustered.estimate == pytest.approx(plain.estimate)
    assert clustered.standard_error > 2 * plain.standard_error
    assert (clustered.clusters, clustered.n) == (20, 200)
    delta = st.cliffs_delta(outcome=y, group=group, cluster=cluster)
    assert delta.standard_error == pytest.approx(2 * clustered.standard_error)
    signed = st.wilcoxon_signed_rank(outcome=y, cluster=cluster)
    assert signed.p_value > st.wilcoxon_signed_rank(outcome=y).p_value
    sm = pytest.importorskip("statsmodels.api")
    yes = (y > 0).astype(int)
    fit = sm.Logit(yes, sm.add_constant(group)).fit(disp=0, cov_type="cluster", cov_kwds={"groups": cluster})
    odds = st.odds_ratio(outcome=yes, group=group, cluster=cluster)
    assert math.log(odds.estimate) == pytest.approx(fit.params[1], rel=1e-6)
    assert odds.standard_error == pytest.approx(fit.bse[1], rel=1e-6)


def test_wrong_arguments_are_named() -> None:
    x = [1.0, 2.0, 3.0]
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: st.mann_whitney(outcome=x, group=["a", "b", "c"]), "two groups"),
        (lambda: st.mann_whitney((list(range(900)), list(range(900))), method="exact"), "normal"),
        (lambda: st.cohen_d(means=[1, 2], sds=[1, -1], ns=[3, 3]), "sd"),
        (lambda: st.cohen_d(means=[1, 2, 3], sds=[1, 1], ns=[3, 3]), "means"),
        (lambda: st.fisher_exact(table=[[1.5, 2], [3, 4]]), "whole"),
        (lambda: st.fisher_exact(table=[[10 + (7 * r + 3 * c) % 5 for c in range(9)] for r in range(9)]), "work"),  # 5 s
        (lambda: st.mcnemar(table=[[1, 2, 3], [3, 4, 5]]), "two rows"),
        (lambda: st.mcnemar(outcome=list("abc"), before=list("abc")), "positive"),
        (lambda: st.chi_square(counts=[1, 2], expected=[0, 1]), "above 0"),
        (lambda: st.friedman(outcome=x, group=list("aab"), block=[1, 1, 1]), "more than one"),
        (lambda: st.risk_ratio(outcome=[1, 0], group=["a", "b"], groups=["a", "c"]), "group c"),
    ]
    for call, message in calls:
        with pytest.raises(ac.Error, match=message):
            call()


@pytest.mark.parametrize("test", [st.mann_whitney, st.cliffs_delta, st.t_test, st.cohen_d])
def test_samples_of_their_own_are_the_long_form(test: Callable[..., ac.Result]) -> None:
    random = np.random.default_rng(5)
    x, y = random.normal(0, 1, 300), random.normal(0.2, 1, 200)
    values, names = np.concatenate([x, y]), np.repeat(["1", "2"], [300, 200])
    mixed = random.permutation(500)
    by_name = test({"score": values[mixed], "class": list(names[mixed])}, outcome="score", group="class")
    by_number = test({"score": values[mixed], "class": names[mixed].astype(int)}, outcome="score", group="class")
    ours = test((x, y))
    assert ours.n == 500 and [g["group"] for g in ours.to_dict()["groups"]] == ["1", "2"]
    for other in (by_name, by_number, test({"2": y, "1": x}), test([list(x), list(y)]), test({"1": x, "2": y, "none": []})):
        for field in ("n", "estimate", "standard_error", "low", "high"):
            assert getattr(other, field) == pytest.approx(getattr(ours, field), rel=1e-12)
    turned = test((x, y), groups=["2", "1"])
    assert [g["group"] for g in turned.to_dict()["groups"]] == ["2", "1"]
    x[3] = np.nan
    assert test((x, y)).missing == 1 and test((x, y)).n == 499
    with pytest.raises(ac.InvalidArgument, match="two groups are compared, and there are 1"):
        test({1: x, "1": y})
