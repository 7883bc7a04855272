"""A year of the fictional company, asked on one day: agenda, reasons, rates, what is overdue, what changes."""

from __future__ import annotations

import datetime
from collections import Counter
from itertools import groupby

import aftercourse as ac

from tour.company import Company
from tour.page import heading, lesson, number, percent, say, span, table

TODAY = datetime.date(2026, 10, 20)

# Made up, in the form of the published ones: Spring Festival, with the Saturday after it worked.
NOTICE = {
    "year": 2027,
    "days": [{"name": "春节", "date": f"2027-02-{day:02}", "isOffDay": day < 13} for day in (*range(5, 12), 13)],
}


def show() -> None:
    company = Company()
    facts(company)
    agenda = company.engine.agenda(as_of=TODAY, horizon="2 weeks")
    today(company, agenda)
    explained(company)
    rates(company)
    overdue(company, agenda.where(state="overdue"))
    moved(company)
    announced(company)


def facts(company: Company) -> None:
    heading("1  A fictional company: the facts of 2026 go in (examples/data)")
    planned, moved, happened = company.planned.recorded, company.moved.amended, company.happened.recorded
    say(f"{number(planned)} facts that were planned, {moved} of them amended when two days were moved,")
    say(f"and {number(happened)} facts that happened since: whole files, recorded entirely or not at all.", "")
    again = company.record_export_again()
    say(f"The telephone system's file of September: {again.unchanged} calls known already, {again.recorded} new,")
    say(f"{len(again.bad)} rows refused and listed:", *(f"  {fault}" for fault in again.bad), "")
    rows = [
        (p.policy.title, p.policy.title_zh, len(p.policy.rules), len(p.policy.measures), p.on)
        for p in company.engine.policies()
    ]
    table(["in force", "", "rules", "measures", "since"], rows, right=[2, 3])


def today(company: Company, agenda: ac.Agenda) -> None:
    heading(f"2  The agenda of {TODAY:%A, %-d %B %Y}, two weeks ahead")
    counts = Counter((task.title, task.state) for task in agenda)
    states, shown = ("overdue", "open", "upcoming"), 10
    titles = sorted({title for title, _ in counts}, key=lambda t: (-counts[t, "overdue"] - counts[t, "open"], t))
    rows = [[counts[title, state] for state in states] for title in titles]
    rest = [f"{len(rows) - shown} more rules", *map(sum, zip(*rows[shown:]))]
    table(["what", *states], [*([t, *row] for t, row in zip(titles[:shown], rows)), rest], right=[1, 2, 3])
    say("Due next:")
    soon = sorted(agenda.where(state=["open", "upcoming"]), key=lambda task: (task.due, task.rule, task.key))
    groups = [list(group) for _, group in groupby(soon, key=lambda task: (task.due, task.rule, task.anchor))]
    table(["due", "what", "tasks", "for", "by"], [line(company, group) for group in groups[:8]], right=[2])
    lesson("What is late, what comes next and who is to do it, without anybody keeping a list.")


def line(company: Company, tasks: list[ac.Task]) -> tuple[object, ...]:
    """Tasks of one rule and anchor in one line."""
    first, more = tasks[0], len(tasks) - 1
    people = sorted({person for task in tasks for person in task.holders})
    by = company.names(people[:2]) + (f" and {len(people) - 2} more" if len(people) > 2 else "")
    return first.due, first.title, more + 1, company.name(first) + (f" and {more} more" if more else ""), by


def explained(company: Company) -> None:
    heading("3  Why was it due on a Saturday? One task explained")
    [task] = company.engine.agenda(as_of=TODAY, rule="second-visit", subject="E317")
    say(f"{company.name(task)}, to be followed up by {company.names(task.holders)}: the task {task.key}", "")
    reason = company.engine.explain(task)
    chinese = reason.text("zh").splitlines()
    say(reason.text("en"), "", *chinese[:8], f"  …（其余 {len(chinese) - 8} 行从略）", "")
    lesson(
        "Nobody has to believe a due date: each is worked out from the clause, day by day, in English and in Chinese."
    )


