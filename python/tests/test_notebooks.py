"""The notebooks run from top to bottom, with the shared data and without, and show the published figures."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "examples" / "notebooks"
needs_data = pytest.mark.skipif(not (ROOT.parent / "shared" / "data").exists(), reason="../shared/data is not here")


def run(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    return client.execute()


def shown(notebook: nbformat.NotebookNode, kind: str = "text/plain") -> list[str]:
    """What the cells printed or gave, of one kind."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    printed = [output["text"] for output in outputs if output.output_type == "stream"] if kind == "text/plain" else []
    return printed + [output["data"][kind] for output in outputs if kind in output.get("data", {})]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_kept_without_output(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type == "markdown" or (cell.outputs == [] and cell.execution_count is None)


@needs_data
def test_the_first_day_shows_the_published_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTERCOURSE_SHARED", raising=False)
    notebook = run(NOTEBOOKS / "first_day.ipynb")
    text = "\n".join(shown(notebook))
    assert "skipped" not in text
    for passed in ("15,385 of 32,593 = 47.2 %", "15,385 of 29,496 = 52.2 %", "15,385 of 22,428 = 68.6 %"):
        assert passed in text
    assert "501 promoters and 71 detractors of 889 answers, 78 missing" in text
    assert "n = 73421" in text and "s intercept 0.3247" in text and "d intercept 0.5124" in text  # lme4's
    assert " 1794 " in text and " 886 " in text and " -8498 " in text
    assert len(shown(notebook, "image/svg+xml")) == 4


def test_the_first_day_goes_on_without_the_shared_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AFTERCOURSE_SHARED", str(tmp_path))
    notebook = run(NOTEBOOKS / "first_day.ipynb")
    text = "\n".join(shown(notebook))
    assert "skipped: the data oulad are not here" in text and "skipped: the data carpentries are not here" in text
    assert "6,564 facts of a fictional company" in text and " 1794 " in text
    assert len(shown(notebook, "image/svg+xml")) == 3
