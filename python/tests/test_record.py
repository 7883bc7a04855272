"""Recording, amending and retracting: batches, receipts, every form of input, and what was known when."""

from __future__ import annotations

import datetime
import json
import pathlib
from decimal import Decimal

import pytest

import aftercourse as ac

from conftest import CALLS, ENROLMENTS, PEOPLE, PROGRAMMES


def test_a_receipt_counts(empty: ac.Engine) -> None:
    receipt = empty.record("programme", PROGRAMMES, actor="li.wei", source="hr", reason="start of term")
    assert (receipt.write, receipt.recorded, receipt.unchanged, receipt.bad) == (1, 2, 0, [])
    again = empty.record("programme", PROGRAMMES)
    assert (again.write, again.recorded, again.unchanged) == (0, 0, 2)
    assert empty.last_write == 1


def test_values_come_back_as_they_went_in(engine: ac.Engine) -> None:
    engine.record(
        "assessment_result",
        [
            {"id": "R1", "enrolment": "E1", "date": datetime.date(2026, 9, 10), "score": Decimal("78.50"), "maximum": 100},
            {"id": "R2", "enrolment": "E2", "date": "2026-09-10", "score": 0.1, "attempt": 2},
        ],
    )
    first, second = engine.facts("assessment_result").to_dicts()
    assert first["date"] == datetime.date(2026, 9, 10)
    assert (first["score"], first["maximum"], first["attempt"]) == (Decimal("78.5"), Decimal(100), None)
    assert isinstance(first["score"], Decimal)
    assert (second["score"], second["attempt"]) == (Decimal("0.1"), 2)
    assert second["score"] * 3 == Decimal("0.3")


def test_texts_of_every_kind(empty: ac.Engine, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("编号,姓名\r\nL1,李雷\r\n", encoding="utf-8-sig")
    columns = {"id": "编号", "name": "姓名"}
    assert empty.record_csv("person", path, columns=columns).recorded == 1
    assert empty.record_csv("person", str(path), columns=columns).unchanged == 1
    assert empty.record_csv("person", "id,name\nL2,韩梅梅\n").recorded == 1
    assert empty.record_csv("person", b"id;name;phone\nL3;Jim;n/a\n", separator=";", missing=["n/a"]).recorded == 1
    assert empty.record_json("person", json.dumps([{"id": "L4", "name": "A"}])).recorded == 1
    assert empty.record_jsonl("person", '{"id": "L5", "name": "A"}\n{"id": "L6", "name": "A"}\n').recorded == 2
    people = empty.facts("person")
    assert people.column("name") == ["李雷", "韩梅梅", "Jim", "A", "A", "A"]
    assert people[2]["phone"] is None


def test_what_is_no_input(empty: ac.Engine, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ac.NotFound):
        empty.record_csv("person", tmp_path / "nothing.csv")
    with pytest.raises(TypeError):
        empty.record_csv("person", 3)
    with pytest.raises(TypeError):
        empty.record("person", 3)
    with pytest.raises(ac.DataError):
        empty.record("person", [3])


def test_a_batch_is_one_write(empty: ac.Engine) -> None:
    with empty.batch(actor="li.wei", source="hr", reason="transfer", at="2026-09-12T09:00+08:00") as batch:
        batch.record("enrolment", ENROLMENTS)  # references may point forwards
        batch.record_json("person", json.dumps(PEOPLE))
        batch.record("programme", PROGRAMMES)
        assert batch.receipt is None
    assert batch.receipt is not None
    assert (batch.receipt.write, batch.receipt.recorded) == (1, 8)
    with pytest.raises(ac.Misuse):
        batch.record("person", [])


def test_an_exception_gives_the_batch_up(empty: ac.Engine) -> None:
    with pytest.raises(ZeroDivisionError), empty.batch() as batch:
        batch.record("person", PEOPLE)
        1 / 0  # noqa: B018
    assert empty.last_write == 0
    assert len(empty.facts("person")) == 0


def test_amend_and_retract(engine: ac.Engine) -> None:
    before = engine.last_write
    engine.amend("programme", "P1", {"ends": "2026-09-11"}, reason="one day longer", actor="li.wei")
    assert engine.facts("programme")[0]["ends"] == datetime.date(2026, 9, 11)
    assert engine.facts("programme", known_at=before)[0]["ends"] == datetime.date(2026, 9, 10)
    engine.retract("follow_up", "F1", reason="entered twice")
    assert len(engine.facts("follow_up")) == 0
    assert engine.record("follow_up", CALLS).recorded == 1  # the id is free again
    assert engine.history("follow_up", "F1").column("operation") == ["record", "retract", "record"]
    history = engine.history("programme", "P1").to_dicts()
    assert history[-1]["reason"] == "one day longer"
    assert history[-1]["actor"] == "li.wei"
    assert history[-1]["field"] == "ends"


def test_known_at_takes_a_moment(engine: ac.Engine) -> None:
    engine.amend("programme", "P1", {"title": "New"}, at="2026-10-01T00:00+08:00")
    zone = datetime.timezone(datetime.timedelta(hours=8))
    for moment in ("2026-09-30T12:00+08:00", datetime.datetime(2026, 9, 30, 12, tzinfo=zone)):
        assert engine.facts("programme", known_at=moment)[0]["title"] == "Sales onboarding"
    with pytest.raises(ac.InvalidArgument, match="AC1102"):
        engine.facts("programme", known_at=datetime.datetime(2026, 9, 30, 12))


def test_facts_as_of_a_day(engine: ac.Engine) -> None:
    assert len(engine.facts("follow_up", as_of="2026-09-17")) == 0
    assert len(engine.facts("follow_up", as_of="2026-09-18")) == 1


def test_what_was_never_written(engine: ac.Engine) -> None:
    with pytest.raises(ac.InvalidArgument, match="AC2005"):
        engine.facts("person", known_at=99)


def test_short_rows_and_spaces(empty: ac.Engine) -> None:
    text = "id,name,phone\nL1, A \n"
    assert empty.record_csv("person", text, short_rows=True, trim=True).recorded == 1
    assert empty.facts("person")[0]["name"] == "A"


def test_keep_good_lists_the_bad(empty: ac.Engine) -> None:
    rows = [{"id": "L1", "name": "A"}, {"id": "L2", "nme": "B"}, {"name": "C"}]
    receipt = empty.record("person", rows, keep_good=True)
    assert receipt.recorded == 1
    assert [(fault.row, fault.field, fault.code) for fault in receipt.bad] == [(2, "nme", "AC2031"), (3, "id", "AC2034")]
    assert [row["id"] for row in empty.facts("person").to_dicts()] == ["L1"]


def test_a_recorded_programme_moves_its_tasks_and_keeps_their_ids(engine: ac.Engine) -> None:
    before = {task.subject: task.id for task in engine.agenda(as_of="2026-10-20").where(rule="call")}
    engine.amend("programme", "P1", {"ends": "2026-09-11"}, reason="one day longer")
    after = {task.subject: task for task in engine.agenda(as_of="2026-10-20").where(rule="call")}
    assert {subject: task.id for subject, task in after.items()} == before
    assert after["E2"].due == datetime.date(2026, 9, 25)
