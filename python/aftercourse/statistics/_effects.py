"""Did it work? Before and after, and comparisons that stand in for an experiment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Columns, Data, Missing, call
from aftercourse.statistics._models import Covariance


def associations(
    data: Data = None,
    *,
    outcome: Column,
    factors: Columns,
    correction: str = "holm",
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What goes with an outcome: each factor by itself, with an effect size and a p-value corrected for their number.

    Two columns of numbers have Pearson's correlation (interval by Fisher's z), numbers and labels eta squared (that of
    `anova`), two columns of labels Cramer's V (that of `chi_square`). By `cluster` p is that of Wald's test with CR1, and
    there is no interval. `correction` is a method of `adjust_p_values`. An association is no cause.

    Fields: associations (a table, a row a factor: factor, effect, estimate, low, high, p_value, p_adjusted, n, missing,
    not_estimable), outcome, correction. A factor that does not vary: its `not_estimable` says so. Raises InvalidArgument
    (AC5504 for clusters beside an outcome of labels, AC5507 without a factor), NotFound (AC5505).
    """
    columns = {"outcome": outcome, "factors": factors, "cluster": cluster}
    return call("associations", data, columns, correction=correction, missing=missing, level=level)


def before_after(
    data: Data = None,
    *,
    outcome: Column,
    before: Column,
    population_mean: float | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The mean change of the same persons, outcome - before, and how much of it regression to the mean explains.

    With `population_mean`, the mean of those from whom these were chosen, the change that would come by itself is
    (1 - correlation)(population mean - mean before) (Davis 1976). With a cluster CR1 and t(G - 1), with weights HC1.

    Fields: estimate (in units of the outcome), standard_error, low, high, statistic, df, p_value, mean_before,
    mean_after, sd_before, sd_after, correlation, effect_size (over the sd of changes), population_mean,
    regression_to_mean, beyond_regression. One pair or no variance: `not_estimable`. Raises InvalidArgument (AC5501).
    """
    columns = {"outcome": outcome, "before": before, "weights": weights, "cluster": cluster}
    return call("before_after", data, columns, population_mean=population_mean, missing=missing, level=level)


def difference_in_differences(
    data: Data = None,
    *,
    outcome: Column,
    group: Column | None = None,
    after: Column | None = None,
    unit: Column | None = None,
    period: Column | None = None,
    treated: Column | None = None,
    covariates: Columns | None = None,
    labels: Sequence[str] | None = None,
    covariance: Covariance = "automatic",
    balanced: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The change of a treated group less that of a comparison group.

    Two by two: `group` and `after` of two labels each, the first being comparison and before; `unit` clusters, and
    `balanced` keeps only units seen at both times. Panel: `unit`, `period` and `treated` (0 or 1 in each row), with
    fixed effects of unit and period. CR1 by cluster, else by unit, and t(G - 1); without either, classical.

    Fields: estimate (in units of the outcome), standard_error, low, high, statistic, df, p_value, covariance,
    coefficients, cells (group, after, n, mean, standard_error), changes (group, n, change, standard_error), trends
    (period, treated, comparison, difference, numbers), pretrend and pretrend_p_value (how much faster the treated
    changed a period before anyone was treated), staggered. Nobody changes, or all at once: `not_estimable`. Raises
    InvalidArgument (AC5504) when the columns of neither form are given.
    """
    columns = {
        "outcome": outcome,
        "group": group,
        "after": after,
        "unit": unit,
        "period": period,
        "treated": treated,
        "covariates": covariates,
        "weights": weights,
        "cluster": cluster,
    }
    return call(
        "difference_in_differences",
        data,
        columns,
        labels=labels,
        covariance=covariance,
        balanced=balanced,
        missing=missing,
        level=level,
    )


def interrupted_time_series(
    data: Data = None,
    *,
    outcome: Column,
    time: Column,
    interruption: float | datetime.date,
    exposure: Column | None = None,
    slope: bool = True,
    counts: bool = False,
    harmonics: int = 0,
    season: float = 12,
    lag: int | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The level and slope of a series before and after a change, beside what would have been without it.

    `interruption` is the last time before the change (a date when `time` holds dates). Least squares with Newey-West
    (`lag`, by default floor(4 (n / 100)^(2/9))), or with `counts` quasi-Poisson over `exposure`. `harmonics` pairs of
    sine and cosine of period `season` stand for the season. `slope=False` lets only the level change.

    Fields: estimate (change of level; of counts the logarithm of the rate ratio), standard_error, low, high, statistic,
    p_value, ratio with ratio_low and ratio_high, slope_change, end_effect (at last_time) each with _low and _high,
    end_effect_p_value, interruption, last_time, covariance, lag, dispersion, durbin_watson, coefficients, points (time,
    observed, fitted, counterfactual). Fewer than two times on a side: `not_estimable`. Raises InvalidArgument (AC5504).
    """
    if isinstance(interruption, datetime.date):
        interruption = (datetime.date(interruption.year, interruption.month, interruption.day) - datetime.date(1970, 1, 1)).days
    columns = {"outcome": outcome, "time": time, "exposure": exposure}
    return call(
        "interrupted_time_series",
        data,
        columns,
        interruption=interruption,
        slope=slope,
        counts=counts,
        harmonics=harmonics,
        season=season,
        lag=lag,
        missing=missing,
        level=level,
    )


def propensity_match(
    data: Data = None,
    *,
    outcome: Column,
    treated: Column,
    covariates: Columns,
    id: Column | None = None,
    terms: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    caliper: float = 0.2,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The treated beside untreated persons of like propensity: the mean difference of matched pairs.

    The propensity is a logistic regression of `treated` (0 or 1) on the covariates; matching is 1:1 on its logit, in
    descending order, nearest first, without replacement, within `caliper` standard deviations of the logit, ties by
    `id` (else by row). It balances what the covariates measure and nothing else: look at `balance`.

    Fields: estimate (effect on the treated who were matched, in units of the outcome), standard_error, low, high,
    statistic, df, p_value, treated, untreated, matched, outside_support, caliper (in logits), unadjusted,
    worst_difference_before and _after, balance (a table: covariate, means, standardised differences and variance ratios
    before and after), pairs (treated, untreated, distance, difference). No common support, or fewer than two pairs:
    `not_estimable`. Raises InvalidArgument (AC5504).
    """
    columns = {"outcome": outcome, "treated": treated, "covariates": covariates, "id": id}
    return call(
        "propensity_match",
        data,
        columns,
        terms=terms,
        labels=labels,
        caliper=caliper,
        missing=missing,
        level=level,
    )
