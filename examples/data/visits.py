"""What the regulation on follow-up visits leaves behind: plans, calls, wrong numbers, letters, site visits, audits."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from pathlib import Path

from people import People
from programmes import Enrolment, Programme
from year import Day, Year, months, weeks

FIRST = ["content.grasp", "lecturer.impression", "mode.impression"]
SECOND = ["effect.application", "effect.impact"]
MODULE = ["content.grasp", "mode.impression"]
WHOLE = ["content.usefulness", "lecturer.expertise", "mode.organisation", "effect.application", "satisfaction.overall"]
TRACKING = ["effect.application", "effect.career"]


def make_visits(year: Year, people: People, programmes: list[Programme]) -> list[dict[str, object]]:
    """Adds the facts; returns the draws of the monthly audits."""
    for p in programmes:
        if p.cancelled:
            continue
        plan(year, p)
        for e in p.enrolments:
            if e.withdrawn is None:
                after_long(year, people, p, e) if p.is_long else after_short(year, people, p, e)
    return audits(year)


def plan(year: Year, p: Programme) -> None:
    late = 4 if p.id in ("P09", "P17") else 0
    year.add(
        "plan",
        year.working_days(p.ends, year.random.randint(1, 4) + late),
        title=f"{p.title}回访与跟踪计划",
        programme=p.id,
    )
    for n, (_, ends) in enumerate(p.modules, 1):
        year.add("plan", year.workday(ends + weeks(2)), title=f"第{n}模块后调整计划", programme=p.id)


def after_short(year: Year, people: People, p: Programme, e: Enrolment) -> None:
    visit(year, people, e, p.ends + weeks(1), year.workday(p.ends + weeks(2)), FIRST)
    second = p.ends + datetime.timedelta(days=17)
    visit(year, people, e, second, year.workday(months(p.ends, 1)), SECOND)
    if p.important:
        site_visit(year, p, e)


def after_long(year: Year, people: People, p: Programme, e: Enrolment) -> None:
    for _, ends in p.modules:
        visit(year, people, e, ends + datetime.timedelta(days=1), ends + weeks(2), MODULE)
    for n in range(1, 12):
        day = months(p.days[0], n)
        if not p.modules and day < p.ends:
            visit(year, people, e, day, day + weeks(2), MODULE)
    visit(year, people, e, months(p.ends, 1), months(p.ends, 3), WHOLE)
    visit(year, people, e, months(p.ends, 4), months(p.ends, 6), TRACKING)


def visit(year: Year, people: People, e: Enrolment, first: Day, due: Day, topics: list[str]) -> None:
    """A follow-up in its window; but some come late, some never, and some numbers are wrong."""
    luck = year.random.random()
    day = year.between(first, due)
    by = year.pick("T2", "T3")
    if luck < 0.05:
        hard_to_reach(year, e, day, by, topics)
    elif luck < 0.97 and people.is_there(e.person, day):
        if luck > 0.90:
            day = year.working_days(due, year.random.randint(1, 8))
        channel = year.pick("phone", "phone", "questionnaire", "questionnaire", "questionnaire", "meeting")
        year.add("follow_up", day, enrolment=e.id, channel=channel, reached=True, topics=topics, by=by)


def hard_to_reach(year: Year, e: Enrolment, day: Day, by: str, topics: list[str]) -> None:
    """Two calls in vain, then a letter with a reply-by date; about half of them answer."""
    reason = year.pick("空号", "无人接听", "停机")
    for n in range(2):
        year.add(
            "contact_attempt",
            year.working_days(day, n),
            enrolment=e.id,
            channel="phone",
            reached=False,
            by=by,
            reason=reason,
        )
    sent = year.working_days(day, 2)
    replied = year.working_days(sent, year.random.randint(1, 5)) if year.chance(0.5) else None
    known = replied if replied is not None and replied <= year.today else ""
    reply_by = year.working_days(sent, 5)
    letter = year.add(
        "communication", sent, enrolment=e.id, channel="email", purpose="follow-up", reply_by=reply_by, replied=known
    )
    if letter is None:
        return
    for n in (2, 4):
        looked = year.working_days(sent, n)
        if replied is None or looked <= replied:
            year.add("reply_check", looked, communication=letter, found=looked == replied)
    if replied is not None:
        year.add("follow_up", replied, enrolment=e.id, channel="email", reached=True, topics=topics, by=by)


def site_visit(year: Year, p: Programme, e: Enrolment) -> None:
    agreed = year.working_days(p.ends, year.random.randint(2, 11))
    takes_place = year.working_days(agreed, year.random.randint(1, 5))
    if year.chance(0.05):
        return
    year.add("appointment", agreed, takes_place=takes_place, enrolment=e.id)
    if year.chance(0.95):
        year.add(
            "follow_up",
            takes_place,
            enrolment=e.id,
            channel="visit",
            reached=True,
            topics=["effect.application"],
            by="T3",
        )
        year.add(
            "report", year.working_days(takes_place, year.random.randint(1, 4)), title="实地回访报告", enrolment=e.id
        )


def audits(year: Year) -> list[dict[str, object]]:
    """Every month one in twenty of the follow-ups is drawn and asked again, item by item."""
    done: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in year.rows["follow_up"]:
        done[f"{row['date']:%Y-%m}"].append(row)
    draws: list[dict[str, object]] = []
    for month, follow_ups in sorted(done.items()):
        first = months(Day.fromisoformat(f"{month}-01"), 1)
        if first > year.today:
            continue
        drawn = year.random.sample(follow_ups, -(-len(follow_ups) // 20))
        draws.append(
            {
                "id": f"D{month}",
                "policy": "follow-up-visits",
                "rule": "audit",
                "occurrence": month,
                "date": year.workday(first).isoformat(),
                "seed": f"abacus {month}",
                "population": len(follow_ups),
                "members": [f"follow_up/{row['id']}" for row in drawn],
            }
        )
        for row in drawn:
            audit(year, row, year.between(first, year.working_days(first, 9)))
    return draws


def audit(year: Year, follow_up: dict[str, object], day: Day) -> None:
    topics = follow_up["topics"]
    assert isinstance(topics, list)
    for item in topics:
        result = year.random.choices(["right", "wrong", "could_not_be_verified"], [91, 5, 4])[0]
        id = year.add("follow_up_audit", day, follow_up=follow_up["id"], item=item, result=result, auditor="T6")
        if id is not None and result == "wrong":
            wrong_record(year, id, day)


def wrong_record(year: Year, audit: str, day: Day) -> None:
    raised = year.working_days(day, 1)
    finding = year.add(
        "finding",
        raised=raised,
        title="回访记录与学员本人说法不符",
        rectify_by=year.working_days(raised, 5),
        severity="minor",
        dimension="content",
        inspector="T6",
        concerning=f"follow_up_audit/{audit}",
    )
    if year.chance(0.8):
        year.add(
            "decision",
            year.working_days(raised, 3),
            concerning=f"finding/{finding}",
            outcome="accepted",
            decided_by="T1",
        )
    decided = year.working_days(raised, 4)
    completed = year.working_days(decided, year.random.randint(6, 12))
    year.add(
        "improvement_action",
        None,
        finding=finding,
        unit="U0",
        person="T2",
        decided=decided,
        due=year.working_days(decided, 10),
        title="回访记录当日复核",
        expected_effect="下月抽查无差错",
        completed=completed if completed <= year.today else "",
    )
    corrected = year.working_days(raised, year.random.randint(1, 7))
    rectification = year.add("rectification", corrected, finding=finding, text="已电话核实并更正", by="T2")
    if rectification is not None:
        year.add(
            "decision",
            year.working_days(corrected, 2),
            concerning=f"rectification/{rectification}",
            outcome="accepted",
            decided_by="T6",
        )


def write_lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
