"""Rates that several engines make together."""

from __future__ import annotations

import pickle
import random

import pytest
from conftest import BEGINNING, CALLS, ENROLMENTS, PEOPLE, POLICY, PROGRAMMES

import aftercourse as ac

ASKED = ["completion_rate", "on_time_rate", "attendance_rate"]


def site(enrolments: list[dict[str, str]]) -> ac.Engine:
    """An engine that knows these learners alone."""
    known = {row["id"] for row in enrolments}
    engine = ac.open(clock=lambda: BEGINNING)
    engine.adopt(ac.Policy.parse(POLICY, "calls.yaml"), on="2026-01-01")
    with engine.batch(actor="li.wei", source="hr", at="2026-09-12T09:00+08:00") as batch:
        batch.record("person", PEOPLE)
        batch.record("programme", PROGRAMMES)
        batch.record("enrolment", enrolments)
        batch.record("follow_up", [call for call in CALLS if call["enrolment"] in known])
    return engine


def state_of(engine: ac.Engine, **question: object) -> ac.MeasureState:
    return engine.measure_state(ASKED, by=["programme"], as_of="2026-11-20", **question)  # type: ignore[arg-type]


def test_sites_together_are_the_whole_company(engine: ac.Engine) -> None:
    for interval in ["automatic", "process", "wilson"]:
        parts = [state_of(site([row]), interval=interval) for row in ENROLMENTS]
        random.shuffle(parts)
        merged = parts[0]
        for part in parts[1:]:
            merged.merge(ac.MeasureState.from_bytes(part.to_bytes()))
        whole = state_of(engine, interval=interval)
        assert merged == whole
        assert merged.to_bytes() == whole.to_bytes()
        rates = engine.evaluate(ASKED, by=["programme"], as_of="2026-11-20", interval=interval)
        assert merged.rates().to_dicts() == rates.to_dicts()


def test_a_state_can_be_pickled(engine: ac.Engine) -> None:
    state = state_of(engine)
    assert pickle.loads(pickle.dumps(state)) == state
    assert str(state.as_of) == "2026-11-20"
    assert "2026-11-20" in repr(state)


def test_strangers_and_damaged_bytes_are_refused(engine: ac.Engine) -> None:
    state = state_of(engine)
    for other in [state_of(engine, level=0.9), engine.measure_state(ASKED, as_of="2026-11-20")]:
        with pytest.raises(ac.Conflict, match="AC5011"):
            state.merge(other)
    assert state == state_of(engine)
    data = state.to_bytes()
    for bad in [b"", b"ACMS", data[:-1], data + b"x", b"ACRS" + data[4:]]:
        with pytest.raises(ac.CorruptError, match="AC5012"):
            ac.MeasureState.from_bytes(bad)
    for at in range(len(data)):
        with pytest.raises(ac.Error):
            ac.MeasureState.from_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with pytest.raises(ac.TooNew, match="AC5013"):
        ac.MeasureState.from_bytes(data[:4] + b"\x03" + data[5:])
    with pytest.raises(ac.NotFound, match="AC5001"):
        engine.measure_state(["completion"], as_of="2026-11-20")
