"""A year of the fictional company, asked on one day: agenda, reasons, rates, what is overdue, what a move changes."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import groupby

import aftercourse as ac

from tour.company import Company
from tour.page import heading, number, percent, say, table

TODAY = datetime.date(2026, 10, 20)


def show() -> None:
    company = Company()
    facts(company)
    agenda = company.engine.agenda(as_of=TODAY, horizon="2 weeks")
    today(company, agenda)
    explained(company)
    rates(company)
    overdue(company, agenda.where(state="overdue"))
    moved(company)


def facts(company: Company) -> None:
    heading("1  A fictional company: the facts of 2026 go in (examples/data)")
    say(
        f"{number(company.planned.recorded)} facts that were planned, {company.moved.amended} of them amended when two days moved,"
    )
    say(
        f"and {number(company.happened.recorded)} facts that happened since. Each file is recorded whole or not at all."
    )
    again = company.record_export_again()
    say(
        f"The telephone system's file of September, sent again: {again.unchanged} calls known already, {again.recorded} new,"
    )
    say(f"{len(again.bad)} rows refused and listed:")
    say(*(f"  {fault}" for fault in again.bad))
    print()
    rows = [
        (p.policy.title, p.policy.title_zh, len(p.policy.rules), len(p.policy.measures), p.on)
        for p in company.engine.policies()
    ]
    table(["in force", "", "rules", "measures", "since"], rows, right=[2, 3])


def today(company: Company, agenda: ac.Agenda) -> None:
    heading(f"2  The agenda of {TODAY:%A, %-d %B %Y}, two weeks ahead")
    counts = Counter((task.policy, task.rule, task.title, task.state) for task in agenda)
    rules = sorted({key[:3] for key in counts}, key=lambda rule: -counts[*rule, "open"] - counts[*rule, "overdue"])
    states = ("overdue", "open", "upcoming")
    rows: list[list[object]] = [
        [title] + [counts[policy, rule, title, s] or "" for s in states] for policy, rule, title in rules
    ]
    rest = [sum(int(str(row[n] or 0)) for row in rows[10:]) for n in (1, 2, 3)]
    table(["what", *states], rows[:10] + [[f"{len(rows) - 10} more rules", *rest]], right=[1, 2, 3])
    say("Due next:")
    soon = sorted(agenda.where(state=["open", "upcoming"]), key=lambda task: (task.due, task.rule, task.key))
    groups = [list(group) for _, group in groupby(soon, key=lambda task: (task.due, task.rule, task.anchor))]
    table(["due", "what", "tasks", "for", "by"], [line(company, group) for group in groups[:8]], right=[2])


def line(company: Company, tasks: list[ac.Task]) -> tuple[object, ...]:
    """Tasks of one rule and anchor in one line."""
    first, more = tasks[0], len(tasks) - 1
    people = sorted({person for task in tasks for person in task.holders})
    by = company.names(people[:2]) + (f" and {len(people) - 2} more" if len(people) > 2 else "")
    return first.due, first.title, more + 1, company.name(first) + (f" and {more} more" if more else ""), by


def explained(company: Company) -> None:
    heading("3  Why? One task explained")
    [task] = company.engine.agenda(as_of=TODAY, rule="first-visit", subject="E350")
    say(f"{company.name(task)}, to be followed up by {company.names(task.holders)}: the task {task.key}", "")
    reason = company.engine.explain(task)
    say(reason.text("en"), "", reason.text("zh"))


def rates(company: Company) -> None:
    heading("4  Rates by department")
    asked = ["completion_rate", "on_time_rate", "accuracy_rate"]
    rates = company.engine.evaluate(asked, by=["unit"], as_of=TODAY, interval="process")
    rows = [
        (rate.measure.replace("_", " "), company.units[rate["unit"]], percent(rate.value), f"{rate.numerator:g} of {rate.denominator:g}",
         rate.late, rate.void, between(rate)) for rate in rates
    ]  # fmt: skip
    table(["measure", "department", "rate", "", "late", "void", "95 % interval"], rows, right=[2, 3, 4, 5])
    say(
        "Learners whose follow-ups are all done; follow-ups done in time; audited answers that were right. Void tasks are left"
    )
    say("out; the interval allows for learners of one programme being alike.")


def between(rate: ac.Rate) -> str:
    if rate.low is None:
        return str(rate.interval).partition(": ")[2] or str(rate.interval)
    return f"{percent(rate.low)} to {percent(rate.high)}"


def overdue(company: Company, tasks: ac.Agenda) -> None:
    heading("5  What is overdue, and who hears of it")
    notices = [(notice.on, role, task) for task in tasks for notice in task.notices for role in notice.tell]
    told = Counter(role for _, role, _ in notices)
    late = [(TODAY - task.due).days for task in tasks]
    say(
        f"{len(tasks)} tasks are overdue, {sum(days > 30 for days in late)} of them for more than 30 days. Notices that fell due:"
    )
    say(", ".join(f"{role} {count}" for role, count in told.most_common()) + ". The latest:")
    print()
    latest = sorted(notices, key=lambda n: (n[0], n[1], n[2].key), reverse=True)[:8]
    rows = [(on, role, company.holders(role, on), t.title, company.name(t), t.due) for on, role, t in latest]
    table(["on", "told", "who is", "missed", "for", "due"], rows)


def moved(company: Company) -> None:
    heading("6  A day is moved: what a host must show, change or remove")
    engine, horizon = company.engine, "4 weeks"
    before = {task.id: task for task in engine.agenda(as_of=TODAY, horizon=horizon)}
    cursor = engine.changes(as_of=TODAY, horizon=horizon).cursor
    with engine.batch(actor="T1", reason="the hall is flooded", at="2026-10-20T09:00+08:00") as batch:
        batch.amend("session", "P20-3", {"starts": "2026-10-30"})
        batch.amend("programme", "P20", {"ends": "2026-10-30"})
    changes = engine.changes(cursor, as_of=TODAY, horizon=horizon)
    say(
        f"The last day of {company.programmes['P20']} moves from 28 to 30 October: {len(changes.changed)} tasks changed,"
    )
    say(
        f"{len(changes.added)} were added and {len(changes.removed)} removed within {horizon}. Every task keeps its id."
    )
    print()
    shifts = Counter((task.title, before[task.id].due, task.due) for task in changes.changed)
    table(
        ["what", "tasks", "was due", "is due"],
        [(what, n, was, now) for (what, was, now), n in sorted(shifts.items())],
        right=[1],
    )