def rates(company: Company) -> None:
    heading("4  Rates by department")
    engine = company.engine
    done = engine.evaluate(["completion_rate", "on_time_rate"], by=["unit"], as_of=TODAY, interval="process")
    right = engine.evaluate(["accuracy_rate"], by=["unit"], as_of=TODAY)
    rows = []
    for rate in [*done, *right]:
        what, department = rate.measure.replace("_", " "), company.units[rate["unit"]]
        of = f"{rate.numerator:g} of {rate.denominator:g}"
        rows.append((what, department, percent(rate.value), of, rate.late, rate.void, between(rate)))
    table(["measure", "department", "rate", "", "late", "void", "95 % interval"], rows, right=[2, 3, 4, 5])
    say("Complete: learners whose follow-ups are all done. On time: follow-ups. Void ones are left out; the intervals")
    say("allow for the learners of one programme being alike. Accurate: answers asked again in the monthly audits;")
    say("the rate is an estimate for all follow-ups, by the design of the draws.", "")
    lesson(
        "The departments' completion rates differ by less than their intervals are wide: no department is shown to be worse. A rate"
        " of 100 % from a few audits is no proof either, and says so."
    )


def between(rate: ac.Rate) -> str:
    if rate.low is None:
        return str(rate.interval).rpartition(": ")[2]
    return span(rate, percent)


def overdue(company: Company, tasks: ac.Agenda) -> None:
    heading("5  What is overdue, and who hears of it")
    notices = [(notice, task) for task in tasks for notice in task.notices]
    notices.sort(key=lambda due: (due[0].on, due[1].key))
    told = Counter(role for notice, _ in notices for role in notice.tell)
    long_overdue = sum((TODAY - task.due).days > 30 for task in tasks)
    say(f"{len(tasks)} tasks are overdue, {long_overdue} of them for more than 30 days. Notices that fell due since:")
    say(", ".join(f"{role} {count}" for role, count in told.most_common()) + ". The latest:", "")
    rows = [
        (notice.on, ", ".join(notice.tell), company.names(notice.holders), task.title, company.name(task), task.due)
        for notice, task in notices[:-9:-1]
    ]
    table(["on", "told", "who is", "missed", "for", "due"], rows)
    lesson(
        "Who has to be told is part of the regulation and known on the day, so that a missed duty does not stay with whoever missed it."
    )


def moved(company: Company) -> None:
    heading("6  A day is moved: what a host must show, change or remove")
    engine, horizon = company.engine, "4 weeks"
    before = {task.id: task for task in engine.agenda(as_of=TODAY, horizon=horizon)}
    cursor = engine.changes(as_of=TODAY, horizon=horizon).cursor
    with engine.batch(actor="T1", reason="the hall is flooded", at="2026-10-20T09:00+08:00") as batch:
        batch.amend("session", "P20-3", {"starts": "2026-10-30"})
        batch.amend("programme", "P20", {"ends": "2026-10-30"})
    changes = engine.changes(cursor, as_of=TODAY, horizon=horizon)
    added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
    say(f"The last day of {company.programmes['P20']} moves from 28 to 30 October. Within {horizon}:")
    say(f"{changed} tasks changed, {added} were added, {removed} removed. Every task keeps its id.", "")
    shifts = Counter((task.title, before[task.id].due, task.due) for task in changes.changed)
    table(
        ["what", "tasks", "was due", "is due"],
        [(what, n, was, now) for (what, was, now), n in sorted(shifts.items())],
        right=[1],
    )
    lesson(
        "One flooded hall changes the dates of everything that follows, and of nothing else; a host learns exactly which."
    )


def announced(company: Company) -> None:
    heading("7  Days off that are not announced yet")
    engine, horizon = company.engine, "1 year"
    ahead = engine.changes(as_of=TODAY, horizon=horizon)
    due = {task.id: task.due for task in ahead.added if task.provisional}
    say(
        f"Of {number(len(ahead.added))} tasks up to {horizon} ahead {len(due)} are provisional: they rest on working days"
    )
    say("of 2027, whose notice is not there yet. It comes (made up here) and is loaded as data:", "")
    engine.set_calendar(engine.calendar().with_notice(NOTICE))
    settled = engine.changes(ahead.cursor, as_of=TODAY, horizon=horizon)
    found = [("moved", settled.moved), ("confirmed", settled.confirmed)]
    counts = Counter((what, task.title, due[task.id], task.due) for what, tasks in found for task in tasks)
    rows = [(title, n, was, now, what) for (what, title, was, now), n in sorted(counts.items())]
    table(["what", "tasks", "was due", "is due", ""], rows, right=[1])
    lesson("A date that may still move is marked as such until the notice is there.")
