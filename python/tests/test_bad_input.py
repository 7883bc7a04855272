"""Bad input is refused whole, with class, place and reason, and nothing is recorded."""

from __future__ import annotations

import datetime
import math
import pathlib
import resource
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import aftercourse as ac
import aftercourse.statistics as st
from aftercourse import text

PROGRAMME: dict[str, Any] = {"id": "P9", "title": "T", "starts": "2026-09-01", "ends": "2026-09-10"}
CALL: dict[str, Any] = {"id": "F9", "enrolment": "E1", "date": "2026-09-20", "channel": "phone", "reached": True}
RESULT: dict[str, Any] = {"id": "R9", "enrolment": "E1", "date": "2026-09-10", "score": 50}

# What is wrong, the kind, the row, the field at fault and a word of the reason.
BAD_ROWS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("unknown field", "programme", PROGRAMME | {"titel": "T"}, "titel", "did you mean 'title'"),
    ("no id", "person", {"name": "A"}, "id", "missing"),
    ("empty id", "person", {"id": ""}, "id", "missing"),
    ("required field", "programme", {"id": "P9", "title": "T", "starts": "2026-09-01"}, "ends", "missing"),
    ("dangling reference", "enrolment", {"id": "E9", "programme": "P9", "person": "L1"}, "programme", "P9"),
    ("ends before it starts", "programme", PROGRAMME | {"ends": "2026-08-31"}, "ends", "2026-08-31"),
    ("30 February", "programme", PROGRAMME | {"starts": "2026-02-30"}, "starts", "February"),
    ("year 20226", "programme", PROGRAMME | {"ends": "20226-09-10"}, "ends", "not a date"),
    ("datetime for a date", "programme", PROGRAMME | {"starts": datetime.datetime(2026, 9, 1, 8)}, "starts", "date"),
    ("1.5 for an integer", "assessment_result", RESULT | {"attempt": 1.5}, "attempt", "integer"),
    ("1.0 for an integer", "assessment_result", RESULT | {"attempt": 1.0}, "attempt", "integer"),
    ("'1' for an integer", "assessment_result", RESULT | {"attempt": "1"}, "attempt", "integer"),
    ("True for an integer", "assessment_result", RESULT | {"attempt": True}, "attempt", "integer"),
    ("2^63 for an integer", "assessment_result", RESULT | {"attempt": 2**63}, "attempt", "64 bits"),
    ("NaN", "assessment_result", RESULT | {"score": math.nan}, "score", "NaN"),
    ("Decimal NaN", "assessment_result", RESULT | {"score": Decimal("NaN")}, "score", "NaN"),
    ("infinity", "assessment_result", RESULT | {"score": math.inf}, "score", "finite"),
    ("seven decimals", "assessment_result", RESULT | {"score": Decimal("0.1234567")}, "score", "six decimals"),
    ("beyond the maximum", "assessment_result", RESULT | {"score": 101, "maximum": 100}, "maximum", "101"),
    ("half a surrogate pair", "person", {"id": "L9", "name": "\ud800"}, "name", "UTF-8"),
    ("embedded NUL", "person", {"id": "L9", "name": "a\0b"}, "name", "NUL"),
    ("no label", "follow_up", CALL | {"channel": "fax"}, "channel", "phone"),
    ("text for a boolean", "person", {"id": "L9", "external": "yes"}, "external", "True or False"),
    ("text for a list", "follow_up", CALL | {"topics": "a"}, "topics", "list"),
]


def refused(engine: ac.Engine, cls: type[ac.Error], act: Callable[[], object]) -> ac.Error:
    """The error that `act` raises; nothing was recorded."""
    before = engine.last_write
    with pytest.raises(cls) as caught:
        act()
    assert type(caught.value) is cls
    assert engine.last_write == before
    return caught.value


@pytest.mark.parametrize(
    ("kind", "row", "field", "reason"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS]
)
def test_a_bad_row(engine: ac.Engine, kind: str, row: dict[str, Any], field: str, reason: str) -> None:
    error = refused(engine, ac.DataError, lambda: engine.record(kind, [row]))
    fault = error.faults[0]
    assert (fault.source, fault.row, fault.field) == (kind, 1, field)
    assert reason in fault.reason
    assert fault.code.startswith("AC")
    assert "\ud800" not in str(error)


def test_every_fault_is_listed(engine: ac.Engine) -> None:
    rows = [{"id": "L7", "name": 3}, {"id": "L8", "name": "A"}, {"id": "L9", "external": 1, "nme": "x"}]
    error = refused(engine, ac.DataError, lambda: engine.record("person", rows))
    assert [(fault.row, fault.field) for fault in error.faults] == [(1, "name"), (3, "external"), (3, "nme")]


