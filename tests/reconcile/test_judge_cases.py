"""Conversions of the case files get the verdict and the explanation that a specialist would give."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from figurecheck.rates import History
from figurecheck.rates.load import BUNDLE
from figurecheck.rates.store import read
from figurecheck.reconcile.judge import judge
from tests.reconcile.conversions import cases, pair


@pytest.fixture(scope="module")
def history() -> History:
    return History(read(BUNDLE))


@pytest.mark.parametrize("case", cases("verdicts", "explanations"), ids=lambda case: case["case"])
def test_verdict_and_explanation(case: dict[str, Any], history: History) -> None:
    found = judge(pair(case), history)
    told = " | ".join(
        [found.reason or "", found.suggestion or "", *(each.text for each in found.explanations)]
    )
    assert found.verdict == case["verdict"], told
    if "first" in case:
        kinds = [each.kind for each in found.explanations]
        assert (kinds[0] if kinds else None) == case["first"], found.explanations
    if "factor" in case:
        factor = found.explanations[0].factor
        assert factor == (None if case["factor"] is None else Decimal(case["factor"]))
    for piece in case.get("says", []):
        assert piece in told
    confidences = [each.confidence for each in found.explanations]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1.001


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["case"] for case in cases("verdicts", "explanations")]
    assert len(set(names)) == len(names)
