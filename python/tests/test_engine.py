"""The engine as a whole: files, threads, progress, and how quickly it is there."""

from __future__ import annotations

import pathlib
import signal
import subprocess
import sys
import threading

import pytest

import aftercourse as ac

from conftest import BEGINNING, PEOPLE, fill


def test_a_file_keeps_everything(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "training.db"
    with ac.open(path, clock=lambda: BEGINNING) as engine:
        fill(engine)
        ids = [task.id for task in engine.agenda(as_of="2026-10-20")]
        engine.verify()
        assert engine.quick_check() == []
        engine.backup(tmp_path / "copy.db")
        with pytest.raises(ac.Conflict):
            engine.backup(tmp_path / "copy.db")
    for file in (path, tmp_path / "copy.db"):
        with ac.open(str(file)) as again:
            assert [task.id for task in again.agenda(as_of="2026-10-20")] == ids


def test_a_closed_engine_says_so() -> None:
    engine = ac.open()
    engine.close()
    engine.close()
    with pytest.raises(ac.Misuse):
        engine.facts("person")


def test_the_clock_gives_the_time_of_writes(empty: ac.Engine) -> None:
    empty.record("person", PEOPLE)
    moment = empty.history("person", "L1")[0]["recorded_at"]
    assert moment.isoformat() == "2026-09-01T00:00:00+00:00"


def test_progress_is_reported_and_can_stop(empty: ac.Engine) -> None:
    rows = [{"id": f"L{i}", "name": "A"} for i in range(100_000)]
    steps: list[tuple[int, int, str]] = []
    empty.record("person", rows, progress=lambda done, total, step: steps.append((done, total, step)))
    assert len(empty.facts("person")) == 100_000
    assert all(done <= total or total == 0 for done, total, _ in steps)


def test_what_a_callback_raises_comes_out(engine: ac.Engine) -> None:
    def fail(done: int, total: int, step: str) -> None:
        raise ZeroDivisionError(step)

    with pytest.raises(ZeroDivisionError):
        engine.agenda(as_of="2026-10-21", progress=fail)
    with pytest.raises(ac.Cancelled):
        engine.agenda(as_of="2026-10-22", progress=lambda done, total, step: False)
    assert len(engine.agenda(as_of="2026-10-22")) == 2


@pytest.mark.usefixtures("control_c")
def test_control_c_stops_long_work(engine: ac.Engine) -> None:
    def interrupt(done: int, total: int, step: str) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        engine.agenda(as_of="2026-10-21", progress=interrupt)


def test_readers_and_a_writer_in_threads(engine: ac.Engine) -> None:
    failures: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(20):
                assert len(engine.agenda(as_of="2026-10-20")) == 2
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(20):
        engine.record("person", [{"id": f"T{i}", "name": "A"}])
    for thread in threads:
        thread.join()
    assert failures == []


def test_import_is_quick() -> None:
    """Under 100 ms beyond Python itself: of the processor, the best of five, so that a busy machine does not matter."""
    code = "import time; t = time.process_time(); import aftercourse; print(time.process_time() - t)"
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    assert min(times) < 0.1
