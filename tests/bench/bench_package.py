"""What embedding costs: the time to import the package and the size of what is linked."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aftercourse._core as core
from run import Row


def import_time() -> float:
    """Milliseconds in a fresh interpreter, with all that the import imports."""
    command = [sys.executable, "-X", "importtime", "-c", "import aftercourse"]
    listing = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
    (line,) = (line for line in listing.splitlines() if line.endswith("| aftercourse"))
    return int(line.split("|")[1]) / 1000


def rows() -> Iterator[Row]:
    yield Row("import aftercourse", min(import_time() for _ in range(10)), "ms", goal=100, less_is_better=True)
    with tempfile.NamedTemporaryFile() as stripped:
        subprocess.run(["strip", "-o", stripped.name, str(core.__file__)], check=True)
        size = Path(stripped.name).stat().st_size / 1e6
    yield Row("Python module, stripped", size, "MB", goal=5, less_is_better=True)
