"""What the learners of the onboarding say: a questionnaire scored by dimension, and their comments in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars

import aftercourse as ac
import aftercourse.statistics as st
from aftercourse import text

from tour import onboarding
from tour.page import heading, lesson, mark, number, percent, say, span, table

LEVELS: list[tuple[str, Callable[[Any], str]]] = [
    ("satisfied, all in all (1 to 5)", lambda value: "no data" if value is None else mark(value)),
    ("platform stable and easy to use", percent),
    ("passed, of those who started", percent),
    ("used at work", percent),
    ("contracts signed", percent),
]
LABELS = ["positive", "negative", "mixed", "neutral"]
Responses = list[dict[str, Any]]
Texts = polars.Series


def show() -> None:
    heading("9  What the learners say: a questionnaire and its comments")
    instrument = onboarding.instrument()
    june, september = (
        instrument.last_submissions(onboarding.responses(intake)) for intake in (onboarding.JUNE, onboarding.SEPTEMBER)
    )
    answered(instrument, september)
    dimensions(instrument, june, september)
    engine = onboarding.engine()
    comments(engine, *(suggestions(intake) for intake in (september, june)))
    levels(engine)


def suggestions(responses: Responses) -> Texts:
    return polars.Series([response["answers"].get("suggestions") for response in responses]).drop_nulls()


def answered(instrument: ac.Instrument, responses: Responses) -> None:
    read = len(onboarding.responses(onboarding.SEPTEMBER))
    rate = instrument.dispositions(responses, onboarding.invited(onboarding.SEPTEMBER))
    say(
        f"The built-in questionnaire `{instrument.name}` ({instrument.definition.title.zh}), as a form tool exports it; answers made up."
    )
    say(f"{read} rows; of {read - len(responses)} person who sent it twice the last counts.")
    say(f"{rate.words()}.")
    flags = instrument.answering_flags(responses)
    straight, fast = sum(flag.straight_line for flag in flags), sum(flag.fast for flag in flags)
    say(f"Flagged for a look and not left out: {straight} ticked the same all the way down, {fast} was fast.", "")


def dimensions(instrument: ac.Instrument, june: Responses, september: Responses) -> None:
    """The dimensions, and of their parts those that changed since the intake before by more than chance explains."""
    known = {dimension.id: dimension for dimension in instrument.definition.dimensions}
    changes = {id: change(instrument, id, june, september) for id in known}
    corrected = st.adjust_p_values([answer.p_value for answer in changes.values()], method="holm").tests
    changed = [id for id, test in zip(known, corrected) if test["rejected"]]
    scores = {score.dimension: score for score in instrument.group_scores(september) if score.dimension}
    rows = [
        (
            dimension.title.zh if not dimension.parent else f"· {dimension.title.zh}",
            scores[id].n,
            mark(scores[id].mean),
            f"{mark(scores[id].low)} to {mark(scores[id].high)}",
            percent(scores[id].favourable_share),
            f"{changes[id].estimate:+.2f}",
            f"{changes[id].low:+.2f} to {changes[id].high:+.2f}",
            "*" if id in changed else "",
        )
        for id, dimension in known.items()
        if not dimension.parent or id in changed
    ]
    headings = [
        "dimension",
        "answered",
        "mean (1 to 5)",
        "95 % interval",
        "favourable",
        "since June",
        "95 % interval",
        "",
    ]
    table(headings, rows, right=[1, 2, 4, 5])
    say(
        f"A person's score is the mean of the items answered, if at least half are. * changed, corrected for {len(known)} tests (Holm)",
        "",
    )
    best, worst = (pick(changed, key=lambda id: float(changes[id].estimate)) for pick in (max, min))
    lesson(
        f"{known[best].title.zh} is liked better than in June, {known[worst].title.zh} less; what else moved may be chance. A mean"
        " of all dimensions would have hidden both."
    )


def change(instrument: ac.Instrument, dimension: str, june: Responses, september: Responses) -> st.Result:
    """The later mean minus the earlier; the two intakes are different people."""
    return st.t_test(
        [
            [s.score for s in instrument.person_scores(intake) if s.dimension == dimension]
            for intake in (june, september)
        ]
    )


def comments(engine: ac.Engine, september: Texts, june: Texts) -> None:
    say(f"{len(september)} wrote a comment ({len(june)} in June). Terms that more of them use than before:", "")
    terms = text.key_terms(september, june, at_least=3).to_dicts()[:4]
    shares = [
        (t["term"], f"{t['n']} of {t['of']}", f"{t['background_n']} of {t['background_of']}", f"{t['p']:.4f}")
        for t in terms
    ]
    table(["term", "comments", "in June", "p (not corrected)"], shares, right=[1, 2, 3])
    say("What the comments are about (one may be about several) and how they judge it:", "")
    about(engine)
    say("Neutral are questions, wishes, and judgements without a word of judgement, such as 手机上打不开学习平台: the")
    say("words are counted, nothing is understood. Where fewer than ten wrote, nobody is quoted.")
    negated(september)
    asked_again(september)
    lesson(
        "The scores say that the platform is disliked, the comments why: it stutters and will not let people in."
        " Questions asked again and again can be answered once for all. Read the comments themselves before deciding;"
        " this says where to begin."
    )


def about(engine: ac.Engine) -> None:
    """By dimension: judged and quoted are the sentences that touch it."""
    summary = engine.comments("follow-up", period="2026-Q3", as_of=onboarding.AS_OF, language="zh").to_dicts()
    rows = []
    for row in summary:
        quote = (row["blame"] if row["negative"] > row["positive"] else row["praise"] or row["blame"])[:1]
        rows.append((row["title"] or "all", row["people"], *(row[label] for label in LABELS), "".join(quote)))
    table(["about", "wrote", *LABELS, "one that speaks for others"], rows, right=range(1, 6))


def negated(texts: Texts) -> None:
    """Words of praise that are blame where they stand."""
    changed = polars.col("changed_by").list.eval(polars.element().cast(str).is_in(["negation", "lack"])).list.any()
    evidence = (
        text.polarity_evidence(texts)
        .to_polars()
        .filter((polars.col("weight") > 0) & (polars.col("value") < 0) & changed)
    )
    quotes = evidence["quote"].cast(str).unique(maintain_order=True).to_list()
    say(f"Words of praise that are blame where they stand: {'、'.join(quotes)}.")


def asked_again(texts: Texts) -> None:
    groups = text.group_similar(texts).to_polars().filter(polars.col("size") > 1)
    for _, group in groups.group_by("group", maintain_order=True):
        say(f"Written {len(group)} times in nearly the same words: " + " / ".join(group["text"].cast(str)))
    say("")


def levels(engine: ac.Engine) -> None:
    """What examples/policies/onboarding.yaml asks of the September intake, against the quarter before."""
    say(
        "The same answers as facts, with the results, by examples/policies/onboarding.yaml: evidence at four levels.",
        "",
    )
    rates = engine.evaluate("evidence", period="2026-Q3", versus="previous", interval="wilson", as_of=onboarding.AS_OF)
    rows = [
        (
            str(rate["level"]).partition(": ")[0],
            what,
            show(rate.value),
            number(rate.denominator),
            "" if rate.low is None else span(rate, show),
            show(rate["previous"]),
        )
        for rate, (what, show) in zip(rates, LEVELS)
    ]
    table(["level", "", "September", "n", "95 % interval", "June"], rows, right=[2, 3, 5])
    lesson(
        "Liking, learning and use are known; the pass rate has hardly moved although the platform is disliked. Of"
        " contracts signed nothing was recorded: that is no data and no success."
    )
