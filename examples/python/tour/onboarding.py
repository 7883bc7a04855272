"""The sales onboarding of examples/data/onboarding: two intakes of three classes, with their papers and questionnaires."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aftercourse as ac

EXAMPLES = Path(__file__).parents[2]
DATA = EXAMPLES / "data" / "onboarding"
JUNE, SEPTEMBER = "2026-06", "2026-09"
AS_OF = "2026-11-01"
ITEMS = {f"q{n}": f"第{n}题" for n in range(1, 6)}
CRITERIA = {"needs": "了解需求", "offer": "提出方案"}
# What a response says besides its answers, and the headings of the form tool for it.
FORM = {"id": "序号", "person": "工号", "occurrence": "班级", "submitted": "提交答卷时间", "seconds": "所用时间"}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def scheme() -> ac.Scheme:
    return ac.Scheme.load(EXAMPLES / "assessments" / "sales-onboarding.yaml")


def sittings(intake: str) -> dict[str, list[dict[str, Any]]]:
    """What each learner handed in, the make-up as a second sitting: papers, homework, what raters saw."""
    out: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(f"homework-{intake}.csv"):
        out[row["工号"]] = [{"marks": {"homework": row["得分"]}, "ratings": {"talk": {}}}]
    for row in rows(f"role-play-{intake}.csv"):
        ratings = out[row["工号"]][0]["ratings"]["talk"]
        ratings[row["评分人"]] = {criterion: row[heading] for criterion, heading in CRITERIA.items()}
    for row in rows(f"examination-{intake}.csv"):
        paper = {"date": row["日期"], "answers": {item: row[heading] for item, heading in ITEMS.items()}}
        first = out[row["工号"]][0]
        if "answers" in first:
            out[row["工号"]].append(paper)
        else:
            first |= paper
    return dict(out)


def engine() -> ac.Engine:
    """Both intakes with their results, marked by the scheme, and what the learners answered."""
    out = ac.open()
    out.adopt(EXAMPLES / "policies" / "onboarding.yaml", on="2026-01-01")
    with out.batch(source="onboarding") as batch:
        for kind in ("unit", "person", "programme", "enrolment", "withdrawal"):
            batch.record_csv(kind, DATA / f"{kind}.csv")
        for intake in (JUNE, SEPTEMBER):
            batch.record("assessment_result", list(results(intake)))
            batch.record_responses(DATA / f"survey-{intake}.csv", instrument(), columns=FORM, prefix=f"{intake}/")
    return out


def results(intake: str) -> Iterator[dict[str, Any]]:
    """Of all who have a grade."""
    enrolments = {row["person"]: row for row in rows("enrolment.csv")}
    for learner, given in sittings(intake).items():
        outcome = scheme().mark(learner, given)
        if outcome.grade:
            enrolment = enrolments[learner]
            result = {"score": outcome.total, "maximum": 100, "passed": outcome.passed, "grade": outcome.grade}
            yield {"id": learner, "enrolment": enrolment["id"], "date": enrolment["date"]} | result


def instrument() -> ac.Instrument:
    return ac.Instrument.built_in("follow-up")


def responses(intake: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = instrument().read_responses(DATA / f"survey-{intake}.csv", columns=FORM)
    return read


def classes() -> dict[str, str]:
    """Learner -> the name of the class."""
    names = {row["id"]: row["name"] for row in rows("unit.csv")}
    units = {row["id"]: names[row["unit"]] for row in rows("programme.csv")}
    return {row["person"]: units[row["programme"]] for row in rows("enrolment.csv")}


def invited(intake: str) -> int:
    """All who did not withdraw were asked."""
    left = {row["enrolment"] for row in rows("withdrawal.csv")}
    return sum(row["programme"].endswith(intake) and row["id"] not in left for row in rows("enrolment.csv"))
