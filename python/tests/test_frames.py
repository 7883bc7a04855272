"""Tables go to pandas, polars, pyarrow and DuckDB and come from them, through Arrow's C stream."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aftercourse as ac

DAY = datetime.date(2026, 9, 18)
COLUMNS = {
    "id": ["F7", "F8", "F9"],
    "enrolment": ["E1", "E2", "E3"],
    "date": [DAY, DAY, DAY],
    "channel": ["phone", "email", "phone"],
    "reached": [True, False, True],
    "notes": ["满意", None, "ok"],
}
EXPECTED = [dict(zip(COLUMNS, values)) for values in zip(*COLUMNS.values())]


def duck() -> Any:
    return duckdb.from_arrow(pa.table(COLUMNS))


TABLES: dict[str, Any] = {
    "pyarrow": lambda: pa.table(COLUMNS),
    "pyarrow in chunks": lambda: pa.concat_tables([pa.table(COLUMNS).slice(0, 1), pa.table(COLUMNS).slice(1)]),
    "pyarrow reader": lambda: pa.table(COLUMNS).to_reader(max_chunksize=1),
    "polars with string views": lambda: pl.DataFrame(COLUMNS),
    "polars categories": lambda: pl.DataFrame(COLUMNS).with_columns(pl.col("channel").cast(pl.Categorical)),
    "pandas": lambda: pd.DataFrame(COLUMNS),
    "pandas with Arrow's types": lambda: pd.DataFrame(COLUMNS).convert_dtypes(dtype_backend="pyarrow"),
    "pandas categories": lambda: pd.DataFrame(COLUMNS).astype({"channel": "category"}),
    "duckdb": duck,
    "duckdb query": lambda: duck().filter("id >= 'F7'"),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES.keys())
def test_in(engine: ac.Engine, make: Any) -> None:
    assert engine.record("follow_up", make()).recorded == 3
    found = engine.facts("follow_up").to_dicts()[1:]
    assert [{name: row[name] for name in COLUMNS} for row in found] == EXPECTED


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (pa.string(), ["F9"]),
        (pa.large_string(), ["F9"]),
        (pa.string_view(), ["F9"]),
        (pa.dictionary(pa.int8(), pa.string()), ["F9"]),
        (pa.dictionary(pa.uint32(), pa.large_string()), ["F9"]),
    ],
)
def test_every_kind_of_text_sliced(engine: ac.Engine, kind: Any, ids: list[str]) -> None:
    texts = {name: pa.array(COLUMNS[name]).cast(kind) for name in ("id", "notes")}
    table = pa.table(COLUMNS | texts)
    engine.record("follow_up", table.slice(2, 1))
    assert [row["id"] for row in engine.facts("follow_up").to_dicts()][1:] == ids
    assert engine.facts("follow_up")[-1]["notes"] == "ok"


def test_numbers_and_lists(engine: ac.Engine) -> None:
    engine.record(
        "assessment_result",
        pa.table(
            {
                "id": ["R1", "R2", "R3"],
                "enrolment": ["E1", "E2", "E3"],
                "date": pa.array([DAY] * 3, pa.date64()),
                "score": pa.array([Decimal("78.50"), Decimal("0.10"), Decimal("3.00")], pa.decimal128(10, 2)),
                "attempt": pa.array([1, None, 3], pa.int8()),
            }
        ).slice(1),
    )
    rows = engine.facts("assessment_result").to_dicts()
    assert [(row["score"], row["attempt"]) for row in rows] == [(Decimal("0.1"), None), (Decimal("3"), 3)]
    engine.record("follow_up", pl.DataFrame({**COLUMNS, "topics": [["grasp", "mode"], None, ["mode"]]}))
    assert [row["topics"] for row in engine.facts("follow_up").to_dicts()[1:]] == [["grasp", "mode"], None, ["mode"]]


def test_chunks_with_dictionaries_of_their_own(engine: ac.Engine) -> None:
    channels = pa.chunked_array([pa.array(["phone"]).dictionary_encode(), pa.array(["email", "phone"]).dictionary_encode()])
    engine.record("follow_up", pa.table(COLUMNS | {"channel": channels}))
    assert engine.facts("follow_up").column("channel")[1:] == ["phone", "email", "phone"]


def test_columns_without_any_value(engine: ac.Engine) -> None:
    engine.record("follow_up", pa.table(COLUMNS | {"notes": pa.nulls(3), "by": pa.nulls(3, pa.string())}))
    assert engine.facts("follow_up").column("notes")[1:] == [None] * 3


MOMENT = datetime.datetime(2026, 9, 30, 16, 30, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([MOMENT], pa.timestamp("us", "UTC")),
        pa.array([MOMENT], pa.timestamp("s", "UTC")),
        pa.array([MOMENT], pa.timestamp("ns", "+08:00")),
        pa.array([MOMENT], pa.timestamp("ms", "Asia/Shanghai")),
        pa.array([MOMENT.replace(tzinfo=None)], pa.timestamp("us")),
        pa.array(["2026-10-01T00:30:00+08:00"]),
        pl.Series([MOMENT]).dt.convert_time_zone("Asia/Shanghai"),
        pd.Series([MOMENT]).dt.tz_convert("Asia/Shanghai"),
    ],
    ids=["us", "s", "ns", "ms", "no zone is UTC", "text", "polars", "pandas"],
)
def test_moments(empty: ac.Engine, column: Any) -> None:
    empty.declare([{"name": "badge_scan", "fields": [{"name": "at", "type": "instant", "required": True}]}])
    frame_of: Any = {pl.Series: pl.DataFrame, pd.Series: pd.DataFrame}.get(type(column), pa.table)
    empty.record("badge_scan", frame_of({"id": ["S1"], "at": column}))
    table = empty.facts("badge_scan")
    assert table[0]["at"] == MOMENT
    assert table.to_arrow()["at"].to_pylist() == [MOMENT]
    assert table.to_polars()["at"].to_list() == [MOMENT]
    assert table.to_pandas()["at"].tolist() == [MOMENT]
    # The offset, which fixes the local day, stays recorded; frames show UTC.
    assert empty.record("badge_scan", [{"id": "S2", "at": "2026-09-30T16:30Z"}]).recorded == 1
    assert empty.record("badge_scan", empty.facts("badge_scan").to_polars()[1:]).unchanged == 1


def test_a_zone_whose_offset_varies_is_refused(empty: ac.Engine) -> None:
    empty.declare([{"name": "badge_scan", "fields": [{"name": "at", "type": "instant"}]}])
    with pytest.raises(ac.DataError, match="fixed offset"):
        empty.record("badge_scan", pa.table({"id": ["S1"], "at": pa.array([MOMENT], pa.timestamp("us", "Europe/Berlin"))}))


def test_days_as_pandas_has_them(engine: ac.Engine) -> None:
    frame = pd.DataFrame(COLUMNS).assign(date=pd.to_datetime(["2026-09-18"] * 3))
    assert engine.record("follow_up", frame).recorded == 3
    assert engine.facts("follow_up").column("date")[1:] == [DAY] * 3
    noon = pd.DataFrame(COLUMNS).assign(id=["F4", "F5", "F6"], date=pd.to_datetime(["2026-09-18T12:00"] * 3))
    with pytest.raises(ac.DataError, match="midnight"):
        engine.record("follow_up", noon)


def test_columns_are_renamed(engine: ac.Engine) -> None:
    frame = pl.DataFrame({"编号": ["L8"], "姓名": ["王芳"], "other": [1]})
    engine.record("person", frame, columns={"id": "编号", "name": "姓名"})
    assert engine.facts("person")[-1]["name"] == "王芳"


@pytest.mark.parametrize(
    "columns",
    [
        {**COLUMNS, "date": ["2026-09-18", "x", "2026-02-30"]},
        {**COLUMNS, "date": [1.5, 2.5, 3.5]},
        {**COLUMNS, "reached": [1, 0, 1]},
        {**COLUMNS, "nots": ["a", "b", "c"]},
        {name: values for name, values in COLUMNS.items() if name != "id"},
    ],
    ids=["no days", "reals for dates", "integers for booleans", "unknown column", "no ids"],
)
def test_what_is_refused(engine: ac.Engine, columns: dict[str, list[Any]]) -> None:
    before = engine.last_write
    with pytest.raises(ac.DataError):
        engine.record("follow_up", pa.table(columns))
    assert engine.last_write == before


def test_nan_is_refused(engine: ac.Engine) -> None:
    table = pa.table({"id": ["R1"], "enrolment": ["E1"], "date": [DAY], "score": [float("nan")]})
    with pytest.raises(ac.DataError) as caught:
        engine.record("assessment_result", table)
    assert caught.value.faults[0].field == "score"


def test_a_stream_that_fails_in_the_middle(engine: ac.Engine) -> None:
    batch = pa.record_batch(COLUMNS)

    def batches() -> Iterator[Any]:
        yield batch
        raise OSError("the disk went away")

    before = engine.last_write
    with pytest.raises(ac.DataError, match="AC2041"):
        engine.record("follow_up", pa.RecordBatchReader.from_batches(batch.schema, batches()))
    assert engine.last_write == before and len(engine.facts("follow_up")) == 1


def test_out(engine: ac.Engine) -> None:
    agenda = engine.agenda(as_of="2026-10-20")
    polars = agenda.to_polars()
    assert polars["due"].to_list() == [datetime.date(2026, 9, 24), datetime.date(2026, 10, 22)]
    assert polars["state"].cast(pl.String).to_list() == ["overdue", "open"]
    pandas = agenda.to_pandas()
    assert list(pandas["state"]) == ["overdue", "open"]
    assert pandas["due"].dt.month.tolist() == [9, 10]
    arrow = agenda.to_arrow()
    assert arrow.num_rows == 2 and arrow.column_names == agenda.columns
    overdue = duckdb.from_arrow(arrow).filter("state = 'overdue'")
    assert overdue.project("subject, due").fetchall() == [("E2", datetime.date(2026, 9, 24))]


def test_nothing_is_copied_that_need_not_be(engine: ac.Engine) -> None:
    """Two exports show the same memory: numbers, days and the codes of texts."""
    agenda = engine.agenda(as_of="2026-10-20")

    first, second = agenda.to_arrow(), agenda.to_arrow()
    for name in ("due", "attempts"):
        assert first[name].chunk(0).buffers()[1].address == second[name].chunk(0).buffers()[1].address
    assert first["state"].chunk(0).indices.buffers()[1].address == second["state"].chunk(0).indices.buffers()[1].address


def test_every_peer_takes_every_table(engine: ac.Engine) -> None:
    """Without our helpers: through the stream alone."""
    rates = engine.evaluate(["completion_rate"], by=["programme"], as_of="2026-10-20")
    assert pl.DataFrame(rates)["numerator"].to_list() == [1, 0]
    assert pa.table(rates)["numerator"].to_pylist() == [1, 0]
    assert pd.DataFrame.from_arrow(rates)["numerator"].tolist() == [1, 0]
    assert duckdb.from_arrow(rates).project("numerator").fetchall() == [(1,), (0,)]


def test_decimals_stay_exact_outside(engine: ac.Engine) -> None:
    engine.record("assessment_result", [{"id": "R1", "enrolment": "E1", "date": DAY, "score": Decimal("0.1")}])
    table = engine.facts("assessment_result")
    assert table.to_arrow()["score"].to_pylist() == [Decimal("0.1")]
    assert table.to_polars()["score"].to_list() == [Decimal("0.1")]
    assert list(table.to_pandas()["score"]) == [Decimal("0.1")]
    assert table.column("score") == [Decimal("0.1")]


@pytest.mark.parametrize("to", ["to_polars", "to_pandas", "to_arrow"])
def test_there_and_back(engine: ac.Engine, to: str) -> None:
    """What a table gives out is what the engine takes in: the same facts again."""
    for kind in ("programme", "enrolment", "follow_up"):
        assert engine.record(kind, getattr(engine.facts(kind), to)()).write == 0


def test_a_stream_outlives_its_table(engine: ac.Engine) -> None:
    capsule = engine.facts("person").__arrow_c_stream__()
    del capsule  # never taken: released with the capsule
    reader = pa.RecordBatchReader.from_stream(engine.agenda(as_of="2026-10-20"))
    assert sum(batch.num_rows for batch in reader) == 2


def test_an_empty_table(empty: ac.Engine) -> None:
    assert empty.facts("person").to_polars().shape[0] == 0
    assert empty.record("person", pa.table({"id": pa.array([], pa.string())})).recorded == 0
