"""What all functions of `aftercourse.statistics` have in common, and that Python, C and the pages know the same ones."""

from __future__ import annotations

import datetime
import inspect
import math
import pathlib
import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aftercourse as ac
import aftercourse.statistics as st
from aftercourse import _core

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
FUNCTIONS = {name: value for name, value in vars(st).items() if name in st.__all__ and inspect.isfunction(value)}
REGISTERED = dict(_core.statistics_functions())
COMMON = {"missing", "level"}

SCORES = {"score": [60.0, 70.0, 80.0, 95.0, None], "class": ["a", "a", "b", "b", "b"]}


def test_every_function_of_the_library_has_its_python_name() -> None:
    assert set(REGISTERED) <= set(FUNCTIONS)


@pytest.mark.parametrize("name", REGISTERED)
def test_python_takes_the_arguments_of_the_library(name: str) -> None:
    taken = set(inspect.signature(FUNCTIONS[name]).parameters)
    assert set(REGISTERED[name]) <= taken
    assert COMMON <= taken


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_documented(name: str) -> None:
    assert re.search(rf"`{name}\(", PAGE), f"docs/statistics.md lacks {name}"
    assert f"**`{name}`**" in (ROOT / "docs" / "estimators.md").read_text(encoding="utf-8"), name
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    assert len(text.splitlines()) > 2 and "Fields:" in text


def test_the_page_says_what_each_function_requires() -> None:
    rows = re.findall(r"^\| (.*) \| (.*) \|$", PAGE.split("### Required arguments")[1].split("\nIn C,")[0], flags=re.MULTILINE)[1:]
    told = [(name, re.findall(r"`(\w+)`", required)) for required, names in rows for name in re.findall(r"`(\w+)`", names)]
    assert sorted(name for name, _ in told) == sorted(FUNCTIONS)
    for name, required in told:
        assert set(required) <= set(inspect.signature(FUNCTIONS[name]).parameters), name
        if required:
            with pytest.raises((ac.InvalidArgument, TypeError)):
                FUNCTIONS[name]()


def test_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "statistics.md", "exec"), {"st": st, "ac": ac})


@pytest.mark.parametrize(
    "data",
    [
        SCORES,
        pl.DataFrame(SCORES),
        pd.DataFrame(SCORES),
        pd.DataFrame(SCORES).convert_dtypes(),
        pd.DataFrame(SCORES).astype({"class": "category"}),
        pa.table(SCORES),
        pl.DataFrame(SCORES).with_columns(pl.col("class").cast(pl.Categorical)),
    ],
    ids=["mapping", "polars", "pandas", "nullable", "categorical", "arrow", "polars-categorical"],
)
def test_any_table_gives_the_same_answer(data: object) -> None:
    answer = st.t_test(data, outcome="score", group="class")
    assert answer == st.t_test(SCORES, outcome="score", group="class")
    assert (answer.estimate, answer.n, answer.missing) == (22.5, 4, 1)


@pytest.mark.parametrize(
    "column",
    [
        [1, 2, 6],
        (1.0, 2.0, 6.0),
        np.array([1, 2, 6], dtype=np.int16),
        np.array([1, 2, 6, np.nan], dtype=np.float32),
        np.array([[1, 0], [2, 0], [6, 0]])[:, 0],
        np.array([1, 2, 6], dtype="datetime64[D]"),
        np.array([1, 2, 6], dtype="timedelta64[D]").astype(int),
        pd.Series([1, 2, 6, None], dtype="Int64"),
        pl.Series([1, 2, 6, None]),
        pa.array([1, 2, 6, None]),
        pa.chunked_array([[1], [2, 6]]),
        [datetime.date(1970, 1, 2), datetime.date(1970, 1, 3), datetime.date(1970, 1, 7), None],
        pd.Series(pd.to_datetime(["1970-01-02", "1970-01-03", "1970-01-07", None])),
    ],
    ids=lambda c: type(c).__name__,
)
def test_any_column_gives_the_same_answer(column: object) -> None:
    assert st.t_test(column).estimate == 3
    assert st.t_test(outcome=column).estimate == 3


def test_samples_may_be_given_one_by_one() -> None:
    x, y = np.array([1.0, 2.0, 3.0]), [4.0, 5.0]
    for answer in (st.t_test((x, y)), st.t_test({"x": x, "y": y}), st.t_test(outcome=[1, 2, 3, 4, 5], group=list("xxxyy"))):
        assert answer.estimate == 2.5 and answer.n == 5


