"""Tests and effect sizes."""

from __future__ import annotations

from collections.abc import Sequence

from aftercourse._core import Result
from aftercourse.statistics._call import Alternative, Column, Data, Missing, call, long_form


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
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a mean, or the difference of two means, is other than supposed.

    One column is one sample against `null_value`; with `before`, pairs (outcome - before); with `group`, two groups:
    second minus first in the order of their labels, or of `groups`. Welch's test, or Student's with `equal_variances`.
    Samples of their own may be given as `{"a": x, "b": y}` or `(x, y)`. With `cluster` or `weights` the variance is
    robust to clusters (CR1, t with G - 1 degrees of freedom).

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
        missing=missing,
        level=level,
    )
