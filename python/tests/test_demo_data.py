"""The data that ./dev demo shows: counts and figures that can be checked by hand, or were published by others."""

from __future__ import annotations

import csv
import datetime
import os
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

import aftercourse as ac
import aftercourse.statistics as st

EXAMPLES = Path(__file__).parents[2] / "examples"
DATA = EXAMPLES / "data"
sys.path.insert(0, str(EXAMPLES / "python"))

from tour import carpentries, lectures, onboarding, year  # noqa: E402
from tour.company import Company  # noqa: E402

TODAY = year.TODAY
needs_carpentries = pytest.mark.skipif(not carpentries.DATA.exists(), reason="../shared/data is not here")


def rows(kind: str) -> list[dict[str, str]]:
    with (DATA / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def company() -> Company:
    return Company()


def task(company: Company, rule: str, subject: str, occurrence: str, policy: str = "follow-up-visits") -> ac.Task:
    """One task, whatever its state."""
    states = ["upcoming", "open", "submitted", "done", "done late", "overdue", "waived", "void"]
    found = company.engine.agenda(
        as_of=TODAY, horizon="1 year", policy=policy, rule=rule, subject=subject, state=states
    )
    return next(t for t in found if t.occurrence == occurrence)


# --- the fictional company


def test_the_generator_writes_the_files_that_are_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(DATA / "make.py"), str(tmp_path)], check=True)
    written = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = {str(path.relative_to(DATA)): path.read_bytes() for path in DATA.rglob("*.*") if path.suffix in (".csv", ".jsonl")}
    assert written == kept, "examples/data is not what make.py writes; run it again"


def test_the_company_has_the_size_it_says() -> None:
    people = Counter(row["id"][0] for row in rows("person"))
    assert people == {"L": 400, "M": 13, "H": 4, "T": 6, "X": 8, "G": 1}
    departments = [row["name"] for row in rows("unit") if row["parent"]]
    assert departments == ["销售部", "客服部", "生产部", "财务部"]
    assert len(rows("programme")) == 21
    assert len(rows("enrolment")) == 408
    assert [row["concerning"] for row in rows("cancellation")] == ["programme/P19"]


def test_every_day_worked_is_a_working_day() -> None:
    calendar = ac.Calendar.built_in("cn")
    for kind in ("attendance", "follow_up", "assessment_result", "contact_attempt", "meeting"):
        days = {datetime.date.fromisoformat(row["date"]) for row in rows(kind)}
        assert [day for day in sorted(days) if not calendar.is_working_day(day)] == [], kind


def test_whole_files_are_recorded(company: Company) -> None:
    files = [path.stem for path in DATA.glob("*.csv") if path.stem != "telephone-2026-09"]
    draws = len((DATA / "draw.jsonl").read_text(encoding="utf-8").splitlines())
    assert company.planned.recorded + company.happened.recorded == sum(len(rows(kind)) for kind in files) + draws
    assert company.moved.amended == 4


def test_an_export_sent_twice_changes_nothing_and_its_faults_are_listed() -> None:
    again = Company().record_export_again()
    assert (again.recorded, again.unchanged) == (0, len(rows("telephone-2026-09")) - 3)
    assert [(fault.code, fault.field) for fault in again.bad] == [
        ("AC2033", "date"),
        ("AC2033", "reached"),
        ("AC2025", "enrolment"),
    ]


def test_a_letter_after_two_wrong_numbers_moves_the_due_date(company: Company) -> None:
    # P18 ended on Friday 18 September; two weeks later is a holiday until 8 October; the letter says 15 October.
    # Three working days after Thursday 15: 16, 19, 20.
    t = task(company, "first-visit", "E350", "P18")
    assert (t.opens, t.due, t.state) == (datetime.date(2026, 9, 25), datetime.date(2026, 10, 15), "overdue")
    assert (t.channel, t.attempts, t.done_on) == ("email", 2, None)
    assert [(n.on, n.tell, n.holders) for n in t.notices] == [
        (datetime.date(2026, 10, 20), ["training-supervisor"], ["T5"])
    ]


