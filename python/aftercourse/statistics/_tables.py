"""Tests of counts and shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from aftercourse._core import Result
from aftercourse.statistics._call import Alternative, Column, Data, Missing, call

Table: TypeAlias = Any
"""Rows of counts: lists, a two-dimensional array, a DataFrame of numbers."""


def rows(table: Table | None) -> list[list[float]] | None:
    if table is None:
        return None
    values = table.to_numpy() if hasattr(table, "to_numpy") else table
    return [[float(count) for count in row] for row in values]


def chi_square(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    table: Table | None = None,
    counts: Sequence[float] | None = None,
    expected: Sequence[float] | None = None,
    yates: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether two columns of labels (or a `table` of counts) are independent; or, without `group`, whether the counts of one
    column (or `counts`) agree with `expected` shares, in the order of the labels (default: all equal).

    Pearson's chi-square; `yates` corrects a table of two rows and two columns. `weights` count a row that often. Rows and
    columns that hold nothing do not count.

    Fields: estimate (Cramér's V; of goodness of fit Cohen's w) with low and high from the noncentral chi-square distribution,
    statistic, df, p_value, smallest_expected, expected_below_5 (cells in which fewer than 5 are expected: with more than a
    fifth of them use fisher_exact), cells (a table: row, column, observed, expected, residual, the adjusted one, about a
    standard normal). Fewer than two rows or columns: `not_estimable`. With `cluster`: InvalidArgument (AC5504), which names
    what to use.
    """
    columns = {"outcome": outcome, "group": group, "weights": weights, "cluster": cluster}
    return call(
        "chi_square",
        data,
        columns,
        main=None if group is not None else "outcome",
        table=rows(table),
        counts=None if counts is None else [float(count) for count in counts],
        expected=None if expected is None else [float(share) for share in expected],
        yates=yates,
        missing=missing,
        level=level,
    )


def fisher_exact(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    table: Table | None = None,
    alternative: Alternative = "two-sided",
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Fisher's exact test of whether two columns of labels (or a `table` of counts) are independent, given their margins.

    Of 2 × 2 tables with the conditional maximum-likelihood odds ratio and its exact interval, as R's; of larger tables the
    p-value alone (Freeman and Halton 1951, by the network of Mehta and Patel 1983).

    Fields: estimate (the odds ratio: first row, first column against the rest; 0 and infinity are possible), low, high,
    p_value (two-sided: all tables no more probable than the one seen), alternative. Fewer than two rows or columns:
    `not_estimable`. A table that takes more than 2e7 steps, or with `cluster`: InvalidArgument (AC5504), which names what to
    use.
    """
    columns = {"outcome": outcome, "group": group, "cluster": cluster}
    return call("fisher_exact", data, columns, table=rows(table), alternative=alternative, missing=missing, level=level)


def mcnemar(
    data: Data = None,
    *,
    outcome: Column | None = None,
    before: Column | None = None,
    table: Table | None = None,
    method: Literal["exact", "mid-p", "chi-square", "corrected"] = "exact",
    positive: str | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a share changed in pairs: of the same people, `before` and now (`outcome`).

    `positive` is the value that counts (default: 1 of numbers and truths, the last of two labels). `table` is
    [[yes then yes, yes then no], [no then yes, no then no]]. All four p-values are given; `method` says which is `p_value`.
    The interval is Newcombe's for pairs (1998, method 10). With `cluster`: Obuchowski (1998) and a robust interval.

    Fields: estimate (share now - share before), low, high, p_value, method, gained, lost (pairs), share_first, share_second,
    exact_p_value, mid_p_value, chi_square, chi_square_p_value, corrected_chi_square, corrected_p_value, odds_ratio
    (gained / lost) with odds_ratio_low and odds_ratio_high (exact). Nobody changed: p = 1. No pairs: `not_estimable`.
    """
    columns = {"outcome": outcome, "before": before, "cluster": cluster}
    return call(
        "mcnemar", data, columns, table=rows(table), method=method, positive=positive, missing=missing, level=level
    )


def odds_ratio(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    table: Table | None = None,
    positive: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The odds of an outcome in the second group against those in the first, p / (1 - p) each.

    `positive` is the value of the outcome that counts (default: 1 of numbers and truths, the last of two labels). `table` is
    [[yes, no] of the first group, [yes, no] of the second]. The interval is that of the logarithm (Woolf 1955). With `cluster` or `weights` (of a sample) the
    variance is robust (CR1, t with G - 1 degrees of freedom).

    Fields: estimate, standard_error (of the logarithm), low, high, p_value (Wald), first, second, n_first, n_second, share_first,
    share_second. An empty cell of the table: `not_estimable` (fisher_exact has an exact interval).
    """
    columns = {"outcome": outcome, "group": group, "weights": weights, "cluster": cluster}
    return call("odds_ratio", data, columns, groups=groups, table=rows(table), positive=positive, missing=missing, level=level)


def risk_ratio(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    table: Table | None = None,
    positive: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The share of an outcome in the second group divided by that in the first.

    `positive` is the value of the outcome that counts (default: 1 of numbers and truths, the last of two labels). `table` is
    [[yes, no] of the first group, [yes, no] of the second]. The interval is that of the logarithm (Katz and others 1978). With `cluster` or `weights` (of a sample) the
    variance is robust (CR1, t with G - 1 degrees of freedom).

    Fields: estimate, standard_error (of the logarithm), low, high, p_value (Wald), first, second, n_first, n_second, share_first,
    share_second. Nobody with the outcome in a group: `not_estimable`.
    """
    columns = {"outcome": outcome, "group": group, "weights": weights, "cluster": cluster}
    return call("risk_ratio", data, columns, groups=groups, table=rows(table), positive=positive, missing=missing, level=level)


def risk_difference(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    table: Table | None = None,
    positive: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The share of an outcome in the second group minus that in the first.

    `positive` is the value of the outcome that counts (default: 1 of numbers and truths, the last of two labels). `table` is
    [[yes, no] of the first group, [yes, no] of the second]. The interval is Newcombe's (1998, method 10). With `cluster` or `weights` (of a sample) the
    variance is robust (CR1, t with G - 1 degrees of freedom).

    Fields: estimate, standard_error, low, high, p_value (Wald), first, second, n_first, n_second, share_first,
    share_second. A group without observations: `not_estimable`.
    """
    columns = {"outcome": outcome, "group": group, "weights": weights, "cluster": cluster}
    return call("risk_difference", data, columns, groups=groups, table=rows(table), positive=positive, missing=missing, level=level)
