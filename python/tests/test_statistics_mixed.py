"""Linear mixed models and lecturers' scores: agreement with statsmodels under random inputs, how terms are written, and the
contract."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pandas as pd
import polars as pl
import pytest

import aftercourse as ac
import aftercourse.statistics as st


def drawn(seed: int, n: int = 200) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    group = random.integers(0, 12, n)
    effect, slope = random.normal(0, 1.5, 12), random.normal(0, 0.8, 12)
    x = random.normal(2, 1, n)
    y = 3 + 0.5 * x + effect[group] + slope[group] * x + random.normal(0, 1, n)
    return pd.DataFrame({"y": y, "x": x, "g": [f"g{k}" for k in group], "sex": random.choice(["f", "m"], n)})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("method", ["REML", "ML"])
def test_agrees_with_statsmodels(seed: int, method: Literal["REML", "ML"]) -> None:
    smf = pytest.importorskip("statsmodels.formula.api")
    frame = drawn(seed)
    peer = smf.mixedlm("y ~ x", frame, groups=frame["g"], re_formula="~x").fit(reml=method == "REML", method="lbfgs")
    model = st.mixed_model(frame, outcome="y", fixed=["x"], random={"g": ["x"]}, method=method)
    assert model.log_likelihood >= peer.llf - 1e-6
    assert model.log_likelihood == pytest.approx(peer.llf, abs=1e-3)
    assert model.fixed.to_polars()["estimate"].to_list() == pytest.approx(list(peer.fe_params), abs=2e-3)
    assert model.components.to_polars()["variance"][-1] == pytest.approx(peer.scale, rel=5e-3)


def test_ways_to_write_a_term() -> None:
    frame = drawn(7)
    by_map = st.mixed_model(frame, outcome="y", fixed=["x"], random={"g": ["x"]})
    assert st.mixed_model(frame, outcome="y", fixed="x", random="x | g") == by_map
    assert st.mixed_model(frame, outcome="y", fixed=["x"], random=["1 + x | g"]) == by_map
    apart = st.mixed_model(frame, outcome="y", fixed=["x"], random={"g": ["x"]}, correlated=False)
    assert st.mixed_model(frame, outcome="y", fixed=["x"], random=["x || g"]) == apart
    assert apart.criterion > by_map.criterion and len(apart.correlations.to_polars().rows()) == 0
    only = st.mixed_model(frame, outcome="y", fixed=["x"], random=["0 + x | g"]).components.to_polars()
    assert only["name"].to_list() == ["x", ""]
    columns = st.mixed_model(outcome=frame["y"], fixed=[frame["x"]], random=[frame["g"]])
    named = st.mixed_model(frame, outcome="y", fixed=["x"], random=["g"])
    assert columns.criterion == named.criterion


def test_nesting_and_interactions() -> None:
    frame = drawn(3).rename(columns={"g": "school"})
    nested = st.mixed_model(frame, outcome="y", random=["school/sex"])
    assert nested.terms.to_polars()["factor"].to_list() == ["school", "school:sex"]
    frame["both"] = frame["school"] + ":" + frame["sex"]
    assert nested.criterion == pytest.approx(st.mixed_model(frame, outcome="y", random=["school", "both"]).criterion, abs=1e-8)
    assert nested.random("school:sex").to_polars()["level"][0].count(":") == 1


def test_labels_and_products_among_the_fixed() -> None:
    table = st.mixed_model(drawn(5), outcome="y", fixed=["x", "sex", "x:sex", "x^2"], random=["g"]).fixed.to_polars()
    assert table["name"].to_list() == ["intercept", "x", "sex[m]", "x:sex[m]", "x^2"]


def test_missing_rows_are_counted_or_refused() -> None:
    frame = drawn(2)
    frame.loc[3, "y"] = math.nan
    frame.loc[5, "g"] = None
    model = st.mixed_model(frame, outcome="y", fixed=["x"], random=["g"])
    assert (model.n, model.missing) == (198, 2)
    assert len(model.fitted) == 198
    with pytest.raises(ac.DataError):
        st.mixed_model(frame, outcome="y", fixed=["x"], random=["g"], missing="error")


def test_what_is_wrong_is_refused() -> None:
    frame = drawn(1)
    with pytest.raises(ac.NotFound):
        st.mixed_model(frame, outcome="y", random=["h"])
    with pytest.raises(ac.NotFound):
        st.mixed_model(frame, outcome="y", fixed=["z"], random=["g"])
    with pytest.raises(ac.InvalidArgument):
        st.mixed_model(frame, outcome="y", random=["| g"])
    with pytest.raises(ac.InvalidArgument):
        st.mixed_model(frame, outcome="y", random=["sex | g"])
    with pytest.raises(ac.InvalidArgument):
        st.mixed_model(frame.assign(y=np.inf), outcome="y", random=["g"])
    with pytest.raises(TypeError):
        st.mixed_model(frame, outcome="y", random=["g"], cluster="g")  # type: ignore[arg-type]


def test_what_cannot_be_estimated_says_why() -> None:
    frame = drawn(1).assign(one="a", each=lambda f: [str(i) for i in range(len(f))])
    for random in ("one", "each"):
        model = st.mixed_model(frame, outcome="y", random=[random])
        assert model.not_estimable and math.isnan(model.criterion)
        assert model.words("zh")


def test_many_levels() -> None:
    random = np.random.default_rng(1)
    codes = random.integers(0, 50_000, 200_000)
    y = random.normal(0, 0.7, 50_000)[codes] + random.normal(0, 1, 200_000)
    model = st.mixed_model(pl.DataFrame({"y": y, "g": codes}), outcome="y", random=["g"])
    assert model.components.to_polars()["sd"].to_list() == pytest.approx([0.7, 1], rel=0.02)


def ratings() -> pl.DataFrame:
    random = np.random.default_rng(4)
    lecturer, learner, course = random.integers(0, 20, 2000), random.integers(0, 300, 2000), random.integers(0, 4, 2000)
    y = 4 + random.normal(0, 0.5, 20)[lecturer] + random.normal(0, 0.4, 300)[learner] + random.normal(0, 0.8, 2000)
    return pl.DataFrame(
        {"y": y, "lecturer": lecturer, "learner": learner, "class": [f"{a}-{b}" for a, b in zip(lecturer, course)]}
    )


def test_lecturers() -> None:
    frame = ratings()
    answer = st.lecturer_scores(frame, outcome="y", lecturer="lecturer", learner="learner", group="class", limit=3.5)
    table = answer.scores.to_polars()
    assert table["target"].to_list() == [str(i) for i in range(20)]  # in the order of their names: no ranks
    raw = frame.group_by("lecturer").agg(pl.col("y").mean()).sort("lecturer")["y"]
    assert table["raw_mean"].to_list() == pytest.approx(raw.to_list())
    assert table["classes"].to_list() == [4] * 20
    drawn_in = (table["score"] - answer.mean).abs() <= (table["raw_mean"] - answer.mean).abs() + 0.1
    assert drawn_in.all()
    assert ((table["classes"] >= 3) & (table["reliability"] >= 0.7)).to_list() == table["enough"].to_list()
    model = st.mixed_model(frame, outcome="y", random=["lecturer", "learner", "class"])
    assert table["effect"].to_list() == pytest.approx(model.random("lecturer").to_polars()["estimate"].to_list(), abs=1e-6)


def test_response_rates_of_lecturers() -> None:
    frame = ratings().with_columns(invited=pl.lit(100.0))
    table = st.lecturer_scores(frame, outcome="y", lecturer="lecturer", group="class", invited="invited").scores.to_polars()
    assert table["response_rate"].to_list() == pytest.approx((table["responses"] / 400).to_list())
    with pytest.raises(ac.InvalidArgument):
        st.lecturer_scores(frame.with_columns(invited=1), outcome="y", lecturer="lecturer", group="class", invited="invited")
