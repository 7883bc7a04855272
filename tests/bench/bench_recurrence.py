"""Recurrence: the rules of ../shared/truth/rrule on which its sources agree, beside python-dateutil. Both read the texts."""

import datetime
import json
import os
import re
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dateutil.rrule import rrulestr
from run import Row, best, google

TRUTH = Path(__file__).resolve().parents[3] / "shared" / "truth" / "rrule"


def cases() -> list[tuple[str, str, int]]:
    """Start, rule and the number of occurrences to ask for, which is one more than there are where the list is complete."""
    found = []
    for name in ("rfc5545", "libical", "dateutil"):
        for case in json.loads((TRUTH / f"{name}.json").read_text()):
            if not case["contested"]:
                rule = re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", case["rrule"].rstrip(";"))
                wanted = len(case["expected"]) + (case["expected_is"] == "complete")
                found.append((case["dtstart"].rstrip("Z"), rule, wanted))
    return found


def rows() -> Iterator[Row]:
    if not TRUTH.exists():
        return
    listed = cases()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{start} {rule} {wanted}\n" for start, rule, wanted in listed)
        file.flush()
        os.environ["AFTERCOURSE_BENCH_RULES"] = file.name
        found = google("recurrence")

    def dateutil() -> int:
        given = 0
        for start, rule, wanted in listed:
            begin = datetime.datetime.strptime(start, "%Y%m%dT%H%M%S" if "T" in start else "%Y%m%d")
            given += len(list(islice(rrulestr(rule, dtstart=begin), wanted)))
        return given

    ours = found["expand"]
    assert ours["given"] == dateutil(), "not the same occurrences"
    what = f"expand the truth's {len(listed)} recurrence rules"
    peer = best(dateutil) * 1e3
    yield Row(what, ours["real_time"], "ms", peer=peer, peer_name="dateutil", goal=20, less_is_better=True)
    yield Row("occurrences of one weekly rule", found["walk"]["items_per_second"] / 1e6, "M/s")
