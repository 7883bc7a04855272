"""What the regulation on tracking leaves behind: examinations, appraisals, observations, questionnaires, measures."""

from __future__ import annotations

import datetime

from people import People
from programmes import Enrolment, Programme
from year import Day, Year, months, weeks


def make_tracking(year: Year, people: People, programmes: list[Programme]) -> None:
    for p in programmes:
        if not p.cancelled:
            announce(year, p)
            ask_for_effect(year, p)
            for e in p.enrolments:
                if e.withdrawn is None:
                    track(year, people, p, e)
    for n in range(1, 10):
        department_month(year, months(Day(2026, 1, 1), n))


def announce(year: Year, p: Programme) -> None:
    for audience in ("employing-department", "learners"):
        if p.id != "P13" or audience == "learners":  # the department of P13 was never told
            day = year.working_days(p.ends, year.random.randint(1, 5))
            year.add("communication", day, programme=p.id, audience=audience, channel="notice", purpose="tracking-plan")


def track(year: Year, people: People, p: Programme, e: Enrolment) -> None:
    examine(year, people, p, e)
    if year.chance(0.93):
        appraise(year, people, p, e)
    for n in range(3, 12, 3):
        due = months(p.ends, n)
        superior = people.superior[e.person]
        if year.chance(0.9):
            seen = year.workday(due - datetime.timedelta(days=year.random.randint(4, 24)))
            if people.is_there(e.person, seen):
                used = year.chance(0.55 + 0.1 * n / 3)
                year.add(
                    "observation",
                    seen,
                    enrolment=e.id,
                    method_used=used,
                    feedback_given=year.chance(0.96),
                    observer=superior,
                )
        if year.chance(0.9):
            told = year.workday(due - datetime.timedelta(days=year.random.randint(-3, 12)))
            if people.is_there(e.person, told):
                year.add(
                    "progress_report",
                    told,
                    enrolment=e.id,
                    gains=year.pick("流程更顺", "沟通更快", "差错减少", "会用新工具"),
                )


def examine(year: Year, people: People, p: Programme, e: Enrolment) -> None:
    if year.chance(0.03):
        return
    day = year.between(p.ends + datetime.timedelta(days=1), p.ends + weeks(2))
    if year.chance(0.06):
        day = year.working_days(p.ends + weeks(2), year.random.randint(2, 6))
    points = [f"{p.title}·{part}" for part in ("概念", "方法", "实操")]
    covered = points if p.id != "P02" else points[:2]  # the examination of P02 forgot the practice
    for attempt in (1, 2):
        score = min(100, max(35, round(year.random.gauss(79 + 3 * attempt, 11))))
        if people.is_there(e.person, day):
            year.add(
                "assessment_result",
                day,
                enrolment=e.id,
                score=score,
                maximum=100,
                component="written",
                attempt=attempt,
                passed=score >= 60,
                grade=grade(score),
                key_points=covered,
            )
        if score >= 60:
            return
        day = year.working_days(day, 5)


def grade(score: int) -> str:
    return next((name for limit, name in ((90, "excellent"), (75, "good"), (60, "pass")) if score >= limit), "fail")


def appraise(year: Year, people: People, p: Programme, e: Enrolment) -> None:
    """The superior with words, three peers and the learner."""
    due = months(p.ends, 3)
    peers = year.random.sample([x for x in people.learners[e.unit] if x != e.person], 3)
    parties = [("superior", people.superior[e.person]), ("self", e.person)] + [("peer", x) for x in peers]
    for relation, appraiser in parties:
        day = year.between(months(p.ends, 2), due - datetime.timedelta(days=3))
        words = (
            {"strengths": "主动运用所学", "weaknesses": "熟练度不足", "suggestions": "多练多问"}
            if relation == "superior"
            else {}
        )
        if people.is_there(e.person, day) and not year.chance(0.015):
            score = round(year.random.gauss(82, 7))
            year.add(
                "appraisal",
                day,
                person=e.person,
                relation=relation,
                enrolment=e.id,
                appraiser=appraiser,
                score=score,
                **words,
            )


def ask_for_effect(year: Year, p: Programme) -> None:
    """The effect questionnaire; the learners of P12 were not content, and something was done about it."""
    opens = year.working_days(p.ends, 3)
    closes = opens + weeks(2)
    sent = (
        year.add("questionnaire", instrument="effect", opens=opens, closes=closes, programme=p.id)
        if opens <= year.today
        else None
    )
    if sent is None:
        return
    mean = 2.9 if p.id == "P12" else 4.2
    for e in p.enrolments:
        if e.withdrawn is None and year.chance(0.78):
            score = min(5, max(1, round(year.random.gauss(mean, 0.8))))
            year.add(
                "instrument_response",
                year.between(opens, closes),
                instrument="effect",
                score=score,
                questionnaire=sent,
                programme=p.id,
                enrolment=e.id,
            )
    year.add(
        "report",
        year.working_days(closes, year.random.randint(2, 8)),
        title=f"{p.title}效果分析",
        concerning=f"questionnaire/{sent}",
        programme=p.id,
    )
    if p.id == "P12":
        improve(year, p, sent, year.working_days(closes, 4))


def improve(year: Year, p: Programme, questionnaire: str, raised: Day) -> None:
    finding = year.add(
        "finding",
        raised=raised,
        title="实操时间太少，学员不满意",
        severity="general",
        dimension="mode",
        unit=p.unit,
        programme=p.id,
        inspector="T6",
        concerning=f"questionnaire/{questionnaire}",
    )
    year.add(
        "decision", year.working_days(raised, 4), concerning=f"finding/{finding}", outcome="accepted", decided_by="T1"
    )
    decided = year.working_days(raised, 7)
    action = year.add(
        "improvement_action",
        finding=finding,
        unit=p.unit,
        person="H3",
        decided=decided,
        due=Day(2026, 9, 30),
        title="点检实操课时加倍",
        expected_effect="满意度均分不低于4.0",
    )
    for n, status in ((1, "on_track"), (2, "slipping")):
        check = year.add(
            "action_check", year.workday(months(decided, n)), improvement_action=action, status=status, by="T1"
        )
        if status == "slipping" and check is not None:
            year.add(
                "decision",
                year.working_days(months(decided, n), 3),
                concerning=f"action_check/{check}",
                outcome="escalated",
                decided_by="G1",
            )


def department_month(year: Year, first: Day) -> None:
    """The review meeting of each department and its figures; finance forgot its meeting in June."""
    last = months(first, 1) - datetime.timedelta(days=1)
    if last > year.today:
        return
    for unit, measure, mean in (
        ("U1", "新签合同额（万元）", 820),
        ("U2", "一次解决率（%）", 86),
        ("U3", "每千件不良", 9),
        ("U4", "结账天数", 6),
    ):
        if (unit, first.month) != ("U4", 6):
            year.add(
                "meeting",
                year.between(last - datetime.timedelta(days=9), last - datetime.timedelta(days=3)),
                unit=unit,
                topic="training-review",
            )
        year.add(
            "work_result", last, measure=measure, value=round(mean * year.random.uniform(0.93, 1.09), 1), unit=unit
        )
