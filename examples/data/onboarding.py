"""A course that is examined and asked about: two intakes of the sales onboarding, with papers, ratings and questionnaires.

Chance has a seed of its own here. What a learner can do is drawn first and then what is written: a sum that many mistake for the
discount, a question about customers' data that the good ones get wrong, a third option that hardly anybody takes.
"""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opinions import survey
from people import GIVEN, SURNAMES
from year import Day, write_csv

Row = dict[str, object]
CLASSES = {"E": ("华东班", "YL1", 0.2), "S": ("华南班", "YL2", 0.1), "W": ("西部班", "YL3", -0.6)}  # lecturer, ability


@dataclass
class Learner:
    person: str
    programme: str
    able: float
    withdrawn: Day | None = None


@dataclass
class Intake:
    label: str
    starts: Day
    size: int  # of each class

    def day(self, after: int) -> Day:
        return self.starts + datetime.timedelta(days=after)


INTAKES = [Intake("2026-06", Day(2026, 6, 1), 40), Intake("2026-09", Day(2026, 9, 7), 42)]


def write_onboarding(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    chance = random.Random(20260907)
    programmes: list[Row] = []
    learners: list[Learner] = []
    for intake in INTAKES:
        there = list(enrol(chance, intake, programmes, len(learners)))
        write_csv(folder / f"examination-{intake.label}.csv", papers(chance, intake, there))
        write_csv(folder / f"homework-{intake.label}.csv", homework(chance, there))
        write_csv(folder / f"role-play-{intake.label}.csv", role_play(chance, there))
        sent = [(one.person, one.programme) for one in there if one.withdrawn is None]
        write_csv(folder / f"survey-{intake.label}.csv", survey(chance, intake.label, intake.day(12), sent))
        learners += there
    write_csv(folder / "unit.csv", [{"id": f"Y{id}", "name": name} for id, (name, _, _) in CLASSES.items()])
    people: list[Row] = [{"id": lecturer} for _, lecturer, _ in CLASSES.values()]
    people += [{"id": one.person} for one in learners]
    names = random.Random(7).sample([surname + given for surname in SURNAMES for given in GIVEN], len(people))
    people = [row | {"name": name} for row, name in zip(people, names)]
    write_csv(folder / "person.csv", people)
    write_csv(folder / "programme.csv", programmes)
    held = {row["id"]: {"date": row["starts"], "unit": row["unit"]} for row in programmes}
    enrolments: list[Row] = [
        {"id": f"{x.programme}-{x.person}", "programme": x.programme, "person": x.person} | held[x.programme]
        for x in learners
    ]
    write_csv(folder / "enrolment.csv", enrolments)
    left: list[Row] = [
        {"id": f"{x.programme}-{x.person}", "enrolment": f"{x.programme}-{x.person}", "date": x.withdrawn}
        for x in learners
    ]
    write_csv(folder / "withdrawal.csv", [row for row in left if row["date"]])


def enrol(chance: random.Random, intake: Intake, programmes: list[Row], before: int) -> Iterator[Learner]:
    for id, (name, lecturer, strength) in CLASSES.items():
        programme = f"Y{id}-{intake.label}"
        programmes.append(
            {
                "id": programme,
                "title": f"销售上岗培训 {name}",
                "starts": intake.starts,
                "ends": intake.day(4),
                "unit": f"Y{id}",
                "lecturer": lecturer,
            }
        )
        for _ in range(intake.size):
            before += 1
            learner = Learner(f"N{before:03}", programme, chance.gauss(strength, 1))
            luck = chance.random()
            if luck < 0.08:  # some never begin, some give up
                learner.withdrawn = intake.day(-3 if luck < 0.03 else chance.choice([1, 2, 3]))
            yield learner


def likely(chance: random.Random, logit: float) -> bool:
    return chance.random() < 1 / (1 + math.exp(-logit))


# --- the examination, as its tool exports it: a row a paper


def papers(chance: random.Random, intake: Intake, learners: list[Learner]) -> list[Row]:
    """Those who are still there, but two; who knew little sits it again three weeks later."""
    rows, again = [], []
    for one in [one for one in learners if one.withdrawn is None][2:]:
        rows.append(paper(chance, one.person, intake.day(14), one.able))
        if one.able < -1.0:
            again.append(paper(chance, one.person, intake.day(35), one.able + 1.2))
    return rows + again


def paper(chance: random.Random, person: str, day: Day, able: float) -> Row:
    row: Row = {"工号": person, "日期": day}
    row["第1题"] = "B" if likely(chance, 2.4 * able + 2.2) else chance.choices(["A", "C"], [24, 1])[0]
    chosen = [option for option, easy in (("A", 3.6), ("C", 2.8), ("D", 1.4)) if likely(chance, 2.2 * able + easy)]
    row["第2题"] = ";".join(sorted(chosen + (["B"] if likely(chance, -1.6 * able - 1.8) else [])))
    row["第3题"] = "错" if likely(chance, 0.6 - 0.9 * able) else "对"
    row["第4题"] = price(chance, able)
    row["第5题"] = method(chance, able)
    return row


def price(chance: random.Random, able: float) -> str:
    """12,800 less 12 %: some give the discount, some take 12 yuan off, some leave it."""
    if likely(chance, 2.6 * able + 1.6):
        return chance.choice(["11264", "11264", "11264.00", "１１２６４", "11,264"])
    return chance.choices(["1536", "12788", "11364", ""], [6, 1, 1, 2])[0]


def method(chance: random.Random, able: float) -> str:
    if likely(chance, 2.2 * able + 2.0):
        return chance.choice(["SPIN", "spin", "ＳＰＩＮ", "SPIN 提问法", "spin提问法"])
    return chance.choices(["FABE", "5W1H", "问卷调查", ""], [5, 2, 2, 1])[0]


def homework(chance: random.Random, learners: list[Learner]) -> list[Row]:
    marks = [
        (one.person, max(30, min(100, round(chance.gauss(79 + 6 * one.able, 8)))))
        for one in learners
        if not one.withdrawn
    ]
    return [{"工号": person, "得分": mark} for person, mark in marks]


def role_play(chance: random.Random, learners: list[Learner]) -> list[Row]:
    """Two raters each, who see much the same; where they are far apart a third looks, but for the last one."""
    rows: list[Row] = []
    for one in [one for one in learners if one.withdrawn is None]:
        seen = [impression(chance, one.able) for _ in range(2)]
        raters = ["甲", "乙"]
        if abs(sum(seen[0]) - sum(seen[1])) > 6:
            seen.append(impression(chance, one.able))
            raters.append("丙")
        rows += [
            {"工号": one.person, "评分人": rater, "了解需求": a, "提出方案": b} for rater, (a, b) in zip(raters, seen)
        ]
    thirds = [n for n, row in enumerate(rows) if row["评分人"] == "丙"]
    del rows[thirds[-1]]
    return rows


def impression(chance: random.Random, able: float) -> tuple[int, int]:
    def level() -> int:
        seen = chance.gauss(able, 0.6)
        return 15 if seen > -0.6 else 9 if seen > -1.9 else 3

    return level(), level()
