"""One class for each built-in kind of fact, made from the schema when it is first asked for.

    ac.facts.Programme(id="P1", title="Sales onboarding", starts="2026-09-01", ends="2026-09-10")

Fields are given by name and checked by name; what is not given is None. The values themselves are judged when the facts
are recorded, as rows of any other form are. `class_of(kind)` makes the class of a kind that a policy or host declares.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from aftercourse._core import Field, Kind, built_in_kinds, nearest

__all__ = ["Fact", "class_of"]

_WORDS = {
    "text": "text",
    "integer": "int",
    "decimal": "decimal.Decimal, int or decimal text",
    "real": "float",
    "boolean": "bool",
    "date": "datetime.date or ISO text",
    "instant": "aware datetime.datetime or RFC 3339 text",
}


class Fact:
    """A fact of some kind: an immutable value with the fields of its kind, given by name."""

    kind: ClassVar[Kind]
    """The kind it is of."""

    def __init__(self, **fields: Any) -> None:
        names = ["id", *(field.name for field in self.kind.fields)]
        for name in fields:
            if name not in names:
                near = nearest(name, names)
                hint = f"; did you mean {near!r}?" if near else ""
                raise TypeError(f"{type(self).__name__} has no field {name!r}{hint}")
        required = ["id", *(field.name for field in self.kind.fields if field.required)]
        missing = [name for name in required if fields.get(name) is None]
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        for name in names:
            object.__setattr__(self, name, fields.get(name))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("facts are immutable: make another, or engine.amend() what is recorded")

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{type(self).__name__} has no field {name!r}")

    def to_dict(self) -> dict[str, Any]:
        """The fields that are given, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((self.kind.name, self.id))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.to_dict().items())
        return f"{type(self).__name__}({given})"


def _line(field: Field) -> str:
    what = _WORDS.get(field.type, field.type)
    if field.type == "category":
        what = "one of " + ", ".join(field.labels)
    if field.type == "reference":
        what = f"id of a {field.target}" if field.target else "a fact as kind/id"
    marks = {"list": field.list, "required": field.required, "personal": field.personal}
    notes = [mark for mark, holds in marks.items() if holds]
    return f"    {field.name}: {what}" + (f" ({', '.join(notes)})" if notes else "")


def _class_name(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))


def class_of(kind: Kind) -> type[Fact]:
    """The class of a kind of fact."""
    doc = f"{kind.about or kind.title}\n\nFields:\n    id: text (required)\n" + "\n".join(map(_line, kind.fields))
    return type(_class_name(kind.name), (Fact,), {"kind": kind, "__doc__": doc, "__module__": __name__})


@cache
def _kinds() -> dict[str, Kind]:
    return {_class_name(kind.name): kind for kind in built_in_kinds()}


def __getattr__(name: str) -> type[Fact]:
    kind = _kinds().get(name)
    if kind is None:
        near = nearest(name, list(_kinds()))
        raise AttributeError(f"there is no kind of fact {name}" + (f"; did you mean {near}?" if near else ""))
    made = class_of(kind)
    globals()[name] = made  # the same class every time, so that objects compare and pickle
    return made


def __dir__() -> list[str]:
    return sorted([*__all__, *_kinds()])
