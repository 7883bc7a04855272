"""The classes of facts, made from the schema."""

from __future__ import annotations

import datetime
import pickle

import pytest

import aftercourse as ac
from aftercourse.facts import Fact


def test_one_class_for_each_kind() -> None:
    for kind in ac.built_in_kinds():
        name = "".join(word.capitalize() for word in kind.name.split("_"))
        cls = getattr(ac.facts, name)
        assert issubclass(cls, Fact)
        assert cls.kind == kind
        assert all(field.name in (cls.__doc__ or "") for field in kind.fields)
        assert name in dir(ac.facts)


def test_a_fact_is_an_immutable_value() -> None:
    fact = ac.facts.Programme(id="P1", title="Sales", starts="2026-09-01", ends=datetime.date(2026, 9, 10))
    same = ac.facts.Programme(id="P1", title="Sales", starts="2026-09-01", ends=datetime.date(2026, 9, 10))
    assert fact == same and hash(fact) == hash(same) and fact != ac.facts.Person(id="P1", name="Sales")
    assert fact.to_dict() == {"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": datetime.date(2026, 9, 10)}
    assert repr(fact).startswith("Programme(id='P1', title='Sales', starts='2026-09-01'")
    assert pickle.loads(pickle.dumps(fact)) == fact
    with pytest.raises(AttributeError):
        fact.title = "Other"


def test_names_are_checked() -> None:
    with pytest.raises(TypeError, match="did you mean 'title'"):
        ac.facts.Programme(id="P1", titel="Sales", starts="2026-09-01", ends="2026-09-10")
    with pytest.raises(TypeError, match="needs title, starts"):
        ac.facts.Programme(id="P1", ends="2026-09-10")
    with pytest.raises(AttributeError, match="did you mean Programme"):
        ac.facts.Programm  # noqa: B018


def test_facts_are_recorded_like_rows(empty: ac.Engine) -> None:
    programme = ac.facts.Programme(id="P1", title="Sales", starts="2026-09-01", ends="2026-09-10")
    assert empty.record("programme", [programme]).recorded == 1
    assert empty.record("programme", [programme.to_dict()]).unchanged == 1


def test_a_fact_of_another_kind_is_refused(empty: ac.Engine) -> None:
    with pytest.raises(ac.DataError) as caught:
        empty.record("programme", [ac.facts.Person(id="L1", name="A")])
    assert "person" in caught.value.faults[0].reason


def test_a_declared_kind_has_a_class(empty: ac.Engine) -> None:
    empty.declare([{"name": "loan", "fields": [{"name": "due", "type": "date", "required": True}]}])
    kind = next(kind for kind in empty.kinds if kind.name == "loan")
    loan = ac.facts.class_of(kind)(id="N1", due="2026-12-01")
    assert empty.record("loan", [loan]).recorded == 1
    assert empty.facts("loan")[0]["due"] == datetime.date(2026, 12, 1)