def test_an_unknown_kind(engine: ac.Engine) -> None:
    error = refused(engine, ac.NotFound, lambda: engine.record("programe", [PROGRAMME]))
    assert error.code == "AC2001"


def test_an_id_given_twice(engine: ac.Engine) -> None:
    error = refused(engine, ac.DataError, lambda: engine.record("person", [{"id": "L9", "name": "A"}, {"id": "L9", "name": "B"}]))
    assert {fault.row for fault in error.faults} == {1, 2}


def test_a_known_id_with_other_content(engine: ac.Engine) -> None:
    error = refused(engine, ac.Conflict, lambda: engine.record("programme", [PROGRAMME | {"id": "P1"}]))
    assert error.faults[0].code == "AC2026"


def test_retracting_what_others_refer_to(engine: ac.Engine) -> None:
    error = refused(engine, ac.Conflict, lambda: engine.retract("programme", "P1"))
    assert "E1" in error.faults[0].reason


def test_a_time_that_goes_back(engine: ac.Engine) -> None:
    refused(engine, ac.Conflict, lambda: engine.record("person", [{"id": "L9", "name": "A"}], at="2026-01-01T00:00+08:00"))


def test_moments_outside_the_years(engine: ac.Engine) -> None:
    for moment in ("9999-12-31T23:59-12:00", "1400-01-01T00:00+14:00"):
        error = refused(engine, ac.InvalidArgument, lambda m=moment: engine.record("unit", [{"id": "U9", "name": "x"}], at=m))  # type: ignore[misc]
        assert "outside the years" in str(error)


def test_a_filtered_pandas_frame(engine: ac.Engine) -> None:
    import pandas as pd

    units = pd.DataFrame({"id": ["U8", "U9"], "name": ["a", "b"]})
    assert engine.record("unit", units[units["name"] == "b"]).recorded == 1
    assert engine.record("unit", units[units["name"] == "a"].set_index("id")).recorded == 1


def test_a_folder_for_a_file(engine: ac.Engine, tmp_path: pathlib.Path) -> None:
    refused(engine, ac.NotFound, lambda: engine.record_csv("unit", tmp_path))


def test_bad_amendments(engine: ac.Engine) -> None:
    error = refused(engine, ac.DataError, lambda: engine.amend("programme", "P1", {"ends": "2026-02-30", "titel": "x"}))
    assert [fault.field for fault in error.faults] == ["ends", "titel"]
    refused(engine, ac.DataError, lambda: engine.amend("programme", "P9", {"title": "x"}))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b"id,name\nL9,A,B\n", 2, ""),
        (b"id,name\nL9,\xff\n", 2, "UTF-8"),
        (b"id,name\nL9,a\0b\n", 2, "NUL"),
        (b"id,nme\nL9,A\n", 1, "nme"),
        (b'id,name\nL9,"A\n', 2, ""),
    ],
    ids=["ragged row", "invalid UTF-8", "NUL", "unknown heading", "open quote"],
)
def test_bad_csv(engine: ac.Engine, text: bytes, line: int, reason: str) -> None:
    error = refused(engine, ac.DataError, lambda: engine.record_csv("person", text))
    assert error.faults[0].row == line
    assert reason in error.faults[0].reason


@pytest.mark.parametrize(
    "text", [b'[{"id": "L9", "id": "L8"}]', b'[{"id": "L9",]', b'[{"id": "\xff"}]', b'[{"id": "L9", "external": 1.5}]']
)
def test_bad_json(engine: ac.Engine, text: bytes) -> None:
    refused(engine, ac.DataError, lambda: engine.record_json("person", text))


def test_ten_megabytes_of_nesting(engine: ac.Engine) -> None:
    refused(engine, ac.LimitError, lambda: engine.record_json("person", b"[" * 10_000_000))


def test_policies_that_are_wrong(engine: ac.Engine) -> None:
    with pytest.raises(ac.PolicyError, match=r"rules\.yaml:2:1"):
        ac.Policy.parse("policy: a\npolicy: b\n", "rules.yaml")
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(97 + i)}: &{chr(97 + i)} [{','.join(['*' + chr(96 + i)] * 10)}]\n" for i in range(1, 12)
    )
    with pytest.raises((ac.LimitError, ac.PolicyError)):
        ac.Policy.parse(bomb)
    with pytest.raises(ac.LimitError):
        ac.Policy.parse("[" * 10_000_000)
    refused(engine, ac.NotFound, lambda: engine.adopt("follow-up-visit", on="2026-01-01"))
    wrong = {"phone_share": "many"}
    refused(engine, ac.InvalidArgument, lambda: engine.adopt("follow-up-visits", on="2026-01-01", parameters=wrong))