def test_what_is_missing_is_counted_or_refused() -> None:
    answer = st.t_test([1.0, math.nan, 3.0, None])
    assert (answer.n, answer.missing) == (2, 2)
    with pytest.raises(ac.DataError, match="row 2"):
        st.t_test([1.0, math.nan, 3.0], missing="error")
    with pytest.raises(ac.InvalidArgument, match="row 2.*infinite"):
        st.t_test([1.0, math.inf, 3.0])


def test_too_little_is_said_and_never_a_number() -> None:
    answer = st.t_test([1.0])
    assert answer.not_estimable and math.isnan(answer.standard_error) and math.isnan(answer.p_value)
    assert answer.to_polars()["p_value"].null_count() == 1
    assert st.t_test([]).not_estimable


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"outcome": "scor"}, ac.NotFound, "is it score"),
        ({"outcome": "class"}, ac.InvalidArgument, "holds texts"),
        ({"outcome": "score", "level": 95}, ac.InvalidArgument, "between 0 and 1"),
        ({"outcome": "score", "group": "class", "groups": ["a", "c"]}, ac.NotFound, "group c"),
        ({"outcome": "score", "group": "class", "groups": ["a"]}, ac.InvalidArgument, "two groups"),
        ({"outcome": "score", "group": "class", "groups": "a"}, ac.InvalidArgument, "two groups"),
        ({"outcome": "score", "alternative": "more"}, ac.InvalidArgument, "two-sided | less | greater"),
        ({"outcome": "score", "null_value": math.nan}, ac.InvalidArgument, "finite"),
        ({"outcome": [1, 2]}, ac.InvalidArgument, "lacking|rows|has 2"),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        st.t_test(SCORES, **{"group": "class", **arguments} if arguments["outcome"] == [1, 2] else arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "act",
    [
        lambda: st.describe(np.array(5.0)),
        lambda: st.describe(np.array("x")),
        lambda: st.describe(np.zeros((2, 2, 2))),
        lambda: st.t_test(outcome=np.array(5.0)),
        lambda: st.t_test(outcome=np.array(datetime.datetime(2026, 1, 1), dtype="datetime64[us]")),
        lambda: st.t_test({"a": np.array(5.0), "b": [1.0]}),
        lambda: st.t_test({"a": 5.0, "b": [1.0]}),
        lambda: st.cronbach_alpha(np.array(5.0)),
    ],
)
def test_a_number_by_itself_is_no_column(act: Callable[[], object]) -> None:
    with pytest.raises(ac.InvalidArgument, match="AC5504"):
        act()


@pytest.mark.parametrize("ns", [[10.5, 10], [10, -1], [1e300, 10]])
def test_groups_have_whole_numbers_of_observations(ns: list[float]) -> None:
    with pytest.raises(ac.InvalidArgument, match="whole numbers of observations"):
        st.t_test(means=[1, 2], sds=[1, 1], ns=ns)  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [5, "text", [1, "a"], [object()], np.zeros((2, 2, 2)), object()])
def test_what_is_no_data_is_a_type_error(bad: object) -> None:
    with pytest.raises((TypeError, ac.InvalidArgument)):
        st.t_test(bad)


def test_an_answer_is_a_value() -> None:
    answer = st.t_test(SCORES, outcome="score", group="class")
    with pytest.raises(AttributeError):
        setattr(answer, "estimate", 1)
    with pytest.raises(AttributeError, match="no field estimat"):
        answer.estimat
    assert "estimate" in dir(answer) and "estimate=22.5" in repr(answer)
    assert str(answer) == answer.words() and "22.5" in answer.words("zh")
    assert answer.to_dict()["groups"][0] == {"group": "a", "n": 2, "mean": 65.0, "sd": pytest.approx(7.0710678)}
    assert answer.to_polars().height == 1 and answer.to_pandas().shape[0] == 1 and answer.to_arrow().num_rows == 1
    assert len(answer.groups) == 2


def test_columns_given_themselves_are_not_taken_for_those_of_the_data() -> None:
    x, y = [1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.5]
    model = st.linear_regression({"outcome": x}, outcome=y, predictors=["outcome"])
    assert model.coefficients.to_polars()["estimate"].to_list() == pytest.approx(
        st.linear_regression({"x": x, "y": y}, outcome="y", predictors=["x"]).coefficients.to_polars()["estimate"].to_list()
    )
    masked = np.ma.array([1.0, 2.0, 99.0], mask=[False, False, True])
    assert (st.describe(masked).mean, st.describe(masked).missing) == (1.5, 1)


def test_ids_that_numbers_cannot_tell_apart_are_refused() -> None:
    ids = [110101199003071200 + i for i in range(4)]
    with pytest.raises(ac.errors.InvalidArgument, match="as texts"):
        st.t_test({"x": [1.0, 2.0, 3.0, 4.0], "id": ids}, outcome="x", cluster="id")
