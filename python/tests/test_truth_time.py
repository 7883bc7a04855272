"""Published and certified figures of time to an event and of trends: every one of its cases, at its own tolerance."""

from __future__ import annotations

import csv
import functools
import json
import math
import os
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import aftercourse.statistics as st

SHARED = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", pathlib.Path(__file__).parents[3] / "shared"))
TRUTH = SHARED / "truth"
Figures = dict[str, float | None]

# What R prints rounded to two decimals and the case took from there: compared as printed.
ROUNDED = {("rossi_recidivism", "ref.LR_wald_score.wald"), ("survival_lung", "ref.cox_LR_wald_score.wald")}


def columns(case: str, file: str = "data.csv") -> dict[str, list[Any]]:
    with (TRUTH / case / file).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {name: [_value(row[name]) for row in rows] for name in rows[0]}


def _value(text: str) -> float | str | None:
    try:
        return float(text) if text not in ("", "NA") else None
    except ValueError:
        return text


def at_time(table: Any, time: float) -> dict[str, Any]:
    return next(row for row in table if row["time"] == time)


def by_test(answer: Any) -> dict[str, dict[str, Any]]:
    return {row["test"]: row for row in answer.tests}


def freireich_6mp() -> Figures:
    data = columns("freireich_6mp")
    arm = {name: {k: [v for v, t in zip(data[k], data["treat"]) if t == name] for k in data} for name in ("6-MP", "control")}
    treated, control = (st.kaplan_meier(arm[name], time="time", event="cens") for name in ("6-MP", "control"))
    log = {name: st.kaplan_meier(arm[name], time="time", event="cens", interval="log") for name in arm}
    out: Figures = {}
    for prefix, answer in (("km6mp", treated), ("kmcontrol", control)):
        events = [row for row in answer.curve if row["events"] > 0]
        for i, row in enumerate(events, 1):
            out[f"{prefix}.S({row['time']:g})"] = row["survival"]
            out[f"{prefix}.se({row['time']:g})"] = out[f"ref.{prefix}.se.{i}"] = row["standard_error"]
            out[f"ref.{prefix}.time.{i}"] = row["time"]
            out[f"ref.{prefix}.nrisk.{i}"] = row["at_risk"]
            out[f"ref.{prefix}.nevent.{i}"] = row["events"]
            out[f"ref.{prefix}.loglog_ci.lo({row['time']:g})"] = row["low"]
            out[f"ref.{prefix}.loglog_ci.hi({row['time']:g})"] = row["high"]
    for row in log["6-MP"].curve:
        out[f"ref.km6mp.log_ci.lo({row['time']:g})"] = row["low"]
        out[f"ref.km6mp.log_ci.hi({row['time']:g})"] = row["high"]
    for name, key in (("6-MP", "6mp"), ("control", "control")):
        group = log[name].groups[0]
        out[f"median.{key}"] = group["median"]
        out[f"ref.median_ci.{key}.lo"], out[f"ref.median_ci.{key}.hi"] = group["median_low"], group["median_high"]
    test = st.log_rank(data, time="time", event="cens", group="treat")
    of = {row["group"]: row for row in test.groups}
    out |= {"logrank.chisq": test.statistic, "ref.logrank.p": test.p_value}
    out |= {"logrank.E6mp": of["6-MP"]["expected"], "logrank.Econtrol": of["control"]["expected"]}
    out |= {"ref.logrank.O_6mp": of["6-MP"]["observed"], "ref.logrank.O_control": of["control"]["observed"]}
    out["ref.peto_peto"] = st.log_rank(data, time="time", event="cens", group="treat", rho=1).statistic
    stratified = st.log_rank(data, time="time", event="cens", group="treat", strata="pair")
    out["ref.logrank_stratified_by_pair"] = stratified.statistic
    for ties in ("breslow", "efron", "exact"):
        cox = st.cox_regression(data, time="time", event="cens", covariates=["treat"], ties=ties)
        row = cox.coefficients[0]
        out |= {f"cox_{ties}.beta": row["coefficient"], f"cox_{ties}.se": row["standard_error"]}
        out |= {f"ref.cox_{ties}.se": row["standard_error"], f"ref.cox_{ties}.loglik0": cox.null_log_likelihood}
        out |= {f"ref.cox_{ties}.loglik": cox.log_likelihood}
        out |= {f"ref.cox_{ties}.{name}": by_test(cox)[name]["statistic"] for name in ("score", "wald")}
        if ties == "efron":
            proportional = cox.proportional_hazards[0]
            out |= {"ref.cox_zph.chisq": proportional["statistic"], "ref.cox_zph.df": proportional["df"]}
            out["ref.cox_zph.p"] = proportional["p_value"]
    return out


