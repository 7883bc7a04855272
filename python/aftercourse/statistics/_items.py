"""Items of examinations: analysis, item response, bias, weakness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from aftercourse._core import Result
from aftercourse.statistics._agreement import as_names
from aftercourse.statistics._call import Column, Columns, Data, Missing, call, is_name


def item_analysis(
    data: Data = None,
    *,
    items: Columns | None = None,
    max_marks: float | Sequence[float] | None = None,
    responses: Columns | None = None,
    key: Sequence[Any] | Mapping[str, Any] | None = None,
    group_share: float = 0.27,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Item analysis of an examination by Moodle's exact definitions.

    `items`: the marks of each item, a column each (default: all of the data, unless `responses` are named in it);
    `max_marks`: the greatest mark of each, or one for all (default 1; a mark above it is an error AC5504). With `responses`
    (the options chosen, a column an item in the order of the items; of several chosen a list) and their `key` there is a
    distractor table too; without marks these are 1 by the key, else 0.

    Fields: items (a table: item, greatest_mark, mean, sd, variance, facility, intended_weight, effective_weight,
    discrimination_index, discriminative_efficiency, item_total, covariance, greatest_covariance, rest_variance; weights
    and indices in percent); mean, median, sd, skewness, kurtosis of the totals; internal_consistency, error_ratio
    (percent), standard_error (marks); options (a table: item, option, right, n, share, upper_share, lower_share,
    discrimination, point_biserial), upper_n, lower_n: the best and worst `group_share`, with all tied at the cut; totals
    (a table: total, n). What does not exist is NaN. Source: Moodle, Quiz statistics calculations; Kelley (1939).
    """
    if isinstance(key, Mapping):
        responses = list(key) if responses is None else responses
        key = [key[name] for name in responses]
    marks = [float(max_marks)] if isinstance(max_marks, (int, float)) else max_marks
    return call(
        "item_analysis",
        data,
        {"items": items, "responses": _choices(responses)},
        main=None if _are_names(responses) else "items",
        max_marks=None if marks is None else [float(mark) for mark in marks],
        key=as_names(key),
        group_share=group_share,
        missing=missing,
        level=level,
    )


def _are_names(responses: Columns | None) -> bool:
    """Whether the responses are columns of the data, which then holds no marks."""
    return is_name(responses) or (isinstance(responses, (list, tuple)) and any(map(is_name, responses)))


def _choices(responses: Columns | None) -> Columns | None:
    """Lists of options chosen, as item_matrix() has them, as texts: ["A", "C"] is "A, C"."""
    if isinstance(responses, Mapping):
        return {name: _choice_texts(column) for name, column in responses.items()}
    if isinstance(responses, (list, tuple)):
        return [_choice_texts(column) for column in responses]
    return responses


def _choice_texts(column: Column) -> Column:
    if not isinstance(column, (list, tuple)) or not any(isinstance(cell, (list, tuple)) for cell in column):
        return column
    return [(", ".join(map(str, cell)) or None) if isinstance(cell, (list, tuple)) else cell for cell in column]


def two_parameter_logistic(
    data: Data = None,
    *,
    items: Columns | None = None,
    nodes: int = 81,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The two-parameter logistic model: every item has its difficulty and its discrimination.

    P(right) = 1/(1 + exp(-(intercept + discrimination·ability))), ability ~ N(0, 1), by marginal maximum likelihood over
    `nodes` of Gauss-Hermite quadrature. `items`: a column each (default: all of the data) of 1, 0 or missing; a missing
    answer says nothing. `weights`: how often a person counts.

    Fields: items (a table: item, n, share_right, difficulty, difficulty_error, difficulty_low, difficulty_high,
    discrimination, discrimination_error, intercept, intercept_error, not_estimable); log_likelihood, aic, bic,
    parameters, nodes, steps; ability and ability_sd (arrays: the posterior mean and standard deviation of each person);
    patterns (a table: answers, observed, expected, ability, ability_sd, mode, mode_error). Standard errors from the
    observed information, with `cluster` robust. An item that all or none got right says so and is left out; separation
    and no convergence: `not_estimable`. Source: Bock and Aitkin (1981); Louis (1982).
    """
    columns = {"items": items, "weights": weights, "cluster": cluster}
    return call("two_parameter_logistic", data, columns, main="items", nodes=nodes, missing=missing, level=level)


def rasch(
    data: Data = None,
    *,
    items: Columns | None = None,
    discrimination: float | None = None,
    nodes: int = 81,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The Rasch model by marginal maximum likelihood: items share one discrimination.

    It is estimated, which is the same as a free spread of abilities (ltm, mirt), or fixed at `discrimination`.
    Fields: as for `two_parameter_logistic`, as are the arguments; the spread of abilities in logits is the discrimination.
    Source: Rasch (1960); Bock and Aitkin (1981); Rizopoulos (2006).
    """
    columns = {"items": items, "weights": weights, "cluster": cluster}
    return call(
        "rasch",
        data,
        columns,
        main="items",
        discrimination=discrimination,
        nodes=nodes,
        missing=missing,
        level=level,
    )


def conditional_rasch(
    data: Data = None, *, items: Columns | None = None, missing: Missing = "drop", level: float = 0.95
) -> Result:
    """The Rasch model by conditional maximum likelihood: difficulties that need no distribution of abilities.

    `items`: a column each (default: all of the data) of 1 and 0, over complete cases. Difficulties sum to 0.
    Fields: items (a table: item, share_right, difficulty, standard_error, low, high, not_estimable), scores (a table:
    score, n, ability, standard_error: the most likely ability; none for nothing and for all right), log_likelihood (given
    the scores), parameters. Items always harder than all others: `not_estimable`. Source: Andersen (1972), as eRm.
    """
    return call("conditional_rasch", data, {"items": items}, main="items", missing=missing, level=level)


def item_bias(
    data: Data = None,
    *,
    items: Columns,
    group: Column,
    focal: Any = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Item bias after Mantel and Haenszel: do two groups of equal total score get an item right equally often?

    `items`: columns of 1 and 0; `group`: two groups, of which `focal` (default: the second) is compared with the other.
    Fields: items (a table: item, odds_ratio with low and high, delta = -2.35 ln of it and delta_error, chi_square with the
    continuity correction, p_value, ets_class A, B± or C±, strata, not_estimable), reference_n, focal_n. A negative delta
    is harder for the focal group. Source: Holland and Thayer (1988); Dorans and Holland (1993).
    """
    name = None if focal is None else (as_names([focal]) or [""])[0]
    return call("item_bias", data, {"items": items, "group": group}, focal=name, missing=missing, level=level)


def weakness(
    data: Data = None,
    *,
    right: Column,
    point: Column,
    group: Column,
    pass_mark: float = 0.6,
    prior: Literal["jeffreys", "empirical"] | None = None,
    beta: tuple[float, float] | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How probable it is that the share right of a learner or class at a key point lies below the pass mark.

    One row an answer: `right` (1 or 0), the key `point` it tests, the `group` (learner or class). The share has a beta
    prior: Jeffreys' (1/2, 1/2), the one stated in `beta`, or "empirical": for each key point the one the groups suggest.
    Fields: rows (a table, weakest first: point, group, n, right, share, posterior_mean, low, high, probability_below,
    prior_a, prior_b), pass_mark. Source: Gelman et al. (2013) section 2.4; Skellam (1948).
    """
    columns = {"right": right, "point": point, "group": group}
    stated = None if beta is None else [float(value) for value in beta]
    return call(
        "weakness", data, columns, pass_mark=pass_mark, prior=prior, beta=stated, missing=missing, level=level
    )
