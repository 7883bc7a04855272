"""aftercourse.text: one contract for every kind of column, tables that place what they say, and what is refused."""

from __future__ import annotations

import math
import pathlib
import random
import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.stats import chi2, chi2_contingency

import aftercourse as ac
from aftercourse import text

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "text.md").read_text(encoding="utf-8")
COMMENTS = ["讲师讲得清楚", None, "讲得不够清楚", "平台卡顿", ""]

COLUMNS: dict[str, Callable[[list[str | None]], object]] = {
    "list": list,
    "tuple": tuple,
    "numpy": lambda rows: np.array(rows, dtype=object),
    "pandas": pd.Series,
    "pandas string": lambda rows: pd.Series(rows, dtype="string"),
    "pandas category": lambda rows: pd.Series(rows, dtype="category"),
    "polars": pl.Series,
    "polars categorical": lambda rows: pl.Series(rows, dtype=pl.Categorical),
    "arrow": pa.array,
    "arrow chunks": lambda rows: pa.chunked_array([rows[:2], rows[2:]]),
    "arrow dictionary": lambda rows: pa.chunked_array([pa.array(rows).dictionary_encode()]),
    "arrow large": lambda rows: pa.array(rows, type=pa.large_string()),
}


@pytest.mark.parametrize("form", COLUMNS)
def test_every_form_of_a_column_says_the_same(form: str) -> None:
    column = COLUMNS[form](COMMENTS)
    assert text.segment(column) == [["讲师", "讲", "得", "清楚"], None, ["讲", "得", "不够", "清楚"], ["平台", "卡顿"], []]
    assert text.polarity(column).to_dicts() == text.polarity(COMMENTS).to_dicts()
    assert text.group_similar(column).to_dicts() == text.group_similar(COMMENTS).to_dicts()


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT, np.float64("nan")])
def test_what_is_missing_has_a_row_of_nulls(missing: object) -> None:
    rows = text.polarity(["很好", missing]).to_dicts()
    assert rows[1] == {"row": 1, "score": None, "label": None, "positive": None, "negative": None, "evidence": None}
    assert text.tokens(["很好", missing, "好"]).to_polars()["row"].to_list() == [0, 0, 2]


@pytest.mark.parametrize("column", [3, b"abc", {"a": ["x"]}, pd.DataFrame({"a": ["x"]}), pl.DataFrame({"a": ["x"]})])
def test_what_is_no_column_of_texts_is_refused(column: object) -> None:
    with pytest.raises(TypeError, match="column of texts"):
        text.polarity(column)


@pytest.mark.parametrize("column", [[1], ["a", 1.5], [["a"]], [b"a"], pl.Series([1, 2]), pa.array([1])])
def test_what_is_no_text_is_refused(column: object) -> None:
    with pytest.raises(TypeError, match="texts"):
        text.segment(column)


@pytest.mark.parametrize("bad, byte", [("好\ud800", 3), ("a\0b", 1), ("\udfff", 0)])
def test_a_text_that_is_no_unicode_names_its_row_and_byte(bad: str, byte: int) -> None:
    calls: list[Callable[[], object]] = [
        lambda: text.segment(["ok", bad]),
        lambda: text.polarity(["ok", bad]),
        lambda: text.key_terms(["ok", bad]),
        lambda: text.code(["ok", bad]),
        lambda: text.group_similar(["ok", bad]),
        lambda: text.quotations(["ok", bad]),
    ]
    for call in calls:
        with pytest.raises(ac.InvalidArgument, match=f"row 1: byte {byte} ") as raised:
            call()
        assert raised.value.code == "AC5601"
    with pytest.raises(ac.InvalidArgument, match=f"byte {byte} "):
        text.segment(bad)


def test_one_text_gives_words_and_a_judgement() -> None:
    assert text.segment("PPT做得太快") == ["PPT", "做", "得", "太", "快"]
    assert text.segment("") == []
    judged = text.polarity("讲得不够清楚")
    assert (judged.label, judged.score < 0, judged.positive) == ("negative", True, 0)
    assert judged.evidence[0]["quote"] == "不够清楚" and judged.evidence[0]["changed_by"] == ["lack"]
    assert judged.to_dict()["label"] == "negative"
    assert text.polarity("").label == "neutral"


