"""Agreement of raters and reliability of scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from aftercourse._core import Result
from aftercourse.errors import InvalidArgument
from aftercourse.statistics._call import Column, Columns, Data, Missing, call

Weighting: TypeAlias = Literal["none", "linear", "quadratic", "ordinal", "radical", "ratio"]
Table: TypeAlias = Any
"""Rows of numbers: nested sequences, a two-dimensional array or a DataFrame."""
VarianceOver: TypeAlias = Literal["n-1", "n"]


def as_rows(table: Table | None) -> list[list[float]] | None:
    if table is None:
        return None
    rows = table.to_numpy() if hasattr(table, "to_numpy") else table
    return [[float(value) for value in row] for row in rows]


def as_names(categories: Sequence[Any] | None) -> list[str] | None:
    """Categories as the labels that a column of them has: 1.0 is "1"."""
    if categories is None:
        return None
    if any(c is None or c != c for c in categories):
        raise InvalidArgument("a category is missing: None is no category", code="AC5504")
    return [str(int(c)) if not isinstance(c, str) and float(c).is_integer() else str(c) for c in categories]


def _of_ratings(
    name: str,
    data: Data,
    raters: Columns | None,
    counts: Columns | None,
    table: Table | None,
    categories: Sequence[Any] | None,
    weights: Column | None,
    cluster: Column | None,
    **options: Any,
) -> Result:
    columns = {"raters": raters, "counts": counts, "weights": weights, "cluster": cluster}
    main = "raters" if counts is None and table is None else None
    for matrix in ("agreement", "disagreement"):
        if matrix in options:
            options[matrix] = as_rows(options[matrix])
    return call(name, data, columns, main=main, table=as_rows(table), categories=as_names(categories), **options)


def cohen_kappa(
    data: Data = None,
    *,
    raters: Columns | None = None,
    table: Table | None = None,
    categories: Sequence[Any] | None = None,
    weighting: Weighting | None = None,
    scores: Sequence[float] | None = None,
    agreement: Table | None = None,
    disagreement: Table | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Cohen's kappa: agreement of two raters beyond chance.

    `raters` names two columns (default: the two of the data), or `table` is their cross table, the first rater in rows.
    Declare the `categories` in their order: weights go by position in it, or by `scores`; otherwise those that occur
    count. Weighted by `weighting` (Cohen 1968), or by a matrix of `agreement` (1 on the diagonal) or `disagreement` (0).
    `weights` says how often a row counts. Units that one did not rate are left out.

    Fields: estimate, standard_error (asymptotic) and a normal interval within -1 and 1, observed, by_chance,
    standard_error_null, z, p_value and p_value_one_sided of kappa = 0, categories, table. With `cluster` the interval is
    robust (t with G - 1) and there is no test. Both raters in one category: `not_estimable`. Raises InvalidArgument
    (AC5504) for other than two raters or a rating that is no declared category (NotFound AC5505 for a text).
    Source: Fleiss, Cohen and Everitt (1969), eq. (8), (9), (14), (15).
    """
    return _of_ratings(
        "cohen_kappa",
        data,
        raters,
        None,
        table,
        categories,
        weights,
        cluster,
        weighting=weighting,
        scores=scores,
        agreement=agreement,
        disagreement=disagreement,
        missing=missing,
        level=level,
    )


