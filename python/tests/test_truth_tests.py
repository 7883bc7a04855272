"""Tests and effect sizes beside published and certified figures (../shared/truth), each to its own tolerance."""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aftercourse.statistics as st

TRUTH = Path(os.environ.get("AFTERCOURSE_SHARED", Path(__file__).parents[3] / "shared")) / "truth"
pytestmark = pytest.mark.skipif(not TRUTH.exists(), reason="../shared/truth is not here")

NOT_OFFERED = {
    "student_sleep": {
        # A test of two variances against each other is no question of this job; Levene's and Bartlett's are in anova.
        **dict.fromkeys(
            [f"ref.var_test.{f}" for f in ("F", "df1", "df2", "p", "ci_low", "ci_high", "ratio")], "variances"
        ),
        # The note of the case: effsize takes an approximation of Hedges's factor; the exact one is the next figure.
        **dict.fromkeys([f"ref.hedges_g.{f}" for f in ("g", "ci_low", "ci_high")], "approximate factor"),
        # effsize 0.8.1 counts values beyond all of the other sample once too often (see tests/unit/statistics).
        **dict.fromkeys(["ref.cliff.ci_low", "ref.cliff.ci_high"], "a defect of effsize 0.8.1"),
    },
    "plantgrowth_anova": {
        # Figures of a linear model, for linear_regression.
        **dict.fromkeys(
            [f"ref.lm_coef.{f}" for f in ("ctrl", "trt1", "trt2", "se_ctrl", "se_trt1", "se_trt2")], "linear_regression"
        ),
    },
}


def columns(case: str, file: str = "data.csv") -> dict[str, list[Any]]:
    with (TRUTH / case / file).open(encoding="utf-8") as rows:
        read = list(csv.DictReader(rows))

    def value(text: str) -> Any:
        try:
            return float(text)
        except ValueError:
            return text

    return {name: [value(row[name]) for row in read] for name in read[0]}


def plantgrowth() -> dict[str, float]:
    data = columns("plantgrowth_anova")
    asked: dict[str, Any] = {"outcome": "weight", "group": "group"}
    a, k = st.anova(data, **asked), st.kruskal_wallis(data, **asked)
    out = {
        **{"F": a.statistic, "p": a.p_value, "SSB": a.ss_between, "SSW": a.ss_within},
        **{"kruskal": k.statistic, "kruskal_p": k.p_value, "ref.kruskal.df": k.df},
        **{"bartlett": a.bartlett_statistic, "bartlett_p": a.bartlett_p_value, "ref.bartlett.df": a.df_between},
        **{"ref.anova.dfB": a.df_between, "ref.anova.MSB": a.ms_between},
        **{"ref.anova.dfW": a.df_within, "ref.anova.MSW": a.ms_within},
        **{"ref.welch.F": a.welch_statistic, "ref.welch.df1": a.df_between, "ref.welch.df2": a.welch_df},
        **{"ref.welch.p": a.welch_p_value, "ref.levene_median.F": a.levene_statistic},
        "ref.levene_median.p": a.levene_p_value,
        **{"ref.levene_median.df1": a.df_between, "ref.levene_median.df2": a.df_within},
        **{"ref.lm_coef.r2": a.estimate, "ref.lm_coef.adj_r2": a.epsilon_squared},
    }
    for pair in st.tukey_hsd(data, **asked).to_dict()["comparisons"]:
        name = f"tukey_{pair['second']}_{pair['first']}"
        out |= {f"{name}.diff": pair["difference"], f"{name}.lwr": pair["low"], f"{name}.upr": pair["high"]}
        out[f"{name}.p_adj"] = pair["p_value"]
    return out


def student_sleep() -> dict[str, float]:
    data = columns("student_sleep")
    two = {"drug2": data["drug2"], "drug1": data["drug1"]}
    asked: dict[str, Any] = {"data": two, "groups": ["drug2", "drug1"]}  # the published figures are drug1 - drug2
    tests = {
        "welch": st.t_test(**asked),
        "pooled": st.t_test(**asked, equal_variances=True),
        "paired": st.t_test(data, outcome="drug1", before="drug2"),
    }
    out: dict[str, float] = {"paired.mean_diff": tests["paired"].estimate}
    for name, test in tests.items():
        figures = {"t": test.statistic, "df": test.df, "p": test.p_value, "ci_low": test.low, "ci_high": test.high}
        out |= {f"{name}.{figure}{full}": value for figure, value in figures.items() for full in ("", ".full")}
    for name in ("welch", "pooled"):
        second, first = (group["mean"] for group in tests[name].to_dict()["groups"])
        out |= {f"ref.{name}.mean1": first, f"ref.{name}.mean2": second}
    pairs: dict[str, Any] = {"outcome": "drug1", "before": "drug2"}
    corrected = st.wilcoxon_signed_rank(data, **pairs, method="normal")
    plain = st.wilcoxon_signed_rank(data, **pairs, method="normal", continuity=False)
    mann_whitney = st.mann_whitney(**asked, method="normal")
    d = st.cohen_d(**asked, interval="symmetric")
    return out | {
        "ref.wilcoxon_signed_normal_cc.V": corrected.statistic,
        "ref.wilcoxon_signed_normal_cc.p": corrected.p_value,
        "ref.wilcoxon_signed_normal_nocc.V": plain.statistic,
        "ref.wilcoxon_signed_normal_nocc.p": plain.p_value,
        "ref.wilcoxon_exact_pairs": st.wilcoxon_signed_rank(data, **pairs).p_value,
        "ref.mannwhitney_normal_cc.W": mann_whitney.statistic,
        "ref.mannwhitney_normal_cc.p": mann_whitney.p_value,
        "ref.mannwhitney_exact_ties": st.mann_whitney(**asked).p_value,
        "ref.cohen_d_pooled.d": d.estimate,
        "ref.cohen_d_pooled.ci_low": d.low,
        "ref.cohen_d_pooled.ci_high": d.high,
        "ref.d_z": st.cohen_d(data, **pairs).estimate,
        "ref.cliff.delta": st.cliffs_delta(**asked).estimate,
        "hedges_g_exact_gamma": st.hedges_g(**asked).estimate,
    }


