"""The main job, shown: what must be done after a course, why, how well it goes - on made-up and on real data.

./dev demo
"""

from __future__ import annotations

from tour import carpentries, lectures, year
from tour.page import heading, say


def main() -> None:
    year.show()
    lectures.show()
    carpentries.show()
    heading("What to read next")
    say("docs/start.md begins with a policy of a dozen lines; src/policies/*.yaml are the two regulations shown here;")
    say("docs/policy-format.md says how to write your own, docs/semantics.md what each rule means, with examples.")


if __name__ == "__main__":
    main()
