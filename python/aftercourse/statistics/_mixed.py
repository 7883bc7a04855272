"""Linear mixed models, and the scores of lecturers upon them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from aftercourse._core import Result, call_statistic
from aftercourse.statistics._call import Column, Data, Missing, _Gathered, is_name


def mixed_model(
    data: Data = None,
    *,
    outcome: Column,
    fixed: Sequence[Column] = (),
    random: Sequence[Column] | Mapping[str, Sequence[str]],
    labels: Sequence[str] | None = None,
    method: Literal["REML", "ML"] = "REML",
    intercept: bool = True,
    correlated: bool = True,
    weights: Column | None = None,
    cluster: None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """A linear mixed model: fixed effects, and effects of the levels of factors that are draws from a normal distribution.

    `fixed` names columns (texts, and those in `labels`, are coded against their first label), powers ("age^2") and products
    ("age:sex"). `random` lists factors, crossed or nested in any way: "lecturer", "dept:service", "school/class" (school,
    and class within school); with slopes as `{"subject": ["days"]}` or "days | subject" ("0 + days | subject" has no
    intercept, "days || subject" and `correlated=False` no correlations). An observation's residual variance is divided by
    its weight; those of weight 0 do not count. Profiled deviance of Bates, Maechler, Bolker and Walker (2015), J. Stat.
    Software 67(1), equations 31 to 42; degrees of freedom of Satterthwaite.

    Fields: fixed (a table: name, estimate in units of the outcome per unit of the column, standard_error, statistic, df,
    p_value, low, high), components (factor, name, variance, sd, low, high of the sd; the residuals last), correlations, terms
    (factor, levels, icc, singular), random (a table for each factor: `answer.random("lecturer")` with level, name, estimate,
    conditional_sd, standard_error of the prediction, low, high, reliability, mean, mean_error, observations), theta,
    residual_sd, criterion (-2 log likelihood), log_likelihood, aic, bic, parameters, singular, evaluations, fitted (row by
    row of those that count). A variance of zero is stated in `singular`. Not estimable: one level, as many effects of a
    factor as observations, fixed effects that depend on each other, nothing left for the residuals, no convergence. Raises
    InvalidArgument (AC5504) for a term that is none, NotFound (AC5505) for a column that is none.
    """
    if cluster is not None:
        raise TypeError("mixed_model takes no cluster: name the column in `random`, which is what takes care of clusters")
    gathered = _Gathered(data)
    arguments: dict[str, Any] = {"outcome": gathered.add(outcome, "outcome")}
    if weights is not None:
        arguments["weights"] = gathered.add(weights, "weights")
    arguments["fixed"] = [_term(gathered, term, f"fixed {i + 1}") for i, term in enumerate(_several(fixed))]
    arguments["random"] = _random_terms(gathered, random, "|" if correlated else "||")
    return call_statistic(
        "mixed_model",
        gathered.columns,
        {**arguments, **_labels(labels), "method": method, "intercept": intercept, "missing": missing, "level": level},
    )


def lecturer_scores(
    data: Data = None,
    *,
    outcome: Column,
    lecturer: Column,
    learner: Column | None = None,
    group: Column | None = None,
    covariates: Sequence[Column] = (),
    labels: Sequence[str] | None = None,
    invited: Column | None = None,
    limit: float | None = None,
    enough_classes: int = 3,
    enough_reliability: float = 0.7,
    weights: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Fair scores of lecturers: the best linear unbiased predictor with lecturer, learner and class (`group`) random and the
    declared covariates fixed (REML), so that who happened to answer and which classes happened are taken out, and a lecturer
    with few responses is drawn to the mean of all. There are no ranks. `invited` is the number asked in the row's class;
    `limit` what a score is compared with. A consequence needs `enough` (at least 3 classes and reliability 0.7) and a
    person's decision.

    Fields: scores (a table, a row a lecturer in the order of their names: target, raw_mean, responses, classes,
    response_rate, score (mean of all + effect, covariates at their mean, in units of the outcome), standard_error, low, high,
    effect, reliability = 1 - prediction error variance / variance, probability_below the limit, enough), components (factor,
    name, variance, sd, low, high), fixed, mean, limit, enough (how many), left_out, singular. Where each lecturer has one
    class of their own the two cannot be told apart: the class is left out and `left_out` says so. Not estimable as
    mixed_model. Raises InvalidArgument (AC5504) for a class with fewer invited than responses, or with two numbers of them.
    Source: Henderson (1975), Biometrics 31, 423.
    """
    gathered = _Gathered(data)
    arguments: dict[str, Any] = {}
    given = {"outcome": outcome, "lecturer": lecturer, "learner": learner, "group": group, "invited": invited}
    for argument, column in {**given, "weights": weights}.items():
        if column is not None:
            arguments[argument] = gathered.add(column, argument)
    if limit is not None:
        arguments["limit"] = limit
    arguments["covariates"] = [_term(gathered, term, f"covariate {i + 1}") for i, term in enumerate(_several(covariates))]
    return call_statistic(
        "lecturer_scores",
        gathered.columns,
        {
            **arguments,
            **_labels(labels),
            "enough_classes": enough_classes,
            "enough_reliability": enough_reliability,
            "missing": missing,
            "level": level,
        },
    )


def _labels(labels: Sequence[str] | None) -> dict[str, Any]:
    return {} if labels is None else {"labels": list(labels)}


def _several(columns: Any) -> Sequence[Column]:
    return [columns] if is_name(columns) else list(columns)


def _random_terms(gathered: _Gathered, random: Any, bar: str) -> list[str]:
    if not isinstance(random, Mapping):
        return [_term(gathered, term, f"random {i + 1}") for i, term in enumerate(_several(random))]
    terms = []
    for factor, slopes in random.items():
        written = f"{' + '.join(_several(slopes))} {bar} {factor}" if slopes else factor
        terms.append(_term(gathered, written, factor))
    return terms


def _term(gathered: _Gathered, term: Column, argument: str) -> str:
    """Takes the columns that a term names; what is no column the library refuses."""
    if not is_name(term):
        return gathered.add(term, argument)
    table = gathered.table()
    for name in [str(term)] if term in table else _names(str(term)):
        for known in (name, name.split("^")[0]):
            if known in table:
                gathered.add(known, argument)
                break
    return str(term)


def _names(term: str) -> list[str]:
    for mark in "|+/:":
        term = term.replace(mark, "\n")
    return [name.strip() for name in term.split("\n")]
