"""Makes dictionary_zh.txt from the dict.txt of jieba (PyPI jieba 0.42.1, MIT): python make_dictionary.py dict.txt

Kept are the words of Chinese characters alone that were counted at least LEAST times, and every single character. A line is
the words of one first character: the character, its class, then for each word its further characters and its class. A class
is a letter, A to Z then a to z: the logarithm of the count in steps of STEP.
"""

from __future__ import annotations

import itertools
import math
import re
import string
import sys
from pathlib import Path

LEAST = 4
STEP = 0.3
LETTERS = string.ascii_uppercase + string.ascii_lowercase
HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]+")


def letter(count: int) -> str:
    return LETTERS[round(math.log(max(count, 1)) / STEP)]


def main(source: str) -> None:
    counts = {}
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and (len(word) == 1 or int(count) >= LEAST):
            counts[word] = int(count)
    for first in {word[0] for word in counts}:
        counts.setdefault(first, 0)
    groups = itertools.groupby(sorted(counts), key=lambda word: word[0])
    lines = [first + "".join(word[1:] + letter(counts[word]) for word in words) for first, words in groups]
    text = "\n".join(lines) + "\n"
    Path(__file__).with_name("dictionary_zh.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
