"""Item response and agreement: a two-parameter logistic model of 5,000 persons at 20 items beside girth, Krippendorff's
alpha of 10 raters and 100,000 units beside krippendorff, each on one thread. Processor time counts, the best of each.

The answers must be the peers': girth's discriminations as far as its coarser grid goes, alpha to rounding.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import girth
import krippendorff
import numpy as np
from run import Row

import aftercourse.statistics as st

PERSONS, ITEMS = 5_000, 20
RATERS, UNITS = 10, 100_000


def seconds(call: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def answers() -> np.ndarray:
    random = np.random.default_rng(20261121)
    ability = random.standard_normal((PERSONS, 1))
    discrimination, difficulty = random.uniform(0.6, 2, ITEMS), random.normal(0, 1, ITEMS)
    chance = 1 / (1 + np.exp(-discrimination * (ability - difficulty)))
    right: np.ndarray = (random.random((PERSONS, ITEMS)) < chance).astype(np.float64)
    return right


def ratings() -> np.ndarray:
    random = np.random.default_rng(20261121)
    true = random.integers(1, 6, (UNITS, 1))
    given: np.ndarray = np.clip(true + random.integers(-1, 2, (UNITS, RATERS)), 1, 5).astype(np.float64)
    given[random.random(given.shape) < 0.05] = np.nan
    return given


def rows() -> Iterator[Row]:
    right = answers()
    items = {f"q{j + 1}": right[:, j].copy() for j in range(ITEMS)}
    peer_answers = right.T.astype(int)
    model, peer = st.two_parameter_logistic(items), girth.twopl_mml(peer_answers)
    ours = np.array([row["discrimination"] for row in model.items.to_dicts()])
    assert np.allclose(ours, peer["Discrimination"], rtol=0.05)
    ours_seconds = seconds(lambda: st.two_parameter_logistic(items), 5)
    peer_seconds = seconds(lambda: girth.twopl_mml(peer_answers), 2)
    yield Row("two-parameter logistic, 5,000 x 20", 1e3 * ours_seconds, "ms", 1e3 * peer_seconds, "girth", 20, True)

    given = ratings()
    raters = {f"r{j + 1}": given[:, j].copy() for j in range(RATERS)}
    peer_ratings = given.T.copy()
    levels: list[Any] = ["nominal", "ordinal", "interval"]
    for level in levels:
        alpha = st.krippendorff_alpha(raters, measurement=level).estimate
        assert np.isclose(alpha, krippendorff.alpha(peer_ratings, level_of_measurement=level), rtol=1e-9)
        ours_seconds = seconds(partial(st.krippendorff_alpha, raters, measurement=level), 15)
        peer_seconds = seconds(partial(krippendorff.alpha, peer_ratings, level_of_measurement=level), 7)
        what = f"Krippendorff's alpha, {level}, 10 x 100,000"
        yield Row(what, 1e3 * ours_seconds, "ms", 1e3 * peer_seconds, "krippendorff", 5, True)
