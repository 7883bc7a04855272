"""Tests that ask for order only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from aftercourse._core import Result
from aftercourse.statistics._call import Alternative, Column, Columns, Data, Missing, call, long_form

RankMethod: TypeAlias = Literal["auto", "exact", "normal"]


def mann_whitney(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    alternative: Alternative = "two-sided",
    method: RankMethod = "auto",
    continuity: bool = True,
    shift: bool = False,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether the values of one group tend to be larger than those of another (Mann and Whitney 1947).

    The p-value is exact when both groups have fewer than 50 observations, with ties too (the permutation distribution of the
    midranks); otherwise normal with tie and continuity correction. `method` chooses; the exact one is refused (AC5504) where
    it takes more than 2e9 additions. Hodges and Lehmann's shift (the median of all differences, second - first) is left out
    above 200,000 observations unless `shift`. With `cluster`: Obuchowski's (1997) variance, normal. Samples of their own may
    be given as `{"a": x, "b": y}` or `(x, y)`.

    Fields: estimate (the probability of superiority P(second > first) + P(equal) / 2, 0 to 1), standard_error, low, high,
    statistic (U of the second group: pairs in which it is larger, ties one half), u_first (U of the first, R's W), z (NaN
    when exact), p_value, method, alternative, shift, shift_low, shift_high (units of the outcome), groups (a table: group, n,
    median, mean_rank). A group without observations, or all values equal: `not_estimable`.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call(
        "mann_whitney",
        data,
        columns,
        groups=groups,
        alternative=alternative,
        method=method,
        continuity=continuity,
        shift=shift,
        missing=missing,
        level=level,
    )


def wilcoxon_signed_rank(
    data: Data = None,
    *,
    outcome: Column | None = None,
    before: Column | None = None,
    null_value: float = 0,
    alternative: Alternative = "two-sided",
    method: RankMethod = "auto",
    continuity: bool = True,
    zeros: Literal["drop", "pratt"] = "drop",
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether differences lie about 0 (Wilcoxon 1945): outcome - before, or the outcome itself, less `null_value`.

    Differences of 0 are dropped, or with "pratt" ranked and then dropped. The p-value is exact below 50 differences, with ties
    too; otherwise normal with tie and continuity correction. With `cluster`: Rosner, Glynn and Lee (2006), normal, no interval.

    Fields: estimate (the pseudomedian of the differences that are not 0, in units of the outcome), low, high (Walsh averages),
    statistic (the sum of the ranks of the positive differences, R's V), negative_ranks, z (NaN when exact), p_value, method,
    alternative, zeros, rank_biserial (-1 to 1). No difference other than 0: `not_estimable`.
    """
    columns = {"outcome": outcome, "before": before, "cluster": cluster}
    return call(
        "wilcoxon_signed_rank",
        data,
        columns,
        main="outcome",
        null_value=null_value,
        alternative=alternative,
        method=method,
        continuity=continuity,
        zeros=zeros,
        missing=missing,
        level=level,
    )


def kruskal_wallis(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether the values of several groups tend to differ in size (Kruskal and Wallis 1952), with tie correction.

    Fields: estimate (epsilon squared, H / (n - 1), 0 to 1), statistic (H), df, p_value (chi-square), groups (a table: group, n,
    median, mean_rank). Fewer than two groups or all values equal: `not_estimable`. With `cluster`: InvalidArgument (AC5504),
    which names what to use.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("kruskal_wallis", data, columns, groups=groups, missing=missing, level=level)


def friedman(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    block: Column | None = None,
    columns: Columns | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether treatments differ within blocks (Friedman 1937), with tie correction: one row a cell (`outcome`, `group`,
    `block`), or one of the `columns` a treatment and one row a block.

    Blocks that lack a treatment are left out and their rows counted as missing; two values of a group in one block are an
    InvalidArgument (AC5504).

    Fields: estimate (Kendall's W, 0 to 1), statistic, df, p_value (chi-square), groups (a table: group, n, median, mean_rank
    within blocks); n counts blocks. Fewer than two blocks or no differences within them: `not_estimable`.
    """
    named = {"outcome": outcome, "group": group, "block": block, "columns": columns, "cluster": cluster}
    whole = "columns" if outcome is None and group is None and block is None else None
    return call("friedman", data, named, main=whole, missing=missing, level=level)


def cliffs_delta(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    variance: Literal["unbiased", "consistent"] = "unbiased",
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How much more often a value of the second group exceeds one of the first than the reverse (Cliff 1993).

    The asymmetric interval of Feng and Cliff (2004): unbiased variance with t (n1 + n2 - 2 degrees of freedom), or
    "consistent" variance with the normal distribution. With `cluster`: Obuchowski's (1997) variance.

    Fields: estimate (-1 to 1), standard_error, low, high, variance, magnitude (negligible, small from 0.147, medium from 0.33,
    large from 0.474), groups (a table: group, n, median, mean_rank). One observation in a group: no interval. A group without
    observations: `not_estimable`.
    """
    data, outcome, group = long_form(data, outcome, group)
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("cliffs_delta", data, columns, groups=groups, variance=variance, missing=missing, level=level)
