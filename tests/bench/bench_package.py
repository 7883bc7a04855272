"""What embedding costs: the time to import the package and the size of what is linked."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import aftercourse._core as core
from run import Row, best


def rows() -> Iterator[Row]:
    def start(code: str) -> float:
        return best(lambda: subprocess.run([sys.executable, "-c", code], check=True), rounds=9)

    # An interpreter that starts and does nothing is not ours to answer for.
    milliseconds = 1000 * (start("import aftercourse") - start("pass"))
    yield Row("import aftercourse", milliseconds, "ms", goal=100, less_is_better=True)
    with tempfile.NamedTemporaryFile() as stripped:
        subprocess.run(["strip", "-o", stripped.name, str(core.__file__)], check=True)
        size = Path(stripped.name).stat().st_size / 1e6
    yield Row("Python module, stripped", size, "MB", goal=5, less_is_better=True)
