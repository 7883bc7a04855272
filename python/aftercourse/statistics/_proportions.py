"""Proportions and their differences, equivalence, power, the bootstrap."""

from __future__ import annotations

from collections.abc import Sequence

from aftercourse._core import Result
from aftercourse.statistics._call import Column, Data, Missing, call


def _numbers(values: Sequence[float] | None) -> list[float] | None:
    return None if values is None else [float(value) for value in values]


def proportion_interval(
    data: Data = None,
    *,
    outcome: Column | None = None,
    success: str | None = None,
    successes: int | None = None,
    n: int | None = None,
    method: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """A share and its interval, from a column of 0 and 1 (truths), of labels of which `success` counts, or from
    `successes` of `n`.

    `method`: "wilson" (default), "wilson_cc", "clopper_pearson", "mid_p", "jeffreys", "agresti_coull", "wald"; with
    sampling `weights` or `cluster` "korn_graubard" (then the default), "logit" or "taylor".

    Fields: estimate, standard_error, low, high (shares from 0 to 1; only "wald" and "taylor" may go beyond),
    successes, df, design_effect, effective_n. No observation: `not_estimable`. Raises InvalidArgument (AC5504) for
    values other than 0 and 1, successes beyond n, an unknown method, or one for independent observations where there
    are clusters.
    """
    return call(
        "proportion_interval",
        data,
        {"outcome": outcome, "weights": weights, "cluster": cluster},
        main="outcome",
        success=success,
        successes=successes,
        n=n,
        method=method,
        missing=missing,
        level=level,
    )


def proportion_difference(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    before: Column | None = None,
    groups: Sequence[str] | None = None,
    success: str | None = None,
    successes: Sequence[int] | None = None,
    n: Sequence[int] | None = None,
    pairs: Sequence[int] | None = None,
    method: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How much two shares differ: second minus first, of pairs after minus before.

    From a column of 0 and 1 (or labels of which `success` counts) in two groups (`group`) or twice (`before`); or
    from counts: `successes` and `n` of both groups, or `pairs` = (both, before only, after only, neither).

    `method`: "newcombe" (default; pairs: his method 10 for pairs), "newcombe_cc", "miettinen_nurminen",
    "agresti_caffo", "wald"; with sampling `weights` or `cluster` "taylor".

    Fields: estimate, standard_error, low, high, df (of "taylor"), groups (a table: group, successes, n, share). An
    empty group is `not_estimable`. Raises InvalidArgument (AC5504) for another number of groups than two or a method
    that does not fit.
    """
    return call(
        "proportion_difference",
        data,
        {"outcome": outcome, "group": group, "before": before, "weights": weights, "cluster": cluster},
        groups=groups,
        success=success,
        successes=_numbers(successes),
        n=_numbers(n),
        pairs=_numbers(pairs),
        method=method,
        missing=missing,
        level=level,
    )


def equivalence_test(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    before: Column | None = None,
    groups: Sequence[str] | None = None,
    margin: float | None = None,
    margin_low: float | None = None,
    margin_high: float | None = None,
    equal_variances: bool = False,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether a mean or a difference of means is small enough not to matter: two one-sided t tests.

    The columns are those of `t_test`. The margins, in units of the outcome, are ±`margin` or `margin_low` to
    `margin_high`; they are to be set before the data are seen.

    Fields: estimate, standard_error, low and high (of level 2·`level` - 1), margin_low, margin_high, statistic_low,
    statistic_high, df, p_low, p_high, p_value (the greater), equivalent. No variance is `not_estimable`.
    """
    return call(
        "equivalence_test",
        data,
        {"outcome": outcome, "group": group, "before": before, "weights": weights, "cluster": cluster},
        main="outcome",
        groups=groups,
        margin=margin,
        margin_low=margin_low,
        margin_high=margin_high,
        equal_variances=equal_variances,
        missing=missing,
        level=level,
    )


def proportion_equivalence(
    data: Data = None,
    *,
    outcome: Column | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    success: str | None = None,
    successes: Sequence[int] | None = None,
    n: Sequence[int] | None = None,
    margin: float | None = None,
    margin_low: float | None = None,
    margin_high: float | None = None,
    method: str | None = None,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """Whether two shares differ so little that it does not matter: two one-sided tests.

    Columns and counts are those of `proportion_difference`, margins those of `equivalence_test`. `method`:
    "miettinen_nurminen" (score tests, default) or "wald"; with `weights` or `cluster` the linearised difference.

    Fields: those of `equivalence_test`; df is NaN where the normal distribution is taken.
    """
    return call(
        "proportion_equivalence",
        data,
        {"outcome": outcome, "group": group, "weights": weights, "cluster": cluster},
        groups=groups,
        success=success,
        successes=_numbers(successes),
        n=_numbers(n),
        margin=margin,
        margin_low=margin_low,
        margin_high=margin_high,
        method=method,
        missing=missing,
        level=level,
    )


def power_two_means(
    *,
    n: float | None = None,
    effect: float | None = None,
    power: float | None = None,
    one_sided: bool = False,
    ratio: float = 1,
    cluster_size: float = 1,
    correlation: float = 0,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What a comparison of two means by the t test takes: of `n` (first group), `effect` (in sd) and `power` the one
    left out is solved for, at alpha = 1 - `level`.

    `ratio` is n of the second group over the first. In clusters of `cluster_size` whose observations correlate by
    `correlation` n is that of observations, more by the design effect.

    Fields: solved_for, n_first, n_second (not rounded), total (whole observations), power, effect, alpha,
    design_effect. Raises InvalidArgument (AC5504) unless exactly one is left out and each lies in its range.
    """
    return call(
        "power_two_means",
        n=n,
        effect=effect,
        power=power,
        one_sided=one_sided,
        ratio=ratio,
        cluster_size=cluster_size,
        correlation=correlation,
        missing=missing,
        level=level,
    )


def power_one_mean(
    *,
    n: float | None = None,
    effect: float | None = None,
    power: float | None = None,
    one_sided: bool = False,
    cluster_size: float = 1,
    correlation: float = 0,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What a test of one mean, or of the mean of differences of pairs, takes; as `power_two_means`.

    Fields: those of `power_two_means`; n_second is NaN.
    """
    return call(
        "power_one_mean",
        n=n,
        effect=effect,
        power=power,
        one_sided=one_sided,
        cluster_size=cluster_size,
        correlation=correlation,
        missing=missing,
        level=level,
    )


def power_two_proportions(
    *,
    first_share: float,
    n: float | None = None,
    second_share: float | None = None,
    power: float | None = None,
    one_sided: bool = False,
    ratio: float = 1,
    cluster_size: float = 1,
    correlation: float = 0,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """What a comparison of two shares takes, by the normal approximation.

    Of `n` (first group), `second_share` and `power` the one left out is solved for; a share that is solved for is the
    next above the first.

    Fields: those of `power_two_means`; effect is the second share.
    """
    return call(
        "power_two_proportions",
        first_share=first_share,
        n=n,
        second_share=second_share,
        power=power,
        one_sided=one_sided,
        ratio=ratio,
        cluster_size=cluster_size,
        correlation=correlation,
        missing=missing,
        level=level,
    )


def precision_of_proportion(
    *,
    half_width: float,
    share: float = 0.5,
    population: float = 0,
    cluster_size: float = 1,
    correlation: float = 0,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """How many must be asked for the interval of a share to be at most ±`half_width`; `population` 0 is infinite.

    Fields: those of `power_two_means`; effect is the half width, power NaN.
    """
    return call(
        "precision_of_proportion",
        half_width=half_width,
        share=share,
        population=population,
        cluster_size=cluster_size,
        correlation=correlation,
        missing=missing,
        level=level,
    )


def cluster_bootstrap(
    data: Data = None,
    *,
    outcome: Column | None = None,
    statistic: str | None = None,
    success: str | None = None,
    group: Column | None = None,
    groups: Sequence[str] | None = None,
    denominator: Column | None = None,
    interval: str = "bca",
    replicates: int = 9999,
    seed: int = 1,
    weights: Column | None = None,
    cluster: Column | None = None,
    missing: Missing = "drop",
    level: float = 0.95,
) -> Result:
    """The interval of a statistic from the sample drawn again and again, whole clusters at a time.

    `statistic`: "mean" (default), "share", "median", "difference" (of means, second minus first; the default with
    `group`), "ratio" (of sums; the default with `denominator`). `interval`: "bca" or "percentile". The same data and
    `seed` give the same answer on every machine.

    Fields: estimate, standard_error (sd of the replicates), low, high, bias, replicates, seed, bias_correction,
    acceleration. Fewer than two clusters: `not_estimable`.
    """
    return call(
        "cluster_bootstrap",
        data,
        {"outcome": outcome, "group": group, "denominator": denominator, "weights": weights, "cluster": cluster},
        main="outcome",
        statistic=statistic,
        success=success,
        groups=groups,
        interval=interval,
        replicates=replicates,
        seed=seed,
        missing=missing,
        level=level,
    )
