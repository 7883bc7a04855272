"""Run in a fresh environment that holds the wheel and nothing else."""

import pathlib
import sys
import tempfile

import aftercourse

package = pathlib.Path(aftercourse.__file__).parent
assert aftercourse.__version__ == sys.argv[1], aftercourse.__version__
assert (package / "py.typed").exists()
assert list(package.glob("_core*.pyi")) or list(package.glob("_core/*.pyi")), "the wheel holds type stubs"

with tempfile.TemporaryDirectory() as folder:
    engine = aftercourse.open(pathlib.Path(folder) / "host.db")
    engine.adopt("follow-up-visits", on="2026-01-01")
    engine.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
    assert [task.rule for task in engine.agenda(as_of="2026-09-28")] == ["plan"]
    engine.close()
print("aftercourse", aftercourse.__version__)
