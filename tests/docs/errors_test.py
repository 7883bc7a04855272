"""docs/errors.md lists exactly the codes of the sources, each once and with the class it is thrown as.

usage: errors_test.py root
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

FOLDERS = ["include", "src", "capi", "python/aftercourse", "python/bindings"]
SUFFIXES = {".cpp", ".hpp", ".h", ".py"}
# The classes of include/aftercourse/base/error.hpp, as name_of() calls them.
CLASSES = {
    "InvalidArgument": "invalid argument", "NotFound": "not found", "Conflict": "conflict", "PolicyError": "policy",
    "DataError": "data", "StorageError": "storage", "CorruptError": "corrupt", "TooNew": "too new", "Busy": "busy",
    "ReadOnly": "read only", "Full": "full", "LimitError": "limit", "Denied": "denied", "Cancelled": "cancelled",
    "Misuse": "misuse", "InternalError": "internal",
}  # fmt: skip
THROWN = re.compile(r"\b(%s)(?:\s+\w+)?\(\s*\"(AC\d{4})\"" % "|".join(CLASSES))
ROW = re.compile(r"^\| `?(AC\d{4})`? \| ([^|]*) \| ([^|]+) \| ([^|]+) \|$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sources(root: Path) -> dict[str, set[str]]:
    """The codes in quotes or comments, each with the classes it is thrown as."""
    codes = defaultdict(set)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in SUFFIXES:
                continue
            text = path.read_text(encoding="utf-8")
            for code in re.findall(r"AC\d{4}", text):
                codes[code]
            for name, code in THROWN.findall(text):
                codes[code].add(CLASSES[name])
    return codes


def faults(root: Path) -> list[str]:
    found = []
    listed = {}
    for line in (root / "docs/errors.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("| AC") and not line.startswith("| `AC"):
            continue
        row = ROW.match(line)
        if not row:
            found.append(f"no row of four cells: {line}")
            continue
        code, classes, _, chinese = row.groups()
        if code in listed:
            found.append(f"{code} is listed twice")
        if not CHINESE.search(chinese):
            found.append(f"{code} has no Chinese")
        listed[code] = {c.strip() for c in classes.split(",")}
    if list(listed) != sorted(listed):
        found.append("the codes are not in order")
    codes = sources(root)
    found += [f"{code} is not listed" for code in sorted(codes.keys() - listed.keys())]
    found += [f"{code} is listed, but nowhere in the sources" for code in sorted(listed.keys() - codes.keys())]
    for code in sorted(codes.keys() & listed.keys()):
        if codes[code] and codes[code] != listed[code]:
            found.append(f"{code} is thrown as {sorted(codes[code])}, listed as {sorted(listed[code])}")
    return found


if __name__ == "__main__":
    found = faults(Path(sys.argv[1]))
    print("\n".join(found) or "docs/errors.md is current")
    sys.exit(1 if found else 0)
