"""Measures made of other measures: a trend over periods, and evidence at several levels side by side."""

from __future__ import annotations

import pytest

import aftercourse as ac

POLICY = """
policy: made
version: "1"
measures:
  - {id: liking, mean: {of: instrument_response.score}}
  - {id: answers, count: {of: instrument_response}}
  - {id: over_time, clause: "1", trend: {of: liking, over: month}}
  - {id: levels, clause: "2", levels: {reaction: liking, results: answers}}
"""


@pytest.fixture(scope="module")
def engine() -> ac.Engine:
    """Answers of three months: of peers, of superiors, and of those whose role is not known."""
    engine = ac.open()
    engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
    scores: dict[str | None, list[float]] = {"peer": [3, 4, 5], "superior": [5, 3, 4], None: [2, 4, 4.5]}
    rows = [
        {"id": f"{role}-{month}", "instrument": "i", "role": role, "date": f"2026-0{month}-10", "score": score}
        for role, by_month in scores.items()
        for month, score in enumerate(by_month, start=1)
    ]
    engine.record("instrument_response", rows)
    return engine


def test_a_trend_too_short_for_an_interval_has_none(engine: ac.Engine) -> None:
    rates = engine.evaluate("over_time", by=["role"], as_of="2026-05-01", audience="internal")
    assert [rate["role"] for rate in rates] == ["peer", "superior", None]  # a missing group is the last
    assert [rate.value for rate in rates] == [1.0, -0.5, 1.25]
    for rate in rates:
        assert (rate.low, rate.high, rate.denominator) == (None, None, 3)
        assert "nan" not in str(rate).lower()


def test_a_missing_group_comes_last_among_the_levels(engine: ac.Engine) -> None:
    rates = engine.evaluate("levels", by=["role"], as_of="2026-05-01", audience="internal")
    assert [(rate["role"], rate.level) for rate in rates] == [
        (role, level) for role in ["peer", "superior", None] for level in ["reaction", "results"]
    ]
