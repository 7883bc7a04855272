"""A Cox regression of 200,000 subjects and 5 covariates: aftercourse against R's survival::coxph, each on one thread.

Both are given columns in memory and take ties by Efron; the coefficients must agree. R and its survival come from Debian
(r-base-core, r-cran-survival).
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from run import Row

import aftercourse.statistics as st

SUBJECTS = 200_000
COVARIATES = ["a", "b", "c", "d", "e"]
R = """
suppressMessages(library(survival))
data <- read.csv(commandArgs(TRUE)[1])
once <- function() system.time(fit <<- coxph(Surv(time, event) ~ a + b + c + d + e, data))[["elapsed"]]
seconds <- min(replicate(3, once()))
cat(format(c(seconds, coef(fit)), digits = 15), "\\n")
"""


def subjects() -> dict[str, np.ndarray]:
    random = np.random.default_rng(20261121)
    x = random.normal(size=(SUBJECTS, len(COVARIATES)))
    event_time = random.exponential(np.exp(-x @ [0.5, -0.3, 0.2, 0.1, 0.0]))
    end = random.exponential(2, SUBJECTS)
    data = {"time": np.minimum(event_time, end), "event": (event_time <= end).astype(np.int64)}
    return data | {name: x[:, i] for i, name in enumerate(COVARIATES)}


def in_r(data: dict[str, np.ndarray]) -> tuple[float, np.ndarray]:
    """Seconds, and the coefficients."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "subjects.csv"
        columns = np.column_stack(list(data.values()))
        np.savetxt(file, columns, delimiter=",", header=",".join(data), comments="", fmt="%.17g")
        run = subprocess.run(["Rscript", "-e", R, file], check=True, stdout=subprocess.PIPE, text=True)
    seconds, *coefficients = map(float, run.stdout.split())
    return seconds, np.array(coefficients)


def rows() -> Iterator[Row]:
    data = subjects()
    peer, coefficients = in_r(data)
    ours = []
    for _ in range(5):
        start = time.perf_counter()
        answer = st.cox_regression(data, time="time", event="event", covariates=COVARIATES)
        ours.append(time.perf_counter() - start)
    found = [row["coefficient"] for row in answer.coefficients]
    np.testing.assert_allclose(found, coefficients, rtol=1e-6, atol=1e-8)
    yield Row("Cox, 200,000 subjects, 5 covariates", min(ours), "s", peer, "R coxph", 3, less_is_better=True)
