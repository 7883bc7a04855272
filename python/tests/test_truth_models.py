"""Published figures of regression, credibility and effects: every one of the cases in ../shared/truth, at its tolerance."""

from __future__ import annotations

import json
import math
import os
import pathlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
import pytest

import aftercourse.statistics as st

ROOT = pathlib.Path(__file__).parents[2]
TRUTH = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", ROOT.parent / "shared")) / "truth"
pytestmark = pytest.mark.skipif(not TRUTH.exists(), reason="the shared data are not here")

Answers = dict[str, float]


def table(case: str) -> pd.DataFrame:
    return pd.read_csv(TRUTH / case / "data.csv")


def coefficients(model: Any) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in model.to_dict()["coefficients"]}


# --- NIST StRD: polynomials are asked as powers of x.

POLYNOMIALS = {"Filip": 10, "Pontius": 2, "Wampler1": 5, "Wampler2": 5, "Wampler3": 5, "Wampler4": 5, "Wampler5": 5}


def nist(name: str) -> Answers:
    frame = table(f"nist_strd/{name}")
    intercept = not name.startswith("NoInt")
    predictors = [c for c in frame.columns if c != "y"]
    terms = None
    if name in POLYNOMIALS:
        terms = ["x"] + [f"x^{k}" for k in range(2, POLYNOMIALS[name] + 1)]
    m = st.linear_regression(frame, outcome="y", predictors=predictors, terms=terms, intercept=intercept)
    out = {
        "residual_sd": m.residual_sd,
        "r_squared": m.r_squared,
        "df_regression": m.df_model,
        "df_residual": m.df_residual,
        "ss_regression": m.ss_model,
        "ss_residual": m.ss_residual,
        "F": m.f,
    }
    for i, row in enumerate(m.to_dict()["coefficients"]):
        out[f"B{i if intercept else i + 1}"] = row["estimate"]
        out[f"se_B{i if intercept else i + 1}"] = row["standard_error"]
    return out


def duncan_ols() -> Answers:
    frame = table("duncan_ols")
    ask: dict[str, Any] = {"outcome": "prestige", "predictors": ["income", "education"]}
    m = st.linear_regression(frame, **ask, observations=True)
    hc3 = coefficients(st.linear_regression(frame, **ask, covariance="HC3"))
    out = {"sigma": m.residual_sd, "r2": m.r_squared, "adj_r2": m.adjusted_r_squared, "F": m.f}
    for name, c in coefficients(m).items():
        out |= {f"coef.{name}": c["estimate"], f"se.{name}": c["standard_error"]}
        out |= {f"ref.t.{name}": c["statistic"], f"ref.p.{name}": c["p_value"]}
        out |= {f"ref.confint.{name}.lo": c["low"], f"ref.confint.{name}.hi": c["high"]}
        out |= {f"ref.std_beta.{name}": c["standardized"], f"ref.vif.{name}": c["vif"], "vif": c["vif"]}
        out[f"ref.hc3_se.{name}"] = hc3[name]["standard_error"]
    each = m.observations.to_polars()
    out["ref.cook_max"] = each["cook"].max()
    out["ref.rstudent_minister"] = each["studentized"][int(frame.index[frame.occupation == "minister"][0])]
    return out


def hosmer_lemeshow_lowbwt() -> Answers:
    frame = table("hosmer_lemeshow_lowbwt")
    m = st.logistic_regression(frame, outcome="low", predictors=["age", "lwt", "race", "ftv"], labels=["race"])
    out = {"loglik": m.log_likelihood}
    for name, c in coefficients(m).items():
        key = name.replace("[", "").replace("]", "")
        out |= {f"coef.{key}": c["estimate"], f"se.{key}": c["standard_error"]}
        out |= {f"coef.{key}.full": c["estimate"], f"se.{key}.full": c["standard_error"]}
    frame["race"] = frame.race.map({1: "1 white", 2: "black", 3: "other"})
    frame["ptd"] = (frame.ptl > 0) * 1
    frame["ftv"] = frame.ftv.clip(upper=2).map({0: "0", 1: "1", 2: "2plus"})
    full = st.logistic_regression(frame, outcome="low", predictors=["age", "lwt", "race", "smoke", "ptd", "ht", "ui", "ftv"])
    for name, c in coefficients(full).items():
        key = name.replace("[", "").replace("]", "")
        out |= {f"ref.vr_full_coef.{key}": c["estimate"], f"ref.vr_full_se.{key}": c["standard_error"]}
    out |= {"vr_full.resid_dev": full.deviance, "vr_full.aic": full.aic, "ref.null_deviance": full.null_deviance}
    out["ref.vr_full_dev_aic.null"] = full.null_deviance
    return out


