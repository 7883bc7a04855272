"""The year as it is written down: rows by kind of fact, chance with a fixed seed, and China's working days."""

from __future__ import annotations

import csv
import datetime
import random
from collections import defaultdict
from pathlib import Path

import aftercourse as ac

Day = datetime.date
PREFIXES = {"role_assignment": "RA", "action_check": "AC", "communication": "CM", "contact_attempt": "CA"}
PREFIXES |= {"follow_up": "F", "follow_up_audit": "FA", "appointment": "AP", "appraisal": "AR", "reply_check": "RC"}


class Year:
    """Facts up to `today`; what would be dated later has not happened and is not written."""

    def __init__(self, today: Day) -> None:
        self.today = today
        self.random = random.Random(2026)
        self.calendar = ac.Calendar.built_in("cn").assuming()
        self.rows: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, kind: str, on: Day | None = None, **fields: object) -> str | None:
        """Writes a fact dated `on`, unless that day is still to come; returns its id."""
        if on is not None and on > self.today:
            return None
        rows = self.rows[kind]
        prefix = PREFIXES.get(kind) or "".join(word[0] for word in kind.upper().split("_"))
        row: dict[str, object] = {"id": fields.pop("id", f"{prefix}{len(rows) + 1:03}")}
        rows.append(row | ({"date": on} if on is not None else {}) | fields)
        return str(row["id"])

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def workday(self, day: Day) -> Day:
        """The first working day from `day` on."""
        return self.working_days(day - datetime.timedelta(days=1), 1)

    def working_days(self, day: Day, count: int) -> Day:
        return self.calendar.add_working_days(day, count)

    def between(self, first: Day, last: Day) -> Day:
        """Some working day of a window."""
        return self.workday(first + datetime.timedelta(days=self.random.randint(0, (last - first).days)))

    def write(self, folder: Path) -> None:
        for kind, rows in self.rows.items():
            write_csv(folder / f"{kind}.csv", rows)


def write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: text(value) for name, value in row.items()} for row in rows)


def text(value: object) -> object:
    if isinstance(value, list):
        return ";".join(value)
    return str(value).lower() if isinstance(value, bool) else value


def weeks(count: int) -> datetime.timedelta:
    return datetime.timedelta(weeks=count)


def months(day: Day, count: int) -> Day:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    next_month = Day(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return Day(year, month + 1, min(day.day, (next_month - datetime.timedelta(days=1)).day))
