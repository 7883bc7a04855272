"""Mann and Whitney's test of 10^6 values against 10^6, and others of the same size, beside SciPy, each on one thread.

Both are called through Python and give the same U and p-value, which is checked. Processor time counts, the best of each:
other work on the machine disturbs it least.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from run import Row
from scipy import stats

import aftercourse.statistics as st

ROWS = 1_000_000
ROUNDS = 3


def best(call: Callable[[], Any]) -> tuple[float, Any]:
    times = []
    answer = None
    for _ in range(ROUNDS):
        start = time.process_time()
        answer = call()
        times.append(time.process_time() - start)
    return min(times), answer


def rows() -> Iterator[Row]:
    random = np.random.default_rng(20261020)
    x, y = random.normal(0, 1, ROWS), random.normal(0.002, 1, ROWS)
    steps_x, steps_y = (np.round(2 * values).clip(-2, 2) + 3 for values in (x, y))  # a scale of five steps

    for what, a, b, goal in (("10^6 against 10^6", x, y, 10.0), ("the same on five steps", steps_x, steps_y, None)):
        ours, answer = best(lambda a=a, b=b: st.mann_whitney((a, b)))
        theirs, expected = best(lambda a=a, b=b: stats.mannwhitneyu(a, b))
        assert answer.u_first == expected.statistic and abs(answer.p_value - expected.pvalue) < 1e-9
        yield Row(f"Mann-Whitney, {what}", ours, "s", theirs, "SciPy", goal, less_is_better=True)

    ours, answer = best(lambda: st.wilcoxon_signed_rank(y))
    theirs, expected = best(lambda: stats.wilcoxon(y, correction=True))
    assert abs(answer.p_value - expected.pvalue) < 1e-9
    yield Row("signed ranks of 10^6, with the pseudomedian", ours, "s", theirs, "SciPy without it", less_is_better=True)

    ours, answer = best(lambda: st.t_test((x, y)))
    theirs, expected = best(lambda: stats.ttest_ind(x, y, equal_var=False))
    assert abs(answer.p_value - expected.pvalue) < 1e-9
    yield Row("Welch's t, 10^6 against 10^6", ours, "s", theirs, "SciPy", less_is_better=True)

    groups = [random.normal(i / 3, 1, 20) for i in range(20)]
    named = {f"group {i:02}": values for i, values in enumerate(groups)}
    ours, answer = best(lambda: st.tukey_hsd(named))
    theirs, expected = best(lambda: stats.tukey_hsd(*groups))
    assert abs(answer.to_dict()["comparisons"][0]["p_value"] - expected.pvalue[1, 0]) < 1e-7
    yield Row("Tukey, 190 pairs of 20 groups", ours, "s", theirs, "SciPy", less_is_better=True)