def test_places_are_those_of_the_text() -> None:
    comments = ["👍讲师很专业，Ｅｘｃｅｌ讲得太快", "The room was not big enough 😀 but ok"]
    for table in (text.tokens(comments), text.polarity_evidence(comments), text.code(comments), text.quotations(comments)):
        assert len(table) > 0
        for row in table.to_dicts():
            quote = row["word"] if "word" in row else row["quote"]
            given = comments[row["row"]]
            assert given[row["begin"] : row["end"]] == quote
            assert given.encode()[row["begin_byte"] : row["end_byte"]].decode() == quote


def test_own_terms_are_never_cut() -> None:
    assert text.segment("云枢平台上线", words=["云枢平台"]) == ["云枢平台", "上线"]
    own = text.Segmenter(["SAP系统"])
    assert text.segment("ＳＡＰ系统上线", words=own) == ["ＳＡＰ系统", "上线"]
    with pytest.raises(TypeError):
        text.segment("a", words="ab")
    with pytest.raises(ac.InvalidArgument, match="no letter"):
        text.segment("a", words=["!"])


def test_g2_is_that_of_scipy() -> None:
    generator = random.Random(20261121)
    for _ in range(50):
        n, m = generator.randint(1, 400), generator.randint(1, 400)
        a, b = generator.randint(1, n), generator.randint(0, m)
        here = ["空调"] * a + ["教室"] * (n - a)
        there = ["空调"] * b + ["教室"] * (m - b)
        rows = [r for r in text.key_terms(here, there, at_least=1).to_dicts() if r["term"] == "空调"]
        if a / n <= b / m:
            assert rows == []
            continue
        table = np.array([[a, n - a], [b, m - b]])
        table = table[:, table.sum(axis=0) > 0]
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood")[0] if table.shape[1] == 2 else 0
        assert rows[0]["g2"] == pytest.approx(g2, rel=1e-10, abs=1e-10)
        assert rows[0]["p"] == pytest.approx(chi2.sf(g2, 1), rel=1e-9)
        assert (rows[0]["n"], rows[0]["of"], rows[0]["background_n"], rows[0]["background_of"]) == (a, n, b, m)


def test_one_person_does_not_decide() -> None:
    comments = ["空调空调空调太冷"] * 9 + ["教室"] * 2
    people = ["P1"] * 9 + ["P2", "P3"]
    assert "教室" in text.key_terms(comments, people=people).to_polars()["term"].to_list()
    assert "空调" not in text.key_terms(comments, people=people).to_polars()["term"].to_list()
    with pytest.raises(ac.InvalidArgument, match="people has 1 rows"):
        text.key_terms(comments, people=["P1"])


def test_groups_are_those_of_complete_linkage() -> None:
    """The same partition as SciPy's, from similarities computed here; ties apart, which random texts hardly have."""
    generator = random.Random(7)
    signs = "证书发考补时候课程报名费用地点"
    comments = ["".join(generator.choices(signs, k=generator.randint(3, 9))) for _ in range(120)]
    grams = [[g for n in (1, 2) for g in (c[i : i + n] for i in range(len(c) - n + 1))] for c in comments]
    known = sorted({g for row in grams for g in row})
    tf = np.array([[row.count(g) for g in known] for row in grams], dtype=float)
    weights = tf * (np.log((1 + len(comments)) / (1 + (tf > 0).sum(axis=0))) + 1)
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    distances = np.clip(1 - weights @ weights.T, 0, None)[np.triu_indices(len(comments), 1)]
    for threshold in (0.35, 0.5, 0.7):
        expected = fcluster(linkage(distances, "complete"), 1 - threshold, "distance")
        rows = text.group_similar(comments, threshold=threshold).to_dicts()
        found = {row["row"]: row["group"] for row in rows}
        pairs = {(int(e), found[i]) for i, e in enumerate(expected)}
        assert len(pairs) == len(set(expected)) == len(set(found.values()))


