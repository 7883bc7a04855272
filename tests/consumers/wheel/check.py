"""Run in a fresh environment that holds the wheel and nothing else."""

import pathlib
import sys

import aftercourse

package = pathlib.Path(aftercourse.__file__).parent
assert aftercourse.__version__ == sys.argv[1], aftercourse.__version__
assert (package / "py.typed").exists()
assert list(package.glob("_core*.pyi")) or list(package.glob("_core/*.pyi")), "the wheel holds type stubs"
print("aftercourse", aftercourse.__version__)
