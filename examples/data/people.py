"""Who is there: departments, learners, managers, lecturers, the training department and its roles."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from year import Day, Year, months

DEPARTMENTS = {"U1": ("销售部", 120, 4), "U2": ("客服部", 90, 3), "U3": ("生产部", 150, 5), "U4": ("财务部", 40, 1)}
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余"
GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建华 文博 雨欣 思远 子涵 佳怡 浩然 欣妍 "
    "志强 晓东 海燕 国庆 春梅 立新 玉兰 成龙 小红 嘉豪 梓萱 一鸣 若曦 俊杰 诗涵 天宇 雪梅 建国 丹丹 鹏飞"
).split()


@dataclass
class People:
    learners: dict[str, list[str]] = field(default_factory=dict)  # by department
    unit_of: dict[str, str] = field(default_factory=dict)
    superior: dict[str, str] = field(default_factory=dict)
    leaves: dict[str, Day] = field(default_factory=dict)
    lecturers: list[str] = field(default_factory=list)

    def is_there(self, person: str, day: Day) -> bool:
        return day <= self.leaves.get(person, Day.max)


def make_people(year: Year) -> People:
    people = People()
    names = [surname + given for surname, given in itertools.product(SURNAMES, GIVEN)]
    year.random.shuffle(names)
    year.add("organisation", id="O1", name="启明机电有限公司")
    year.add("unit", id="U0", name="启明机电", organisation="O1")
    for unit, (name, _, _) in DEPARTMENTS.items():
        year.add("unit", id=unit, name=name, organisation="O1", parent="U0")
    add_staff(year, names, people)
    for unit, (_, learners, teams) in DEPARTMENTS.items():
        add_department(year, names, people, unit, learners, teams)
    leave_and_move(year, people)
    return people


def add_person(year: Year, names: list[str], id: str, external: bool | str = "") -> str:
    phone = f"139000{len(year.rows['person']):05}"
    year.add("person", id=id, name=names.pop(), phone=phone, external=external)
    return id


def employ(year: Year, person: str, unit: str, since: Day, post: str, superior: str) -> None:
    year.add("employment", person=person, unit=unit, starts=since, ends="", post=post, superior=superior)


def add_staff(year: Year, names: list[str], people: People) -> None:
    start = Day(2024, 1, 1)
    manager = add_person(year, names, "G1")
    employ(year, manager, "U0", start, "总经理", "")
    posts = {"T1": "培训专员", "T2": "培训专员", "T3": "回访专员", "T4": "培训主管", "T5": "培训主管", "T6": "内审员"}
    for id, post in posts.items():
        employ(year, add_person(year, names, id), "U0", start, post, manager)
    people.lecturers = [add_person(year, names, f"X{n}", external=n > 4 or "") for n in range(1, 9)]
    roles = {"training-department": "T1 T2", "follow-up-staff": "T2 T3", "supervision-group": "T6", "management": "G1"}
    for role, holders in roles.items():
        for holder in holders.split():
            year.add("role_assignment", role=role, person=holder, starts=start, ends="")
    # The supervisor changes in the middle of the year.
    year.add("role_assignment", role="training-supervisor", person="T4", starts=start, ends=Day(2026, 6, 30))
    year.add("role_assignment", role="training-supervisor", person="T5", starts=Day(2026, 7, 1), ends="")


def add_department(year: Year, names: list[str], people: People, unit: str, learners: int, teams: int) -> None:
    start = Day(2024, 1, 1)
    head = add_person(year, names, f"H{unit[1]}")
    employ(year, head, unit, start, "部门经理", "G1")
    for role in ("department-head", "unit-head"):
        year.add("role_assignment", role=role, person=head, starts=start, ends="", unit=unit)
    leads = [add_person(year, names, f"M{unit[1]}{n}") for n in range(1, teams + 1)]
    for lead in leads:
        employ(year, lead, unit, start, "组长", head)
    people.learners[unit] = []
    for n in range(learners):
        person = add_person(year, names, f"L{unit[1]}{n + 1:03}")
        people.learners[unit].append(person)
        people.unit_of[person], people.superior[person] = unit, leads[n % teams]
        since = months(Day(2026, 1, 5), -year.random.randint(0, 60))
        employ(year, person, unit, since, "员工", people.superior[person])


def leave_and_move(year: Year, people: People) -> None:
    """Twelve leave in the course of the year, five go from sales to service."""
    rows = {row["person"]: row for row in year.rows["employment"]}
    everyone = [person for unit in people.learners.values() for person in unit]
    for n, person in enumerate(year.random.sample(everyone, 12)):
        people.leaves[person] = year.workday(Day(2026, 2 + n * 2 // 3, 10 + n))
        rows[person]["ends"] = people.leaves[person]
    staying = [person for person in people.learners["U1"] if person not in people.leaves]
    for person in year.random.sample(staying, 5):
        rows[person]["ends"] = Day(2026, 6, 30)
        people.superior[person] = "M21"
        employ(year, person, "U2", Day(2026, 7, 1), "员工", "M21")
