"""What docs/time.md shows is what comes out: a comment behind an expression is its value."""

from __future__ import annotations

import datetime
import pathlib
import re

import pytest

import aftercourse as ac

PAGE = (pathlib.Path(__file__).parents[2] / "docs" / "time.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
EXAMPLE = re.compile(r"(?P<expression>\S.*?)\s+# (?P<value>\d{4}-\d\d-\d\d|-?\d+|True|False)$")


def names() -> dict[str, object]:
    return {"ac": ac, "datetime": datetime, "cn": ac.Calendar.built_in("cn")}


def examples() -> list[tuple[str, str]]:
    found = (EXAMPLE.match(line) for block in BLOCKS for line in block.splitlines())
    return [(match["expression"], match["value"]) for match in found if match]


def test_there_are_examples() -> None:
    assert len(examples()) >= 15


@pytest.mark.parametrize(("expression", "value"), examples())
def test_an_example_gives_what_the_page_says(expression: str, value: str) -> None:
    assert str(eval(expression, names())) == value


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_runs(block: str) -> None:
    exec(block, names())
