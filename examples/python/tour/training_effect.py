"""Did training pay? The experiment NSW of 1975-1978 (job_training.py), and the same question asked the usual way."""

from __future__ import annotations

import aftercourse.statistics as st
import job_training

from tour.page import heading, lesson, number, say, span, table

NAMES = {"age": "age", "educ": "years of school", "black": "black", "marr": "married", "re74": "earned in 1974"}


def show() -> None:
    heading("11  Real data: did the training pay? An experiment with job training")
    by_lot, first = job_training.by_lot()
    survey = job_training.beside_a_survey()
    naive = st.t_test(survey, outcome="re78", group="treat")
    match = job_training.matched(survey)
    say(
        "Of the applicants some were trained and some not, by lot (NSW, USA, 1975 to 1978). Earnings of 1978 in dollars,"
    )
    say("the trained less the untrained:", "")
    rows = [
        ("drawn by lot, those whose earlier earnings are known", *compared(by_lot)),
        ("drawn by lot, everybody", *compared(first)),
        ("the trained beside people of a survey", *compared(naive)),
        ("each trained beside the most alike of the survey", match.matched, match.matched, *estimate(match)),
    ]
    table(["compared", "trained", "untrained", "effect", "95 % interval"], rows, right=[1, 2, 3])
    before = {row["covariate"]: row for row in match.balance.to_dicts()}
    balance = [
        (
            name,
            *(
                f"{before[id][column]:,.{0 if id == 're74' else 2}f}"
                for column in ("treated", "untreated", "matched_untreated")
            ),
        )
        for id, name in NAMES.items()
    ]
    table(["before the training", "trained", "survey", "most alike"], balance, right=[1, 2, 3])
    lesson(
        f"The lot makes groups alike, so what they differ by is the training's: {number(by_lot.estimate)} dollars a year. The survey says"
        f" {number(naive.estimate)}, not because training harms: its people were older, married and in work. Matching comes near"
        f" ({number(match.estimate)}), for {match.matched} of {by_lot.groups[1]['n']} trained and as far as what was measured tells who was trained."
        f" Among everybody drawn the effect may also be none ({span(first, number)}): money needs many people to show."
        " Let chance decide who goes first, and nobody has to argue later."
    )


def compared(answer: st.Result) -> tuple[object, ...]:
    untrained, trained = answer.groups
    return trained["n"], number(untrained["n"]), *estimate(answer)


def estimate(answer: st.Result) -> tuple[str, str]:
    return number(answer.estimate), span(answer, number)
