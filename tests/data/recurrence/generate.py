"""dateutil.txt: random recurrence rules with what python-dateutil makes of them, for recurrence_truth_test.cpp.

usage: generate.py > dateutil.txt

A line is START RULE COUNT HASH FIRST LAST: of the first 50 occurrences how many there are, an FNV-1a hash of their stamps
("19970902T090000\\n" each), the first and the last ("-" when there is none). Left out is what decision 0010 reads otherwise
than python-dateutil: BYSETPOS of a week that the start cuts, BYWEEKNO of a year with INTERVAL or BYSETPOS, weekdays with and
without numbers in one rule, and rules that RFC 5545 forbids and so do we.
"""

import datetime
import random
import signal

import dateutil
from dateutil.rrule import rrulestr

RULES = 2000
OCCURRENCES = 50
FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SECONDS = 0.1  # that dateutil may search for the occurrences of a rule


def numbers(r: random.Random, least: int, most: int, negative: bool = False) -> str:
    chosen = {r.randint(least, most) for _ in range(r.randint(1, 4))}
    return ",".join(str(-n if negative and r.random() < 0.4 else n) for n in sorted(chosen))


def days(r: random.Random, frequency: str, weeks: bool) -> str:
    chosen = r.sample(WEEKDAYS, r.randint(1, 3))
    if frequency in ("YEARLY", "MONTHLY") and not weeks and r.random() < 0.5:
        most = 5 if frequency == "MONTHLY" else 53
        return ",".join(f"{r.choice([-1, 1]) * r.randint(1, most)}{day}" for day in chosen)
    return ",".join(chosen)


def rule(r: random.Random, start: datetime.datetime) -> str:
    frequency = r.choice(FREQUENCIES)
    weeks = frequency == "YEARLY" and r.random() < 0.2
    parts = {}
    for name, chance, make in (
        ("BYMONTH", 0.25, lambda: numbers(r, 1, 12)),
        ("BYMONTHDAY", 0.2, lambda: numbers(r, 1, 31, True)),
        ("BYYEARDAY", 0.07, lambda: numbers(r, 1, 366, True)),
        ("BYDAY", 0.4, lambda: days(r, frequency, weeks)),
        ("BYHOUR", 0.2, lambda: numbers(r, 0, 23)),
        ("BYMINUTE", 0.2, lambda: numbers(r, 0, 59)),
        ("BYSECOND", 0.15, lambda: numbers(r, 0, 59)),
    ):
        if r.random() < chance:
            parts[name] = make()
    if weeks:
        parts["BYWEEKNO"] = numbers(r, 1, 50, True) if r.random() < 0.5 else numbers(r, 1, 53)
    week_start = r.choice(WEEKDAYS) if r.random() < 0.3 else "MO"
    whole_week = frequency != "WEEKLY" or WEEKDAYS[start.weekday()] == week_start
    if parts and whole_week and r.random() < 0.25:
        parts["BYSETPOS"] = numbers(r, 1, 6, True)
    if r.random() < 0.5:
        parts["INTERVAL"] = str(r.choice([2, 3, 4, 5, 7, 12, 24, 30, 100]))
    if week_start != "MO":
        parts["WKST"] = week_start
    if r.random() < 0.3:
        parts["COUNT"] = str(r.randint(1, 40))
    elif r.random() < 0.3:
        until = start + datetime.timedelta(seconds=int(10 ** r.uniform(3, 9)))
        parts["UNTIL"] = until.strftime("%Y%m%dT%H%M%S")
    written = list(parts.items())
    r.shuffle(written)
    return ";".join([f"FREQ={frequency}"] + [f"{name}={value}" for name, value in written])


class TooLong(Exception):
    pass


def stop(*_: object) -> None:
    raise TooLong


def expand(text: str, start: datetime.datetime) -> list[str]:
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        found = []
        for moment in rrulestr(text, dtstart=start):
            found.append(moment.strftime("%Y%m%dT%H%M%S"))
            if len(found) == OCCURRENCES:
                break
        return found
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fnv(text: str) -> int:
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 % 2**64
    return value


def main() -> None:
    signal.signal(signal.SIGALRM, stop)
    r = random.Random(5545)
    print(f"# python-dateutil {dateutil.__version__}, generate.py")
    made = 0
    while made < RULES:
        start = datetime.datetime(r.randint(1990, 2040), r.randint(1, 12), r.randint(1, 28), r.randint(0, 23), r.randint(0, 59))
        if r.random() < 0.1:
            start += datetime.timedelta(days=3)
        text = rule(r, start)
        try:
            found = expand(text, start)
        except (TooLong, ValueError, IndexError):
            continue  # dateutil walks a rule without occurrences for long, refuses it, or fails at a 53rd weekday
        stamps = "".join(f"{stamp}\n" for stamp in found)
        ends = (found[0], found[-1]) if found else ("-", "-")
        print(start.strftime("%Y%m%dT%H%M%S"), text, len(found), f"{fnv(stamps):016x}", *ends)
        made += 1


if __name__ == "__main__":
    main()