def borenstein() -> dict[str, float]:
    row = {name: values[0] for name, values in columns("borenstein_effect_sizes", "independent.csv").items()}
    # The published figures are the first less the second.
    groups: dict[str, Any] = {key: [row[f"{key[:-1]}{i}"] for i in (2, 1)] for key in ("means", "sds", "ns")}
    row = {name: values[0] for name, values in columns("borenstein_effect_sizes", "matched.csv").items()}
    pairs: dict[str, Any] = {"means": [row["mean2"], row["mean1"]], "sd_difference": row["sd_diff"]}
    pairs |= {"n": int(row["n"]), "correlation": row["r"]}
    out: dict[str, float] = {}
    for name, given in (("independent", groups), ("matched", pairs)):
        d, g = st.cohen_d(**given), st.hedges_g(**given)
        out |= {f"{name}.s_within": d.standardizer, f"{name}.J": g.correction}
        for letter, effect in (("d", d), ("g", g)):
            out |= {f"{name}.{letter}": effect.estimate, f"{name}.v_{letter}": effect.variance}
            out[f"{name}.se_{letter}"] = effect.standard_error
    return out


def cliff() -> dict[str, float]:
    first: dict[str, Any] = {"outcome": "value", "group": "group", "groups": ["control", "treatment"]}
    data, second = columns("cliff_delta"), columns("cliff_delta", "data2.csv")
    delta = st.cliffs_delta(data, **first)
    consistent = st.cliffs_delta(data, **first, variance="consistent")
    other = st.cliffs_delta(second, outcome="value", group="group", groups=["x2", "x1"])
    return {
        **{"delta1": delta.estimate, "delta1.ci_low": delta.low, "delta1.ci_high": delta.high},
        **{"delta2": other.estimate, "ref.second.ci_low": other.low, "ref.second.ci_high": other.high},
        "ref.normal.delta": consistent.estimate,
        "ref.normal.ci_low_biasedvar_normal": consistent.low,
        "ref.normal.ci_high_biasedvar_normal": consistent.high,
        "ref.default_t_unbiased.var": delta.variance,
    }


def nist(case: str) -> dict[str, float]:
    a = st.anova(columns(case), outcome="y", group="treatment")
    return {
        **{"df_between": a.df_between, "df_within": a.df_within, "ss_between": a.ss_between, "ss_within": a.ss_within},
        **{"ms_between": a.ms_between, "ms_within": a.ms_within, "F": a.statistic, "r_squared": a.estimate},
        "residual_sd": a.residual_sd,
    }


CASES: dict[str, Callable[[], dict[str, float]]] = {
    "plantgrowth_anova": plantgrowth,
    "student_sleep": student_sleep,
    "borenstein_effect_sizes": borenstein,
    "cliff_delta": cliff,
}
NIST = [f"nist_strd/{name}" for name in ("AtmWtAg", "SiRstv", *(f"SmLs0{i}" for i in range(1, 10)))]


@pytest.mark.parametrize("case", [*CASES, *NIST])
def test_every_figure(case: str) -> None:
    ours = CASES[case]() if case in CASES else nist(case)
    expected = json.loads((TRUTH / case / "expected.json").read_text(encoding="utf-8"))["figures"]
    left_out = NOT_OFFERED.get(case, {})
    assert {figure["id"] for figure in expected} == set(ours) | set(left_out)
    wrong = []
    for figure in expected:
        if figure["id"] in left_out:
            continue
        value, target = ours[figure["id"]], figure["value"]
        allowed = figure.get("abs_tol") or figure.get("rel_tol", 1e-12) * abs(target)
        if not math.isclose(value, target, rel_tol=0, abs_tol=allowed + 1e-15 * abs(target)):
            wrong.append((figure["id"], value, target))
    assert wrong == []
