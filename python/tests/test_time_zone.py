"""Time zones, checked against Python's own, and the day of a moment that is recorded."""

from __future__ import annotations

import copy
import datetime
import pathlib
import pickle
import random
import zoneinfo

import pytest

import aftercourse as ac

FOLDER = pathlib.Path(__file__).parents[2] / "tests" / "data" / "zoneinfo"
NAMES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]


def both(name: str) -> tuple[ac.TimeZone, zoneinfo.ZoneInfo]:
    with (FOLDER / name).open("rb") as file:
        return ac.TimeZone.load(name, FOLDER), zoneinfo.ZoneInfo.from_file(file, name)


@pytest.mark.parametrize("name", NAMES)
def test_moments_as_in_python(name: str) -> None:
    ours, theirs = both(name)
    rng = random.Random(name)
    for _ in range(5_000):
        # Before 1950 offsets had seconds, which an offset in minutes cannot show.
        moment = datetime.datetime.fromtimestamp(rng.randrange(-631152000, 4_102_444_800), datetime.timezone.utc)
        assert ours.at(moment).isoformat() == moment.astimezone(theirs).isoformat()


@pytest.mark.parametrize("name", NAMES)
def test_local_times_as_in_python(name: str) -> None:
    ours, theirs = both(name)
    rng = random.Random(name)
    met = set()
    for _ in range(20_000):
        # In the months of the changes of the clocks, at night, every quarter of an hour.
        local = datetime.datetime(
            rng.randrange(1960, 2090), rng.choice([3, 4, 10, 11]), rng.randrange(1, 31), rng.randrange(4), rng.randrange(4) * 15
        )
        found, occurs = ours.local(local)
        expected = local.replace(tzinfo=theirs)
        later = expected.replace(fold=1)
        exists = expected.astimezone(datetime.timezone.utc).astimezone(theirs).replace(tzinfo=None) == local
        assert found == expected.astimezone(datetime.timezone.utc)
        assert occurs == ("never" if not exists else "once" if later.utcoffset() == expected.utcoffset() else "twice")
        met.add(occurs)
    assert met == ({"once"} if name == "Asia/Shanghai" else {"once", "never", "twice"}) or name == "Asia/Shanghai"


def test_a_local_time_is_written_in_two_ways() -> None:
    berlin = ac.TimeZone.from_posix("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3")
    as_text = berlin.local("2026-03-29T02:30:00.5")
    assert as_text == berlin.local(datetime.datetime(2026, 3, 29, 2, 30, 0, 500_000))
    assert as_text[0].isoformat() == "2026-03-29T03:30:00.500000+02:00" and as_text[1] == "never"
    for bad in ("2026-03-29T02:30+01:00", "at noon"):
        with pytest.raises(ac.InvalidArgument, match="AC1102"):
            berlin.local(bad)


def test_it_is_a_value() -> None:
    zone = ac.TimeZone.load("Europe/Berlin", FOLDER)
    assert pickle.loads(pickle.dumps(zone)) == copy.copy(zone) == zone
    assert hash(zone) == hash(pickle.loads(pickle.dumps(zone)))
    assert zone != ac.TimeZone.fixed("Europe/Berlin", 60)
    assert zone == ac.TimeZone.from_tzif("Europe/Berlin", (FOLDER / "Europe" / "Berlin").read_bytes())
    assert repr(zone) == "<TimeZone Europe/Berlin>" and zone.name == "Europe/Berlin"


def test_what_is_none() -> None:
    with pytest.raises(ac.NotFound, match="AC1132"):
        ac.TimeZone.load("../zoneinfo/Europe/Berlin", FOLDER)
    with pytest.raises(ac.DataError, match="AC1131"):
        ac.TimeZone.from_tzif("x", b"TZif")
    with pytest.raises(ac.InvalidArgument, match="AC1130"):
        ac.TimeZone.from_posix("x", "Mars")


def test_it_decides_the_day_of_what_is_recorded(tmp_path: pathlib.Path) -> None:
    """23:30 in Shanghai is that day, though the telephone system writes UTC."""
    kinds = [{"name": "call", "fields": [{"name": "at", "type": "instant"}]}]
    early = {"id": "a", "at": "2026-09-12T16:30:00Z"}
    with ac.open(tmp_path / "training.db") as engine:
        engine.declare(kinds)
        engine.record("call", [early])
        assert engine.time_zone() is None
        engine.set_time_zone(ac.TimeZone.load("Asia/Shanghai", FOLDER))
        with pytest.raises(ac.Conflict, match="AC2026"):
            engine.record("call", [early])  # it was recorded for the day in Greenwich, and is now of the next
        engine.record("call", [{"id": "b", "at": "2026-09-12T15:30:00Z"}, {"id": "c", "at": None}])
        assert engine.record("call", [{"id": "b", "at": "2026-09-12T17:30:00+02:00"}]).unchanged == 1  # the same moment
    with ac.open(tmp_path / "training.db") as engine:
        zone = engine.time_zone()
        assert zone is not None and zone.name == "Asia/Shanghai"
        engine.record("call", [{"id": "d", "at": "2026-09-12T15:30:00-01:00"}])
        engine.amend("call", "b", {"at": "2026-09-12T16:00:00Z"})
        days = {change["before"][:10] for change in engine.history("call", "b").to_dicts() if change["before"]}
        assert days == {"2026-09-12"}
        assert engine.history("call", "b").to_dicts()[-1]["after"] == "2026-09-13T00:00:00+08:00"
