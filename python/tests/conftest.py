"""A small company for the tests: two short programmes, three learners, one policy."""

from __future__ import annotations

import datetime
import signal
from collections.abc import Iterator

import pytest

import aftercourse as ac

POLICY = """
policy: calls
title: {en: Calls after training, zh: 培训回访}
version: "1"
parameters:
  call_within: {value: 2 weeks, source: "clause 1 leaves it open"}
roles:
  training-department: {title: {en: Training department, zh: 培训部}}
rules:
  - id: call
    title: {en: Follow-up, zh: 回访}
    clause: "1"
    after: programme.ended
    each: enrolment
    window: {from: 1 week, to: call_within}
    do: follow-up
    by: training-department
    done_by: follow_up
examples:
  - name: nobody called
    facts:
      person: [{id: L1, name: 李雷}]
      programme: [{id: P1, title: Sales, starts: 2026-09-01, ends: 2026-09-10}]
      enrolment: [{id: E1, programme: P1, person: L1}]
    as_of: 2026-10-20
    expect: [{rule: call, subject: E1, due: 2026-09-24, state: overdue}]
"""

BEGINNING = datetime.datetime(2026, 9, 1, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))

PEOPLE = [{"id": "L1", "name": "李雷"}, {"id": "L2", "name": "韩梅梅"}, {"id": "L3", "name": "Jim"}]
PROGRAMMES = [
    {"id": "P1", "title": "Sales onboarding", "starts": "2026-09-01", "ends": "2026-09-10"},
    {"id": "P2", "title": "安全培训", "starts": "2026-10-01", "ends": "2026-10-08"},
]
ENROLMENTS = [
    {"id": "E1", "programme": "P1", "person": "L1"},
    {"id": "E2", "programme": "P1", "person": "L2"},
    {"id": "E3", "programme": "P2", "person": "L3"},
]
CALLS = [{"id": "F1", "enrolment": "E1", "date": "2026-09-18", "channel": "phone", "reached": True}]


def fill(engine: ac.Engine) -> ac.Engine:
    """The company's facts and its policy."""
    engine.adopt(ac.Policy.parse(POLICY, "calls.yaml"), on="2026-01-01")
    with engine.batch(actor="li.wei", source="hr", at="2026-09-12T09:00+08:00") as batch:
        batch.record("person", PEOPLE)
        batch.record("programme", PROGRAMMES)
        batch.record("enrolment", ENROLMENTS)
        batch.record("follow_up", CALLS)
    return engine


@pytest.fixture
def control_c() -> Iterator[None]:
    """Ctrl-C as at a keyboard: shells have what they start in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def empty() -> ac.Engine:
    return ac.open(clock=lambda: BEGINNING)


@pytest.fixture
def engine(empty: ac.Engine) -> ac.Engine:
    return fill(empty)
