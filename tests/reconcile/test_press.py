"""Conversions of invented press texts in every language are found, judged and explained."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pytest

from figurecheck.engine import Engine
from figurecheck.model import Document
from tests.reconcile.press import Press, press

if TYPE_CHECKING:
    from decimal import Decimal

    from figurecheck.model import Conversion, DocumentChecks, Figure

SEED = 2
TENS = {"ten_times", "thousand_times", "ten_thousand_times"}
KINDS = {
    "not_converted": "not_converted",
    "inverted": "inverted_rate",
    "other_currency": "wrong_currency",
    "stale": "stale_rate",
    "old": "stale_rate",
    "transposed": "other",
}


class Judged(NamedTuple):
    """A text, what was found in it, and the conversion that it is about."""

    press: Press
    checks: DocumentChecks
    conversion: Conversion | None


def holds(figure: Figure, unit: str, value: Decimal) -> bool:
    """Whether a figure is so much of a currency."""
    return figure.unit == unit and figure.value is not None and abs(figure.value) == value


def judged(engine: Engine, text: Press) -> Judged:
    """The text as the engine judges it."""
    checks = engine.check(Document(text.id, text.text, text.published, text.lang))
    found = (
        each
        for each in checks.conversions
        if holds(checks.figures[each.from_index], text.units[0], text.first)
        and holds(checks.figures[each.to_index], text.units[1], text.second)
    )
    return Judged(text, checks, next(found, None))


def explained(text: Press, conversion: Conversion) -> bool:
    """Whether the first explanation names what was done to the amount."""
    first = next(iter(conversion.explanations), None)
    if first is None:
        return False
    return (
        first.factor == text.factor if text.slip in TENS else first.kind == KINDS[text.slip or ""]
    )


@pytest.fixture(scope="module")
def texts() -> list[Judged]:
    engine = Engine()
    return [judged(engine, text) for text in press(engine.rates, SEED)]


def told(missed: list[Judged], of: int) -> str:
    """The texts that were missed, for whoever reads the failure."""
    return "\n".join([f"{len(missed)} of {of}", *(f"{each.press}" for each in missed)])


def test_conversions_are_found(texts: list[Judged]) -> None:
    all_of = [each for each in texts if each.press.slip != "none"]
    missed = [each for each in all_of if each.conversion is None]
    assert len(missed) <= len(all_of) * 0.01, told(missed, len(all_of))


def test_amounts_that_are_not_one_are_not_paired(texts: list[Judged]) -> None:
    all_of = [each for each in texts if each.press.slip == "none"]
    paired = [each for each in all_of if each.checks.conversions]
    assert len(paired) <= len(all_of) * 0.01, told(paired, len(all_of))


def test_sound_texts_raise_no_alarm(texts: list[Judged]) -> None:
    all_of = [each for each in texts if each.press.slip in {None, "none"}]
    alarmed = [
        each
        for each in all_of
        if any(conversion.verdict == "inconsistent" for conversion in each.checks.conversions)
    ]
    assert len(alarmed) <= len(all_of) * 0.003, told(alarmed, len(all_of))


def test_wrong_conversions_are_caught(texts: list[Judged]) -> None:
    all_of = [
        each
        for each in texts
        if each.press.slip not in {None, "none", "stale"} and each.conversion is not None
    ]
    missed = [
        each for each in all_of if each.conversion and each.conversion.verdict != "inconsistent"
    ]
    assert len(missed) <= len(all_of) * 0.02, told(missed, len(all_of))


def test_the_first_explanation_is_the_right_one_as_often_as_it_says(texts: list[Judged]) -> None:
    right: dict[bool, list[bool]] = defaultdict(list)
    for text, _, conversion in texts:
        if text.slip is None or conversion is None or conversion.verdict == "consistent":
            continue
        sure = any(each.confidence >= 0.9 for each in conversion.explanations)
        right[sure].append(explained(text, conversion))
    both = right[True] + right[False]
    assert sum(both) >= len(both) * 0.9
    assert sum(right[True]) >= len(right[True]) * 0.96
    assert sum(right[False]) >= len(right[False]) * 0.75
