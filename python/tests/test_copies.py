"""Values can be copied and sent to other processes; tables go there as frames."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import aftercourse as ac


def values(engine: ac.Engine) -> dict[str, Any]:
    agenda = engine.agenda(as_of="2026-10-20")
    return {
        "Task": agenda[0],
        "Explanation": engine.explain(agenda[0]),
        "Period": ac.Period("5 working days"),
        "Calendar": ac.Calendar.built_in("cn").with_days_off(["2026-09-29"], "公司日"),
        "Policy": ac.Policy.built_in("follow-up-visits"),
        "Location": ac.Policy.built_in("follow-up-visits").rules[0].at,
    }


@pytest.mark.parametrize("name", ["Task", "Explanation", "Period", "Calendar", "Policy", "Location"])
def test_there_and_back(engine: ac.Engine, name: str) -> None:
    value = values(engine)[name]
    again = pickle.loads(pickle.dumps(value))
    public = [attribute for attribute in dir(value) if not attribute.startswith("_")]
    for attribute in public:
        if not callable(getattr(value, attribute)):
            assert repr(getattr(again, attribute)) == repr(getattr(value, attribute)), attribute
    assert str(again) == str(value)
    assert copy.copy(value) is value and copy.deepcopy([value])[0] is value


def test_a_task_from_another_process_can_be_explained(engine: ac.Engine) -> None:
    task = engine.agenda(as_of="2026-10-20")[0]
    again = pickle.loads(pickle.dumps(task))
    assert again == task and hash(again) == hash(task)
    assert str(engine.explain(again)) == str(engine.explain(task))
    assert again.notices == task.notices == []


def test_an_error_crosses_with_its_faults(engine: ac.Engine) -> None:
    with pytest.raises(ac.DataError) as caught:
        engine.record("person", [{"id": "L9", "nme": "A"}])
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is ac.DataError
    assert (str(again), again.code, again.faults, again.retry) == (
        str(caught.value), caught.value.code, caught.value.faults, False,
    )


def test_tables_are_copied_but_not_pickled(engine: ac.Engine) -> None:
    for table in (engine.facts("person"), engine.agenda(as_of="2026-10-20"), engine.evaluate("overdue", as_of="2026-10-20")):
        assert copy.deepcopy(table) is table
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(table)
        assert pickle.loads(pickle.dumps(table.to_arrow())).num_rows == len(table)
