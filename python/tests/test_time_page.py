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


def test_the_text_form_is_read() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    plant = ac.Calendar.from_yaml(text)
    assert plant.announced == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    days = ["2026-01-10", "2026-01-17", "2026-08-03", "2026-08-04", "2026-08-09"]
    assert [plant.is_working_day(day) for day in days] == [True, False, False, False, True]
    holidays = [day for day in ac.Calendar.built_in("cn").special_days if day.date.year == 2026]
    assert not plant.with_special_days(holidays).is_working_day("2026-10-01")
