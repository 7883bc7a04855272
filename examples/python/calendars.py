"""A working-day calendar as in a notebook: a month with its make-up days, a column of dates, next year's notice."""

import numpy as np

import aftercourse as ac

cn = ac.Calendar.built_in("cn")  # mainland China as announced
print(cn.month("2026-10"))  # in a notebook, cn.month("2026-10") alone shows a table

for note in cn.explain("2026-10-07", "2026-10-10"):  # each day says why
    print(note)

# Five working days after each end of a course; a missing day stays missing.
ends = np.array(["2026-09-29", "2026-09-30", "NaT", "2026-10-10"], dtype="datetime64[D]")
due = cn.add_working_days(ends, 5)
print(due)  # polars, pandas and pyarrow columns come back as such
print(cn.working_days_between("2026-10-01", due[~np.isnat(due)]))

# A plant with big and small weeks and China's holidays, which shuts down for two days.
weeks = ac.WorkPattern.alternating("1111110", "1111100", in_first_week="2026-01-05")
plant = ac.Calendar("plant", weeks, cn.special_days, announced=cn.announced)
plant = plant.with_days_off(["2026-10-12", "2026-10-13"], "shutdown", source="memo 7")
calls = ac.DayMark("2026-10-08", "2026-10-16", "Calls: Sales onboarding", kind="open")
print(plant.month("2026-10", marks=[calls], language="zh"))

# What is not announced is refused, until the notice is loaded as data.
try:
    cn.is_working_day("2027-10-01")
except ac.InvalidArgument as refused:
    print(refused)
notice = {"year": 2027, "days": [{"name": "国庆节", "date": "2027-10-01", "isOffDay": True}]}
print(cn.with_notice(notice).is_working_day("2027-10-01"))
