"""docs/start.md shows the files of examples/, and what the C++ one prints; README.md shows a whole C++ program.

usage: start_test.py root program
"""

import re
import subprocess
import sys
from pathlib import Path

FILES = {"yaml": "start.yaml", "python": "python/start.py", "cpp": "cpp/start.cpp"}


def blocks(page: Path) -> dict[str, str]:
    return dict(re.findall(r"^```(\w+)\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


def main(root: Path, program: Path) -> int:
    shown = blocks(root / "docs/start.md")
    wanted = {language: (root / "examples" / file).read_text(encoding="utf-8") for language, file in FILES.items()}
    wanted["text"] = subprocess.run([program], cwd=root / "examples", check=True, capture_output=True, encoding="utf-8").stdout
    wrong = [language for language in wanted if shown.get(language) != wanted[language]]
    if blocks(root / "README.md").get("cpp") != (root / "examples/cpp/quickstart.cpp").read_text(encoding="utf-8"):
        wrong.append("cpp in README.md")
    print(*(f"the block of {language} differs" for language in wrong), "docs/start.md was compared", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]).resolve()))
