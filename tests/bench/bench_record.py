"""Recording a million follow-ups durably from Arrow, beside the same rows given to sqlite3 by a plain program."""

from collections.abc import Iterator

from run import Row, google


def rows() -> Iterator[Row]:
    found = google("record", "--benchmark_enable_random_interleaving=true")

    def least(name: str, time: str) -> float:
        (key,) = [k for k in found if k.startswith(f"{name}/") and k.endswith("_min")]
        return found[key][time]

    for time, what in (("real_time", "by the clock"), ("cpu_time", "in CPU time")):
        ours, peer = (1e3 / least(name, time) for name in ("from_arrow", "sqlite_alone"))  # a million rows in so many ms
        yield Row(f"record 10^6 follow-ups from Arrow, {what}", ours, "M/s", peer=peer, peer_name="sqlite3", goal=0.7)
