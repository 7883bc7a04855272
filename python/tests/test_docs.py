"""What is public is documented, and what the documents show runs."""

from __future__ import annotations

import datetime
import inspect
import pathlib
import re
from collections.abc import Iterator

import polars as pl
import pytest

import aftercourse as ac

ROOT = pathlib.Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"\w+", PAGE))


def public_names() -> Iterator[tuple[str, object]]:
    """Every name of the package and every member of its classes that is no constant."""
    for name in ac.__all__:
        value = getattr(ac, name)
        yield name, value
        for member, what in vars(value).items() if inspect.isclass(value) else ():
            if not member.startswith("_") and not isinstance(what, str | int):
                yield f"{name}.{member}", what


NAMES = dict(public_names())


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_on_the_page(name: str) -> None:
    assert name.split(".")[-1] in WORDS


@pytest.mark.parametrize("name", sorted(NAMES.keys() - {"__version__"}))
def test_every_public_name_has_a_docstring(name: str) -> None:
    text = inspect.getdoc(NAMES[name]) or ""
    # pybind11 puts the signatures first; what follows must say something.
    said = [line for line in text.splitlines() if line.strip() and "->" not in line and "Overloaded" not in line]
    assert said, name


@pytest.mark.parametrize("name", ["evaluate", "agenda", "record", "changes", "adopt"])
def test_help_says_how_it_can_fail(name: str) -> None:
    text = inspect.getdoc(getattr(ac.Engine, name)) or ""
    assert "Raises" in text and re.search(r"AC\d{4}", text)


def python_blocks(path: pathlib.Path) -> list[str]:
    return re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_readme_runs_as_it_stands(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pathlib.Path("calls.csv").write_text(
        "id,enrolment,date,channel,reached\nF1,E1,2026-09-18,phone,true\n", encoding="utf-8"
    )
    people = pl.DataFrame({"id": ["L1", "L2"], "name": ["李雷", "韩梅梅"]})
    frame = pl.DataFrame({"id": ["E1", "E2"], "programme": ["P1", "P1"], "person": ["L1", "L2"]})
    exec(compile(python_blocks(ROOT / "README.md")[0], "README.md", "exec"), {"people": people, "frame": frame})
    printed = capsys.readouterr().out
    assert "E2" in printed and "completion_rate" in printed
    with ac.open("training.db", read_only=True) as engine:
        assert len(engine.facts("follow_up")) == 1


@pytest.mark.parametrize(
    ("page", "printed"),
    [("assessment.md", "80 L1, case-study"), ("instrument.md", "['序号', '课程内容实用吗']")],
)
def test_the_pages_of_forms_run_as_they_stand(page: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    for block in python_blocks(ROOT / "docs" / page):
        exec(compile(block, page, "exec"), {"ac": ac})
    assert printed in capsys.readouterr().out


def test_the_readme_measures_as_it_stands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    [_, measuring] = python_blocks(ROOT / "README.md")
    exec(compile(measuring, "README.md", "exec"), {"ac": ac})
    printed = capsys.readouterr().out
    assert "情景演练" in printed and "lecturer 90" in printed and "95 % interval" in printed


def test_the_page_shows_what_is_so() -> None:
    """The results that stand beside calls on the page."""
    cn = ac.Calendar.built_in("cn")
    shown = re.findall(r"^(\S.*?)\s+# (datetime\.date\(.*\))$", PAGE, flags=re.MULTILINE)
    assert len(shown) == 2
    for call, result in shown:
        assert eval(call, {"ac": ac, "cn": cn}) == eval(result, {"datetime": datetime})
