"""All rates over 10^7 task rows: aftercourse against DuckDB and polars, each on one thread.

The rows are the tasks of 20,000 programmes: each has its lecturer, learners of about five of 200 units, and tasks that
fall due over three months; as an engine derives them (by programme), and shuffled. DuckDB and polars get the same
integer codes from memory, and DuckDB the faster of two ways to ask. The runs are interleaved, the best of each counts, in
processor time, so that what else the machine does matters little; all three must come to the same figures.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from run import Row, google

ROWS = 10_000_000
ROUNDS = 3
AS_OF = 20746  # 2026-10-20 in days since 1970
STATES = {"upcoming": 0, "open": 1, "submitted": 2, "done": 3, "late": 4, "overdue": 5, "waived": 6, "void": 7}
GROUPINGS = {  # by, and how many times DuckDB and polars are to be outrun
    "programme": (["programme"], 8, 15),
    "unit_month": (["unit", "month"], 8, 15),
    "all_four": (["programme", "unit", "lecturer", "month"], 4, None),
}
Columns = dict[str, np.ndarray]
Figures = tuple[int, int, int]  # groups, tasks done in time, tasks overdue
Timed = tuple[float, Figures]


def tasks(shuffled: bool) -> Columns:
    random = np.random.default_rng(20261020)
    programmes = 20_000
    programme = np.sort(random.integers(0, programmes, ROWS)).astype(np.uint32)
    first_unit = random.integers(0, 200, programmes)
    lecturer = random.integers(0, 500, programmes)[programme].astype(np.uint32)
    unit = ((first_unit[programme] + random.integers(0, 5, ROWS)) % 200).astype(np.uint32)
    ended = random.integers(AS_OF - 700, AS_OF, programmes)[programme]
    due = (ended + random.integers(7, 90, ROWS)).astype(np.int32)
    state = random.choice(np.array([3, 4, 5, 6, 7], np.uint8), ROWS, p=[0.8, 0.08, 0.08, 0.02, 0.02])
    state = np.where(due >= AS_OF, random.choice(np.array([1, 2, 3], np.uint8), ROWS), state).astype(np.uint8)
    month = ((due - due.min()) // 30).astype(np.uint32)
    columns = {"programme": programme, "unit": unit, "lecturer": lecturer, "month": month, "due": due, "state": state}
    if not shuffled:
        return columns
    order = random.permutation(ROWS)
    return {name: np.ascontiguousarray(values[order]) for name, values in columns.items()}


def timed(ask: Callable[[], Any], figures: Callable[[Any], Figures]) -> Timed:
    start = time.process_time()
    table = ask()
    return time.process_time() - start, figures(table)


def ours(name: str) -> Timed:
    result = google("rates", f"--benchmark_filter=/{name}$")[f"rates/{name}"]
    return result["cpu_time"], (int(result["groups"]), int(result["on_time"]), int(result["overdue"]))


def in_duckdb(database: duckdb.DuckDBPyConnection, by: list[str]) -> list[Callable[[], Timed]]:
    """A column a count, and a row a count."""
    keys = ", ".join(by)
    counts = ", ".join(f"count(*) FILTER (state = {code}) AS {name}" for name, code in STATES.items() if name != "done")
    wide = (
        f"SELECT {keys}, {counts}, count(*) FILTER (state = 3 AND due < {AS_OF}) AS done,"
        f" count(*) FILTER (state = 3 AND due >= {AS_OF}) AS early FROM tasks GROUP BY {keys}"
    )
    long = f"SELECT {keys}, state, due < {AS_OF} AS fell_due, count(*) AS n FROM tasks GROUP BY {keys}, state, fell_due"

    def figures_of_wide(table: pa.Table) -> Figures:
        return table.num_rows, pc.sum(table["done"]).as_py(), pc.sum(table["overdue"]).as_py()

    def figures_of_long(table: pa.Table) -> Figures:
        due = table.filter(pc.field("fell_due"))
        done, overdue = (pc.sum(due.filter(pc.field("state") == STATES[s])["n"]).as_py() for s in ("done", "overdue"))
        return table.group_by(by).aggregate([]).num_rows, done, overdue

    return [
        lambda: timed(lambda: database.sql(wide).to_arrow_table(), figures_of_wide),
        lambda: timed(lambda: database.sql(long).to_arrow_table(), figures_of_long),
    ]


def in_polars(frame: pl.DataFrame, by: list[str]) -> Callable[[], Timed]:
    state, fell_due = pl.col("state"), pl.col("due") < AS_OF
    counts = [(state == code).sum().alias(name) for name, code in STATES.items() if name != "done"]
    counts += [((state == 3) & fell_due).sum().alias("done"), ((state == 3) & ~fell_due).sum().alias("early")]
    return lambda: timed(
        lambda: frame.lazy().group_by(by).agg(counts).collect(),
        lambda table: (table.height, table["done"].sum(), table["overdue"].sum()),
    )


def compare(columns: Columns, order: str, goals: bool) -> Iterator[Row]:
    frame = pl.DataFrame(columns)
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.register("arrow_tasks", pa.table(columns))
    database.execute("CREATE TABLE tasks AS SELECT * FROM arrow_tasks")
    for name, (by, over_duckdb, over_polars) in GROUPINGS.items():
        work = [partial(ours, name), *in_duckdb(database, by), in_polars(frame, by)]
        runs = [[run() for run in work] for _ in range(ROUNDS)]
        assert len({figures for run in runs for _, figures in run}) == 1, runs
        mine, wide, long, polars = (ROWS / min(run[i][0] for run in runs) / 1e6 for i in range(4))
        what = f"rates by {' x '.join(by)}, {order}"
        yield Row(what, mine, "M rows/s", max(wide, long), "DuckDB", over_duckdb if goals else None)
        yield Row(what, mine, "M rows/s", polars, "polars", over_polars if goals else None)


def rows() -> Iterator[Row]:
    for order in ("as derived", "shuffled"):
        columns = tasks(order == "shuffled")
        with tempfile.TemporaryDirectory() as folder:
            for name, values in columns.items():
                values.tofile(Path(folder) / name)
            os.environ["AFTERCOURSE_BENCH_TASKS"] = folder
            yield from compare(columns, order, goals=order == "as derived")
