"""Tasks: deriving them, asking for them again, and what they weigh. CPU time of one thread, the best of five."""

from collections.abc import Iterator

from run import Row, google


def rows() -> Iterator[Row]:
    found = google("derive", "--benchmark_enable_random_interleaving=true")

    def least(name: str) -> dict[str, float]:
        """The fastest repetition, and the counters, which are the same in all."""
        (key,) = [k for k in found if k.startswith(f"{name}/") and k.endswith("_min")]
        return found[key]

    def most(name: str) -> dict[str, float]:
        (key,) = [k for k in found if k.startswith(f"{name}/") and k.endswith("_max")]
        return found[key]

    def millions_a_second(name: str) -> float:
        return most(name)["items_per_second"] / 1e6

    plain, loop, evidence = (millions_a_second(n) for n in ("plain", "plain_loop", "evidence"))
    yield Row("derive and enumerate 10 M tasks", plain, "M/s", goal=20)
    yield Row("the same beside a loop written for it", plain, "M/s", peer=loop, peer_name="loop")
    yield Row("derive 2 M tasks, half with evidence", evidence, "M/s", goal=5)
    memory = least("plain")
    yield Row("memory of 10 M tasks", memory["megabytes"] * 1e7 / memory["tasks"], "MB", goal=200, less_is_better=True)
    for name, what in (
        ("agenda_again", "agenda again, of 20 M tasks"),
        ("agenda_of_open_tasks", "what is open, of 20 M tasks"),
    ):
        yield Row(what, least(name)["cpu_time"], "ms", goal=10, less_is_better=True)
    yield Row("agenda of another day, 20 M tasks", least("agenda_of_next_day")["cpu_time"], "ms", less_is_better=True)
    yield Row("10^5 facts to the agenda", least("record_and_agenda")["cpu_time"], "ms", goal=100, less_is_better=True)
