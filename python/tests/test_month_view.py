"""A month of a calendar, to print and for a notebook."""

from __future__ import annotations

import copy
import datetime
import html.parser

import pytest

import aftercourse as ac

D = datetime.date
CN = ac.Calendar.built_in("cn")


def test_a_month_shows_itself() -> None:
    month = CN.month("2026-10")
    assert (month.first, month.last, len(month.days)) == (D(2026, 10, 1), D(2026, 10, 31), 31)
    assert " 1 off" in str(month) and "10 work" in str(month) and "国庆节" in str(month)
    assert repr(month) == "<MonthView 2026-10 cn>" and copy.copy(month) is month
    assert month._repr_html_() == month.to_html()
    assert str(CN.month(D(2026, 10, 20))) == str(CN.month("2026-10-20")) == str(month)
    assert "10 班" in str(CN.month("2026-10", language="zh")) and 'lang="zh"' in CN.month("2026-10", language="zh").to_html()


def test_marks_over_days() -> None:
    mark = ac.DayMark("2026-09-28", D(2026, 10, 13), "<i>calls</i>", kind="open")
    month = CN.month("2026-10", marks=[mark, ac.DayMark("2026-11-01", "2026-11-02", "later")])
    assert month.marks == [mark] == [copy.deepcopy(mark)]
    assert (mark.first, mark.last, mark.text, mark.kind) == (D(2026, 9, 28), D(2026, 10, 13), "<i>calls</i>", "open")
    assert " a     2026-09-28 - 2026-10-13  <i>calls</i> [open]" in str(month)
    assert "<i>" not in month.to_html() and "&lt;i&gt;calls" in month.to_html()


def test_the_html_is_well_formed() -> None:
    open_tags: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    marks = [ac.DayMark(D(2026, 10, day), D(2026, 10, day + 3), str(day)) for day in range(1, 28)]
    Reader().feed(CN.month("2026-10", marks=marks).to_html())
    assert open_tags == []


def test_tasks_of_an_agenda(engine: ac.Engine) -> None:
    tasks = engine.agenda(as_of="2026-09-20", horizon="2 weeks")
    month = CN.month("2026-09", tasks=tasks)
    assert len(month.marks) > 0
    assert sum(int(mark.text.rpartition(" ×")[2]) if " ×" in mark.text else 1 for mark in month.marks) == len(tasks)
    assert {mark.kind for mark in month.marks} == {task.state for task in tasks}
    chinese = CN.month("2026-09", tasks=[tasks[0]], language="zh")
    assert [mark.text for mark in chinese.marks] == [tasks[0].title_zh]
    assert chinese.marks[0].kind in ("未开始", "待办", "逾期未办", "按期完成")


def test_what_is_no_month() -> None:
    for month, code in (("2026-13", "AC1101"), ("October", "AC1101"), ("2027-01", "AC1114")):
        with pytest.raises(ac.InvalidArgument, match=code):
            CN.month(month)
    with pytest.raises(ac.InvalidArgument, match="AC7024"):
        CN.month("2026-10", language="fr")
    with pytest.raises(ac.InvalidArgument, match="AC1118"):
        CN.month("2026-10", marks=[ac.DayMark("2026-10-02", "2026-10-01", "x")])
    assert "1?" in str(CN.assuming().month("2027-01"))
