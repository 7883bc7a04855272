"""Description: moments, quantiles, frequency and cross tables; p-values of several tests."""

from __future__ import annotations

from collections.abc import Sequence

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Columns, Data, Missing, _is_column, _table, call


def describe(
    data: Data = None,
    *,
    outcome: Column | None = None,
    columns: Columns | None = None,
    by: Column | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What one looks at first of numbers: how many, where, how spread, what shape, and the interval of the mean.

    One column (`outcome`, or data that is a column) is one answer. Of a whole table, of several `columns` or `by`
    groups the answer is a table with a row for each; there each column leaves out what it lacks itself, and columns
    of texts are not described. `weights` are sampling weights; with `cluster` the interval is robust to clusters.

    Fields: mean (in units of the column), standard_error, low, high, df, sd, variance, min, q1, median, q3, max,
    skewness and kurtosis (unbiased, excess), sum, sum_of_weights; or columns (a table: column, group, n, missing,
    mean ...). One observation has no sd; equal values have sd 0 and no interval: `not_estimable` says so.
    """
    if outcome is None and columns is None and data is not None:
        if _is_column(data):
            outcome, data = data, None
        else:
            used = {name for name in (by, weights, cluster) if isinstance(name, str)}
            columns = [name for name in _table(data) if name not in used]
    return call(
        "describe",
        data,
        {"outcome": outcome, "columns": columns, "by": by, "weights": weights, "cluster": cluster},
        missing=missing,
        level=level,
    )


def quantiles(
    data: Data = None,
    *,
    outcome: Column | None = None,
    probabilities: Sequence[float] = (0.25, 0.5, 0.75),
    type: int = 7,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The values below which given shares of a column lie, each with an interval.

    `type` is 1 to 9 as Hyndman and Fan (1996) number the definitions; with `weights` (sampling weights) 7 only.
    Intervals lie between order statistics; with weights or `cluster` they are Woodruff's. A bound for which there are
    too few observations is NaN.

    Fields: quantiles (a table: probability, estimate, low, high). Raises InvalidArgument (AC5504) for a probability
    outside 0 to 1 or another type.
    """
    return call(
        "quantiles",
        data,
        {"outcome": outcome, "weights": weights, "cluster": cluster},
        main="outcome",
        probabilities=[float(p) for p in probabilities],
        type=type,
        missing=missing,
        level=level,
    )


def autocorrelation(
    data: Data = None,
    *,
    outcome: Column | None = None,
    lags: int = 1,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The correlation of a series, in order of time, with itself 1 to `lags` places on.

    Fields: lags (a table: lag, correlation), bound (± of what chance alone gives). Raises InvalidArgument (AC5504)
    unless `lags` is less than n; equal values are `not_estimable`.
    """
    return call("autocorrelation", data, {"outcome": outcome}, main="outcome", lags=lags, missing=missing, level=level)


def frequencies(
    data: Data = None,
    *,
    outcome: Column | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How often each value of a column occurs, with the interval of its share.

    Intervals are Wilson's; with sampling `weights` or `cluster` Korn and Graubard's.

    Fields: frequencies (a table: value, count, weight, share, low, high, cumulative).
    """
    columns = {"outcome": outcome, "weights": weights, "cluster": cluster}
    return call("frequencies", data, columns, main="outcome", missing=missing, level=level)


def cross_table(
    data: Data = None,
    *,
    row: Column,
    column: Column,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How often the values of two columns occur together: counts, shares of all, of the row and of the column.

    The interval is that of the share in its row: Wilson's; with sampling `weights` or `cluster` Korn and Graubard's.

    Fields: cells (a table: row, column, count, weight, share, row_share, low, high, column_share).
    """
    columns = {"row": row, "column": column, "weights": weights, "cluster": cluster}
    return call("cross_table", data, columns, missing=missing, level=level)


def adjust_p_values(
    data: Data = None,
    *,
    p_values: Column | None = None,
    method: str = "holm",
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """P-values of several tests, corrected for there being several.

    `method`: "holm" (default), "bonferroni", "hochberg" and "hommel" bound the chance of any false finding; "bh",
    "by" and "bky" (two stages) the expected share of false findings. A test is rejected when its corrected p-value is
    at most 1 - `level`. A missing p-value keeps its place, stays missing and does not count among the tests.

    Fields: tests (a table: p_value, adjusted, rejected), rejected (how many). Raises InvalidArgument (AC5504) for a
    p-value outside 0 to 1 or an unknown method.
    """
    return call(
        "adjust_p_values", data, {"p_values": p_values}, main="p_values", method=method, missing=missing, level=level
    )
