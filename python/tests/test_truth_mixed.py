"""The published cases of linear mixed models: every figure, through the public functions, at its own tolerance."""

from __future__ import annotations

import functools
import json
import os
import pathlib
from typing import Any, Literal

import pandas as pd
import pytest

import aftercourse.statistics as st

SHARED = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", pathlib.Path(__file__).parents[3] / "shared"))
CASES = ["lme4_dyestuff", "lme4_penicillin", "lme4_sleepstudy"]
if not (SHARED / "truth" / CASES[0]).is_dir():
    pytest.skip("the published cases are not here", allow_module_level=True)

NOT_OFFERED = {  # mean squares of an analysis of variance: anova() has them
    ("lme4_dyestuff", "ref.anova_ms.1"),
    ("lme4_dyestuff", "ref.anova_ms.2"),
}


def fitted(case: str, which: str) -> tuple[Any, Any]:
    frame = pd.read_csv(SHARED / "truth" / case / "data.csv")
    method: Literal["REML", "ML"] = "ML" if which == "ml" else "REML"
    if case == "lme4_dyestuff":
        return st.mixed_model(frame, outcome="Yield", random=["Batch"], method=method), ["Batch"]
    if case == "lme4_penicillin":
        return st.mixed_model(frame, outcome="diameter", random=["plate", "sample"], method=method), ["plate", "sample"]
    slopes = [] if which == "reml_intercept_only" else ["Days"]
    answer = st.mixed_model(
        frame,
        outcome="Reaction",
        fixed=["Days"],
        random={"Subject": slopes},
        method=method,
        correlated=which != "reml_zerocorr",
    )
    return answer, ["Subject"]


def figures(case: str, which: str) -> dict[str, float]:
    """All that the answer says, by the names of the cases."""
    answer, factors = fitted(case, which)
    out = {"objective": answer.criterion, "se2": answer.fixed.to_polars()["standard_error"][0] ** 2}
    for i, theta in enumerate(answer.theta):
        out[f"theta.{i + 1}"] = theta
        out[f"theta.{factors[min(i, len(factors) - 1)]}"] = theta
    out["theta"] = answer.theta[0]
    for row in answer.fixed.to_polars().iter_rows(named=True):
        for ending in ("", "." + row["name"].lower()):
            out.setdefault("fixef" + ending, row["estimate"])
            out.setdefault("fixef_se" + ending, row["standard_error"])
            out.setdefault("se" + ending, row["standard_error"])
    rows = list(answer.components.to_polars().iter_rows(named=True))
    correlations = answer.correlations.to_polars()["correlation"].to_list()
    for row in rows:
        name = "Residual" if row["factor"] == "residual" else row["factor"]
        if row["name"] in ("", "intercept"):
            out["varcomp." + name], out["sd." + name] = row["variance"], row["sd"]
            out["var_" + name.lower()], out["sd_" + name.lower()] = row["variance"], row["sd"]
        short = "days" if row["name"] == "Days" else "resid" if name == "Residual" else name.lower()
        out["var_" + short] = out["var." + short] = row["variance"]
        out["sd_" + short] = out["sd." + short] = row["sd"]
    variances, sds = [row["variance"] for row in rows], [row["sd"] for row in rows]
    if correlations:
        out["corr"] = correlations[0]
        variances.insert(2, correlations[0] * sds[0] * sds[1])
        sds.insert(2, correlations[0])
    for i, (variance, sd) in enumerate(zip(variances, sds)):
        out[f"varcomp.v{i + 1}"], out[f"sd.v{i + 1}"] = variance, sd
    for factor in factors:
        places: dict[str, int] = {}
        for row in answer.random(factor).to_polars().iter_rows(named=True):
            column = row["name"].lower()
            places[column] = places.get(column, 0) + 1
            for name in ("blup", f"blup_{factor}", f"blup.{factor}", f"blup_{column}"):
                out[f"{name}.{row['level']}"] = out[f"{name}.{places[column]}"] = row["estimate"]
            out[f"blup_condvar.{row['level']}"] = row["conditional_sd"] ** 2
    return out


def expected_figures(case: str) -> list[dict[str, Any]]:
    document = json.loads((SHARED / "truth" / case / "expected.json").read_text(encoding="utf-8"))
    lists = [v for v in document.values() if isinstance(v, list)]
    return [f for values in lists for f in values if isinstance(f, dict) and "value" in f]


@functools.cache
def known_figures(case: str, which: str) -> dict[str, float]:
    return figures(case, which)


FIGURES = [pytest.param(case, f, id=f"{case}-{f['id']}") for case in CASES for f in expected_figures(case)]


@pytest.mark.parametrize(("case", "figure"), FIGURES)
def test_the_published_figure(case: str, figure: dict[str, Any]) -> None:
    if (case, figure["id"]) in NOT_OFFERED:
        pytest.skip("another function's figure")
    which, _, name = figure["id"].removeprefix("pub.").partition(".")
    if which not in ("ml", "reml", "reml_zerocorr", "reml_intercept_only"):
        which, name = "reml", figure["id"].removeprefix("pub.")
    tolerance = max(figure.get("abs_tol") or 0, abs(figure["value"]) * (figure.get("rel_tol") or 0))
    assert known_figures(case, which)[name] == pytest.approx(figure["value"], abs=tolerance, rel=0)
