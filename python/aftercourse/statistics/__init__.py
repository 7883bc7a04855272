"""Statistics with their uncertainty: each answer has its estimate, interval, n, clusters, estimator and a sentence.

    import aftercourse.statistics as st

    answer = st.t_test(frame, outcome="re78", group="treat")
    answer.estimate, answer.low, answer.high, answer.n
    print(answer.words())                     # words("zh") for Chinese

One contract for all: `f(data, *, columns…, weights=None, cluster=None, missing="drop" | "error", level=0.95)`. The data
is a pandas or polars DataFrame, an Arrow table, a mapping of columns, or nothing when the columns are given themselves.
NaN, None, NA and NaT are missing and counted; infinity is an error. An answer that the data cannot give says why in
`not_estimable`. docs/statistics.md lists the functions, docs/estimators.md says which variant each takes.
"""

from aftercourse._core import NamedTables, Result
from aftercourse.statistics._agreement import (
    cohen_kappa,
    cronbach_alpha,
    fleiss_kappa,
    gwet_ac,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
    mcdonald_omega,
    rater_agreement,
)
from aftercourse.statistics._description import (
    adjust_p_values,
    autocorrelation,
    cross_table,
    describe,
    frequencies,
    quantiles,
)
from aftercourse.statistics._effects import (
    associations,
    before_after,
    difference_in_differences,
    interrupted_time_series,
    propensity_match,
)
from aftercourse.statistics._items import (
    conditional_rasch,
    item_analysis,
    item_bias,
    rasch,
    two_parameter_logistic,
    weakness,
)
from aftercourse.statistics._mixed import lecturer_scores, mixed_model
from aftercourse.statistics._models import (
    ancova,
    buhlmann_straub,
    linear_regression,
    logistic_regression,
    poisson_regression,
    shrink_means,
    shrink_rates,
)
from aftercourse.statistics._proportions import (
    cluster_bootstrap,
    equivalence_test,
    power_one_mean,
    power_two_means,
    power_two_proportions,
    precision_of_proportion,
    proportion_difference,
    proportion_equivalence,
    proportion_interval,
)
from aftercourse.statistics._rank_tests import (
    cliffs_delta,
    friedman,
    kruskal_wallis,
    mann_whitney,
    wilcoxon_signed_rank,
)
from aftercourse.statistics._surveys import (
    standardised_mean,
    standardised_rate,
    stratified_mean,
    stratified_ratio,
    stratified_share,
    stratified_total,
)
from aftercourse.statistics._tables import chi_square, fisher_exact, mcnemar, odds_ratio, risk_difference, risk_ratio
from aftercourse.statistics._tests import anova, cohen_d, games_howell, hedges_g, t_test, tukey_hsd
from aftercourse.statistics._time import (
    aalen_johansen,
    completion_curve,
    control_chart,
    cox_regression,
    kaplan_meier,
    log_rank,
    mann_kendall,
    sen_slope,
)

__all__ = [
    "NamedTables",
    "Result",
    "aalen_johansen",
    "adjust_p_values",
    "ancova",
    "anova",
    "associations",
    "autocorrelation",
    "before_after",
    "buhlmann_straub",
    "chi_square",
    "cliffs_delta",
    "cluster_bootstrap",
    "cohen_d",
    "cohen_kappa",
    "completion_curve",
    "conditional_rasch",
    "control_chart",
    "cox_regression",
    "cronbach_alpha",
    "cross_table",
    "describe",
    "difference_in_differences",
    "equivalence_test",
    "fisher_exact",
    "fleiss_kappa",
    "frequencies",
    "friedman",
    "games_howell",
    "gwet_ac",
    "hedges_g",
    "interrupted_time_series",
    "intraclass_correlation",
    "item_analysis",
    "item_bias",
    "kaplan_meier",
    "kendall_w",
    "krippendorff_alpha",
    "kruskal_wallis",
    "lecturer_scores",
    "linear_regression",
    "log_rank",
    "logistic_regression",
    "mann_kendall",
    "mann_whitney",
    "mcdonald_omega",
    "mcnemar",
    "mixed_model",
    "odds_ratio",
    "poisson_regression",
    "power_one_mean",
    "power_two_means",
    "power_two_proportions",
    "precision_of_proportion",
    "propensity_match",
    "proportion_difference",
    "proportion_equivalence",
    "proportion_interval",
    "quantiles",
    "rasch",
    "rater_agreement",
    "risk_difference",
    "risk_ratio",
    "sen_slope",
    "shrink_means",
    "shrink_rates",
    "standardised_mean",
    "standardised_rate",
    "stratified_mean",
    "stratified_ratio",
    "stratified_share",
    "stratified_total",
    "t_test",
    "tukey_hsd",
    "two_parameter_logistic",
    "weakness",
    "wilcoxon_signed_rank",
]
