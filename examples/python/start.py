"""The first policy, the first facts and the first agenda; docs/start.md shows this program."""

from pathlib import Path

import aftercourse as ac

engine = ac.open()  # in memory; give a path to keep a file
engine.adopt(ac.Policy.load(Path(__file__).parent.parent / "start.yaml"), on="2026-01-01")

with engine.batch(actor="li.wei", source="hr") as batch:  # recorded whole or not at all
    batch.record("person", [{"id": "L1", "name": "李雷"}, {"id": "L2", "name": "韩梅梅"}])
    batch.record("programme", [{"id": "P1", "title": "Sales onboarding", "starts": "2026-09-01", "ends": "2026-09-11"}])
    enrolments = [{"id": "E1", "programme": "P1", "person": "L1"}, {"id": "E2", "programme": "P1", "person": "L2"}]
    batch.record("enrolment", enrolments)  # or a data frame: pandas, polars, pyarrow, DuckDB
    batch.record_csv("follow_up", "id,enrolment,date,channel,reached\nF1,E1,2026-09-21,phone,true\n")

today = "2026-09-29"
for task in engine.agenda(as_of=today):
    print(task.due, task.rule, task.subject, task.state, end="\n\n")
    print(engine.explain(task))
rates = engine.evaluate(["calls_made"], as_of=today)
print(f"calls made: {rates[0].numerator:g} of {rates[0].denominator:g}")
