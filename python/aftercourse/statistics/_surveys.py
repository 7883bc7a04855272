"""Estimates of a population from a sample with a design; standardisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Data, Missing, call


def stratified_mean(
    data: Data = None,
    *,
    outcome: Column | None = None,
    strata: Column | None = None,
    population: Column | None = None,
    size: Column | None = None,
    sd: Column | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The mean of a population from a sample drawn by a design, with the variance of Taylor's linearisation.

    Rows are observations: `strata` and `cluster` (within strata) say how they were drawn, `population` how many
    clusters (or observations) the stratum of a row has, `weights` are sampling weights (default: population over
    drawn). With `size` rows are strata: `outcome` is the mean, `sd` the standard deviation, `size` n and `population`
    N of each. An observation of weight 0 was drawn but is not of the group that is estimated.

    Fields: estimate, standard_error, low, high (Student's t), df, design_effect, effective_n, strata, lonely_strata
    (of one cluster), by_stratum (a table: stratum, n, clusters, population, weight, mean, sd). Everything drawn, one
    cluster or no variation: no interval, and `not_estimable` says why. Raises InvalidArgument (AC5504) for a
    population that is smaller than what was drawn or differs within a stratum.
    """
    columns = {
        "outcome": outcome,
        "strata": strata,
        "population": population,
        "size": size,
        "sd": sd,
        "weights": weights,
        "cluster": cluster,
    }
    return call("stratified_mean", data, columns, main="outcome", missing=missing, level=level)


def stratified_total(
    data: Data = None,
    *,
    outcome: Column | None = None,
    strata: Column | None = None,
    population: Column | None = None,
    size: Column | None = None,
    sd: Column | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The sum over a population, from a sample drawn by a design; arguments are those of `stratified_mean`.

    Fields: those of `stratified_mean`.
    """
    columns = {
        "outcome": outcome,
        "strata": strata,
        "population": population,
        "size": size,
        "sd": sd,
        "weights": weights,
        "cluster": cluster,
    }
    return call("stratified_total", data, columns, main="outcome", missing=missing, level=level)


def stratified_share(
    data: Data = None,
    *,
    outcome: Column | None = None,
    success: str | None = None,
    strata: Column | None = None,
    population: Column | None = None,
    size: Column | None = None,
    interval: str = "korn_graubard",
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The share in a population, from a sample drawn by a design; arguments are those of `stratified_mean`.

    The outcome is 0 and 1, or labels of which `success` counts; with `size` it is the share of each stratum.
    `interval`: "korn_graubard" (default), "logit" or "taylor".

    Fields: those of `stratified_mean`.
    """
    columns = {
        "outcome": outcome,
        "strata": strata,
        "population": population,
        "size": size,
        "weights": weights,
        "cluster": cluster,
    }
    return call(
        "stratified_share",
        data,
        columns,
        main="outcome",
        success=success,
        interval=interval,
        missing=missing,
        level=level,
    )


def stratified_ratio(
    data: Data = None,
    *,
    outcome: Column,
    denominator: Column,
    strata: Column | None = None,
    population: Column | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The ratio of two totals of a population (the combined ratio estimator); other arguments are those of
    `stratified_mean`.

    Fields: those of `stratified_mean`; the mean of a stratum is its ratio, and there is no sd.
    """
    columns = {
        "outcome": outcome,
        "denominator": denominator,
        "strata": strata,
        "population": population,
        "weights": weights,
        "cluster": cluster,
    }
    return call("stratified_ratio", data, columns, main="outcome", missing=missing, level=level)


def standardised_mean(
    data: Data = None,
    *,
    outcome: Column,
    strata: Column,
    standard: Mapping[str, float] | Sequence[float],
    standard_strata: Sequence[str] | None = None,
    success: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What the mean (or share) would be if the group were made up as a standard population is.

    `standard` gives the standard population by stratum: a mapping, or numbers for `standard_strata` (default: the
    strata in the order of their labels). `weights` are sampling weights.

    Fields: estimate, standard_error, low, high, crude (without standardisation), df, strata (a table: stratum, n,
    crude, weight). A stratum of the standard without an observation is `not_estimable`. Raises InvalidArgument
    (AC5504) for a negative or empty standard.
    """
    if isinstance(standard, Mapping):
        standard_strata = [str(name) for name in standard]
        standard = list(standard.values())
    return call(
        "standardised_mean",
        data,
        {"outcome": outcome, "strata": strata, "weights": weights, "cluster": cluster},
        standard=[float(value) for value in standard],
        standard_strata=standard_strata,
        success=success,
        missing=missing,
        level=level,
    )


def standardised_rate(
    data: Data = None,
    *,
    events: Column,
    exposure: Column,
    standard: Column,
    strata: Column | None = None,
    interval: str = "gamma",
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What a rate would be if the group were made up as a standard population is. Rows are strata: `events` among
    `exposure` (persons, or time at risk), and the `standard` population.

    `interval`: "gamma" (Fay and Feuer, default) or "normal".

    Fields: estimate, standard_error, low, high, crude, strata (a table: stratum, n (exposure), crude, weight). n
    counts the events. A stratum of the standard without exposure is `not_estimable`.
    """
    return call(
        "standardised_rate",
        data,
        {"events": events, "exposure": exposure, "standard": standard, "strata": strata},
        interval=interval,
        missing=missing,
        level=level,
    )