def test_notices_go_to_whoever_held_the_role_on_that_day(company: Company) -> None:
    # T4 was training supervisor until 30 June, T5 has been since 1 July.
    overdue = company.engine.agenda(as_of=TODAY, state="overdue")
    told = {
        (n.on < datetime.date(2026, 7, 1), *n.holders)
        for t in overdue
        for n in t.notices
        if n.tell == ["training-supervisor"]
    }
    assert told == {(True, "T4"), (False, "T5")}


def test_a_moved_day_moves_the_tasks_and_stays_in_the_history(company: Company) -> None:
    # P07: 7 to 13 April, moved by two working days to 15; five working days after that: 16, 17, 20, 21, 22.
    assert task(company, "plan", "P07", "P07").due == datetime.date(2026, 4, 22)
    history = company.engine.history("programme", "P07").to_dicts()
    assert any("2026-04-13" in map(str, row.values()) and "2026-04-15" in map(str, row.values()) for row in history)


def test_a_cancelled_programme_leaves_no_duty(company: Company) -> None:
    assert task(company, "plan", "P19", "P19").state == "void"
    asked = company.engine.agenda(as_of=TODAY, horizon="1 year")
    assert [t.key for t in asked if t.anchor == "P19"] == []


def test_who_left_has_no_duty_left_and_who_moved_has_a_new_superior(company: Company) -> None:
    last = {row["person"]: row for row in rows("employment")}  # the last span of each
    left = {person: row["ends"] for person, row in last.items() if row["ends"]}
    moved = {row["person"] for row in rows("employment") if row["starts"] == "2026-07-01"}
    assert (len(left), len(moved)) == (12, 5)

    def tracked(rule: str, people: set[str]) -> list[ac.Task]:
        states = ["open", "upcoming", "done", "overdue", "void"]
        policy = "post-training-tracking"
        found = company.engine.agenda(as_of=TODAY, horizon="1 year", policy=policy, rule=rule, state=states)
        return [t for t in found if company.learners[t.subject] in people]

    appraisals = tracked("appraisal", set(left))
    gone = [t for t in appraisals if t.due.isoformat() >= left[company.learners[t.subject]]]
    assert len(gone) == 4 and {t.state for t in gone} == {"void"}
    observed = tracked("observation", moved)
    assert len(observed) > 5 and all(t.holders == ["H2", "M21"] for t in observed)


def test_what_somebody_forgot_is_overdue(company: Company) -> None:
    tracking = "post-training-tracking"
    announced = task(company, "plan-and-announce", "P13", "P13", tracking)  # the department was never told
    assert (announced.state, announced.parts_done, announced.parts) == ("overdue", 2, 3)
    assert task(company, "review-meeting", "U4", "2026-06", tracking).state == "overdue"
    assert task(company, "review-meeting", "U3", "2026-06", tracking).state == "done"
    # The examination of P02 left out one of three key points, for everyone who sat it.
    covered = company.engine.agenda(as_of=TODAY, policy=tracking, rule="examination-coverage", state="overdue")
    parts = Counter((t.parts_done, t.parts) for t in covered if t.anchor == "P02")
    assert parts[2, 3] == 13


def test_a_poor_questionnaire_asks_for_a_finding(company: Company) -> None:
    [sent] = [row["id"] for row in rows("questionnaire") if row["programme"] == "P12"]
    scores = [Decimal(row["score"]) for row in rows("instrument_response") if row["questionnaire"] == sent]
    assert sum(scores) / len(scores) < Decimal("3.5")
    recorded = task(company, "record-low-satisfaction", sent, sent, "post-training-tracking")
    assert recorded.state == "done" and recorded.evidence == ["finding/F006"]


def test_accuracy_by_department_is_what_the_audits_say(company: Company) -> None:
    unit = {row["id"]: row["unit"] for row in rows("enrolment")}
    enrolment = {row["id"]: row["enrolment"] for row in rows("follow_up")}
    audited = Counter((unit[enrolment[row["follow_up"]]], row["result"]) for row in rows("follow_up_audit"))
    rates = company.engine.evaluate(["accuracy_rate"], by=["unit"], as_of=TODAY)
    got = {rate["unit"]: (rate.numerator, rate.denominator) for rate in rates}
    right_and_wrong = {u: audited[u, "right"] + audited[u, "wrong"] for u in ("U1", "U2", "U3", "U4")}
    assert got == {u: (audited[u, "right"], n) for u, n in right_and_wrong.items()}


