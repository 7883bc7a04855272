"""Every link between the pages leads to a file, and to a heading where it names one.

usage: links_test.py root
"""

import re
import sys
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """As GitHub makes them: lower case, no punctuation, hyphens for spaces."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def main(root: Path) -> int:
    pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    wrong, links = [], 0
    for page in pages:
        for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            name, _, anchor = target.partition("#")
            file = page if not name else (page.parent / name)
            if not file.exists():
                wrong.append(f"{page.relative_to(root)}: there is no {target}")
            elif anchor and anchor not in anchors(file):
                wrong.append(f"{page.relative_to(root)}: there is no heading {target}")
    print(*wrong, f"{links} links in {len(pages)} pages", sep="\n")
    return 1 if wrong or not links else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
