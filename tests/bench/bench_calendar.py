"""Working days over 10^7 random dates of 2007-2026: aftercourse against NumPy and QuantLib, each on one thread.

NumPy is given China's days off and cannot express the make-up days; QuantLib's China has both. The sums that come out
must be NumPy's where both can say the same, over plain weekdays. Processor time counts, the best of each.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import QuantLib as ql
from run import Row, google

import aftercourse as ac

ROWS = 10_000_000
ROUNDS = 3
QUANTLIB_ROWS = 20_000  # it is called once a date


def columns() -> dict[str, np.ndarray]:
    random = np.random.default_rng(20261020)
    first, last = (np.datetime64(day, "D").astype(int) for day in ("2007-01-01", "2026-12-31"))
    days = np.sort(random.integers(first, last, (ROWS, 2)), axis=1).astype(np.int32)
    order = random.permutation(ROWS)  # of rows only, so that no count is negative
    n = random.integers(1, 200, ROWS).astype(np.int32)
    return {"days": days[order, 0], "other": days[order, 1], "n": n}


def best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def quantlib(days: np.ndarray, n: np.ndarray) -> float:
    """Millions of dates a second, with the dates and numbers in QuantLib's own types beforehand."""
    china = ql.China(ql.China.IB)
    epoch = ql.Date(1, 1, 1970).serialNumber()
    rows = [(ql.Date(epoch + int(day)), int(by)) for day, by in zip(days[:QUANTLIB_ROWS], n[:QUANTLIB_ROWS])]
    return QUANTLIB_ROWS / best(lambda: [china.advance(day, by, ql.Days) for day, by in rows]) / 1e6


def rows() -> Iterator[Row]:
    data = columns()
    days, other, n = (data[name] for name in ("days", "other", "n"))
    dates, others = (column.astype("datetime64[D]") for column in (days, other))
    after, until = dates + 1, others + 1  # NumPy counts the first day and leaves the last out
    off = [np.datetime64(d.date) for d in ac.Calendar.built_in("cn").special_days if not d.working]
    calendar, weekdays = np.busdaycalendar(holidays=off), np.busdaycalendar()

    with tempfile.TemporaryDirectory() as folder:
        for name, values in data.items():
            values.tofile(Path(folder) / name)
        os.environ["AFTERCOURSE_BENCH_DAYS"] = folder
        ours = google("calendar", "--benchmark_min_time=0.05", rounds=10)

    plain = np.busday_offset(dates, n, roll="preceding", busdaycal=weekdays)
    assert ours["add/weekdays"]["sum"] == plain.astype(np.int64).sum()
    assert ours["between/weekdays"]["sum"] == np.busday_count(after, until, busdaycal=weekdays).sum()

    def speed(name: str) -> float:
        return ROWS / ours[name]["cpu_time"] / 1e6

    def numpy_speed(call: Callable[[], object]) -> float:
        return ROWS / best(call) / 1e6

    offset = numpy_speed(lambda: np.busday_offset(dates, n, roll="preceding", busdaycal=calendar))
    count = numpy_speed(lambda: np.busday_count(after, until, busdaycal=calendar))
    rolled = numpy_speed(lambda: np.busday_offset(dates, 0, roll="following", busdaycal=calendar))
    yield Row("add n working days, cn", speed("add/cn"), "M dates/s", offset, "busday_offset", 30)
    yield Row("add n working days, cn", speed("add/cn"), "M dates/s", quantlib(days, n), "QuantLib", 1000)
    yield Row("working days between, cn", speed("between/cn"), "M dates/s", count, "busday_count", 30)
    yield Row("roll following, cn", speed("rolled/cn"), "M dates/s", rolled, "busday_offset")
    yield Row("a calendar of 200 years", ours["build"]["cpu_time"], "ms", goal=1, less_is_better=True)
