"""./dev bench [NAME...]: one table of what the library does against its peers, measured in one run.

Each bench_NAME.py beside this file has `rows()`, which yields Row values. It may time Python code with `best`, or run a
Google Benchmark program of this folder with `google`. Absolute times differ between machines; ratios are what we keep.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
BUILD = FOLDER.parents[1] / "build" / "release" / "tests" / "bench"


@dataclass(frozen=True)
class Row:
    """One comparison. `ours` and `peer` are in `unit`; a goal is a ratio that must be reached, or with no peer a value."""

    what: str
    ours: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    goal: float | None = None
    less_is_better: bool = False  # times and sizes, as against rates

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer."""
        if self.peer is None:
            return None
        return self.peer / self.ours if self.less_is_better else self.ours / self.peer

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        if self.ratio is not None:
            return self.ratio >= self.goal
        return self.ours <= self.goal if self.less_is_better else self.ours >= self.goal


def best(call: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of a few runs, in seconds: what the code takes when nothing disturbs it."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def google(name: str, *arguments: str, rounds: int = 1) -> dict[str, dict[str, float]]:
    """Runs the program bench_<name>: for each benchmark its fields and counters; `real_time` in its own unit. Of a few
    rounds the one that took least of the processor, as `best`."""
    rounds_of = ["--benchmark_repetitions=" + str(rounds), "--benchmark_report_aggregates_only=false"]
    out = subprocess.run(
        [BUILD / f"bench_{name}", "--benchmark_format=json", *rounds_of, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    runs = [b for b in json.loads(out)["benchmarks"] if b["run_type"] == "iteration"]
    runs.sort(key=lambda b: float(b["cpu_time"]), reverse=True)  # the last of a name stays
    return {b["name"]: {k: v for k, v in b.items() if isinstance(v, int | float)} for b in runs}


def cells(row: Row) -> list[str]:
    number = "{:,.4g}".format
    return [
        row.what,
        f"{number(row.ours)} {row.unit}",
        "" if row.peer is None else f"{row.peer_name} {number(row.peer)}",
        "" if row.ratio is None else f"{row.ratio:.2f} x",
        "" if row.goal is None else f"{number(row.goal)}{' x' if row.ratio is not None else ' ' + row.unit}",
        {None: "", True: "reached", False: "SHORT"}[row.reached],
    ]


def main(names: list[str]) -> None:
    # One thread for everybody, unless a benchmark says otherwise.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.path.insert(0, str(FOLDER))
    modules = sorted(p.stem for p in FOLDER.glob("bench_*.py") if not names or p.stem.removeprefix("bench_") in names)
    table = [["what", "ours", "peer", "ratio", "goal", ""]]
    for module in modules:
        rows: Callable[[], Iterator[Row]] = importlib.import_module(module).rows
        table += [cells(row) for row in rows()]
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


if __name__ == "__main__":
    sys.modules["run"] = sys.modules["__main__"]  # so that `from run import Row` in a bench means this very module
    main(sys.argv[1:])
