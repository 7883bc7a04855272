"""Writes the data of the fictional company into this folder (or the one given): python make.py [FOLDER]

The same bytes on every machine: chance has a fixed seed, and the working days come from the library's calendar.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from people import make_people
from programmes import make_programmes
from tracking import make_tracking
from visits import make_visits, write_lines
from year import Year, write_csv

TODAY = datetime.date(2026, 10, 19)  # the last day that the data know


def telephone_export(year: Year) -> list[dict[str, object]]:
    """September's calls as the telephone system exports them: sent twice, its own headings, three rows that are wrong."""
    calls = [row for row in year.rows["follow_up"] if row["channel"] == "phone" and f"{row['date']:%Y-%m}" == "2026-09"]
    rows = [{"编号": c["id"], "报名": c["enrolment"], "日期": f"{c['date']:%Y/%m/%d}", "接通": "是", "话题": c["topics"], "坐席": c["by"]}
            for c in calls]  # fmt: skip
    wrong = [("F9001", "E001", "2026/09/31", "是"), ("F9002", "E999", "2026/09/22", "是"), ("F9003", "E012", "2026/09/23", "占线")]
    bad = [{"编号": id, "报名": enrolment, "日期": day, "接通": reached, "坐席": "T3"} for id, enrolment, day, reached in wrong]
    return rows + bad


def write(folder: Path) -> None:
    year = Year(TODAY)
    people = make_people(year)
    programmes, amendments = make_programmes(year, people)
    draws = make_visits(year, people, programmes)
    make_tracking(year, people, programmes)
    year.write(folder)
    write_lines(folder / "draw.jsonl", draws)
    write_lines(folder / "amendments.jsonl", amendments)
    write_csv(folder / "telephone-2026-09.csv", telephone_export(year))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