def test_attendance_by_department_is_what_the_lists_say(company: Company) -> None:
    unit = {row["id"]: row["unit"] for row in rows("enrolment")}
    came = Counter((unit[row["enrolment"]], row["present"]) for row in rows("attendance"))
    rates = company.engine.evaluate(["attendance_rate"], by=["unit"], as_of=TODAY)
    assert {rate["unit"]: (rate.numerator, rate.denominator) for rate in rates} == {
        u: (came[u, "true"], came[u, "true"] + came[u, "false"]) for u in ("U1", "U2", "U3", "U4")
    }


# --- its onboarding


def test_the_papers_are_marked_as_their_answers_say() -> None:
    scheme, sittings = onboarding.scheme(), onboarding.sittings(onboarding.SEPTEMBER)
    papers = list(onboarding.rows("examination-2026-09.csv"))
    first = {paper["工号"]: paper for paper in reversed(papers)}
    assert len(papers) == sum(len(given) for given in sittings.values()) - 2  # two never sat it
    matrix = scheme.item_matrix({learner: given[:1] for learner, given in sittings.items()}, component="examination")
    right = {"q1": "B", "q3": "错"}
    for item, answer in right.items():
        column = matrix.items.index(item)
        marked = {learner: row[column] for learner, row in zip(matrix.learners, matrix.marks)}
        for learner, paper in first.items():
            assert marked[learner] == (10 if paper[onboarding.ITEMS[item]] == answer else 0)
    sum_item = {learner: row[3] for learner, row in zip(matrix.learners, matrix.marks)}
    assert {first[learner]["第4题"] for learner, marks in sum_item.items() if marks == 30} == {"11264", "11264.00", "11,264", "１１２６４"}


def test_the_faulty_item_shows_itself() -> None:
    scheme, sittings = onboarding.scheme(), onboarding.sittings(onboarding.SEPTEMBER)
    matrix = scheme.item_matrix({learner: given[:1] for learner, given in sittings.items()}, component="examination")
    papers = pandas.DataFrame(matrix.marks, columns=matrix.items).dropna()
    analysed = {row["item"]: row for row in st.item_analysis(papers, max_marks=list(matrix.maximum)).items.to_dicts()}
    rest = papers.drop(columns="q3").sum(axis=1)
    assert analysed["q3"]["discrimination_index"] == pytest.approx(100 * papers["q3"].corr(rest))
    assert [item for item, row in analysed.items() if row["discrimination_index"] < 0] == ["q3"]


def test_the_questionnaire_is_scored_as_its_cells_say() -> None:
    instrument = onboarding.instrument()
    cells = list(onboarding.rows("survey-2026-09.csv"))
    last = {row["工号"]: row for row in sorted(cells, key=lambda row: row["提交答卷时间"])}
    responses = instrument.last_submissions(onboarding.responses(onboarding.SEPTEMBER))
    assert len(cells) == len(last) + 1 == len(responses) + 1
    [platform] = [score for score in instrument.group_scores(responses) if score.dimension == "platform"]
    labels = {"非常不同意": 1, "不同意": 2, "一般": 3, "同意": 4, "非常同意": 5}
    ticked = [row["13、线上平台运行稳定、使用方便。"] for row in last.values()]
    marks = [labels[label] for label in ticked if label in labels]
    assert (platform.n, platform.not_applicable) == (len(marks), ticked.count("不适用"))
    assert platform.mean == pytest.approx(sum(marks) / len(marks))
    assert (platform.favourable, platform.judged) == (sum(mark >= 4 for mark in marks), len(marks))