def ucla_admissions_logit() -> Answers:
    frame = table("ucla_admissions_logit")
    m = st.logistic_regression(
        frame, outcome="admit", predictors=["gre", "gpa", "rank"], labels=["rank"], profile=True
    )
    out = {"null_deviance": m.null_deviance, "residual_deviance": m.deviance, "aic": m.aic, "loglik": m.log_likelihood}
    for name, c in coefficients(m).items():
        key = name.replace("[", "").replace("]", "")
        out |= {f"coef.{key}": c["estimate"], f"se.{key}": c["standard_error"], f"z.{key}": c["statistic"]}
        out |= {f"p.{key}": c["p_value"], f"ref.wald_ci.{key}.lo": c["low"], f"ref.wald_ci.{key}.hi": c["high"]}
        out |= {f"profile_ci.{key}.lo": c["profile_low"], f"profile_ci.{key}.hi": c["profile_high"]}
    return out


def hachemeister_buhlmann_straub() -> Answers:
    wide = table("hachemeister_buhlmann_straub")
    long = pd.wide_to_long(wide, ["ratio", "weight"], i="state", j="quarter", sep=".").reset_index()
    m = st.buhlmann_straub(long, outcome="ratio", group="state", weights="weight")
    out = {"collective": m.collective, "between": m.between, "within": m.within}
    for g in m.to_dict()["groups"]:
        key = g["group"]
        out |= {f"premium.{key}": g["premium"], f"cred_factor.{key}": g["credibility"], f"mean.{key}": g["mean"]}
    iterative = st.buhlmann_straub(long, outcome="ratio", group="state", weights="weight", between="iterative")
    plain = st.buhlmann_straub(long, outcome="ratio", group="state")
    for key in ("collective", "between", "within"):
        out[f"ref.iterative_collective_between_within.{key}"] = getattr(iterative, key)
        out[f"ref.buhlmann_structure.{key}"] = getattr(plain, key)
    for name, model in (("iterative", iterative), ("buhlmann", plain)):
        for g in model.to_dict()["groups"]:
            out[f"ref.{name}_premiums.{g['group']}"] = g["premium"]
    return out


def efron_morris_baseball() -> Answers:
    frame = table("efron_morris_baseball")
    m = st.shrink_rates(frame, events="hits", trials="at_bats", group="player")
    direct = st.shrink_rates(frame, events="hits", trials="at_bats", group="player", scale="direct")
    groups = {g["group"]: g for g in m.to_dict()["groups"]}
    straight = {g["group"]: g for g in direct.to_dict()["groups"]}
    out = {"V": m.chi_square, "shrink": groups["Clemente"]["kept"]}
    out |= {f"js.{name}": g["shrunken"] for name, g in groups.items()}
    out |= {"sciam.c": straight["Clemente"]["kept"], "sciam.grand_mean": direct.mean}
    out["sciam.Clemente"] = straight["Clemente"]["shrunken"]
    angle = {row.player: math.sqrt(45) * math.asin(2 * row.remainder_average - 1) for row in frame.itertuples()}

    def error(field: str) -> float:
        return sum((math.sqrt(45) * math.asin(2 * g[field] - 1) - angle[name]) ** 2 for name, g in groups.items())

    out |= {"sse.js": error("shrunken"), "sse.mle": error("estimate")}
    return out


def card_krueger_did() -> Answers:
    frame = table("card_krueger_did")
    ask: dict[str, Any] = {"outcome": "fte", "group": "nj", "after": "d"}
    plain = st.difference_in_differences(frame, **ask)
    units = st.difference_in_differences(frame, **ask, unit="id")
    cells = st.difference_in_differences(frame, **ask, covariance="HC2")
    balanced = st.difference_in_differences(frame, **ask, unit="id", balanced=True)
    out = {"did": plain.estimate, "balanced.did": balanced.estimate, "balanced.did.se": balanced.standard_error}
    out["ref.did_unequal_var_se"] = cells.standard_error
    for cell in plain.to_dict()["cells"]:
        key = ("NJ" if cell["group"] == "1" else "PA") + ("_after" if cell["after"] else "_before")
        out |= {f"{key}.mean": cell["mean"], f"{key}.se": cell["standard_error"], f"ref.{key}.n": cell["n"]}
    for change in balanced.to_dict()["changes"]:
        key = ("NJ" if change["group"] == "1" else "PA") + "_change"
        out |= {f"balanced.{key}": change["change"], f"balanced.{key}.se": change["standard_error"]}
        out[f"ref.balanced_{key}.n"] = change["n"]
    names = {"intercept": "intercept", "group": "nj", "after": "d", "group:after": "nj:d"}
    for name, c in coefficients(plain).items():
        out |= {f"ref.ols_coef.{names[name]}": c["estimate"], f"ref.ols_se.{names[name]}": c["standard_error"]}
    for name, c in coefficients(units).items():
        out[f"ref.cluster_id_se_CR1.{names[name]}"] = c["standard_error"]
    return out


