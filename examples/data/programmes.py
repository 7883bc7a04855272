"""What was taught, when and to whom; who came, who gave up, what was moved and what was called off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from people import People
from year import Day, Year, weeks


@dataclass
class Enrolment:
    id: str
    person: str
    unit: str
    withdrawn: Day | None = None


@dataclass
class Programme:
    id: str
    title: str
    unit: str  # the department it is held for; "": for all
    days: list[Day]
    size: int
    category: str = "job skill"
    mode: str = "internal"
    modules: list[tuple[Day, Day]] = field(default_factory=list)
    important: bool = False
    cancelled: bool = False
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def ends(self) -> Day:
        return self.days[-1]

    @property
    def is_long(self) -> bool:
        return (self.days[-1] - self.days[0]).days >= 30


def programmes(year: Year) -> Iterator[Programme]:
    """Twenty-one programmes. The long ones meet every second week, P20 every week, the others day after day."""

    def run(month: int, day: int, count: int) -> list[Day]:
        first = year.workday(Day(2026, month, day))
        return [first] + [year.working_days(first, n) for n in range(1, count)]

    def every(month: int, day: int, step: int, count: int) -> list[Day]:
        return [year.workday(Day(2026, month, day) + weeks(step * n)) for n in range(count)]

    skill, internal = "job skill", "internal"
    yield Programme("P01", "销售新人入职培训", "U1", run(1, 12, 5), 24, "onboarding")
    yield Programme("P02", "财务合规与内控", "U4", run(1, 19, 3), 14, "professional knowledge")
    yield Programme("P03", "客户服务礼仪", "U2", run(2, 2, 2), 18)
    yield Programme("P04", "安全生产基础", "U3", run(3, 2, 3), 26, "onboarding")
    long_days = every(3, 9, 2, 7)
    modules = [(long_days[0], long_days[1]), (long_days[2], long_days[4]), (long_days[5], long_days[6])]
    yield Programme("P05", "中层管理能力提升", "", long_days, 16, "management", internal, modules)
    yield Programme("P06", "大客户谈判技巧", "U1", run(3, 16, 3), 20)
    yield Programme("P07", "精益生产与现场改善", "U3", run(4, 7, 5), 24)
    yield Programme("P08", "投诉处理实务", "U2", run(4, 20, 2), 20)
    yield Programme("P09", "数电发票与税务更新", "U4", run(5, 11, 1), 16, "professional knowledge", "online")
    yield Programme("P10", "数据分析入门", "", every(5, 18, 2, 5), 18, "professional knowledge", "online")
    yield Programme("P11", "标杆销售经验复制", "U1", run(6, 1, 3), 18, skill, internal, [], True)
    yield Programme("P12", "设备点检与维护", "U3", run(6, 15, 4), 26)
    yield Programme("P13", "电话沟通技巧", "U2", run(7, 6, 2), 20)
    yield Programme("P14", "预算编制与控制", "U4", run(7, 20, 3), 12, "professional knowledge", "external")
    yield Programme("P15", "新产品知识", "U1", run(8, 10, 2), 24, skill, internal, [], True)
    yield Programme("P16", "质量管理体系内审员", "U3", run(8, 24, 5), 22, "professional knowledge", "external")
    yield Programme("P17", "客诉升级处理", "U2", run(9, 7, 2), 18)
    yield Programme("P18", "销售团队管理", "U1", run(9, 14, 5), 16, "management")
    yield Programme("P19", "应收账款管理", "U4", run(9, 21, 3), 12, cancelled=True)
    yield Programme("P20", "班组长培训", "U3", every(10, 14, 1, 3), 24, "management")
    yield Programme("P21", "年终冲刺与渠道管理", "U1", run(11, 9, 5), 20)


MOVED = {"P07": (2, "车间检修"), "P15": (1, "台风停课")}


def make_programmes(year: Year, people: People) -> tuple[list[Programme], list[dict[str, object]]]:
    """The programmes, and what was amended since they were planned."""
    made = list(programmes(year))
    amendments: list[dict[str, object]] = []
    waiting = {unit: year.random.sample(learners, len(learners)) for unit, learners in people.learners.items()}
    for p in made:
        add_programme(year, people, p)
        if p.id in MOVED:
            amendments += move_last_day(year, p, *MOVED[p.id])
        for person in invite(year, people, p, waiting):
            enrol(year, p, person, people.unit_of[person])
        if p.cancelled:
            year.add("cancellation", Day(2026, 9, 16), concerning=f"programme/{p.id}", reason="讲师生病，择期另办")
    return made, amendments


def add_programme(year: Year, people: People, p: Programme) -> None:
    number = int(p.id[1:])
    points = [f"{p.title}·{part}" for part in ("概念", "方法", "实操")]
    year.add("course", id=f"C{number:02}", title=p.title, key_points=points)
    lecturer = people.lecturers[number % len(people.lecturers)]
    year.add(
        "programme",
        id=p.id,
        title=p.title,
        starts=p.days[0],
        ends=p.days[-1],
        course=f"C{number:02}",
        unit=p.unit,
        lecturer=lecturer,
        category=p.category,
        mode=p.mode,
        important=p.important or "",
    )
    for n, (starts, ends) in enumerate(p.modules, 1):
        year.add(
            "module", id=f"{p.id}-M{n}", programme=p.id, title=f"第{n}模块", starts=starts, ends=ends, lecturer=lecturer
        )
    for n, day in enumerate(p.days, 1):
        year.add(
            "session",
            id=f"{p.id}-{n}",
            programme=p.id,
            starts=day,
            title=f"第{n}课",
            lecturer=lecturer,
            room=f"{1 + number % 4}号培训室",
        )


def invite(year: Year, people: People, p: Programme, waiting: dict[str, list[str]]) -> list[str]:
    """Those who have waited longest; whoever was invited goes to the end of the queue."""
    invited: list[str] = []
    units = [p.unit] if p.unit else list(people.learners)
    while len(invited) < p.size:
        queue = waiting[units[len(invited) % len(units)]]
        queue.append(queue.pop(0))
        if people.is_there(queue[-1], p.days[0]):
            invited.append(queue[-1])
    return invited


def enrol(year: Year, p: Programme, person: str, unit: str) -> None:
    enrolled = year.workday(p.days[0] - weeks(year.random.randint(2, 4)))
    id = f"E{len(year.rows['enrolment']) + 1:03}"
    year.add("enrolment", id=id, programme=p.id, person=person, date=min(enrolled, year.today), unit=unit)
    enrolment = Enrolment(id, person, unit)
    p.enrolments.append(enrolment)
    if p.cancelled:
        return
    if len(p.days) > 1 and year.chance(0.03):
        enrolment.withdrawn = p.days[1]
        year.add("withdrawal", p.days[1], enrolment=id, reason=year.pick("岗位调整", "家庭原因", "项目任务紧急"))
    for n, day in enumerate(p.days, 1):
        if enrolment.withdrawn is None or day < enrolment.withdrawn:
            year.add("attendance", day, enrolment=id, present=year.chance(0.95), session=f"{p.id}-{n}")


def move_last_day(year: Year, p: Programme, working_days: int, reason: str) -> list[dict[str, object]]:
    """The amendments when the last day was held later than planned."""
    day = year.working_days(p.ends, working_days)
    p.days[-1] = day
    moved = [("session", f"{p.id}-{len(p.days)}", "starts"), ("programme", p.id, "ends")]
    return [{"kind": kind, "id": id, "fields": {field: day.isoformat()}, "reason": reason} for kind, id, field in moved]
