"""Time to an event, trends and control charts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Columns, Data, Missing, call

CurveInterval = Literal["log_log", "log", "plain"]


def kaplan_meier(
    data: Data = None,
    *,
    time: Column | None = None,
    event: Column | None = None,
    group: Column | None = None,
    entry: Column | None = None,
    interval: CurveInterval = "log_log",
    probabilities: Sequence[float] | None = None,
    restricted_to: float | None = None,
    at: Sequence[float] | None = None,
    robust: bool | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The share that has not had an event by each time, when some are only known not to have had it yet.

    `time` is when the observation ended (0 or later, any unit), `event` whether the event came then (1) or not (0,
    censored), `entry` the time after which it was observed. Events come before censorings of the same time. Kaplan and
    Meier (1958) with Greenwood's variance; with `cluster`, with weights that are no whole numbers, or with `robust`, the
    infinitesimal jackknife by cluster. Whole-number weights are repeated observations. Intervals: `interval`, as R's
    conf.type; of quantiles Brookmeyer and Crowley's (1982). The restricted mean is the area up to `restricted_to`, or the
    smallest of the groups' last times.

    Fields: groups (a table: group, n, events, median with its interval, restricted mean with its error and limit),
    quantiles (group, probability, time, low, high), curve (group, time, at_risk, events, censored, survival,
    standard_error, low, high, cumulative_hazard), at (the same at the times `at`; missing beyond the last observation).
    Where the curve is 0 it has no error; a quantile that it never reaches is missing. Raises InvalidArgument (AC5504) for a
    negative time or weight, an event other than 0 and 1, an entry that is not before its time.
    """
    columns = {"time": time, "event": event, "group": group, "entry": entry, "weights": weights, "cluster": cluster}
    return call(
        "kaplan_meier",
        data,
        columns,
        interval=interval,
        probabilities=probabilities,
        restricted_to=restricted_to,
        at=at,
        robust=robust,
        missing=missing,
        level=level,
    )


