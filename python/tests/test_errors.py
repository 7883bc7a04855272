"""Each class of error of the library has one class in Python, and says what, where and whether to try again."""

from __future__ import annotations

import pathlib
import pickle
import re

import pytest

import aftercourse as ac
from aftercourse import _core, errors


def test_the_lists_of_classes_agree() -> None:
    assert {number: cls.title for number, cls in errors.BY_NUMBER.items()} == _core.error_classes()


def test_c_numbers_them_the_same() -> None:
    header = (pathlib.Path(__file__).parents[2] / "capi" / "aftercourse.h").read_text(encoding="utf-8")
    found = re.findall(r"#define AFTERCOURSE_STATUS_(\w+) (\d+)", header)
    assert {int(number): name.lower().replace("_", " ") for name, number in found} == _core.error_classes()


def test_every_class_is_shown_by_the_package() -> None:
    for cls in errors.BY_NUMBER.values():
        assert getattr(ac, cls.__name__) is cls
        assert issubclass(cls, ac.Error)


@pytest.mark.parametrize(
    ("cls", "natural"),
    [
        (ac.InvalidArgument, ValueError),
        (ac.DataError, ValueError),
        (ac.PolicyError, ValueError),
        (ac.NotFound, KeyError),
        (ac.StorageError, OSError),
        (ac.CorruptError, OSError),
        (ac.Full, OSError),
        (ac.Denied, PermissionError),
        (ac.Misuse, RuntimeError),
    ],
)
def test_python_classes_where_natural(cls: type[ac.Error], natural: type[Exception]) -> None:
    error = cls("it failed", code="AC1")
    assert isinstance(error, natural)
    assert str(error) == "it failed [AC1]"  # not quoted as KeyError's, no errno as OSError's


def test_an_error_says_code_and_place(empty: ac.Engine) -> None:
    with pytest.raises(ac.NotFound) as caught:
        empty.facts("programe")
    assert caught.value.code == "AC2001"
    assert "programme" in str(caught.value)
    assert not caught.value.retry


def test_errors_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(ac.DataError("bad", code="AC2020", where="x")))
    assert (str(error), error.code, error.where) == ("bad [AC2020]", "AC2020", "x")


def test_faults_are_values(empty: ac.Engine) -> None:
    rows = [{"id": "P1", "title": "T", "starts": "2026-02-30", "ends": "2026-03-01"}]
    found: list[ac.Fault] = []
    for _ in range(2):
        with pytest.raises(ac.DataError) as caught:
            empty.record("programme", rows)
        found += caught.value.faults
    assert found[0] == found[1]
    assert hash(found[0]) == hash(found[1])
    assert (found[0].source, found[0].row, found[0].field) == ("programme", 1, "starts")
    assert "programme:1: starts:" in str(found[0])
