"""An agenda in everybody's calendar: written as iCalendar, told again when a programme moves, on a holiday feed."""

import aftercourse as ac

# A company's own days, as its calendar program exports them.
FEED = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260923
SUMMARY:Stock-taking
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260926
SUMMARY:补班
END:VEVENT
END:VCALENDAR
"""

company = ac.Calendar.from_ics(FEED)
off = [day.date for day in company.special_days if not day.working]
worked = [day.date for day in company.special_days if day.working]

engine = ac.open()
engine.set_time_zone(ac.TimeZone.from_posix("Asia/Shanghai", "CST-8"))
engine.set_calendar(ac.Calendar.built_in("cn").with_days_off(off, "stock-taking").with_working_days(worked, "make-up"))
engine.adopt("follow-up-visits", on="2026-01-01", parameters={"phone_share": "100%"}, source="annual notice")
engine.record("programme", [{"id": "P1", "title": "Sales onboarding", "starts": "2026-09-01", "ends": "2026-09-10"}])
engine.record("person", [{"id": "L1", "name": "李雷"}])
engine.record("enrolment", [{"id": "E1", "programme": "P1", "person": "L1"}])

first = engine.changes(as_of="2026-09-17", horizon="2 weeks")
text = first.to_ics(component="event", language="zh", alarms=["2 working days 09:00"], domain="hr.example.org")
print(text)

engine.amend("programme", "P1", {"ends": "2026-09-11"}, reason="one day longer")
second = engine.changes(first.cursor, as_of="2026-09-18", horizon="2 weeks")
print(second.to_ics(component="event", language="zh", alarms=["2 working days 09:00"], domain="hr.example.org"))
