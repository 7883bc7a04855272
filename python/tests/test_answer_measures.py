"""What a questionnaire says, as measures of an engine that keeps the questionnaire and the responses."""

from __future__ import annotations

import statistics

import pytest

import aftercourse as ac

LIKING = """
instrument: liking
version: "1"
title: {en: Liking, zh: 喜欢程度}
dimensions:
  - {id: content, title: {en: Content, zh: 内容}}
  - {id: mood, title: {en: Mood, zh: 心情}}
items:
  - {id: q1, dimension: content, type: scale, scale: {min: 1, max: 5, favourable: 4}, text: {en: Useful, zh: 有用吗}}
  - {id: q2, dimension: content, type: scale, scale: {min: 1, max: 5, favourable: 4}, text: {en: Deep, zh: 深吗}}
  - {id: q3, dimension: mood, type: scale, scale: {min: 1, max: 5, favourable: 4}, reversed: true, text: {en: Dull, zh: 无聊吗}}
"""

POLICY = """
policy: answers
version: "1"
measures:
  - {id: liked, clause: "1", score: {instrument: liking, dimension: content}}
  - {id: liked_by_dimension, clause: "1", by: [dimension], score: {instrument: liking}}
  - {id: favoured, clause: "2", favourable: {instrument: liking, dimension: content}}
"""

# L6 answers twice about P1: the second counts. A score of L3 needs both items or one: one is half.
ROWS = [("L1", 4, 5, 1), ("L2", 3, 3, 2), ("L3", 5, None, 5), ("L4", 1, 2, 3), ("L5", 4, 4, 4), ("L6", 1, 1, 1), ("L6", 5, 5, 1)]
LAST = [*ROWS[:5], ROWS[6]]


def engine_with(rows: list[tuple[str, int, int | None, int]] = ROWS) -> ac.Engine:
    engine = ac.open()
    liking = ac.Instrument.parse(LIKING)
    engine.add_instrument(liking)
    engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
    engine.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
    engine.record("person", [{"id": f"L{i}", "name": "a"} for i in range(1, 7)])
    # Two exports: what somebody sent several times in one of them is recorded once.
    for first, part in [(20, rows[:6]), (26, rows[6:])][: 1 + (len(rows) > 6)]:
        lines = ["who,when,q1,q2,q3"]
        lines += [f"{who},2026-09-{first + i},{a},{b if b is not None else ''},{c}" for i, (who, a, b, c) in enumerate(part)]
        engine.record_responses(
            ("\n".join(lines) + "\n").encode(), liking, columns={"person": "who", "submitted": "when", "occurrence": "=P1"}
        )
    return engine


def test_scores_are_those_of_the_questionnaire() -> None:
    engine = engine_with()
    rate = engine.evaluate("liked", as_of="2026-10-20")[0]
    scores = [statistics.mean([x for x in (a, b) if x is not None]) for _, a, b, _ in LAST]
    assert rate.value == pytest.approx(statistics.mean(scores), abs=1e-6)
    assert (rate.denominator, rate.missing, rate.state) == (6, 0, "ok")
    by_dimension = {r["dimension"]: r.value for r in engine.evaluate("liked_by_dimension", as_of="2026-10-20")}
    assert by_dimension["mood"] == pytest.approx(statistics.mean(6 - c for *_, c in LAST))
    favoured = engine.evaluate("favoured", by=["programme"], as_of="2026-10-20")[0]
    answers = [x for _, a, b, _ in LAST for x in (a, b) if x is not None]
    assert (favoured["programme"], favoured.numerator, favoured.denominator) == ("P1", sum(x >= 4 for x in answers), 11)


def test_the_explanation_names_what_counted_and_what_did_not() -> None:
    engine = engine_with()
    why = str(engine.explain(engine.evaluate("liked", as_of="2026-10-20")[0]))
    assert "6 counted" in why and "1 followed by a later one of the same person" in why
    assert "喜欢程度" in engine.explain(engine.evaluate("liked", as_of="2026-10-20")[0]).text("zh")


def test_fewer_than_five_people_are_not_published() -> None:
    engine = engine_with(ROWS[:4])
    assert engine.evaluate("liked", as_of="2026-10-20")[0].state == "suppressed"
    assert engine.evaluate("liked", as_of="2026-10-20", audience="internal")[0].denominator == 4


def test_what_was_known_then_is_scored_by_what_was_known_then() -> None:
    engine = ac.open()
    engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
    with pytest.raises(ac.NotFound, match="liking"):
        engine.evaluate("liked", as_of="2026-10-20")
    engine.add_instrument(ac.Instrument.parse(LIKING))
    assert engine.evaluate("liked", as_of="2026-10-20")[0].state == "no data"
    with pytest.raises(ac.NotFound, match="liking"):
        engine.evaluate("liked", as_of="2026-10-20", known_at=1)


def test_states_of_two_companies_merge() -> None:
    ours, theirs = engine_with(ROWS[:3]), engine_with(ROWS[3:])
    state = ours.measure_state(["liked"], as_of="2026-10-20")
    state.merge(theirs.measure_state(["liked"], as_of="2026-10-20"))
    assert state.rates()[0]["value"] == engine_with().evaluate("liked", as_of="2026-10-20")[0].value
