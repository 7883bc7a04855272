"""What docs/time.md shows is what comes out: a comment behind an expression is its value."""

from __future__ import annotations

import datetime
import pathlib
import re

import numpy as np
import pytest

import aftercourse as ac

PAGE = (pathlib.Path(__file__).parents[2] / "docs" / "time.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
EXAMPLE = re.compile(r"(?P<expression>\S.*?)\s+# (?P<value>\S.*)$")


def test_there_are_examples() -> None:
    assert sum(len(EXAMPLE.findall(line)) for block in BLOCKS for line in block.splitlines()) >= 15


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_gives_what_the_page_says(block: str) -> None:
    names = {"ac": ac, "datetime": datetime, "np": np, "cn": ac.Calendar.built_in("cn")}
    for line in block.splitlines():
        example = EXAMPLE.match(line)
        if example and not re.match(r"\w+ = ", line):
            assert re.sub(r"\s+", " ", str(eval(example["expression"], names))) == example["value"], line
        else:
            exec(line, names)
