"""The fictional company of examples/data: its facts go in, both built-in policies are in force."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

import aftercourse as ac

DATA = Path(__file__).parents[2] / "data"
PLANNED = {
    "organisation",
    "unit",
    "person",
    "employment",
    "role_assignment",
    "course",
    "programme",
    "module",
    "session",
    "enrolment",
}
NOT_A_KIND = {"amendments", "telephone-2026-09"}
EXPORT = {
    "id": "编号",
    "enrolment": "报名",
    "date": "日期",
    "reached": "接通",
    "topics": "话题",
    "by": "坐席",
    "channel": "=phone",
}


class Company:
    """An engine with the company's facts, and the names of those who appear in them."""

    def __init__(self) -> None:
        self.engine = ac.open(clock=lambda: datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc))
        self.adopt()
        files = [path for path in DATA.glob("*.*") if path.suffix in (".csv", ".jsonl") and path.stem not in NOT_A_KIND]
        self.planned = self.record([path for path in files if path.stem in PLANNED], at="2026-10-19T18:00+08:00")
        self.moved = self.amend(at="2026-10-19T18:10+08:00")
        self.happened = self.record([path for path in files if path.stem not in PLANNED], at="2026-10-19T18:20+08:00")
        self.people = self.column("person", "name")
        self.units = self.column("unit", "name")
        self.programmes = self.column("programme", "title")
        self.learners = self.column("enrolment", "person")
        titled = ("finding", "improvement_action")
        self.titles = {f"{kind}/{id}": title for kind in titled for id, title in self.column(kind, "title").items()}

    def adopt(self) -> None:
        """The regulations leave numbers open; the company filled some of them in."""
        notice = "annual notice 2026"
        self.engine.adopt("follow-up-visits", on="2026-01-01", parameters={"phone_share": "30%"}, source=notice)
        quarterly = {"observe_every": "3 months", "report_every": "3 months"}
        self.engine.adopt("post-training-tracking", on="2026-01-01", parameters=quarterly, source=notice)

    def record(self, paths: Iterable[Path], at: str) -> ac.Receipt:
        """Files in one batch: whole or not at all, in any order."""
        with self.engine.batch(source="hr", at=at) as batch:
            for path in paths:
                record = batch.record_csv if path.suffix == ".csv" else batch.record_jsonl
                record(path.stem, path)
            receipt: ac.Receipt = batch.commit()
        return receipt

    def amend(self, at: str) -> ac.Receipt:
        """Sessions that were moved: nothing is overwritten, the earlier day stays in the history."""
        with self.engine.batch(source="hr", reason="moved", at=at) as batch:
            for line in (DATA / "amendments.jsonl").read_text(encoding="utf-8").splitlines():
                amendment = json.loads(line)
                batch.amend(amendment["kind"], amendment["id"], amendment["fields"])
            receipt: ac.Receipt = batch.commit()
        return receipt

    def record_export_again(self) -> ac.Receipt:
        """The telephone system's own file: other headings and dates, calls that are known already, wrong rows."""
        path, at = DATA / "telephone-2026-09.csv", "2026-10-19T19:00+08:00"
        return self.engine.record_csv("follow_up", path, columns=EXPORT, date_format="%Y/%m/%d", keep_good=True, at=at)

    def column(self, kind: str, field: str) -> dict[str, str]:
        facts = self.engine.facts(kind)
        return dict(zip(facts.column("id"), facts.column(field)))

    def name(self, task: ac.Task) -> str:
        """Whom or what a task concerns."""
        person = self.people.get(self.learners.get(task.subject, ""))
        subject = person or self.units.get(task.subject) or self.titles.get(f"{task.subject_kind}/{task.subject}")
        programme = self.programmes.get(task.anchor)
        return " · ".join(filter(None, [subject, programme])) or task.subject

    def names(self, people: list[str]) -> str:
        return ", ".join(self.people[person] for person in people) or "nobody"
