"""The linear model of 10^6 rows and 11 parameters with their covariance: aftercourse from NumPy columns against R's lm.fit,
which gives no covariance. One thread each, the best of a few runs. Coefficients must agree.

R comes from Debian's r-base-core; without Rscript there is no row.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from run import Row, best

import aftercourse.statistics as st

ROWS, PREDICTORS = 1_000_000, 10

R = """
path <- commandArgs(TRUE)[1]
x <- matrix(readBin(file.path(path, "x"), "double", {n} * {p}), {n})
y <- readBin(file.path(path, "y"), "double", {n})
x <- cbind(1, x)
times <- sapply(1:5, function(i) system.time(fit <<- lm.fit(x, y))["elapsed"])
cat(min(times), format(fit$coefficients, digits = 17), sep = "\\n")
"""


def rows() -> Iterator[Row]:
    if shutil.which("Rscript") is None:
        return
    random = np.random.default_rng(20261121)
    x = random.normal(size=(PREDICTORS, ROWS)) + 3
    y = 1 + x[0] - 0.5 * x[3] + random.normal(size=ROWS)
    data = {f"x{i}": column for i, column in enumerate(x)}
    predictors, data["y"] = list(data), y
    with tempfile.TemporaryDirectory() as folder:
        x.tofile(Path(folder) / "x")
        y.tofile(Path(folder) / "y")
        script = R.format(n=ROWS, p=PREDICTORS)
        out = subprocess.run(["Rscript", "-e", script, folder], check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, *coefficients = map(float, out.split())
    model = st.linear_regression(data, outcome="y", predictors=predictors)
    ours = [row["estimate"] for row in model.to_dict()["coefficients"]]
    np.testing.assert_allclose(ours, coefficients, rtol=1e-9, atol=1e-12)
    taken = best(lambda: st.linear_regression(data, outcome="y", predictors=predictors))
    yield Row("linear model, 10^6 x 11", taken, "s", seconds, "R lm.fit", goal=5, less_is_better=True)
