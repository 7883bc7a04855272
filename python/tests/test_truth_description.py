"""Published figures of description, proportions, surveys and corrected p-values, through the public API."""

from __future__ import annotations

import csv
import json
import math
import os
import pathlib
from typing import Any

import pytest

import aftercourse.statistics as st

SHARED = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", pathlib.Path(__file__).parents[3] / "shared"))
TRUTH = SHARED / "truth"
pytestmark = pytest.mark.skipif(not TRUTH.is_dir(), reason="the published figures are not here")

NIST = ["Lew", "Lottery", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"]
METHODS = {"midp": "mid_p"}
ADJUSTMENTS = {"BH": "bh", "BY": "by", "BKY_two_stage": "bky"}


def figures(case: str) -> list[dict[str, Any]]:
    return list(json.loads((TRUTH / case / "expected.json").read_text(encoding="utf-8"))["figures"])


def columns(case: str, file: str) -> dict[str, list[str]]:
    with (TRUTH / case / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {name: [row[name] for row in rows] for name in rows[0]}


def agrees(value: float, figure: dict[str, Any]) -> None:
    tolerance = (figure.get("abs_tol") or 0) + (figure.get("rel_tol") or 0) * abs(figure["value"])
    assert math.isfinite(value) and abs(value - figure["value"]) <= tolerance, (figure["id"], value, figure["value"])


@pytest.mark.parametrize("case", NIST)
def test_the_certified_summaries_of_nist(case: str) -> None:
    y = [float(value) for value in columns(f"nist_strd/{case}", "data.csv")["y"]]
    answer = st.describe(y)
    found = {
        "n": answer.n,
        "mean": answer.mean,
        "sd": answer.sd,
        "r1": st.autocorrelation(y).lags.to_dicts()[0]["correlation"],
    }
    for figure in figures(f"nist_strd/{case}"):
        agrees(found[figure["id"]], figure)


def test_newcombes_intervals_of_one_proportion() -> None:
    for figure in figures("newcombe_1998"):
        cell, method, side = figure["id"].split(".")[:3]
        x, n = map(int, cell.split("_"))
        answer = st.proportion_interval(successes=x, n=n, method=METHODS.get(method, method))
        agrees(answer.low if side == "lower" else answer.high, figure)


def test_lohrs_stratified_sample_of_farms() -> None:
    table = columns("lohr_agstrat", "strata.csv")
    frame: dict[str, Any] = {name: [float(v) for v in table[name]] for name in ("N", "n", "mean", "s2")}
    frame["stratum"] = table["stratum"]
    frame["sd"] = [math.sqrt(v) for v in frame["s2"]]
    arguments: dict[str, Any] = {"outcome": "mean", "sd": "sd", "size": "n", "population": "N", "strata": "stratum"}
    mean, total = st.stratified_mean(frame, **arguments), st.stratified_total(frame, **arguments)
    found = {
        "mean": mean.estimate,
        "mean_se": mean.standard_error,
        "total": total.estimate,
        "total_se": total.standard_error,
    }
    for figure in figures("lohr_agstrat"):
        agrees(found[figure["id"]], figure)


def test_the_corrected_p_values_of_benjamini_and_hochberg() -> None:
    p = [float(value) for value in columns("benjamini_hochberg_1995", "pvalues.csv")["p"]]
    for figure in figures("benjamini_hochberg_1995"):
        what, which = figure["id"].split(".")
        if what == "rejected_at_05":
            agrees(st.adjust_p_values(p, method=which.lower()).rejected, figure)
        else:
            tests = st.adjust_p_values(p, method=ADJUSTMENTS.get(what, what)).tests.to_dicts()
            agrees(tests[int(which) - 1]["adjusted"], figure)
