"""The main job, shown: what must be done after a course, why, how well it goes and whether it worked.

./dev demo
"""

from __future__ import annotations

from tour import carpentries, examination, lectures, opinions, training_effect, year
from tour.page import heading, say


def main() -> None:
    heading("aftercourse: what happens after the course")
    say("  1 to  7  a fictional company's year: what must be done, why, how well it goes, what changes")
    say("  8 and 9  an examination and a questionnaire, made up: what they say, and how sure that is")
    say(" from 10   real data: lecture ratings, an experiment with job training, instructor training where its data are")
    say("=> marks what somebody who manages training learns from a part. Every number is computed as you look.")
    year.show()
    examination.show()
    opinions.show()
    lectures.show()
    training_effect.show()
    carpentries.show()
    heading("What to read next")
    say("docs/start.md begins with a policy of a dozen lines; src/policies/*.yaml are the two regulations shown here;")
    say("docs/policy-format.md says how to write your own, docs/semantics.md what each rule means, with examples.")
    say("docs/assessment.md, docs/instrument.md, docs/statistics.md and docs/text.md are about parts 8 to 11;")
    say("examples/notebooks/first_day.ipynb is an analyst's first day.")


if __name__ == "__main__":
    main()
