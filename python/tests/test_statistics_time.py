"""Time to an event, trends and control charts against SciPy and statsmodels under random inputs, and their contract."""

from __future__ import annotations

import datetime
import math
from typing import Any

import numpy as np
import polars as pl
import pytest
import scipy.stats
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

import aftercourse as ac
import aftercourse.statistics as st

Random = np.random.Generator


def times(random: Random, n: int, *, tied: bool, causes: int = 1) -> dict[str, Any]:
    time = random.exponential(10, n)
    if tied:
        time = np.ceil(time)
    return {"time": time, "event": (random.random(n) < 0.7) * random.integers(1, causes + 1, n)}


@pytest.mark.parametrize("seed", range(12))
def test_kaplan_meier_is_that_of_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    data = times(random, int(random.integers(2, 300)), tied=seed % 2 == 0)
    entry = data["time"] * random.random(len(data["time"])) * 0.5 if seed % 3 == 2 else None
    peer = SurvfuncRight(data["time"], data["event"], entry=entry)
    ours = [row for row in st.kaplan_meier(data, time="time", event="event", entry=entry).curve if row["events"]]
    assert [row["time"] for row in ours] == list(peer.surv_times)
    assert [row["at_risk"] for row in ours] == list(peer.n_risk)
    np.testing.assert_allclose([row["survival"] for row in ours], peer.surv_prob, rtol=1e-12, atol=1e-15)
    known = [i for i, row in enumerate(ours) if row["standard_error"] is not None]
    np.testing.assert_allclose([ours[i]["standard_error"] for i in known], peer.surv_prob_se[known], rtol=1e-10)


