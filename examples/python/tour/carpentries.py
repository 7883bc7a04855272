"""The Carpentries' instructor training, from the files they published (CC BY 4.0): whole and dirty as they are."""

from __future__ import annotations

import csv
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import aftercourse as ac

from tour.page import heading, lesson, number, percent, say, table

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("AFTERCOURSE_SHARED", ROOT.parent / "shared")) / "data" / "carpentries"
POLICY = ROOT / "examples" / "policies" / "carpentries.yaml"
AS_OF = "2018-11-01"  # the list counts badges of an event of 29 October, none of a later one

EVENTS = {"id": "slug", "starts": "start", "country": "country", "attendance": "attendance", "badged": "count_badged"}
BADGES = {"id": "slug", "event": "slug", "attendance": "attendance", "badged": "count_badged"}
HEADCOUNTS = {"id": "#", "workshop": "Slug", "registered": "Registered"} | {f"day{n}": f"Day{n}" for n in range(1, 6)}
SURVEY = {
    "id": "#",
    "instrument": "=post-training",
    "date": "Date",
    "recommend": "LikelyToRecommend",
    "workshop": "Workshop ID",
}


@dataclass
class Receipts:
    events: ac.Receipt
    badges: ac.Receipt
    headcounts: ac.Receipt
    survey: ac.Receipt
    linked: ac.Receipt


def load() -> tuple[ac.Engine, Receipts]:
    """Every file is recorded as it is; rows that cannot be read are left out and listed in the receipt."""
    engine = ac.open()
    engine.adopt(POLICY, on="2012-01-01")
    receipts = Receipts(
        engine.record_csv("event", DATA / "instructor_training_events.csv", columns=EVENTS),
        engine.record_csv("badge_count", DATA / "archive_badges_by_training_event.csv", columns=BADGES),
        # Rows end where the workshop ended, and many cells hold spaces.
        engine.record_csv(
            "headcount", DATA / "archive_attendance.csv", columns=HEADCOUNTS, short_rows=True, trim=True, keep_good=True
        ),
        engine.record_csv(
            "instrument_response",
            DATA / "instructor_training_post_20180908.csv",
            columns=SURVEY,
            date_format="%m/%d/%y*",
        ),
        link_responses(engine),
    )
    return engine, receipts


def link_responses(engine: ac.Engine) -> ac.Receipt:
    """Responses that name an event of the list belong to it; nobody guesses for the others."""
    events = set(engine.facts("event").column("id"))
    with engine.batch(reason="names an event of the list") as batch:
        for response in engine.facts("instrument_response").to_dicts():
            if response["workshop"] in events:
                batch.amend("instrument_response", response["id"], {"event": response["workshop"]})
        receipt: ac.Receipt = batch.commit()
    return receipt


def record_long_row(engine: ac.Engine, line: int) -> ac.Receipt:
    """A row with more cells than headings, recorded by hand without those that have none; the reason is kept."""
    with (DATA / "archive_attendance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    row = dict(zip(rows[0], rows[line - 1]))
    days = {f"day{n}": int(row[f"Day{n}"]) for n in range(1, 6)}
    fact = {"id": str(line - 1), "workshop": row["Slug"], "registered": int(row["Registered"]), **days}
    return engine.record(
        "headcount", [fact], reason=f"line {line} has {len(rows[line - 1])} cells; days 6 and 7 have no heading"
    )


def show() -> None:
    if not DATA.exists():
        return
    heading("12  Real data: The Carpentries' instructor training")
    engine, receipts = load()
    loaded(receipts)
    record_long_row(engine, line=273)
    say("Line 273 is a workshop of seven days under headings for five: recorded by hand, with that reason.", "")
    completion(engine)
    survey(engine, receipts)
    follow_up(engine)


def loaded(receipts: Receipts) -> None:
    sizes = {"events": receipts.events, "workshops with headcounts": receipts.headcounts}
    sizes |= {"badge counts": receipts.badges, "survey responses": receipts.survey}
    say(", ".join(f"{receipt.recorded} {what}" for what, receipt in sizes.items()))
    say(f"{len(receipts.headcounts.bad)} rows are faulty:", *(f"  {fault}" for fault in receipts.headcounts.bad))


def completion(engine: ac.Engine) -> None:
    """Ratios of totals over those that have both numbers; the mean of the workshops' ratios would be another number."""
    names = {f"registered_to_day{n}": f"of those registered came on day {n}" for n in range(1, 6)}
    names |= {
        "attended_to_badge": "of those who attended have a badge",
        "attended_to_badge_before": "of those who attended had one at an earlier count",
    }
    rates = {rate.measure: rate for rate in engine.evaluate([*names, "more_than_registered"], as_of=AS_OF)}
    rows = [
        (name, number(int(rates[id].numerator)), number(int(rates[id].denominator)), percent(rates[id].value))
        for id, name in names.items()
    ]
    table(["completion", "people", "of", "rate"], rows, right=[1, 2, 3])
    ratios = [
        row["day1"] / row["registered"]
        for row in engine.facts("headcount").to_dicts()
        if row["registered"] and row["day1"] is not None
    ]
    more = rates["more_than_registered"]
    say(f"Day 1: {more.denominator:g} workshops have both numbers; {more.numerator:g} had more people than registered.")
    mean = percent(sum(ratios) / len(ratios))
    say(f"A rate is a ratio of totals; the mean of the {len(ratios)} ratios would be {mean}.", "")


def survey(engine: ac.Engine, receipts: Receipts) -> None:
    rates = {rate.measure: rate for rate in engine.evaluate(["recommendation", "names_workshop"], as_of=AS_OF)}
    recommend, named = rates["recommendation"], rates["names_workshop"]
    unnamed, linked = named.denominator - named.numerator, receipts.linked.amended
    net = ac.net_promoter(engine.facts("instrument_response").column("recommend"))
    say(f"{recommend.denominator:g} answers would recommend it with {recommend.value:.2f} of 10 on average.")
    say(f"{net.words().capitalize()}.")
    say(f"{unnamed:g} of {named.denominator:g} responses name no workshop: they are counted, and in no group.")
    say(f"{linked} name an event of the list, {named.numerator - linked:g} something else:", "")
    events = [rate for rate in engine.evaluate(["recommendation"], by=["event"], as_of=AS_OF) if rate["event"]]
    shown = [rate for rate in events if rate.state == "ok"]
    rows = [(rate["event"], f"{rate.value:.2f}", f"{rate.denominator:g}") for rate in shown]
    table(["event", "recommend", "answers"], rows, right=[1, 2])
    say(f"Suppressed, as fewer than five people answered about it: {len(events) - len(shown)} event.", "")


def follow_up(engine: ac.Engine) -> None:
    """Both rules give a task for every event, done or not."""
    states = ["done", "overdue", "open", "upcoming"]
    tasks = engine.agenda(as_of=AS_OF, horizon="1 year", state=states)
    say(f"Follow-up on {AS_OF}, of every event:", "")
    counts = Counter((task.title, task.state) for task in tasks)
    titles = dict.fromkeys(task.title for task in tasks)
    table(
        ["what", "tasks", *states],
        [(t, sum(counts[t, s] for s in states), *(counts[t, s] for s in states)) for t in titles],
        right=range(1, 6),
    )
    lesson(
        "Most events were never asked about in a way that can be linked to them, and what nobody answered is shown as not answered, not as"
        " content. Faulty rows are listed, not dropped in silence."
    )
