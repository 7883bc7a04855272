"""An examination marked by its scheme: how it ended, and what the papers say of the examination and of the course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas

import aftercourse as ac
import aftercourse.statistics as st

from tour import onboarding
from tour.page import chance, heading, lesson, percent, say, span, table

Sittings = dict[str, list[dict[str, Any]]]
GRADES = ["excellent", "good", "pass", "fail"]


def show() -> None:
    heading("8  An examination, marked and examined itself (examples/data/onboarding)")
    scheme, sittings = onboarding.scheme(), onboarding.sittings(onboarding.SEPTEMBER)
    outcomes = {learner: scheme.mark(learner, given) for learner, given in sittings.items()}
    marked(scheme, outcomes)
    passed(onboarding.engine())
    reasons(outcomes.values())
    first = {learner: given[:1] for learner, given in sittings.items()}
    items(scheme, first)
    weak(scheme, first)


def marked(scheme: ac.Scheme, outcomes: dict[str, ac.Record]) -> None:
    parts = ", ".join(f"{part.title.en.lower()} {100 * part.weight:.0f} %" for part in scheme.definition.components)
    say(
        "Made-up papers of the course 销售上岗培训, marked by examples/assessments/sales-onboarding.yaml:",
        f"{parts}.",
        "",
    )
    graded = [outcome for outcome in outcomes.values() if outcome.grade]
    counts = Counter(outcome.grade for outcome in graded)
    shares = [st.proportion_interval(successes=counts[grade], n=len(graded)) for grade in GRADES]
    rows = [(grade, counts[grade], percent(s.estimate), span(s, percent)) for grade, s in zip(GRADES, shares)]
    table(["grade", "learners", "share", "95 % interval"], rows, right=[1, 2])
    made_up = sum(any(part.made_up for part in outcome.components) for outcome in graded)
    say(
        f"{made_up} sat the examination again; what is made up counts at most the pass mark. Nobody is guessed to have failed:"
    )
    waiting = Counter(reason.en for outcome in outcomes.values() for reason in outcome.missing)
    say(*(f"{n} without a total: {reason}" for reason, n in waiting.items()), "")


def passed(engine: ac.Engine) -> None:
    """By its three denominators, and by class against the quarter before, when the June intake was held."""
    of = {"pass_rate_enrolled": "enrolled", "pass_rate": "started", "pass_rate_completed": "completed"}
    rates = engine.evaluate(list(of), period="2026-Q3", as_of=onboarding.AS_OF)
    say(
        "Passed: "
        + ", ".join(f"{percent(r.value)} of {r.denominator:g} who {of[r.measure]}" for r in rates)
        + ". Of those who started:",
        "",
    )
    names = dict(zip(engine.facts("unit").column("id"), engine.facts("unit").column("name")))
    rows = [
        (
            names[r["unit"]],
            f"{r.numerator:g} of {r.denominator:g}",
            percent(r.value),
            span(r, percent),
            percent(r["previous"]),
            points(r),
        )
        for r in engine.evaluate(
            "pass_rate", by=["unit"], period="2026-Q3", versus="previous", interval="wilson", as_of=onboarding.AS_OF
        )
    ]
    table(["class", "passed", "", "95 % interval", "June", "change in points (95 % interval)"], rows, right=[1, 2, 4])


def points(rate: ac.Rate) -> str:
    change, low, high = (100 * rate[column] for column in ("change", "change_low", "change_high"))
    return f"{change:+.1f} ({low:+.1f} to {high:+.1f})"


def reasons(outcomes: Iterable[ac.Record]) -> None:
    """Of somebody whose total would be enough, and who fails all the same."""
    outcome = next(o for o in outcomes if o.total is not None and o.total >= 60 and not o.passed)
    say("Every total says how it came about, and why somebody with enough points failed:", outcome.words("zh"), "")


def items(scheme: ac.Scheme, sittings: Sittings) -> None:
    matrix = scheme.item_matrix(sittings, component="examination")
    papers = pandas.DataFrame(matrix.marks, columns=matrix.items)
    analysis = st.item_analysis(papers, max_marks=list(matrix.maximum))
    [examination] = [part for part in scheme.definition.components if part.id == "examination"]
    titles = {item.id: item.title.zh for item in examination.items}
    rows = [
        (
            row["item"],
            titles[row["item"]],
            percent(row["facility"]),
            index(row["discrimination_index"]),
            index(row["effective_weight"]),
        )
        for row in analysis.items.to_dicts()
    ]
    say(f"Moodle's item statistics of the {analysis.n} papers of the first sitting:", "")
    table(["item", "", "facility", "discrimination", "effective weight"], rows, right=[2, 3, 4])
    chosen = pandas.DataFrame(matrix.chosen, columns=matrix.items).map("".join)
    both = papers.join(chosen.add_prefix("chosen ")).dropna()
    answered = st.item_analysis(
        both,
        items=matrix.items,
        max_marks=list(matrix.maximum),
        responses=["chosen q1", "chosen q3"],
        key=["B", "false"],
    )
    options = [
        (
            row["item"].removeprefix("chosen "),
            row["option"],
            "right" if row["right"] else "",
            row["n"],
            percent(row["upper_share"]),
            percent(row["lower_share"]),
        )
        for row in answered.options.to_dicts()
    ]
    table(["item", "option", "", "chosen by", "of the best 27 %", "of the weakest 27 %"], options, right=[3, 4, 5])
    wrong = Counter(answer for answer in chosen["q4"] if answer)
    say(
        f"Most written for q4: {', '.join(f'{answer} ({n})' for answer, n in wrong.most_common(4))}. 1536 is the discount.",
        "",
    )
    lesson(
        f"q3 discriminates negatively: those who do well elsewhere get it wrong more often, so its wording or its key is to be"
        f" looked at before its marks count. Option C of q1 deceives nobody. Five items measure little: consistency"
        f" {analysis.internal_consistency:.0f} %, so a total of the examination is uncertain by {analysis.standard_error:.0f} marks."
    )


def index(value: float | None) -> str:
    return "none" if value is None else f"{value:.0f} %"


def weak(scheme: ac.Scheme, sittings: Sittings) -> None:
    """Answers of the examination by key point and class; half right is not right."""
    points = {item.id: item.key_points for item in scheme.definition.components[0].items}
    where = onboarding.classes()
    answers = [
        (int(item.state == "right"), point, where[learner])
        for learner, given in sittings.items()
        for item in scheme.mark(learner, given).items
        for point in points.get(item.item, [])
    ]
    frame = pandas.DataFrame(answers, columns=["right", "point", "class"])
    rows = st.weakness(frame, right="right", point="point", group="class").rows.to_dicts()
    names = {point.id: point.title.zh for point in scheme.definition.key_points}
    shown = [
        (
            names[row["point"]],
            row["group"],
            f"{row['right']} of {row['n']}",
            percent(row["share"]),
            f"{percent(row['low'])} to {percent(row['high'])}",
            chance(row["probability_below"]),
        )
        for row in rows[:4]
    ]
    say(
        "How probable is it that fewer than 60 % of a class's answers on a key point are wholly right? The weakest:", ""
    )
    table(["key point", "class", "right", "", "95 % interval", "probability"], shown, right=[2, 3, 5])
    say(f"{scheme.coverage().words('en')}.", "")
    again = ", ".join(f"{names[row['point']]} in {row['group']}" for row in rows if row["probability_below"] >= 0.95)
    lesson(
        f"To be taught again: {again}; elsewhere a weakness is not yet shown. And of a key point that no item examines"
        " nobody knows anything: the next examination needs an item on it."
    )