def log_rank(
    data: Data = None,
    *,
    time: Column | None = None,
    event: Column | None = None,
    group: Column | None = None,
    strata: Column | None = None,
    entry: Column | None = None,
    rho: float = 0,
    gamma: float = 0,
    pairwise: bool = False,
    robust: bool | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether groups differ in how soon an event comes; columns as for `kaplan_meier`.

    The log-rank test (Mantel 1966), within `strata` if given; `rho` and `gamma` weigh each time by S^rho (1 - S)^gamma
    (Harrington and Fleming 1982): rho=1 is Peto and Peto's form of Wilcoxon's test. The variance is hypergeometric; with
    `cluster`, weights that are no whole numbers, or `robust`, that of Lin and Wei (1989) over clusters.

    Fields: statistic (chi-square), df, p_value, groups (a table: group, n, observed, expected) and, with `pairwise`, pairs
    (first, second, statistic, p_value, adjusted_p_value by Holm). No event, fewer than two groups at risk, or too few
    clusters: `not_estimable` says so. Raises InvalidArgument (AC5504) for a negative rho or gamma.
    """
    columns = {"time": time, "event": event, "group": group, "strata": strata, "entry": entry}
    columns |= {"weights": weights, "cluster": cluster}
    return call(
        "log_rank",
        data,
        columns,
        rho=rho,
        gamma=gamma,
        pairwise=pairwise,
        robust=robust,
        missing=missing,
        level=level,
    )


def aalen_johansen(
    data: Data = None,
    *,
    time: Column | None = None,
    event: Column | None = None,
    group: Column | None = None,
    entry: Column | None = None,
    censored: str = "0",
    causes: Sequence[str] | None = None,
    interval: CurveInterval = "log_log",
    at: Sequence[float] | None = None,
    robust: bool | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The share that has had each of several events by each time, when one rules out the others (competing events).

    `event` holds labels: `censored` is the one of those who had none, every other is a cause, in the order of their names
    or of `causes`. Other columns as for `kaplan_meier`, whose curve of one cause would be too high. Aalen and Johansen
    (1978); the variance is the infinitesimal jackknife, by cluster where there are any, as R's survfit.

    Fields: groups (a table: group, cause, n, events, time, incidence at that last time, standard_error, low, high), curve
    (group, cause, time, at_risk, events, incidence, standard_error, low, high, event_free), at (the same at the times
    `at`). An incidence of 0 or 1 has no log-log interval. Raises NotFound (AC5505) for a cause that no row has.
    """
    columns = {"time": time, "event": event, "group": group, "entry": entry, "weights": weights, "cluster": cluster}
    return call(
        "aalen_johansen",
        data,
        columns,
        censored=censored,
        causes=causes,
        interval=interval,
        at=at,
        robust=robust,
        missing=missing,
        level=level,
    )


def completion_curve(
    data: Data = None,
    *,
    opened: Column | None = None,
    done: Column | None = None,
    voided: Column | None = None,
    as_of: datetime.date | float | None = None,
    group: Column | None = None,
    interval: CurveInterval = "log_log",
    at: Sequence[float] | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How soon duties are done once they have opened.

    `opened`, `done` and `voided` are dates or days; `done` and `voided` are missing where it has not happened. What is
    undone at `as_of` is censored there, void is a competing event, what was done before its opening was done at once, what
    was done on the day it became void is done. Duties that open after `as_of` are left out and counted. The curves and
    their errors are those of `aalen_johansen`, with "done" and "void" as causes, times in days.

    Fields: groups, curve and at as of `aalen_johansen`, and not_open_yet. Raises InvalidArgument (AC5504) without `as_of`.
    """
    if isinstance(as_of, datetime.date):
        as_of = as_of.toordinal() - datetime.date(1970, 1, 1).toordinal()
    columns = {"opened": opened, "done": done, "voided": voided, "group": group, "cluster": cluster}
    return call(
        "completion_curve", data, columns, as_of=as_of, interval=interval, at=at, missing=missing, level=level
    )


def cox_regression(
    data: Data = None,
    *,
    time: Column | None = None,
    event: Column | None = None,
    covariates: Columns | None = None,
    strata: Column | None = None,
    entry: Column | None = None,
    offset: Column | None = None,
    ties: Literal["efron", "breslow", "exact"] = "efron",
    time_scale: Literal["km", "identity", "rank", "log"] = "km",
    baseline: bool = False,
    residuals: bool = False,
    robust: bool | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How covariates multiply the rate at which an event comes (proportional hazards, Cox 1972).

    Columns as for `kaplan_meier`; with `entry` a subject may have several rows, one for each span (entry, time] over which
    its covariates are constant. Covariates of labels become columns of 0 and 1 against the first label. `strata` have
    baselines of their own. `ties`: Efron (1977), Breslow (1974), or the exact discrete likelihood (no weights, no clusters).
    Whole-number weights are taken as R's coxph does. With `cluster`, weights that are no whole numbers, or `robust`, errors
    are Lin and Wei's (1989) over clusters. Proportional hazards: Grambsch and Therneau's score test as R's cox.zph, against
    `time_scale`.

    Fields: coefficients (a table: name, coefficient, standard_error, model_standard_error, z, p_value, low, high,
    hazard_ratio with its interval, mean), tests (test, statistic, df, p_value: likelihood ratio, wald, score, robust score),
    proportional_hazards (the same by covariate, and global), log_likelihood, null_log_likelihood, concordance,
    concordance_error, events, iterations, covariance; with `baseline` baseline (stratum, time, cumulative_hazard, survival
    with covariates at their means and offset 0); with `residuals` residuals (row, time, name, Schoenfeld's residual, scaled).
    No event, a covariate that does not vary or follows from others, or that separates (its coefficient would be infinite),
    no convergence: `not_estimable` says so and names it. Raises InvalidArgument (AC5507) without a covariate.
    """
    columns = {"time": time, "event": event, "covariates": covariates, "strata": strata, "entry": entry}
    columns |= {"offset": offset, "weights": weights, "cluster": cluster}
    return call(
        "cox_regression",
        data,
        columns,
        ties=ties,
        time_scale=time_scale,
        baseline=baseline,
        residuals=residuals,
        robust=robust,
        missing=missing,
        level=level,
    )


def mann_kendall(
    data: Data = None,
    *,
    outcome: Column | None = None,
    time: Column | None = None,
    season: Column | None = None,
    period: int | None = None,
    correction: Literal[
        "none", "hamed_rao", "prewhitening", "trend_free_prewhitening", "between_seasons"
    ] = "none",
    lags: int | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a series rises or falls, whatever the form of the trend (Mann 1945, Kendall 1975).

    `time` orders the values; without it the rows do, and a missing value leaves its gap. `season` (a column) or `period`
    (every so many rows or times are the same season) compares within seasons (Hirsch, Slack and Smith 1982). The variance
    is corrected for ties, z for continuity. `correction` for values that depend on those before: Hamed and Rao (1998; all
    lags or the first `lags`, those beyond the `level` bound), prewhitening, trend-free prewhitening (Yue et al. 2002), or the
    covariance between seasons (Hirsch and Slack 1984).

    Fields: estimate (tau-b), tau_a, s, variance (of s), z, p_value, seasons (a table: season, n, tau, s, variance, z,
    p_value). Fewer than three values or all equal: `not_estimable` says so. Raises InvalidArgument (AC5504) for a correction
    that does not apply.
    """
    return call(
        "mann_kendall",
        data,
        {"outcome": outcome, "time": time, "season": season},
        main="outcome",
        period=period,
        correction=correction,
        lags=lags,
        missing=missing,
        level=level,
    )


def sen_slope(
    data: Data = None,
    *,
    outcome: Column | None = None,
    time: Column | None = None,
    season: Column | None = None,
    period: int | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """By how much a series changes with each unit of time: the median of the slopes of all pairs (Theil 1950, Sen 1968).

    `time`, `season` and `period` as for `mann_kendall`; of seasons the pairs within each, and with `period` the slope is for
    one period. The interval comes from the variance of Mann-Kendall's S, its ranks rounded to the nearest, as SciPy's.

    Fields: estimate (units of the outcome for one of time), low, high, intercept (median of the outcome less slope times
    median of the times), pairs, s_variance; standard_error is missing. No two values of different times: `not_estimable`.
    """
    columns = {"outcome": outcome, "time": time, "season": season}
    return call("sen_slope", data, columns, main="outcome", period=period, missing=missing, level=level)


def control_chart(
    data: Data = None,
    *,
    outcome: Column | None = None,
    size: Column | None = None,
    phase: Column | None = None,
    kind: Literal["xmr", "p", "np", "u", "c", "laney_p", "laney_u"] = "xmr",
    baseline: int = 0,
    centre: float | None = None,
    spread: float | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a measure still behaves as in its baseline: limits, and the points that break Nelson's rules 1 to 4.

    `outcome` are values (xmr), or counts with the `size` of each point (p, np: among so many; u: over so many units; none
    for c), in order. The limits rest on the first `baseline` points of each `phase` (0: on all of it) or on a given `centre`
    (and `spread`: the mean moving range of xmr, Laney's factor); later points never move them. xmr: mean ± 2.66 mean moving
    range, ranges below 3.267 of it; p, u: limits that vary with the size; laney_p, laney_u widen these by the spread of
    their z-values (Laney 2002). Rules (Nelson 1984): 1, beyond a limit; 2, nine in a row on one side of the centre (a point
    on it ends the run); 3, six in a row rising or falling; 4, fourteen in a row alternating.

    Fields: points (a table: phase, position (row, from 1), value, size, centre, low, high, baseline, moving_range,
    moving_range_high, rule_1 to rule_4, range_signal, why), phases (phase, n, baseline, centre, spread, signals), signals.
    A baseline without variation: `not_estimable`. Raises InvalidArgument (AC5504) for counts above their size.
    """
    return call(
        "control_chart",
        data,
        {"outcome": outcome, "size": size, "phase": phase},
        main="outcome",
        kind=kind,
        baseline=baseline,
        centre=centre,
        spread=spread,
        missing=missing,
        level=level,
    )