def rossi_recidivism() -> Figures:
    data = columns("rossi_recidivism")
    names = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]
    cox = st.cox_regression(data, time="week", event="arrest", covariates=names)
    out: Figures = {f"coef.{row['name']}": row["coefficient"] for row in cox.coefficients}
    out |= {f"se.{row['name']}": row["standard_error"] for row in cox.coefficients}
    names.remove("race")
    within = st.cox_regression(data, time="week", event="arrest", covariates=names, strata="race")
    out |= {f"strata_race.coef.{row['name']}": row["coefficient"] for row in within.coefficients}
    tests = by_test(cox)
    for key, name in (("LR", "likelihood ratio"), ("wald", "wald"), ("score", "score")):
        out[f"ref.LR_wald_score.{key}"] = tests[name]["statistic"]
    out |= {"ref.loglik.null": cox.null_log_likelihood, "ref.loglik.fit": cox.log_likelihood}
    out["ref.concordance"] = cox.concordance
    return out


def survival_lung() -> Figures:
    data = columns("survival_lung")
    data["dead"] = [status - 1 for status in data["status"]]
    cox = st.cox_regression(data, time="time", event="dead", covariates=["age", "sex", "ph.ecog"])
    out: Figures = {f"cox.coef.{row['name']}": row["coefficient"] for row in cox.coefficients}
    out |= {f"cox.se.{row['name']}": row["standard_error"] for row in cox.coefficients}
    tests = by_test(cox)
    out |= {"cox.LR": tests["likelihood ratio"]["statistic"], "cox.concordance": cox.concordance, "cox.n": cox.n}
    out |= {"cox.events": cox.events, "ref.cox_concordance.se": cox.concordance_error}
    out |= {"ref.cox_loglik.null": cox.null_log_likelihood, "ref.cox_loglik.fit": cox.log_likelihood}
    out |= {f"ref.cox_LR_wald_score.{name}": tests[name]["statistic"] for name in ("wald", "score")}
    for row in cox.proportional_hazards:
        name = row["test"].replace("global", "GLOBAL")
        out |= {f"ref.cox_zph.{name}.chisq": row["statistic"], f"ref.cox_zph.{name}.df": row["df"]}
        out[f"ref.cox_zph.{name}.p"] = row["p_value"]
    only = st.cox_regression(data, time="time", event="dead", covariates=["sex"]).coefficients[0]
    out |= {"ref.cox_sex.beta": only["coefficient"], "ref.cox_sex.se": only["standard_error"]}
    times = [100, 180, 365, 500, 730]
    curve = st.kaplan_meier(data, time="time", event="dead", interval="log", at=times)
    group = curve.groups[0]
    out |= {"km.n": curve.n, "km.events": group["events"], "km.median": group["median"]}
    out |= {"km.lcl": group["median_low"], "km.ucl": group["median_high"]}
    out |= {"ref.rmean.rmean": group["restricted_mean"], "ref.rmean.se": group["restricted_mean_error"]}
    for time, row in zip(times, curve.at):
        out[f"ref.surv_100_180_365_500_730.S({time})"] = row["survival"]
        out[f"ref.se_100_180_365_500_730.se({time})"] = row["standard_error"]
    test = st.log_rank(data, time="time", event="dead", group="sex")
    out |= {"logrank_sex.chisq": test.statistic, "ref.logrank_sex.p": test.p_value}
    for name, row in zip(("male", "female"), test.groups):
        out[f"ref.logrank_sex.O_{name}"], out[f"ref.logrank_sex.E_{name}"] = row["observed"], row["expected"]
    return out


