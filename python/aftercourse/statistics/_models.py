"""Regression models, credibility and shrinkage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Columns, Data, Missing, call

Covariance: TypeAlias = Literal["automatic", "classical", "HC0", "HC1", "HC2", "HC3", "CR1"]


def linear_regression(
    data: Data = None,
    *,
    outcome: Column,
    predictors: Columns | None = None,
    terms: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    intercept: bool = True,
    covariance: Covariance | Literal["Newey-West"] = "automatic",
    lag: int | None = None,
    drop_collinear: bool = False,
    observations: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Least squares of the outcome on predictors, right to the last digits (NIST's StRD in full).

    Texts, and the columns named in `labels`, are coded by treatment: one column "race[black]" for each label but the
    first. `terms` makes more of the predictors: powers "x^2", products "g:x"; without it each predictor is a term.
    `covariance`: "automatic" is CR1 with a cluster and classical without; "Newey-West" takes rows in order of time and
    `lag`, by default floor(4 (n / 100)^(2/9)). `weights` are precisions; those of 0 do not count. Columns that others
    determine are named in `collinear` and give no answer, unless `drop_collinear` leaves them out.

    Fields: coefficients (a table: name, estimate, standard_error, statistic, p_value, low, high, standardized, vif),
    covariance_matrix, terms (joint tests: term, df, statistic, p_value, gvif), collinear, covariance, lag, df, df_model,
    df_residual, ss_model, ss_residual, residual_sd, r_squared, adjusted_r_squared, f, f_p_value, log_likelihood, aic,
    bic (as R counts), condition_number (columns of length 1), and with `observations` durbin_watson and the table
    observations (fitted, residual, leverage, standardized, studentized, cook). n no larger than the number of
    parameters, collinear columns, a single cluster: `not_estimable`. Raises InvalidArgument (AC5504), NotFound (AC5505).
    """
    columns = {"outcome": outcome, "predictors": predictors, "weights": weights, "cluster": cluster}
    return call(
        "linear_regression",
        data,
        columns,
        terms=terms,
        labels=labels,
        intercept=intercept,
        covariance=covariance,
        lag=lag,
        drop_collinear=drop_collinear,
        observations=observations,
        missing=missing,
        level=level,
    )