def fleiss_kappa(
    data: Data = None,
    *,
    raters: Columns | None = None,
    counts: Columns | None = None,
    table: Table | None = None,
    categories: Sequence[Any] | None = None,
    weighting: Weighting | None = None,
    scores: Sequence[float] | None = None,
    agreement: Table | None = None,
    disagreement: Table | None = None,
    variance_over: VarianceOver | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Fleiss' kappa of several raters, from their ratings (`raters`, one column each; missing ones allowed), from
    `counts` (one column a category: how many raters chose it; fractions allowed) or the cross `table` of two.

    Fields: estimate, standard_error and interval linearised over units (± t; Gwet 2014), observed, by_chance, raters,
    categories; standard_error_null, z, p_value of kappa = 0 (Fleiss, Nee and Landis 1979; only where all units have
    equally many ratings and nothing is weighted); per_category (a table: category, share, kappa, standard_error_null, z,
    p_value); per_unit (agreement on each). `variance_over` "n" divides the variance by n, as irrCAC does for cross tables
    (the default for `table`). Raters who never overlap, or ratings all alike: `not_estimable`.
    Source: Fleiss (1971); with unequal numbers of ratings Gwet (2014) section 2.4.
    """
    return _of_ratings(
        "fleiss_kappa",
        data,
        raters,
        counts,
        table,
        categories,
        weights,
        cluster,
        weighting=weighting,
        scores=scores,
        agreement=agreement,
        disagreement=disagreement,
        variance_over=variance_over,
        missing=missing,
        level=level,
    )


def gwet_ac(
    data: Data = None,
    *,
    raters: Columns | None = None,
    counts: Columns | None = None,
    table: Table | None = None,
    categories: Sequence[Any] | None = None,
    weighting: Weighting | None = None,
    scores: Sequence[float] | None = None,
    agreement: Table | None = None,
    disagreement: Table | None = None,
    variance_over: VarianceOver | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Gwet's AC1, weighted AC2: agreement beyond chance that stays meaningful when one category is very common.

    Ratings as for `fleiss_kappa`; a declared category that nobody used counts. Fields: estimate, standard_error and
    interval linearised over units (± t(n - 1), with `cluster` t(G - 1), at most 1), observed, by_chance, raters,
    categories. Source: Gwet (2008), and Handbook of Inter-Rater Reliability, 4th ed. (2014); the numbers of irrCAC.
    """
    return _of_ratings(
        "gwet_ac",
        data,
        raters,
        counts,
        table,
        categories,
        weights,
        cluster,
        weighting=weighting,
        scores=scores,
        agreement=agreement,
        disagreement=disagreement,
        variance_over=variance_over,
        missing=missing,
        level=level,
    )


def rater_agreement(
    data: Data = None,
    *,
    raters: Columns | None = None,
    counts: Columns | None = None,
    table: Table | None = None,
    categories: Sequence[Any] | None = None,
    weighting: Weighting | None = None,
    scores: Sequence[float] | None = None,
    agreement: Table | None = None,
    disagreement: Table | None = None,
    variance_over: VarianceOver | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """All coefficients of agreement side by side: percent agreement, Brennan-Prediger (Randolph's free-marginal kappa),
    Conger's kappa (two raters: Cohen's), Fleiss' kappa (two raters: Scott's pi), Gwet's AC, Krippendorff's alpha, and for
    more than two raters Light's kappa. Ratings as for `fleiss_kappa`.

    Fields: coefficients (a table: coefficient, estimate, standard_error, low, high, observed, by_chance,
    not_estimable), raters, categories. Source: Gwet (2014), chapters 2 to 5; the numbers of irrCAC. Light (1971).
    """
    return _of_ratings(
        "rater_agreement",
        data,
        raters,
        counts,
        table,
        categories,
        weights,
        cluster,
        weighting=weighting,
        scores=scores,
        agreement=agreement,
        disagreement=disagreement,
        variance_over=variance_over,
        missing=missing,
        level=level,
    )


def krippendorff_alpha(
    data: Data = None,
    *,
    raters: Columns | None = None,
    counts: Columns | None = None,
    table: Table | None = None,
    categories: Sequence[Any] | None = None,
    measurement: Literal["nominal", "ordinal", "interval", "ratio"] = "nominal",
    variance_over: VarianceOver | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Krippendorff's alpha for any number of raters, missing ratings and any level of measurement.

    Ratings as for `fleiss_kappa`; one column a rater, one row a unit (transpose what has raters in rows). Units with one
    rating say nothing. Interval and ratio need numbers, ratio none below 0.

    Fields: estimate, standard_error and interval linearised over units (± t(n - 1), at most 1; the distances taken as
    given), observed_disagreement, expected_disagreement, pairable (ratings that count), raters, categories.
    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; standard error Gwet (2014) section 3.4.
    """
    return _of_ratings(
        "krippendorff_alpha",
        data,
        raters,
        counts,
        table,
        categories,
        weights,
        cluster,
        measurement=measurement,
        variance_over=variance_over,
        missing=missing,
        level=level,
    )


def intraclass_correlation(
    data: Data = None,
    *,
    raters: Columns | None = None,
    outcome: Column | None = None,
    unit: Column | None = None,
    rater: Column | None = None,
    form: Literal["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"] = "ICC(2,1)",
    spearman_brown: bool = False,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The six intraclass correlations of Shrout and Fleiss (1979), over units that all raters marked.

    `raters`: one column of marks each (default: all of the data); or a row a mark, with the columns `outcome`, `unit` and
    `rater`, the mean where a rater marked a unit more than once. ICC(1,·): every unit by other raters; ICC(2,·): raters
    are a sample, absolute agreement (appraisals use ICC(2,1)); ICC(3,·): these raters, consistency; 1: one mark, k: the
    mean of all. F intervals of McGraw and Wong (1996); `spearman_brown` takes that of ICC(2,k) from ICC(2,1) instead.

    Fields: estimate, low, high, f, df1, df2, p_value, raters, between_units, between_raters, residual, within_units (mean
    squares), forms (a table of all six). Equal marks everywhere: `not_estimable`.
    """
    return call(
        "intraclass_correlation",
        data,
        {"raters": raters, "outcome": outcome, "unit": unit, "rater": rater},
        main="raters" if outcome is None else None,
        form=form,
        spearman_brown=spearman_brown,
        missing=missing,
        level=level,
    )


def kendall_w(
    data: Data = None, *, raters: Columns | None = None, missing: Missing = "drop", level: float = 0.95
) -> Result:
    """Kendall's W: how far raters rank the same units alike, 0 to 1, corrected for ties, over complete units.

    Fields: estimate, chi_square, df, p_value (n - 1 degrees of freedom), raters, mean_rank_correlation (Spearman's, over
    all pairs) and mean_rank_correlation_z (averaged as Fisher's z). There is no interval.
    Source: Kendall and Gibbons, Rank Correlation Methods, 5th ed. (1990), chapter 6.
    """
    return call("kendall_w", data, {"raters": raters}, main="raters", missing=missing, level=level)


def _of_items(
    name: str,
    data: Data,
    items: Columns | None,
    covariance: Table | None,
    n: int | None,
    missing: Missing,
    level: float,
) -> Result:
    main = "items" if covariance is None else None
    rows = as_rows(covariance)
    return call(name, data, {"items": items}, main=main, covariance=rows, n=n, missing=missing, level=level)


def cronbach_alpha(
    data: Data = None,
    *,
    items: Columns | None = None,
    covariance: Table | None = None,
    n: int | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Cronbach's alpha of the sum of items, from their covariances over complete cases (KR-20 for right and wrong).

    `items`: one column each (default: all of the data), or a `covariance` or correlation matrix with its `n`.
    Fields: estimate, standard_error (Duhachek and Iacobucci 2004), low and high (Feldt), items, standardised (of the
    correlations), guttman_lambda6, mean_correlation, per_item (a table: item, variance, item_total, item_rest,
    alpha_if_dropped). It may be negative. One item, or a sum that does not vary: `not_estimable`.
    Source: Cronbach (1951); interval Feldt, Woodruff and Salih (1987), eq. (8).
    """
    return _of_items("cronbach_alpha", data, items, covariance, n, missing, level)


def mcdonald_omega(
    data: Data = None,
    *,
    items: Columns | None = None,
    covariance: Table | None = None,
    n: int | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """McDonald's omega of the sum of items that measure one factor, by maximum likelihood, over complete cases.

    `items` as for `cronbach_alpha`, or a `covariance` or correlation matrix with its `n`.
    Fields: estimate, standard_error (delta method), low, high (normal, at most 1), items, standardised, chi_square, df,
    p_value (that one factor is enough; Bartlett's factor), rmsea, discrepancy, per_item (a table: item, loading,
    standard_error, standardised_loading, uniqueness). Fewer than three items, Heywood cases: `not_estimable`.
    Source: McDonald, Test Theory (1999), eq. (6.20b); Jöreskog (1967).
    """
    return _of_items("mcdonald_omega", data, items, covariance, n, missing, level)