def sicily_its() -> Answers:
    frame = table("sicily_its")
    ask: dict[str, Any] = {"outcome": "aces", "time": "time", "interruption": 36, "counts": True, "exposure": "stdpop"}
    step = st.interrupted_time_series(frame, **ask, slope=False)
    season = st.interrupted_time_series(frame, **ask, slope=False, harmonics=2)
    both = st.interrupted_time_series(frame, **ask, harmonics=2)
    trend = coefficients(season)["time"]["estimate"]
    out = {
        "rr": st.poisson_regression(frame, outcome="aces", predictors=["smokban", "time"], exposure="stdpop")
        .coefficients.to_polars()["ratio"][1],
        "rr.seasonal": season.ratio,
        "rr.seasonal.lo": season.ratio_low,
        "rr.seasonal.hi": season.ratio_high,
        "ref.quasi_dispersion": step.dispersion,
        "ref.quasi_rr.rr": step.ratio,
        "ref.quasi_rr.lo": step.ratio_low,
        "ref.quasi_rr.hi": step.ratio_high,
        "ref.seasonal_dispersion": season.dispersion,
        "ref.seasonal_trend_rr_per_year": math.exp(12 * trend),
    }
    poisson = st.poisson_regression(frame, outcome="aces", predictors=["smokban", "time"], exposure="stdpop")
    for name, c in coefficients(poisson).items():
        out |= {f"ref.poisson_coef.{name}": c["estimate"], f"ref.poisson_se.{name}": c["standard_error"]}
    out |= {"rr.lo": coefficients(poisson)["smokban"]["ratio_low"], "rr.hi": coefficients(poisson)["smokban"]["ratio_high"]}
    out |= {"ref.poisson_dev.null": poisson.null_deviance, "ref.poisson_dev.residual": poisson.deviance}
    # The published product smokban·time counts the slope from time 0: the level is that of time 0, too.
    slope = "ref.slope_change_coef_time_smokban_int."
    out |= {slope + "time": coefficients(both)["time"]["estimate"], slope + "interaction": both.slope_change}
    out[slope + "smokban"] = both.estimate - 36 * both.slope_change
    frame["rate"] = frame.aces / frame.stdpop * 1e5
    gauss = st.interrupted_time_series(frame, outcome="rate", time="time", interruption=36, lag=3)
    ols = st.linear_regression(
        frame.assign(since=(frame.time - 36).clip(lower=0)), outcome="rate", predictors=["time", "smokban", "since"]
    )
    ids = {"intercept": "intercept", "time": "time", "level change": "level_change", "slope change": "slope_change"}
    for name, c in coefficients(gauss).items():
        out |= {f"ref.ols_segmented_coef.{ids[name]}": c["estimate"]}
        out |= {f"ref.ols_segmented_nw_se_lag3.{ids[name]}": c["standard_error"]}
    for key, c in zip(ids.values(), coefficients(ols).values()):
        out[f"ref.ols_segmented_se.{key}"] = c["standard_error"]
    out["ref.ols_dw"] = gauss.durbin_watson
    return out


CASES: dict[str, Callable[[], Answers]] = {
    f.__name__: f
    for f in (
        duncan_ols,
        hosmer_lemeshow_lowbwt,
        ucla_admissions_logit,
        hachemeister_buhlmann_straub,
        efron_morris_baseball,
        card_krueger_did,
        sicily_its,
    )
}
for _name in ("Longley", "Norris", "NoInt1", "NoInt2", *POLYNOMIALS):
    CASES[f"nist_strd/{_name}"] = partial(nist, _name)


def expected(case: str) -> Iterator[dict[str, Any]]:
    yield from json.loads((TRUTH / case / "expected.json").read_text(encoding="utf-8"))["figures"]


@pytest.mark.parametrize("case", CASES)
def test_every_published_figure(case: str) -> None:
    answers = CASES[case]()
    lacking, wrong = [], []
    for figure in expected(case):
        value = figure["value"]
        want = {"Infinity": math.inf, "-Infinity": -math.inf}.get(value, value)
        if figure["id"] not in answers:
            lacking.append(figure["id"])
            continue
        got = answers[figure["id"]]
        room = max(figure.get("abs_tol", 0), figure.get("rel_tol", 0) * abs(want)) * (1 + 1e-9)
        if not (got == want or abs(got - want) <= room):
            wrong.append((figure["id"], want, got))
    assert not wrong
    assert not lacking


def test_filip_keeps_thirteen_certified_digits() -> None:
    answers = nist("Filip")
    for figure in expected("nist_strd/Filip"):
        if figure["id"].startswith(("B", "se_B")):
            assert answers[figure["id"]] == pytest.approx(figure["value"], rel=2e-13)
