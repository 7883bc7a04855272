"""The package as it is installed."""

import pathlib
import subprocess
import sys

import aftercourse

ROOT = pathlib.Path(__file__).parents[2]


def test_the_version_is_the_one_of_the_repository() -> None:
    assert aftercourse.__version__ == (ROOT / "VERSION").read_text().strip()


def test_the_module_shows_only_its_init_function() -> None:
    import aftercourse._core as core

    listing = subprocess.run(["nm", "-D", "--defined-only", str(core.__file__)], capture_output=True, text=True, check=True)
    assert [line.split()[-1] for line in listing.stdout.splitlines()] == ["PyInit__core"]


def test_importing_asks_for_no_other_package() -> None:
    """Data frames are an option of the host's, not a need of ours."""
    code = "import sys, aftercourse; print([m for m in ('numpy', 'pandas', 'polars', 'pyarrow') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
