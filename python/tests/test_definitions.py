"""Questionnaires and marking schemes that the engine keeps, and the responses of a form tool as facts."""

from __future__ import annotations

import pathlib

import pytest

import aftercourse as ac

SHEET = """
instrument: liking
version: "1"
items:
  - {id: q1, type: scale, text: {en: How useful, zh: 有用吗}, scale: {min: 1, max: 5}}
  - {id: q2, type: multiple, text: {en: What, zh: 哪些}, options: {a: {en: Cases, zh: 案例}, b: {en: Talks, zh: 讲解}}}
"""


def scheme(mark: int) -> ac.Scheme:
    return ac.Scheme.parse(
        f'assessment: exam\nversion: "1"\ncomponents:\n  - {{id: examination, weight: 100%, marks: 100}}\npass: {mark}\n'
    )


@pytest.fixture
def engine() -> ac.Engine:
    engine = ac.open()
    with engine.batch(at="2026-08-01T09:00+08:00") as batch:
        batch.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
        batch.record("person", [{"id": "L1", "name": "李雷"}, {"id": "L2", "name": "韩梅梅"}])
    return engine


def test_a_version_of_a_questionnaire_is_kept_once_and_never_changed(engine: ac.Engine) -> None:
    first = ac.Instrument.parse(SHEET)
    write = engine.add_instrument(first, actor="li.wei").write
    assert engine.add_instrument(first).write == 0
    with pytest.raises(ac.errors.Conflict, match="AC7030"):
        engine.add_instrument(ac.Instrument.parse(SHEET.replace("max: 5", "max: 7")))
    engine.add_instrument(ac.Instrument.parse(SHEET.replace('"1"', '"2"')))
    assert [i.version for i in engine.instruments()] == ["1", "2"]
    assert engine.instrument("liking").version == "2"
    assert engine.instrument("liking", "1").text == SHEET
    assert engine.instrument("liking", known_at=write).version == "1"
    assert engine.instrument("follow-up").name == "follow-up"
    with pytest.raises(ac.errors.NotFound, match="AC7033.*liking|liking.*AC7033"):
        engine.instrument("likin")


def test_a_scheme_is_frozen_when_training_begins(engine: ac.Engine) -> None:
    engine.set_scheme(scheme(60), "P1", at="2026-08-31T12:00+08:00")
    with pytest.raises(ac.errors.Conflict, match="AC7032"):
        engine.set_scheme(scheme(50), "P1", at="2026-09-01T08:00+08:00", reason="too hard")
    with pytest.raises(ac.errors.Conflict, match="AC7032"):
        engine.set_scheme(scheme(50), "P1", amendment=True, at="2026-09-01T08:00+08:00")
    engine.set_scheme(scheme(50), "P1", amendment=True, at="2026-09-01T08:00+08:00", reason="too hard")
    assert engine.scheme("P1").text == scheme(50).text
    first, second = engine.schemes("P1")
    assert (first.amendment, second.amendment, second.reason) == (False, True, "too hard")
    assert ("60", "50") in [(c.before, c.after) for c in second.changes]
    with pytest.raises(ac.errors.NotFound, match="AC7031"):
        engine.scheme("P9")


def test_the_export_of_a_form_tool_becomes_facts(engine: ac.Engine, tmp_path: pathlib.Path) -> None:
    sheet = ac.Instrument.parse(SHEET)
    file = tmp_path / "export.csv"
    file.write_text("工号,时间,1. 有用吗,哪些\nL1,2026-09-12 10:00,5,案例;讲解\nL2,2026-09-12 11:00,3,\n", encoding="utf-8")
    columns = {"person": "工号", "submitted": "时间", "occurrence": "=P1"}
    assert engine.record_responses(file, sheet, columns).recorded == 2 + 3
    assert engine.record_responses(file, sheet, columns).write == 0
    answers = engine.facts("instrument_answer").to_polars()
    assert answers["choices"].to_list()[1] == ["a", "b"]
    with pytest.raises(ac.errors.DataError) as refused:
        engine.record_responses("工号,时间,有用吗\nL1,2026-09-12 10:00,9\nL9,x,1\n", sheet, columns)
    assert len(refused.value.faults) >= 2
    with pytest.raises(ac.errors.DataError) as nobody:
        engine.record_responses("工号,有用吗\nL1,2\n,\nL1,5\nL9,4\n", sheet, {"person": "工号", "occurrence": "=P1"})
    assert (nobody.value.faults[0].row, nobody.value.faults[0].field) == (5, "person")  # of the file
    with engine.batch() as batch:
        batch.record_responses("q1\n4\n", sheet, {"occurrence": "=P1"})
    with pytest.raises(ac.errors.InvalidArgument, match="AC7035"):
        engine.record_responses("q1\n4\n", sheet, occurrence="unit")
    with pytest.raises(ac.errors.InvalidArgument, match="AC5805"):
        engine.record_responses("q1\n4\n", sheet, separator="")