def test_who_answered_twice_counts_once_and_what_nobody_recorded_is_no_data() -> None:
    engine = onboarding.engine()
    evidence = {rate["level"]: rate for rate in engine.evaluate("evidence", since="2026-09-01", as_of=onboarding.AS_OF)}
    cells = {row["工号"]: row for row in onboarding.rows("survey-2026-09.csv")}  # the later row of a person
    used = [row["15、您是否已在工作中运用所学内容？"] != "尚未运用" for row in cells.values()]
    behaviour = evidence["behaviour"]
    assert (behaviour.numerator, behaviour.denominator) == (sum(used), len(used))
    assert evidence["results"].state == "no data" and evidence["results"].value is None


# --- InstEval


def test_lecture_ratings_are_complete_and_their_means_are_those_of_pandas() -> None:
    frame = lectures.ratings()
    assert (len(frame), frame["s"].nunique(), frame["d"].nunique(), frame["dept"].nunique()) == (
        73_421,
        2_972,
        1_128,
        14,
    )
    engine, receipt = lectures.load(frame)
    assert receipt.recorded == 73_421 + 2_972 + 1_128 + 14
    rates = engine.evaluate(["satisfaction"], by=["unit"], as_of=lectures.AS_OF)
    expected = frame.groupby("dept")["y"].agg(["mean", "sum", "count"])
    assert len(rates) == len(expected) == 14
    for rate in rates:
        group = expected.loc[int(rate["unit"][1:])]
        assert (rate.value, rate.numerator, rate.denominator) == (group["mean"], group["sum"], group["count"])


def test_lecture_ratings_by_lecturer_too() -> None:
    frame = lectures.ratings()
    engine, _ = lectures.load(frame)
    rates = engine.evaluate(["satisfaction"], by=["lecturer"], as_of=lectures.AS_OF).to_pandas()
    expected = frame.groupby("d")["y"].mean()
    got = pandas.Series(rates["value"].to_numpy(), index=rates["lecturer"].astype(str).str[1:].astype(int)).sort_index()
    assert got.index.tolist() == expected.index.tolist() and (got.to_numpy() == expected.to_numpy()).all()


def test_a_consequence_needs_classes_reliability_and_probability() -> None:
    frame = lectures.ratings()
    scores = lectures.lecturer_scores(frame).scores.to_pandas().set_index("target")
    raw = frame.groupby("d")["y"].mean()
    assert scores["raw_mean"].to_numpy() == pytest.approx(raw.loc[scores.index.astype(int)].to_numpy())
    enough = (scores["classes"] >= 3) & (scores["reliability"] >= 0.7)
    assert enough.equals(scores["enough"])
    flagged = scores[enough & (scores["probability_below"] >= lectures.SURE)]
    assert 0 < len(flagged) < (scores["raw_mean"] < lectures.LIMIT).sum() / 10
    assert ((flagged["score"] > flagged["raw_mean"]) & (flagged["high"] < lectures.LIMIT)).all()


# --- The Carpentries


@pytest.fixture(scope="module")
def workshops() -> tuple[ac.Engine, carpentries.Receipts]:
    engine, receipts = carpentries.load()
    carpentries.record_long_row(engine, line=273)
    return engine, receipts


def measure(engine: ac.Engine, name: str) -> ac.Rate:
    [rate] = engine.evaluate([name], as_of=carpentries.AS_OF)
    return rate


@needs_carpentries
def test_carpentries_files_are_whole_and_their_faulty_rows_listed(
    workshops: tuple[ac.Engine, carpentries.Receipts],
) -> None:
    _, receipts = workshops
    assert (receipts.events.recorded, receipts.badges.recorded, receipts.survey.recorded) == (191, 135, 967)
    bad = receipts.headcounts.bad
    assert [(fault.row, fault.code) for fault in bad if fault.code != "AC2033"] == [(273, "AC2036")]
    assert [fault.row for fault in bad if fault.code == "AC2033"] == [123, 250]  # 27-22-20 and 52.45.40
    assert receipts.headcounts.recorded == 298 - 3


