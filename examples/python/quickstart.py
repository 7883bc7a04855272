"""From a regulation and a few facts to what must be done, why, and how well it goes."""

import aftercourse as ac

engine = ac.open()  # in memory; ac.open("training.db") keeps a file
engine.adopt("follow-up-visits", on="2026-01-01", parameters={"phone_share": "100%"}, source="annual notice")

with engine.batch(actor="li.wei", source="hr") as batch:
    batch.record("programme", [{"id": "P1", "title": "Sales onboarding", "starts": "2026-09-01", "ends": "2026-09-10"}])
    batch.record("person", [{"id": "L1", "name": "李雷"}, {"id": "L2", "name": "韩梅梅"}])
    batch.record(
        "enrolment",
        [{"id": "E1", "programme": "P1", "person": "L1"}, {"id": "E2", "programme": "P1", "person": "L2"}],
    )
    call = ac.facts.FollowUp(id="F1", enrolment="E1", date="2026-09-18", channel="phone", reached=True)
    batch.record("follow_up", [call])

agenda = engine.agenda(as_of="2026-10-20", horizon="2 weeks")
print(agenda)
for task in agenda.where(state="overdue"):
    print(task.due, task.rule, task.clause, task.subject)
print(engine.explain(agenda[0]))

rates = engine.evaluate(["completion_rate"], by=["programme"], as_of="2026-10-20")
for rate in rates:
    print(rate)
print(engine.explain(rates[0]).text("zh"))