def test_a_group_shows_its_most_typical_text_first() -> None:
    rows = text.group_similar(["补考怎么报名", "什么时候发证书？", None, "证书什么时候发", "什么时候发证书"]).to_dicts()
    assert [(r["group"], r["row"], r["is_representative"], r["size"]) for r in rows] == [
        (0, 1, True, 3),
        (0, 3, False, 3),
        (0, 4, False, 3),
        (1, 0, True, 1),
    ]
    assert text.similarity("什么时候发证书？", "什么时候发证书") == 1
    with pytest.raises(ac.InvalidArgument, match="threshold"):
        text.group_similar([], threshold=0)


def test_files_of_ones_own() -> None:
    lexicon = text.Lexicon.from_yaml("{lexicon: ours, version: '2', positive: {en: [spiffy]}}")
    assert (lexicon.name, lexicon.version) == ("ours", "2")
    assert text.polarity("quite spiffy", lexicon=lexicon).label == "positive"
    assert text.polarity("quite spiffy").label == "neutral"
    scheme = text.CodingScheme.from_yaml("{scheme: ours, dimensions: [{id: pace, terms: {en: [pac*]}}]}")
    assert text.code("The pacing was fine", scheme=scheme).to_dicts()[0]["entry"] == "pac*"
    with pytest.raises(ac.DataError) as raised:
        text.Lexicon.from_yaml("lexicon: x\npositiv: {}\n", "ours.yaml")
    fault = raised.value.faults[0]
    assert (fault.source, fault.row, fault.code) == ("ours.yaml", 2, "AC5603") and "positive" in fault.reason


def test_quotations_are_verbatim_and_of_different_people() -> None:
    comments = ["讲师讲得清楚。", "讲师幽默风趣！", "讲师的讲解不清楚"]
    quotes = text.quotations(comments, people=["A", "A", "B"]).to_polars()
    lecturer = quotes.filter(pl.col("dimension") == "lecturer")
    assert lecturer["label"].to_list() == ["positive", "negative"]
    with pytest.raises(ac.InvalidArgument, match="most"):
        text.quotations(comments, most=0)


def test_hostile_texts_are_read() -> None:
    zalgo = "Z" + "\u0337\u0322" * 1000 + "a" + "\u0338" * 1000
    emoji = "👨‍👩‍👧‍👦🏳️‍🌈🇨🇳👍🏽" * 100
    line = "培训内容很实用，" * 400_000  # ten megabytes in a line
    assert text.segment(zalgo) == [zalgo]
    assert len(text.segment(emoji)) == 400
    assert len(text.segment(line)) == 5 * 400_000
    assert text.polarity(line).score <= 1
    assert text.code([zalgo, emoji]).to_dicts() == []


def test_nothing_gives_empty_tables_with_their_columns() -> None:
    for table in (text.tokens([]), text.polarity([]), text.key_terms([]), text.code([]), text.group_similar([]), text.quotations([None])):
        assert len(table) == 0 and len(table.columns) > 3
        assert table.to_polars().height == 0
        assert len(table.to_pandas()) == 0


def test_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "text.md", "exec"), {})
    for name in text.__all__:
        assert re.search(rf"\b{name}\b", PAGE), f"docs/text.md lacks {name}"


def test_answers_that_say_nothing() -> None:
    answers = ["无", "没有。", " 暂无 ", "(无)", "无 意见", "没有意见！", "None.", "N/A", "no", "-", "/", "——", "", "...", "沒有"]
    assert text.says_nothing(answers) == [True] * len(answers)
    said = ["没有收获", "无聊", "no time", "好", "nothing new", ":)", "👍", "5", "没有时间"]
    assert text.says_nothing(pd.Series(said)) == [False] * len(said)
    assert text.says_nothing([None, "无"]) == [None, True] and text.says_nothing("没意见")


def test_never_again_is_blame() -> None:
    assert text.polarity("再也不想来了").label == "negative"


def test_a_term_is_not_praise_and_blame() -> None:
    with pytest.raises(ac.DataError, match="`丝滑` is in a list of the other judgement"):
        text.Lexicon.from_yaml("lexicon: x\npositive: {zh: [丝滑]}\nnegative: {zh: [丝滑]}\n")