@needs_carpentries
def test_carpentries_completion_is_a_ratio_of_totals(workshops: tuple[ac.Engine, carpentries.Receipts]) -> None:
    engine, _ = workshops
    day1 = measure(engine, "registered_to_day1")
    assert (day1.numerator, day1.denominator) == (6_037, 7_620)
    assert day1.value == 6_037 / 7_620  # 79.2 %
    both = measure(engine, "more_than_registered")
    assert (both.numerator, both.denominator) == (2, 234)
    facts = [row for row in engine.facts("headcount").to_dicts() if row["registered"] and row["day1"] is not None]
    assert sum(row["day1"] / row["registered"] for row in facts) / len(facts) == pytest.approx(0.810, abs=5e-4)
    later = [measure(engine, f"registered_to_day{n}") for n in (2, 3, 4, 5)]
    assert [(r.numerator, r.denominator) for r in later] == [(5_138, 7_127), (349, 456), (95, 140), (16, 30)]


@needs_carpentries
def test_carpentries_badges(workshops: tuple[ac.Engine, carpentries.Receipts]) -> None:
    engine, _ = workshops
    badges, before = measure(engine, "attended_to_badge"), measure(engine, "attended_to_badge_before")
    assert (badges.numerator, badges.denominator) == (1_859, 3_689)
    assert (before.numerator, before.denominator) == (1_486, 2_989)


@needs_carpentries
def test_carpentries_responses_without_a_workshop_are_counted_and_in_no_group(
    workshops: tuple[ac.Engine, carpentries.Receipts],
) -> None:
    engine, receipts = workshops
    named = measure(engine, "names_workshop")
    assert named.denominator - named.numerator == 933 and named.denominator == 967
    assert receipts.linked.amended == 21
    groups = {
        rate["workshop"]: rate for rate in engine.evaluate(["recommendation"], by=["workshop"], as_of=carpentries.AS_OF)
    }
    assert {name for name in groups if name} == {
        "2018-03-22-ttt-westbigdatahub", "2018-03-ttt-online-UK", "2018-08-23-ttt-otago", "instructor-training",
    }  # fmt: skip


@needs_carpentries
def test_carpentries_follow_up_is_derived_for_every_event(workshops: tuple[ac.Engine, carpentries.Receipts]) -> None:
    engine, _ = workshops
    for rule in ("survey", "checkout"):
        everything = engine.agenda(
            as_of=carpentries.AS_OF, horizon="1 year", rule=rule, state=["upcoming", "open", "done", "overdue"]
        )
        assert len(everything) == 191
    done = engine.agenda(as_of=carpentries.AS_OF, rule="survey", state="done")
    assert {task.subject for task in done} == {"2018-03-22-ttt-westbigdatahub", "2018-08-23-ttt-otago"}


@pytest.mark.parametrize("name", ["lectures", "carpentries", "onboarding"])
def test_the_example_policies_are_clean(name: str) -> None:
    policy = ac.Policy.load(EXAMPLES / "policies" / f"{name}.yaml")
    assert policy.lint() == []
    assert [result for result in policy.test() if not result.passed] == []


# --- the demo itself


def run_demo(examples: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", str(examples / "python" / "demo.py")],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=120,  # 9 s on a machine of its own
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_demo_prints_every_part() -> None:
    printed = run_demo(EXAMPLES)
    headings = [
        "1  A fictional company",
        "2  The agenda of Tuesday, 20 October 2026",
        "3  Why was it due on a Saturday?",
        "4  Rates by department",
    ]
    headings += ["5  What is overdue", "6  A day is moved", "7  Days off that", "8  An examination", "9  What the learners say"]
    headings += ["10  Real data: ETH", "11  Real data: did the training pay?", "What to read next"]
    if carpentries.DATA.exists():
        headings.insert(11, "12  Real data: The Carpentries")
        assert "79.2 %" in printed and "501 promoters and 71 detractors of 889 answers, 78 missing" in printed
    places = [printed.find(f"\n{heading}") for heading in headings]
    assert -1 not in places and places == sorted(places)
    assert "2026-10-10 Sat: make-up working day 5 (国庆节)" in printed and "73,421 ratings" in printed and "to the last digit: yes" in printed
    assert "  1,794  " in printed and "    886  " in printed
    assert "{'" not in printed  # no raw dicts


def test_the_demo_runs_without_the_shared_data(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "project" / "examples")
    printed = run_demo(tmp_path / "project" / "examples", AFTERCOURSE_SHARED=str(tmp_path))
    assert "Carpentries" not in printed and "What to read next" in printed