def therneau_test1() -> Figures:
    data = columns("therneau_test1")
    out: Figures = {}
    for ties in ("breslow", "efron"):
        cox = st.cox_regression(data, time="time", event="status", covariates=["x"], ties=ties)
        row = cox.coefficients[0]
        out |= {f"{ties}.beta": row["coefficient"], f"{ties}.loglik0": cox.null_log_likelihood}
        out |= {f"{ties}.loglik": cox.log_likelihood, f"{ties}.var": row["standard_error"] ** 2}
        out |= {f"ref.{ties}.score": by_test(cox)["score"]["statistic"], f"ref.{ties}.var": row["standard_error"] ** 2}
        out |= {f"ref.{ties}.loglik.null": cox.null_log_likelihood, f"ref.{ties}.loglik.fit": cox.log_likelihood}
    for i, row in enumerate(st.kaplan_meier(data, time="time", event="status").curve, 1):
        out |= {f"km.{i}": row["survival"], f"ref.km.time.{i}": row["time"]}
        out[f"ref.km.greenwood_se.{i}"] = row["standard_error"]
    test = st.log_rank(data, time="time", event="status", group="x")
    out["ref.logrank.chisq"] = test.statistic
    for i, row in enumerate(test.groups):
        out[f"ref.logrank.obs{i}"], out[f"ref.logrank.exp{i}"] = row["observed"], row["expected"]
    return out


def mann_kendall() -> Figures:
    out: Figures = {}
    for name, file, column in (
        ("PrecipGL", "PrecipGL.csv", "precip"),
        ("Nile", "Nile.csv", "flow"),
        ("maxau", "maxau_s.csv", "s"),
    ):
        values = columns("mann_kendall", file)[column]
        test, slope = st.mann_kendall(values), st.sen_slope(values)
        out |= {f"{name}.z": test.z, f"{name}.p": test.p_value, f"{name}.S": test.s, f"{name}.varS": test.variance}
        out |= {f"{name}.tau_b": test.estimate, f"{name}.tau_printed": test.estimate}
        out |= {f"{name}.sen": slope.estimate, f"{name}.sen_lo": slope.low, f"{name}.sen_hi": slope.high}
    values = columns("mann_kendall", "pymannkendall_360.csv")["y"]
    test, slope = st.mann_kendall(values), st.sen_slope(values)
    out |= {"py360.p": test.p_value, "py360.z": test.z, "py360.tau": test.tau_a, "py360.s": test.s}
    out |= {"py360.var_s": test.variance, "py360.sen_slope": slope.estimate, "py360.sen_intercept": slope.intercept}
    for key, correction in (
        ("hamed_rao", "hamed_rao"),
        ("prewhiten", "prewhitening"),
        ("tfpw", "trend_free_prewhitening"),
    ):
        corrected = st.mann_kendall(values, correction=correction)  # type: ignore[arg-type]
        out |= {f"py360.{key}.p": corrected.p_value, f"py360.{key}.z": corrected.z}
        out[f"py360.{key}.var_s"] = corrected.variance
    return out


CASES: dict[str, Callable[[], Figures]] = {
    case.__name__: case for case in (freireich_6mp, rossi_recidivism, survival_lung, therneau_test1, mann_kendall)
}


@functools.cache
def answers(case: str) -> Figures:
    return CASES[case]()


def figures() -> Iterator[Any]:
    for case in CASES:
        file = TRUTH / case / "expected.json"
        if not file.exists():
            yield pytest.param(case, {}, marks=pytest.mark.skip(reason="../shared/truth is not here"), id=case)
            continue
        for figure in json.loads(file.read_text(encoding="utf-8"))["figures"]:
            yield pytest.param(case, figure, id=f"{case}:{figure['id']}")


@pytest.mark.parametrize(("case", "figure"), list(figures()))
def test_the_figure_is_the_published_one(case: str, figure: dict[str, Any]) -> None:
    ours, value = answers(case)[figure["id"]], figure["value"]
    if value is None:
        assert ours is None or math.isnan(ours)
        return
    assert ours is not None
    if (case, figure["id"]) in ROUNDED:
        ours = round(ours, 2)
    assert ours == pytest.approx(value, rel=figure.get("rel_tol", 0), abs=figure.get("abs_tol", 1e-12))
