"""What the demo prints: headings, paragraphs and aligned tables, for people."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

MARGIN = "   "


def width(text: str) -> int:
    """Columns on a terminal: East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def heading(text: str) -> None:
    print(f"\n{text}\n{'=' * width(text)}\n")


def say(*lines: str) -> None:
    """Lines with a margin; texts of several lines keep their own indentation."""
    for line in lines:
        for part in line.splitlines() or [""]:
            print((MARGIN + part).rstrip())


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[int] = ()) -> None:
    """Columns as wide as their widest cell; those in `right` are aligned to the right."""
    cells = [list(headings)] + [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells)]
    to_right = set(right)
    for number, row in enumerate(cells):
        padding = [" " * (most - width(cell)) for most, cell in zip(widths, row)]
        padded = [pad + cell if i in to_right else cell + pad for i, (pad, cell) in enumerate(zip(padding, row))]
        print((MARGIN + "  ".join(padded)).rstrip())
        if number == 0:
            print(MARGIN + "  ".join("-" * most for most in widths))
    print()


def lesson(text: str) -> None:
    """What somebody who manages training learns from a part."""
    first, *others = textwrap.wrap(text, 108)
    say(f"=> {first}", *(f"   {line}" for line in others), "")


def percent(value: object) -> str:
    return f"{100 * value:.1f} %" if isinstance(value, float | int) else "no data"


def chance(value: float) -> str:
    """A probability; never rounded to certainty."""
    return "> 99.9 %" if value > 0.999 else "< 0.1 %" if value < 0.001 else percent(value)


def number(value: float) -> str:
    return f"{value:,.0f}"


def mark(value: float) -> str:
    return f"{value:.2f}"


def span(answer: Any, show: Callable[[float], str]) -> str:
    """The interval of a rate or an answer of statistics."""
    return f"{show(answer.low)} to {show(answer.high)}"
