"""The Python on docs/task-ids.md computes the ids of the table on docs/task-ids.md.

usage: task_ids_test.py root
"""

import re
import sys
from pathlib import Path


def main(root: Path) -> int:
    page = (root / "docs/task-ids.md").read_text(encoding="utf-8")
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL).group(1), names)
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    wrong = [row for row in rows if names["task_id"](*row[:-1]) != row[-1]]
    print(f"{len(rows) - len(wrong)} of {len(rows)} ids agree", *wrong, sep="\n")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
