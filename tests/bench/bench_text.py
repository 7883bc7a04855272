"""Words of Chinese: aftercourse against jieba on one thread, both from a list of texts to lists of words.

The texts are comments made of the sentences below, shuffled with a fixed seed: 5 MB of UTF-8. jieba is asked without its hidden
Markov model, which does the same work as ours, and its dictionary is loaded beforehand. Processor time counts, the best of each.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

import jieba
from run import Row

from aftercourse import text

SENTENCES = """讲师经验丰富，讲得深入浅出，案例都是我们工作中真实遇到的问题。
内容有点多，时间安排太紧，下午的实操环节基本没有时间练习。
希望以后多组织这样的培训，最好能提前把课件发给大家预习。
线上平台经常卡顿，老师的声音断断续续，影响了听课效果。
通过这次学习，对数据透视表和函数有了更深入的理解，回去就能用上。
教室空调太冷，座位比较拥挤，后排看不清投影。
理论部分偏多，和一线生产的实际情况结合得不够。
班主任服务周到，后勤保障到位，伙食也不错。
考核方式比较合理，但是题目难度偏大，建议分层次设置。
说实话没什么收获，内容和去年的基本一样，没有新意。""".splitlines()
BYTES = 5_000_000
ROUNDS = 5


def comments() -> list[str]:
    generator = random.Random(20261121)
    rows: list[str] = []
    size = 0
    while size < BYTES:
        rows.append("".join(generator.sample(SENTENCES, 3)))
        size += len(rows[-1].encode())
    return rows


def best(call: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def rows() -> Iterator[Row]:
    texts = comments()
    megabytes = sum(len(row.encode()) for row in texts) / 1e6
    jieba.setLogLevel(60)
    jieba.initialize()
    fewer = texts[: len(texts) // 5]
    peer = megabytes / 5 / best(lambda: [jieba.lcut(row, HMM=False) for row in fewer], 3)
    text.segment("")  # reads the dictionary
    ours = megabytes / best(lambda: text.segment(texts), ROUNDS)
    yield Row("Chinese words", ours, "MB/s", peer, "jieba")
    yield Row("Chinese words, the goal", ours, "MB/s", goal=5)
    judged = megabytes / best(lambda: text.polarity(texts), ROUNDS)
    yield Row("praise and blame, a table", judged, "MB/s")
    questions = list(dict.fromkeys(f"{row[:18]}{i % 997}" for i, row in enumerate(texts)))[:10_000]
    yield Row("groups of 10,000 texts", best(lambda: text.group_similar(questions), 1), "s", goal=5, less_is_better=True)