def test_files_that_are_not_ours(tmp_path: pathlib.Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table t(x)")
    with pytest.raises(ac.CorruptError):
        ac.open(other)
    text = tmp_path / "text.db"
    text.write_text("not a database, but long enough to look like one\n" * 100)
    with pytest.raises(ac.CorruptError):
        ac.open(text)
    with pytest.raises(ac.NotFound):
        ac.open(tmp_path / "none.db", create=False)


def test_files_that_are_newer_truncated_or_read_only(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "training.db"
    with ac.open(path) as engine:
        engine.record("person", [{"id": "L1", "name": "A"}])
    with ac.open(path, read_only=True) as engine, pytest.raises(ac.ReadOnly):
        engine.record("person", [{"id": "L2", "name": "A"}])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ac.CorruptError):
        ac.open(path)
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 9999")
    with pytest.raises(ac.TooNew):
        ac.open(path)


def test_a_full_disk(tmp_path: pathlib.Path) -> None:
    """No file of this process may grow beyond 200 kB for a while."""
    path = tmp_path / "training.db"
    with ac.open(path) as engine:
        engine.record("person", [{"id": "L1", "name": "A"}])
        many = [{"id": f"X{i}", "name": "A"} for i in range(20_000)]
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
        try:
            error = refused(engine, ac.Full, lambda: engine.record("person", many))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert error.code == "AC6011"
        assert engine.record("person", many).recorded == 20_000
    with ac.open(path) as engine:
        assert len(engine.facts("person")) == 20_001


def test_a_file_that_another_process_writes(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "training.db"
    with ac.open(path, busy_timeout=0.05) as engine:
        engine.record("person", [{"id": "L1", "name": "A"}])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin immediate")
        error = refused(engine, ac.Busy, lambda: engine.record("person", [{"id": "L2", "name": "A"}]))
        assert error.retry
        other.execute("rollback")
        other.close()
        assert engine.record("person", [{"id": "L2", "name": "A"}]).recorded == 1


def test_a_batch_is_refused_by_its_block(engine: ac.Engine) -> None:
    before = engine.last_write
    with pytest.raises(ac.DataError) as caught, engine.batch() as batch:
        batch.record("person", [{"id": "L9", "name": "A"}])
        batch.record_csv("person", "id,name\nL8\n")
        batch.amend("programme", "P9", {"title": "x"})
    assert engine.last_write == before and batch.receipt is None
    assert (caught.value.faults[0].source, caught.value.faults[0].row) == ("csv", 2)


def test_what_has_no_meaning_is_a_type_error(engine: ac.Engine) -> None:
    for call in (
        lambda: engine.agenda(as_of=20261020),  # type: ignore[arg-type]
        lambda: engine.record("person", None),
        lambda: engine.amend("programme", "P1", [("title", "x")]),  # type: ignore[arg-type]
        lambda: engine.evaluate(3, as_of="2026-10-20"),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            call()


HALF = "\ud800"
SHEET = "instrument: x\nversion: 1\nitems:\n  - {id: q, type: text, text: {en: q, zh: y}}\n"
SCHEME = "assessment: a\nversion: 1\npass: 60\ncomponents:\n  - {id: examination, weight: 100%, marks: 100}\n"

# Every way in for a text: half a surrogate pair is an error of the library, wherever it stands.
HALF_TEXTS: dict[str, Callable[[ac.Engine], object]] = {
    "kind": lambda e: e.record(HALF, []),
    "key": lambda e: e.record("person", [{"id": "L9", HALF: "x"}]),
    "columns": lambda e: e.record_csv("person", "id\nL9\n", columns={HALF: "x"}),
    "missing": lambda e: e.record_csv("person", "id\nL9\n", missing=[HALF]),
    "csv": lambda e: e.record_csv("person", "id,name\nL9," + HALF + "\n"),
    "csv path": lambda e: e.record_csv("person", HALF),
    "json": lambda e: e.record_json("person", '[{"id": "' + HALF + '"}]'),
    "jsonl": lambda e: e.record_jsonl("person", '{"id": "' + HALF + '"}\n'),
    "responses": lambda e: e.record_responses("q\n" + HALF + "\n", ac.Instrument.parse(SHEET)),
    "responses' columns": lambda e: e.record_responses("q\nx\n", ac.Instrument.parse(SHEET), {"person": HALF}),
    "responses' prefix": lambda e: e.record_responses("q\nx\n", ac.Instrument.parse(SHEET), prefix=HALF),
    "actor": lambda e: e.record("person", [{"id": "L9"}], actor=HALF),
    "amended": lambda e: e.amend("person", "L1", {"name": HALF}),
    "amended key": lambda e: e.amend("person", "L1", {HALF: "x"}),
    "retracted": lambda e: e.retract("person", HALF),
    "measure": lambda e: e.evaluate(HALF, as_of="2026-10-01"),
    "measures": lambda e: e.evaluate([HALF], as_of="2026-10-01"),
    "by": lambda e: e.evaluate("completion_rate", as_of="2026-10-01", by=[HALF]),
    "where": lambda e: e.evaluate("completion_rate", as_of="2026-10-01", where={HALF: "x"}),
    "where value": lambda e: e.evaluate("completion_rate", as_of="2026-10-01", where={"unit": HALF}),
    "period": lambda e: e.evaluate("completion_rate", as_of="2026-10-01", period=HALF),
    "as_of": lambda e: e.evaluate("completion_rate", as_of=HALF),
    "agenda": lambda e: e.agenda(as_of="2026-10-01", assignee=HALF),
    "adopted": lambda e: e.adopt(HALF, on="2026-01-01"),
    "parameter": lambda e: e.adopt("follow-up-visits", on="2026-01-01", parameters={HALF: "20%"}),
    "parameter value": lambda e: e.adopt("follow-up-visits", on="2026-01-01", parameters={"phone_share": HALF}),
    "policy": lambda e: ac.Policy.parse(HALF),
    "policy path": lambda e: ac.Policy.load(HALF),
    "policy name": lambda e: ac.Policy.built_in(HALF),
    "questionnaire": lambda e: ac.Instrument.parse(HALF),
    "its answers": lambda e: ac.Instrument.parse(SHEET).person_scores([{"id": "r", "answers": {"q": HALF}}]),
    "scheme": lambda e: ac.Scheme.check(HALF),
    "learner": lambda e: ac.Scheme.parse(SCHEME).mark(HALF, []),
    "learners": lambda e: ac.Scheme.parse(SCHEME).item_matrix({HALF: []}),
    "answer": lambda e: ac.Scheme.parse(SCHEME).mark("L1", {"answers": {HALF: HALF}}),
    "calendar": lambda e: ac.Calendar.from_json(HALF),
    "feed": lambda e: ac.Calendar.from_ics(HALF),
    "zone": lambda e: ac.TimeZone.load(HALF),
    "pattern": lambda e: ac.WorkPattern.cycle(HALF, datetime.date(2026, 1, 1)),
    "file": lambda e: ac.open(HALF),
    "labels": lambda e: st.frequencies([HALF, "a"]),
    "array": lambda e: st.frequencies(np.array([HALF, "a"])),
    "column": lambda e: st.describe({HALF: [1.0, 2.0]}),
    "unknown column": lambda e: st.t_test({"a": [1.0, 2.0]}, outcome=HALF),
    "option": lambda e: st.describe([1.0, 2.0], missing=HALF),  # type: ignore[arg-type]
    "margin": lambda e: ac.rake({"g": ["a"]}, {"g": {HALF: 1.0}}),
    "groups": lambda e: ac.compare_responders({HALF: [1, 2]}, [1, 0], [HALF]),
    "text": lambda e: text.segment(HALF),
    "texts": lambda e: text.polarity(["a", HALF]),
    "lexicon": lambda e: text.Lexicon.from_yaml(HALF),
}


@pytest.mark.parametrize("act", HALF_TEXTS.values(), ids=list(HALF_TEXTS))
def test_half_a_surrogate_pair_is_an_error_of_the_library(engine: ac.Engine, act: Callable[[ac.Engine], object]) -> None:
    with pytest.raises(ac.Error) as caught:
        act(engine)
    assert HALF not in str(caught.value)


@pytest.mark.parametrize("act", [
    lambda e: e.record_csv("person", b"id\n\xff\n"),
    lambda e: e.record_json("person", b'[{"id": "\xff"}]'),
    lambda e: e.record_jsonl("person", b'{"id": "\xff"}\n'),
    lambda e: e.record_responses(b"q\n\xff\n", ac.Instrument.parse(SHEET)),
    lambda e: ac.Instrument.parse(SHEET).read_responses(b"q\n\xff\n"),
])  # fmt: skip
def test_bytes_that_are_no_utf8_are_an_error_of_the_library(engine: ac.Engine, act: Callable[[ac.Engine], object]) -> None:
    with pytest.raises(ac.Error):
        act(engine)