@pytest.mark.parametrize("seed", range(8))
def test_log_rank_is_that_of_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    data = times(random, 120, tied=seed % 2 == 0)
    data["group"], data["stratum"] = random.integers(0, 2 + seed % 3, 120), random.integers(0, 3, 120)
    ours = st.log_rank(data, time="time", event="event", group="group")
    peer = survdiff(data["time"], data["event"], data["group"])
    assert (ours.statistic, ours.p_value) == pytest.approx(peer, rel=1e-9)
    within = st.log_rank(data, time="time", event="event", group="group", strata="stratum")
    peer = survdiff(data["time"], data["event"], data["group"], strata=data["stratum"])
    assert (within.statistic, within.p_value) == pytest.approx(peer, rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_incidence_is_that_of_statsmodels(seed: int) -> None:
    random = np.random.default_rng(seed)
    data = times(random, 80, tied=seed % 2 == 0, causes=3)
    peer = CumIncidenceRight(data["time"], data["event"])
    curve = st.aalen_johansen(data, time="time", event="event").curve
    for k in (1, 2, 3):
        ours = {row["time"]: row["incidence"] for row in curve if row["cause"] == str(k)}
        np.testing.assert_allclose([ours[t] for t in peer.times], peer.cinc[k - 1], atol=1e-12)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("seed", range(6))
def test_cox_is_that_of_statsmodels(seed: int, ties: Any) -> None:
    random = np.random.default_rng(seed)
    n = 200
    data = times(random, n, tied=seed % 2 == 0)
    x = np.column_stack([random.normal(size=n), random.integers(0, 2, n), random.normal(size=n) * 100 + 1e4])
    strata = random.integers(0, 3, n) if seed % 3 == 1 else None
    entry = data["time"] * random.random(n) * 0.9 if seed % 3 == 2 else None
    peer = PHReg(data["time"], x, status=data["event"], entry=entry, strata=strata, ties=ties).fit(disp=0)
    data |= {f"x{i}": x[:, i] for i in range(3)}
    ours = st.cox_regression(
        data, time="time", event="event", covariates=["x0", "x1", "x2"], entry=entry, strata=strata, ties=ties
    )
    np.testing.assert_allclose([row["coefficient"] for row in ours.coefficients], peer.params, rtol=1e-5, atol=1e-8)
    np.testing.assert_allclose([row["standard_error"] for row in ours.coefficients], peer.bse, rtol=1e-5)
    assert ours.log_likelihood == pytest.approx(peer.llf, rel=1e-9)
    assert ours.n == n


def test_labels_become_columns_against_the_first() -> None:
    random = np.random.default_rng(3)
    data = times(random, 90, tied=True)
    data["unit"] = random.choice(["a", "b", "c"], 90)
    by_hand = {"b": (data["unit"] == "b") * 1.0, "c": (data["unit"] == "c") * 1.0}
    ours = st.cox_regression(data, time="time", event="event", covariates=["unit"])
    assert [row["name"] for row in ours.coefficients] == ["unit[b]", "unit[c]"]
    peer = st.cox_regression({**data, **by_hand}, time="time", event="event", covariates=["b", "c"])
    assert ours.log_likelihood == pytest.approx(peer.log_likelihood, abs=1e-12)


def test_separation_and_redundancy_are_named() -> None:
    data = {"time": [1, 2, 3, 4, 5, 6], "event": [1, 1, 1, 0, 0, 0], "late": [1, 1, 1, 0, 0, 0], "z": [1, 2, 1, 3, 2, 1]}
    answer = st.cox_regression(data, time="time", event="event", covariates=["late", "z"])
    assert "coefficient of late" in answer.not_estimable and math.isnan(answer.log_likelihood)
    data["twice"] = [2 * z for z in data["z"]]
    answer = st.cox_regression(data, time="time", event="event", covariates=["z", "twice"])
    assert "twice follows" in answer.not_estimable


@pytest.mark.parametrize("n", [1_000_000])
def test_a_million_rows(n: int) -> None:
    random = np.random.default_rng(1)
    data = times(random, n, tied=True)
    data["x"] = random.normal(size=n)
    cox = st.cox_regression(data, time="time", event="event", covariates=["x"])
    assert abs(cox.coefficients[0]["coefficient"]) < 5 * cox.coefficients[0]["standard_error"]
    curve = st.kaplan_meier(data, time="time", event="event")
    assert curve.n == n and curve.curve[0]["at_risk"] == n
    trend = np.arange(n) * 1e-6 + random.normal(size=n)
    slope = st.sen_slope(trend)
    assert slope.low < 1e-6 < slope.high and slope.pairs == n * (n - 1) // 2
    assert st.mann_kendall(trend).estimate == pytest.approx(scipy.stats.kendalltau(np.arange(n), trend).statistic, abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_trends_are_those_of_scipy(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(3, 200))
    values = random.normal(size=n) if seed % 2 else random.integers(0, 5, n).astype(float)
    time = np.sort(random.normal(size=n)) if seed % 3 else random.integers(0, n, n).astype(float)
    offset = 1e6 if seed % 5 == 4 else 0.0
    ours = st.mann_kendall(values + offset, time=time)
    peer = scipy.stats.kendalltau(time, values, method="asymptotic")
    assert ours.estimate == pytest.approx(peer.statistic, abs=1e-12)
    uncorrected = ours.s / math.sqrt(ours.variance)  # SciPy has no correction for continuity
    assert 2 * scipy.stats.norm.sf(abs(uncorrected)) == pytest.approx(peer.pvalue, rel=1e-9)
    if len(set(time)) == n:  # where times are tied SciPy's interval takes another number of slopes
        slopes = scipy.stats.theilslopes(values, time)
        slope = st.sen_slope(values, time=time)
        expected = (slopes.slope, slopes.intercept, slopes.low_slope, slopes.high_slope)
        assert (slope.estimate, slope.intercept, slope.low, slope.high) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_missing_value_leaves_its_gap() -> None:
    values = [1.0, 2.0, None, 4.0, 5.0]
    answer = st.sen_slope(values)
    assert (answer.estimate, answer.n, answer.missing, answer.intercept) == (1, 4, 1, 1)
    assert st.mann_kendall(values).s == 6
    seasons = st.mann_kendall([*values, 6.0, 7.0, 8.0], period=2).seasons
    assert [row["n"] for row in seasons] == [3, 4]


def test_completion_takes_dates() -> None:
    day = datetime.date
    frame = pl.DataFrame(
        {
            "opened": [day(2026, 9, 1)] * 4 + [day(2026, 12, 1)],
            "done": [day(2026, 9, 4), None, None, day(2026, 9, 11), None],
            "void": [None, day(2026, 9, 8), None, None, None],
        }
    )
    answer = st.completion_curve(frame, opened="opened", done="done", voided="void", as_of=day(2026, 9, 30), at=[10])
    assert answer.not_open_yet == 1 and answer.n == 4
    assert [(row["cause"], row["incidence"]) for row in answer.at] == [("done", 0.5), ("void", 0.25)]
    nothing = st.completion_curve(frame, opened="opened", as_of=day(2026, 9, 30))
    assert [row["events"] for row in nothing.groups] == [0, 0]


def test_clusters_change_the_error_and_are_counted() -> None:
    random = np.random.default_rng(5)
    data = times(random, 100, tied=True)
    data |= {"x": random.normal(size=100), "class": random.integers(0, 12, 100), "arm": random.integers(0, 2, 100)}
    for answer in (
        st.kaplan_meier(data, time="time", event="event", cluster="class"),
        st.aalen_johansen(data, time="time", event="event", cluster="class"),
        st.log_rank(data, time="time", event="event", group="arm", cluster="class"),
        st.cox_regression(data, time="time", event="event", covariates=["x"], cluster="class"),
    ):
        assert answer.clusters == 12 and "12" in answer.words() and answer.words("zh")
    row = st.cox_regression(data, time="time", event="event", covariates=["x"], cluster="class").coefficients[0]
    assert row["standard_error"] != row["model_standard_error"]


def test_charts_tell_which_rule_and_why() -> None:
    chart = st.control_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1, 70.0], baseline=10)
    last = chart.points[10]
    assert last["rule_1"] and last["why"].startswith("rule 1: 70 lies above the limit") and chart.signals == 1
    shares = st.control_chart({"failed": [5, 8, 2, None, 30], "n": [50, 100, 25, 10, 100]}, outcome="failed", size="n",
                              kind="p", baseline=3)  # fmt: skip
    assert [row["position"] for row in shares.points if row["rule_1"]] == [5] and shares.missing == 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: st.kaplan_meier(time=[1.0], event=[2]), ac.InvalidArgument, "1 .it came. or 0"),
        (lambda: st.kaplan_meier(time=[-1.0], event=[1]), ac.InvalidArgument, "before the origin"),
        (lambda: st.kaplan_meier(time=[1.0], event=[1], interval="logit"), ac.InvalidArgument, "log_log"),  # type: ignore[arg-type]
        (lambda: st.kaplan_meier(time=[math.inf], event=[1]), ac.InvalidArgument, "infinite"),
        (lambda: st.kaplan_meier(time=[1.0]), ac.InvalidArgument, "lacking"),
        (lambda: st.aalen_johansen(time=[1.0], event=["a"], causes=["b"]), ac.NotFound, "cause b"),
        (lambda: st.mann_kendall([1, 2, 3], correction="hamed_rao", period=2), ac.InvalidArgument, "without seasons"),
        (lambda: st.control_chart([3], size=[2], kind="p"), ac.InvalidArgument, "above its size"),
        (lambda: st.cox_regression(time=[1, 2], event=[1, 1], covariates=[[0, 1]], cluster=[1, 2], ties="exact"),
         ac.InvalidArgument, "exact ties"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize(
    "answer",
    [
        st.kaplan_meier(time=[], event=[]),
        st.log_rank(time=[], event=[], group=[]),
        st.aalen_johansen(time=[], event=[]),
        st.cox_regression(time=[1, 2], event=[0, 0], covariates=[[0, 1]]),
        st.mann_kendall([1.0]),
        st.sen_slope([1.0]),
        st.control_chart([4.0, 4.0]),
        st.completion_curve(opened=[], as_of=3),
    ],
    ids=lambda a: a.estimator,
)
def test_poor_data_say_why(answer: ac.statistics.Result) -> None:
    assert answer.not_estimable and answer.words().startswith("Not estimable") and answer.words("zh")
