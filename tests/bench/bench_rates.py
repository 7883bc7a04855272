"""All rates over 10^7 task rows: aftercourse against DuckDB and polars, each on one thread, in one run.

    python tests/bench/bench_rates.py BUILD/tests/bench/bench_rates [rows] [--shuffled]

The rows are the tasks of 20,000 programmes: each has its lecturer, learners of about five of 200 units, and tasks that fall
due over three months; as an engine derives them (by programme), or shuffled. DuckDB and polars get the same integer codes
from memory, and DuckDB the faster of two ways to ask.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.compute  # noqa: E402

AS_OF = 20746  # 2026-10-20 in days since 1970
STATES = {"upcoming": 0, "open": 1, "submitted": 2, "done": 3, "late": 4, "overdue": 5, "waived": 6, "void": 7}
GROUPINGS = {
    "programme": (["programme"], 8, 15),
    "unit x month": (["unit", "month"], 8, 15),
    "programme x unit x lecturer x month": (["programme", "unit", "lecturer", "month"], 4, None),
}


def tasks(rows: int, shuffled: bool) -> dict[str, np.ndarray]:
    random = np.random.default_rng(20261020)
    programmes = 20_000
    programme = np.sort(random.integers(0, programmes, rows)).astype(np.uint32)
    first_unit = random.integers(0, 200, programmes)
    lecturer = random.integers(0, 500, programmes)[programme].astype(np.uint32)
    unit = ((first_unit[programme] + random.integers(0, 5, rows)) % 200).astype(np.uint32)
    ended = random.integers(AS_OF - 700, AS_OF, programmes)[programme]
    due = (ended + random.integers(7, 90, rows)).astype(np.int32)
    state = random.choice(np.array([3, 4, 5, 6, 7], np.uint8), rows, p=[0.8, 0.08, 0.08, 0.02, 0.02])
    state = np.where(due >= AS_OF, random.choice(np.array([1, 2, 3], np.uint8), rows), state).astype(np.uint8)
    month = ((due - due.min()) // 30).astype(np.uint32)
    columns = {"programme": programme, "unit": unit, "lecturer": lecturer, "month": month, "due": due, "state": state}
    if shuffled:
        order = random.permutation(rows)
        columns = {name: np.ascontiguousarray(values[order]) for name, values in columns.items()}
    return columns


def best_of(runs: int, work) -> tuple[float, object]:
    best, result = float("inf"), None
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def ours(binary: str, columns: dict[str, np.ndarray]) -> dict[str, tuple[float, int, int]]:
    with tempfile.TemporaryDirectory() as directory:
        for name, values in columns.items():
            values.tofile(pathlib.Path(directory) / name)
        lines = subprocess.run([binary, directory], check=True, capture_output=True, text=True).stdout.splitlines()
    results = {}
    for line in lines:
        name, _, seconds, groups, on_time = line.split("\t")
        results[name] = float(seconds), int(groups), int(on_time)
    return results


def by_duckdb(database, by: list[str]) -> tuple[float, int, int]:
    keys = ", ".join(by)
    filters = ", ".join(f"count(*) FILTER (state = {code}) AS {name}" for name, code in STATES.items() if name != "done")
    wide = (f"SELECT {keys}, {filters}, count(*) FILTER (state = 3 AND due < {AS_OF}) AS done,"
            f" count(*) FILTER (state = 3 AND due >= {AS_OF}) AS early FROM tasks GROUP BY {keys}")
    long = f"SELECT {keys}, state, due < {AS_OF} AS fell_due, count(*) AS n FROM tasks GROUP BY {keys}, state, fell_due"
    seconds, table = best_of(3, lambda: database.sql(wide).to_arrow_table())
    seconds_long, _ = best_of(3, lambda: database.sql(long).to_arrow_table())
    return min(seconds, seconds_long), table.num_rows, pa.compute.sum(table["done"]).as_py()


def by_polars(frame: pl.DataFrame, by: list[str]) -> tuple[float, int, int]:
    state, fell_due = pl.col("state"), pl.col("due") < AS_OF
    counts = [(state == code).sum().alias(name) for name, code in STATES.items() if name != "done"]
    counts += [((state == 3) & fell_due).sum().alias("done"), ((state == 3) & ~fell_due).sum().alias("early")]
    seconds, table = best_of(3, lambda: frame.lazy().group_by(by).agg(counts).collect())
    return seconds, table.height, table["done"].sum()


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    rows = int(arguments[1]) if len(arguments) > 1 else 10_000_000
    columns = tasks(rows, "--shuffled" in sys.argv)
    frame = pl.DataFrame(columns)
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.register("arrow_tasks", pa.table(columns))
    database.execute("CREATE TABLE tasks AS SELECT * FROM arrow_tasks")

    results = ours(arguments[0], columns)
    print(f"{'by':38} {'groups':>9} {'M rows/s':>9} {'DuckDB':>8} {'polars':>8} {'x DuckDB':>9} {'x polars':>9}")
    for name, (by, wanted_duckdb, wanted_polars) in GROUPINGS.items():
        seconds, *figures = results[name]
        duckdb_seconds, *duckdb_figures = by_duckdb(database, by)
        polars_seconds, *polars_figures = by_polars(frame, by)
        assert figures == duckdb_figures == polars_figures, (figures, duckdb_figures, polars_figures)
        speeds = [rows / s / 1e6 for s in (seconds, duckdb_seconds, polars_seconds)]
        ratios = duckdb_seconds / seconds, polars_seconds / seconds
        met = ratios[0] >= wanted_duckdb and (wanted_polars is None or ratios[1] >= wanted_polars)
        print(f"{name:38} {figures[0]:9} {speeds[0]:9.0f} {speeds[1]:8.1f} {speeds[2]:8.1f} {ratios[0]:9.1f} {ratios[1]:9.1f}"
              f"  {'met' if met else 'SHORT'} (wanted {wanted_duckdb}, {wanted_polars or '-'})")


if __name__ == "__main__":
    main()
