"""Errors say where, what and what to do, survive a trip between processes, and can be told apart."""

from __future__ import annotations

import pickle

import pytest

from figurecheck import errors
from figurecheck.errors import FigurecheckError, InputError

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, FigurecheckError)
]


def test_message_names_input_place_problem_and_advice() -> None:
    error = InputError("not JSON", source="in.jsonl", place="line 3", advice="write one object")
    assert str(error) == "in.jsonl, line 3: not JSON; write one object"
    assert str(InputError("not JSON")) == "not JSON"
    assert str(InputError("not JSON", place="line 3")) == "line 3: not JSON"


@pytest.mark.parametrize("kind", KINDS)
def test_error_keeps_its_parts_when_pickled(kind: type[FigurecheckError]) -> None:
    error = kind("problem", source="file", place="line 1", advice="mend it")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is kind
    assert (copy.problem, copy.source, copy.place, copy.advice) == (
        "problem",
        "file",
        "line 1",
        "mend it",
    )
    assert str(copy) == str(error)


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.kind for kind in KINDS]
    assert len(set(names)) == len(names) > 1
