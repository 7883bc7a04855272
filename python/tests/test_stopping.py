"""Long calls let other threads run and can be stopped: by Ctrl-C, by their callback and from another thread."""

from __future__ import annotations

import os
import pathlib
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

import aftercourse as ac

from conftest import POLICY

COUNT = 60_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ac.Engine]:
    """A company so large that its questions take a while."""
    with ac.open(tmp_path_factory.mktemp("crowd") / "training.db") as engine:
        engine.adopt(ac.Policy.parse(POLICY), on="2026-01-01")
        with engine.batch() as batch:
            batch.record("person", ({"id": f"L{i}", "name": "A"} for i in range(COUNT)))
            batch.record("programme", [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}])
            batch.record("enrolment", [{"id": f"E{i}", "programme": "P1", "person": f"L{i}"} for i in range(COUNT)])
        yield engine


CSV = "id,name\n" + "".join(f"X{i},A\n" for i in range(2 * COUNT))
ROWS = [{"id": f"X{i}", "name": "A"} for i in range(2 * COUNT)]

# What takes long; each with days of its own, so that no answer is remembered.
WORK: dict[str, Callable[[ac.Engine, str], object]] = {
    "agenda": lambda e, day: e.agenda(as_of=day),
    "evaluate": lambda e, day: e.evaluate(["completion_rate"], by=["person"], as_of=day),
    "explain": lambda e, day: e.explain("0" * 32, as_of=day),
    "changes": lambda e, day: e.changes(as_of=day),
    "record": lambda e, day: e.record("person", ROWS),
    "record_csv": lambda e, day: e.record_csv("person", CSV),
    "verify": lambda e, day: e.verify(),
}

# Everything that takes a callback, on a company of its own file.
Report = Callable[[int, int, str], object]
REPORTING: dict[str, Callable[[ac.Engine, pathlib.Path, Report], object]] = {
    "agenda": lambda e, _, p: e.agenda(as_of="2026-12-01", progress=p),
    "evaluate": lambda e, _, p: e.evaluate(["completion_rate"], as_of="2026-12-02", progress=p),
    "measure_state": lambda e, _, p: e.measure_state(["completion_rate"], as_of="2026-12-03", progress=p),
    "explain": lambda e, _, p: e.explain("calls/call/enrolment/E1/P1", as_of="2026-12-04", progress=p),
    "findings": lambda e, _, p: e.findings(as_of="2026-12-05", progress=p),
    "changes": lambda e, _, p: e.changes(as_of="2026-12-06", progress=p),
    "facts": lambda e, _, p: e.facts("person", progress=p),
    "record": lambda e, _, p: e.record("person", ROWS, progress=p),
    "record_csv": lambda e, _, p: e.record_csv("person", CSV, progress=p),
    "backup": lambda e, folder, p: e.backup(folder / "copy.db", progress=p),
    "verify": lambda e, _, p: e.verify(progress=p),
    "quick_check": lambda e, _, p: e.quick_check(progress=p),
}


@pytest.mark.parametrize("name", WORK)
def test_other_threads_run_meanwhile(crowd: ac.Engine, name: str) -> None:
    ticks, done = 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    if name.startswith("record"):
        crowd = ac.open()  # what is recorded stays out of the other tests
    thread = threading.Thread(target=tick)
    thread.start()
    before = ticks
    try:
        WORK[name](crowd, "2026-11-01")
    except ac.NotFound:
        pass  # there is no such task to explain, which is known only at the end
    during = ticks - before
    done.set()
    thread.join()
    assert during >= 5


@pytest.mark.usefixtures("control_c")
@pytest.mark.parametrize("name", WORK)
def test_control_c_stops_it(crowd: ac.Engine, name: str) -> None:
    """As from a keyboard: the signal comes while the main thread is deep in the library."""
    before = crowd.last_write
    timer = threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        timer.start()
        WORK[name](crowd, "2026-11-02")
        timer.join()
        time.sleep(1)  # the call was quicker than the signal: it must come here
        pytest.fail("the signal was lost")
    assert crowd.last_write == before
    assert len(crowd.agenda(as_of="2026-10-20")) == COUNT
    if name.startswith("record"):
        with pytest.raises(ac.NotFound):
            crowd.history("person", "X0")


@pytest.mark.usefixtures("control_c")
@pytest.mark.parametrize("name", ["agenda", "evaluate", "changes", "record", "record_csv"])
def test_control_c_is_prompt(crowd: ac.Engine, name: str) -> None:
    """The next report is not reached: the work itself stops."""
    reports: list[str] = []

    def interrupt(done: int, total: int, step: str) -> None:
        reports.append(step)
        os.kill(os.getpid(), signal.SIGINT)

    calls: dict[str, Callable[[], object]] = {
        "agenda": lambda: crowd.agenda(as_of="2026-11-03", progress=interrupt),
        "evaluate": lambda: crowd.evaluate(["completion_rate"], as_of="2026-11-04", progress=interrupt),
        "changes": lambda: crowd.changes(as_of="2026-11-05", progress=interrupt),
        "record": lambda: crowd.record("person", ROWS, progress=interrupt),
        "record_csv": lambda: crowd.record_csv("person", CSV, progress=interrupt),
    }
    with pytest.raises(KeyboardInterrupt):
        calls[name]()
    assert len(reports) == 1


@pytest.mark.parametrize("name", REPORTING)
def test_a_callback_hears_of_it_and_can_stop_it(crowd: ac.Engine, tmp_path: pathlib.Path, name: str) -> None:
    before = crowd.last_write
    reports: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, step: str) -> bool:
        reports.append((done, total, step))
        return False

    with pytest.raises(ac.Cancelled, match="AC9001"):
        REPORTING[name](crowd, tmp_path, stop)
    assert len(reports) == 1 and reports[0][2]
    assert crowd.last_write == before
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["agenda", "record", "record_csv"])
def test_another_thread_cancels(crowd: ac.Engine, name: str) -> None:
    started, cancelled = threading.Event(), threading.Event()

    def wait(done: int, total: int, step: str) -> None:
        started.set()
        assert cancelled.wait(60)

    def cancel() -> None:
        assert started.wait(60)
        crowd.cancel()
        cancelled.set()

    calls: dict[str, Callable[[], object]] = {
        "agenda": lambda: crowd.agenda(as_of="2026-11-06", progress=wait),
        "record": lambda: crowd.record("person", ROWS, progress=wait),
        "record_csv": lambda: crowd.record_csv("person", CSV, progress=wait),
    }
    before = crowd.last_write
    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(ac.Cancelled, match="AC9001"):
        calls[name]()
    thread.join()
    assert crowd.last_write == before
    assert len(crowd.agenda(as_of="2026-10-20")) == COUNT  # later calls are not touched


def test_a_file_that_is_read_reports(crowd: ac.Engine, tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "copy.db"
    crowd.backup(copy)
    steps: list[tuple[int, int, str]] = []
    ac.open(copy, progress=lambda *report: steps.append(report)).close()
    assert steps and all(0 <= done <= total and step == "load" for done, total, step in steps)
    with pytest.raises(ac.Cancelled):
        ac.open(copy, progress=lambda *report: False)


def test_an_iterator_that_fails_records_nothing(crowd: ac.Engine) -> None:
    def rows() -> Iterator[dict[str, str]]:
        yield {"id": "X1", "name": "A"}
        raise ZeroDivisionError

    before = crowd.last_write
    with pytest.raises(ZeroDivisionError):
        crowd.record("person", rows())
    assert crowd.last_write == before