def logistic_regression(
    data: Data = None,
    *,
    outcome: Column,
    predictors: Columns | None = None,
    terms: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    intercept: bool = True,
    covariance: Covariance = "automatic",
    offset: Column | None = None,
    profile: bool = False,
    drop_collinear: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The log odds of an event on predictors, by maximum likelihood; ratios are odds ratios.

    The outcome is 0 or 1, one of two labels (the later is the event), or a share whose weight is the number of trials.
    Predictors, `terms`, `labels` as in `linear_regression`. Intervals are Wald's, normal, with a cluster CR1 and
    t(G - 1); `profile` adds those of the profile likelihood.

    Fields: coefficients (a table: name, estimate, standard_error, statistic, p_value, low, high, ratio, ratio_low,
    ratio_high, profile_low, profile_high), covariance_matrix, terms, collinear, separation, separated_by, df,
    df_residual, deviance, null_deviance, pearson, log_likelihood, aic, bic, likelihood_ratio with _df and _p_value,
    wald, wald_p_value, mcfadden, events, iterations. Where the outcome is separated, completely or quasi-completely, by
    a direction of the predictors, or has no event, `not_estimable` says so. Raises InvalidArgument (AC5504).
    """
    columns = {"outcome": outcome, "predictors": predictors, "offset": offset, "weights": weights, "cluster": cluster}
    return call(
        "logistic_regression",
        data,
        columns,
        terms=terms,
        labels=labels,
        intercept=intercept,
        covariance=covariance,
        profile=profile,
        drop_collinear=drop_collinear,
        missing=missing,
        level=level,
    )


def poisson_regression(
    data: Data = None,
    *,
    outcome: Column,
    predictors: Columns | None = None,
    terms: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    intercept: bool = True,
    covariance: Covariance = "automatic",
    exposure: Column | None = None,
    offset: Column | None = None,
    quasi: bool = False,
    profile: bool = False,
    drop_collinear: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The logarithm of a rate on predictors, from counts, by maximum likelihood; ratios are rate ratios.

    `exposure` (above 0) is what the counts are counted over; `offset` is its logarithm, if that is at hand. `quasi`
    estimates the dispersion (Pearson's chi-square over n - p) and scales the covariance. Intervals are normal, with a
    cluster CR1 and t(G - 1).

    Fields: those of `logistic_regression`, and dispersion. All counts 0, or a group without any event: `not_estimable`.
    Raises InvalidArgument (AC5504) for a negative count or an exposure of 0.
    """
    columns = {
        "outcome": outcome,
        "predictors": predictors,
        "exposure": exposure,
        "offset": offset,
        "weights": weights,
        "cluster": cluster,
    }
    return call(
        "poisson_regression",
        data,
        columns,
        terms=terms,
        labels=labels,
        intercept=intercept,
        covariance=covariance,
        quasi=quasi,
        profile=profile,
        drop_collinear=drop_collinear,
        missing=missing,
        level=level,
    )


def ancova(
    data: Data = None,
    *,
    outcome: Column,
    before: Column,
    group: Column,
    covariates: Columns | None = None,
    labels: Sequence[str] | None = None,
    covariance: Covariance = "automatic",
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The outcome of groups at the same score before: outcome on before and group.

    The estimate is the second group against the first, in units of the outcome.

    Fields: estimate, standard_error, low, high, statistic, df, p_value, f and f_p_value (all groups alike), slope,
    slopes_p_value (small: the groups have different slopes, and adjusted means mislead), r_squared, covariance, effects
    (a table: each group against the first), groups (n, means, gain, adjusted_mean with interval). One group:
    `not_estimable`. Raises InvalidArgument (AC5504).
    """
    columns = {
        "outcome": outcome,
        "before": before,
        "group": group,
        "covariates": covariates,
        "weights": weights,
        "cluster": cluster,
    }
    return call("ancova", data, columns, labels=labels, covariance=covariance, missing=missing, level=level)


def buhlmann_straub(
    data: Data = None,
    *,
    outcome: Column,
    group: Column,
    between: Literal["unbiased", "iterative"] = "unbiased",
    weights: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Group means drawn towards the collective by their credibility (Bühlmann and Straub 1970).

    `weights` are volumes, such as the number of answers behind each outcome; without them it is Bühlmann's model.
    `between`: the unbiased estimator, or the iterative pseudo-estimator of Bichsel and Straub, both as in actuar.

    Fields: collective, within, between, between_negative (its estimate was below 0 and stands as 0), groups (a table:
    group, n, weight, mean, credibility, premium, standard_error, low, high). One group, or no group with two
    observations: `not_estimable`. Raises InvalidArgument (AC5504) for a negative weight.
    """
    columns = {"outcome": outcome, "group": group, "weights": weights}
    return call("buhlmann_straub", data, columns, between=between, missing=missing, level=level)


def shrink_means(
    data: Data = None,
    *,
    outcome: Column,
    standard_error: Column,
    group: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Estimates of many groups drawn towards their mean as far as their scatter is chance (empirical Bayes, Morris 1983).

    One row a group: its estimate (`outcome`) and standard error. With equal standard errors it is James and Stein's
    estimator.

    Fields: mean, between (variance of the true levels), between_negative, chi_square, groups (a table: group, estimate,
    standard_error, kept, shrunken, shrunken_error, low, high). Fewer than 4 groups: `not_estimable`. Raises
    InvalidArgument (AC5504) for a standard error that is not above 0.
    """
    columns = {"outcome": outcome, "standard_error": standard_error, "group": group}
    return call("shrink_means", data, columns, missing=missing, level=level)


def shrink_rates(
    data: Data = None,
    *,
    events: Column,
    trials: Column,
    group: Column | None = None,
    scale: Literal["arcsine", "direct"] = "arcsine",
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Rates of many groups drawn towards their mean (Efron and Morris 1975): angles ("arcsine"), or the rates themselves.

    One row a group: how many events in how many trials.

    Fields: as `shrink_means`; estimates, mean and intervals are rates, `between`, `standard_error` and `shrunken_error`
    are on the scale of the model. Fewer than 4 groups: `not_estimable`. Raises InvalidArgument (AC5504) unless
    0 <= events <= trials and trials > 0.
    """
    columns = {"events": events, "trials": trials, "group": group}
    return call("shrink_rates", data, columns, scale=scale, missing=missing, level=level)
