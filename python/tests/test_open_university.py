"""Pass rates of the Open University's learners by the three denominators, and against the year before."""

from __future__ import annotations

import datetime
import os
import pathlib

import polars as pl
import pytest

import aftercourse as ac

FOLDER = pathlib.Path(os.environ.get("AFTERCOURSE_SHARED", pathlib.Path(__file__).parents[3] / "shared")) / "data" / "oulad"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the data of the Open University are not here")

KEYS = ["code_module", "code_presentation", "id_student"]


def day(presentation: str) -> datetime.date:
    """Presentations B begin in February, J in October."""
    return datetime.date(int(presentation[:4]), 2 if presentation.endswith("B") else 10, 1)


@pytest.fixture(scope="module")
def engine() -> ac.Engine:
    read = {name: pl.read_csv(FOLDER / f"{name}.csv") for name in ("courses", "studentInfo", "studentRegistration")}
    courses = read["courses"].with_columns(
        id=pl.concat_str("code_module", "code_presentation", separator="-"),
        starts=pl.col("code_presentation").map_elements(day, return_dtype=pl.Date),
    )
    learners = (
        read["studentInfo"]
        .join(read["studentRegistration"], on=KEYS, how="left")
        .join(courses, on=KEYS[:2], how="left")
        .with_columns(enrolment=pl.format("{}-{}", "id", "id_student"), person=pl.col("id_student").cast(pl.String))
    )
    # 93 withdrew without a date: at the end, then. 9 of those who failed have a date of unregistration.
    left = learners.filter(pl.col("date_unregistration").is_not_null() | (pl.col("final_result") == "Withdrawn")).with_columns(
        pl.coalesce("date_unregistration", "module_presentation_length").alias("day")
    )
    sat = learners.filter(pl.col("final_result") != "Withdrawn")
    out = ac.open()
    with out.batch() as batch:
        batch.record(
            "programme",
            courses.select(
                "id", "starts", title="code_module", ends=pl.col("starts") + pl.duration(days="module_presentation_length")
            ),
        )
        batch.record("person", learners.select(id="person", name="person").unique(maintain_order=True))
        batch.record("enrolment", learners.select("person", id="enrolment", programme="id"))
        batch.record(
            "withdrawal",
            left.select(
                "enrolment", id="enrolment", date=pl.col("starts") + pl.duration(days="day")
            ).with_columns(pl.col("date").cast(pl.Date)),
        )
        batch.record(
            "assessment_result",
            sat.select(
                "enrolment",
                id="enrolment",
                date=(pl.col("starts") + pl.duration(days="module_presentation_length")).cast(pl.Date),
                score=pl.lit(0),
                passed=pl.col("final_result").is_in(["Pass", "Distinction"]),
            ),
        )
    return out


def test_the_three_denominators_give_the_published_rates(engine: ac.Engine) -> None:
    rates = engine.evaluate(["pass_rate_enrolled", "pass_rate", "pass_rate_completed"], as_of="2016-01-01")
    assert [(rate.numerator, rate.denominator) for rate in rates] == [(15385, 32593), (15385, 29496), (15385, 22428)]
    assert [round(100 * rate.value, 1) for rate in rates] == [47.2, 52.2, 68.6]
