"""Tests of means and their effect sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from aftercourse._core import Result
from aftercourse.statistics._call import Alternative, Column, Data, Missing, call, long_form

Standardizer: TypeAlias = Literal["pooled", "first", "difference", "average"]


def numbers(given: Sequence[float] | None) -> list[float] | None:
    return None if given is None else [float(x) for x in given]


def t_test(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    before: Column | None = None,
    groups: Sequence[str] | None = None,
    equal_variances: bool = False,
    null_value: float = 0,
    alternative: Alternative = "two-sided",
    means: Sequence[float] | None = None,
    sds: Sequence[float] | None = None,
    ns: Sequence[int] | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a mean, or the difference of two means, is other than supposed.

    One column is one sample against `null_value`; with `before`, pairs (outcome - before); with `group`, two groups:
    second minus first in the order of their labels, or of `groups`. Welch's test, or Student's with `equal_variances`.
    Samples of their own may be given as `{"a": x, "b": y}` or `(x, y)`. With `cluster` or `weights` the variance is
    robust to clusters (CR1, t with G - 1 degrees of freedom). Of two groups known by their summaries only, give `means`, `sds`
    and `ns` instead of data.

    Fields: estimate (in units of the outcome), standard_error, low, high, statistic, df, p_value, alternative, null_value,
    groups (a table: group, n, mean, sd). One observation or no variance: `not_estimable` says so. Raises InvalidArgument
    (AC5504) for another number of groups than two, (AC5501) for infinity.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "before": before, "weights": weights, "cluster": cluster}
    return call(
        "t_test",
        data,
        columns,
        main="outcome",
        groups=groups,
        equal_variances=equal_variances,
        null_value=null_value,
        alternative=alternative,
        means=numbers(means),
        sds=numbers(sds),
        ns=numbers(ns),
        missing=missing,
        level=level,
    )


def anova(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether the means of several groups differ: one-way analysis of variance.

    The classical F with its effect sizes; Welch's F, which needs no equal variances, beside it; Bartlett's and Levene's test
    (from medians: Brown and Forsythe) of whether the variances are equal. The sums of squares keep their digits beside any
    offset. `groups` picks groups and their order. Samples of their own may be given as `{"a": x, "b": y, ...}`.

    Fields: estimate (eta squared, 0 to 1, with low and high from the noncentral F distribution), omega_squared,
    epsilon_squared, statistic (F), df_between, df_within, p_value, ss_between, ss_within, ms_between, ms_within, residual_sd,
    welch_statistic, welch_df (of the denominator), welch_p_value, bartlett_statistic, bartlett_p_value, levene_statistic,
    levene_p_value, groups (a table: group, n, mean, sd). What needs a variance in every group is NaN without one; fewer than
    two groups, or none with a variance: `not_estimable`. With `cluster`: InvalidArgument (AC5504), which names the models.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("anova", data, columns, groups=groups, missing=missing, level=level)


def tukey_hsd(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Which pairs of groups differ, when all pairs are looked at: Tukey's honestly significant differences.

    Kramer's form for groups of different size, one variance for all (games_howell: one each). The studentized range is
    computed to twelve digits for all degrees of freedom.

    Fields: comparisons (a table: first, second, difference = second - first in units of the outcome, standard_error,
    statistic = q, df, p_value, low, high; p-values and intervals hold for all pairs together), groups (a table: group, n,
    mean, sd). Fewer than two groups or no variance: `not_estimable`, and no comparisons.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("tukey_hsd", data, columns, groups=groups, missing=missing, level=level)


def games_howell(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Which pairs of groups differ when their variances do: as tukey_hsd, each pair with its own variance and Welch's
    degrees of freedom (Games and Howell 1976).

    Fields: as tukey_hsd. A pair of which a group has a single observation has NaN.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("games_howell", data, columns, groups=groups, missing=missing, level=level)


def cohen_d(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    before: Column | None = None,
    groups: Sequence[str] | None = None,
    standardizer: Standardizer | None = None,
    interval: Literal["noncentral", "symmetric"] = "noncentral",
    means: Sequence[float] | None = None,
    sds: Sequence[float] | None = None,
    ns: Sequence[int] | None = None,
    n: int | None = None,
    sd_difference: float | None = None,
    correlation: float | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """By how many standard deviations two means differ: Cohen's d, second group minus first, or outcome minus `before`.

    `standardizer` is the standard deviation divided by: "pooled" (of two groups; of pairs that of the scores,
    sd_difference / sqrt(2 (1 - r))), "first" (Glass's delta), "average", or of pairs "difference" (d_z, their default). From
    summaries: `means`, `sds`, `ns` of two groups, or of pairs `means`, `sd_difference`, `n` and, for pooled, `correlation`.
    The interval comes from the noncentral t distribution; "symmetric" is estimate ± t standard errors. Standard errors:
    Borenstein, Hedges, Higgins and Rothstein (2009), equations 4.20 and 4.28.

    Fields: estimate (standard deviations), standard_error, low, high, variance, standardizer (in units of the outcome), df,
    correction (1 here), groups (a table: group, n, mean, sd). No variance: `not_estimable`. With `cluster`: InvalidArgument
    (AC5504), which names what to use.
    """
    return _effect_size("cohen_d", data, outcome, group, before, **{k: v for k, v in locals().items() if k in _EFFECT_OPTIONS})


def hedges_g(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    before: Column | None = None,
    groups: Sequence[str] | None = None,
    standardizer: Standardizer | None = None,
    interval: Literal["noncentral", "symmetric"] = "noncentral",
    means: Sequence[float] | None = None,
    sds: Sequence[float] | None = None,
    ns: Sequence[int] | None = None,
    n: int | None = None,
    sd_difference: float | None = None,
    correlation: float | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Cohen's d without its bias in small samples: times J = Γ(f/2) / (sqrt(f/2) Γ((f-1)/2)) with f degrees of freedom, the
    exact factor of Hedges (1981), not its approximation 1 - 3 / (4 f - 1). Arguments as cohen_d.

    Fields: as cohen_d; `correction` is J. Fewer than two degrees of freedom: `not_estimable`.
    """
    return _effect_size("hedges_g", data, outcome, group, before, **{k: v for k, v in locals().items() if k in _EFFECT_OPTIONS})


_EFFECT_OPTIONS = {
    *("groups", "standardizer", "interval", "means", "sds", "ns", "n"),
    *("sd_difference", "correlation", "cluster", "missing", "level"),
}


def _effect_size(
    name: str, data: Data, outcome: Column | None, group: Column | None, before: Column | None, **options: Any
) -> Result:
    if before is None:
        data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "before": before, "cluster": options.pop("cluster")}
    for summary in ("means", "sds", "ns"):
        options[summary] = numbers(options[summary])
    return call(name, data, columns, **options)
