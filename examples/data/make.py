"""Writes the data of the fictional company and its onboarding into this folder (or the one given): python make.py [FOLDER]

The same bytes on every machine: chance has a fixed seed, and the working days come from the library's calendar.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from onboarding import write_onboarding
from people import make_people
from programmes import make_programmes
from tracking import make_tracking
from visits import make_visits, write_lines
from year import Year, write_csv

TODAY = datetime.date(2026, 10, 19)  # the last day that the data know


def telephone_export(year: Year) -> list[dict[str, object]]:
    """September's calls as the telephone system exports them: its own headings, three rows that are wrong."""
    calls = [row for row in year.rows["follow_up"] if row["channel"] == "phone" and f"{row['date']:%Y-%m}" == "2026-09"]
    rows = [(c["id"], c["enrolment"], f"{c['date']:%Y/%m/%d}", "是", c["topics"], c["by"]) for c in calls]
    rows += [
        ("F9001", "E001", "2026/09/31", "是", "", "T3"),
        ("F9002", "E999", "2026/09/22", "是", "", "T3"),
        ("F9003", "E012", "2026/09/23", "占线", "", "T3"),
    ]
    headings = ("编号", "报名", "日期", "接通", "话题", "坐席")
    return [dict(zip(headings, row)) for row in rows]


def write(folder: Path) -> None:
    year = Year(TODAY)
    people = make_people(year)
    programmes, amendments = make_programmes(year, people)
    draws = make_visits(year, people, programmes)
    make_tracking(year, people, programmes)
    folder.mkdir(exist_ok=True)
    year.write(folder)
    write_lines(folder / "draw.jsonl", draws)
    write_lines(folder / "amendments.jsonl", amendments)
    write_csv(folder / "telephone-2026-09.csv", telephone_export(year))
    write_onboarding(folder / "onboarding")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
