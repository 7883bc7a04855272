"""What people wrote in open items, summarised for those who must read it."""

from __future__ import annotations

import pytest

import aftercourse as ac
from aftercourse import text

WRITTEN = [
    *["讲师很专业", "讲师讲得很清楚", "讲师讲得很好", "讲师经验丰富", "讲师专业", "讲师讲解清楚"],
    *["线上平台卡顿", "平台总是卡顿", "平台又卡顿了", "平台卡顿", "线上平台经常卡顿"],
]


def engine_with(comments: list[str]) -> ac.Engine:
    engine = ac.open()
    engine.record("person", [{"id": f"L{i}", "name": "a"} for i in range(len(comments))])
    engine.record(
        "instrument_response",
        [
            {"id": f"R{i}", "instrument": "follow-up", "version": "2026.1", "person": f"L{i}", "date": "2026-09-15"}
            for i in range(len(comments))
        ],
    )
    engine.record(
        "instrument_answer",
        [{"id": f"A{i}", "response": f"R{i}", "item": "suggestions", "text": c} for i, c in enumerate(comments)],
    )
    return engine


def test_a_summary_says_who_wrote_what_about() -> None:
    table = engine_with(WRITTEN).comments("follow-up", as_of="2026-10-20", language="zh").to_polars()
    rows = {row["dimension"]: row for row in table.to_dicts()}
    assert list(rows) == [None, "lecturer", "mode"]
    assert rows[None]["people"] == 11 and rows["lecturer"]["people"] == 6 and rows["mode"]["people"] == 5
    assert (rows["lecturer"]["positive"], rows["mode"]["negative"]) == (6, 5)
    assert "卡顿" in rows["mode"]["key_terms"]
    assert set(rows[None]["blame"]) <= set(WRITTEN) and rows[None]["quotes"] == "shown"
    assert rows["mode"]["quotes"] == "hidden" and rows["mode"]["blame"] == []
    titles = {id: zh for id, _, zh in text.CodingScheme.built_in().dimensions}
    assert rows["lecturer"]["title"] == titles["lecturer"]


def test_few_people_stay_among_themselves() -> None:
    engine = engine_with(WRITTEN[:4])
    row = engine.comments("follow-up", "suggestions", as_of="2026-10-20").to_polars().to_dicts()[0]
    assert (row["state"], row["people"], row["key_terms"]) == ("suppressed", None, None)
    row = engine.comments("follow-up", as_of="2026-10-20", audience="internal").to_polars().to_dicts()[0]
    assert (row["state"], row["people"], row["quotes"]) == ("ok", 4, "shown")


def test_a_dictionary_of_one_s_own() -> None:
    scheme = text.CodingScheme.from_yaml("{scheme: s, dimensions: [{id: net, title: {en: Net, zh: 网}, terms: {zh: [卡顿]}}]}")
    table = engine_with(WRITTEN).comments("follow-up", as_of="2026-10-20", scheme=scheme).to_polars()
    assert table["dimension"].to_list() == [None, "net"]


def test_what_is_not_there_is_refused() -> None:
    engine = engine_with(WRITTEN)
    with pytest.raises(ac.NotFound, match="follow-up"):
        engine.comments("follow-ups", as_of="2026-10-20")
    with pytest.raises(ac.NotFound, match="suggestions"):
        engine.comments("follow-up", "suggestion", as_of="2026-10-20")
    with pytest.raises(ac.InvalidArgument):
        engine.comments("follow-up", as_of="2026-10-20", by=["nothing"])


def test_answers_that_say_nothing_are_no_comments() -> None:
    table = engine_with([*WRITTEN, "无", "没有。", "N/A", "-"]).comments("follow-up", as_of="2026-10-20").to_polars()
    whole = table.to_dicts()[0]
    assert (whole["people"], whole["comments"], whole["neutral"]) == (11, 11, 0)
