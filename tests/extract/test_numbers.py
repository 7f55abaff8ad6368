"""Numbers in digits read back as their value, with every language's grouping and decimal sign."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.extract.reading import Reader
from figurecheck.lexicon.load import FOLDER
from figurecheck.model import Document

READER = Reader()
INDIAN = {"hi", "bn", "ta", "te", "ml", "mr", "kn", "pa"}
SCRIPTS = {
    "ar": "\u0660", "hi": "\u0966", "bn": "\u09e6", "mr": "\u0966", "ta": "\u0be6", "te": "\u0c66",
    "kn": "\u0ce6", "ml": "\u0d66", "pa": "\u0a66", "th": "\u0e50", "ja": "\uff10", "zh": "\uff10",
}  # fmt: skip
"""The digit nought of each language's own digits."""


@dataclass(frozen=True)
class Habit:
    """How one language writes numbers: its code, its decimal sign, one of its grouping signs."""

    lang: str
    decimal: str
    group: str

    def grouped(self, whole: int) -> str:
        """Thousands apart."""
        return f"{whole:,}".replace(",", self.group)


def habits() -> list[Habit]:
    found = []
    for path in sorted((FOLDER / "languages").glob("*.yaml")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))["language"]
        found += [Habit(facts["code"], facts["decimal"], sign) for sign in facts["group"]]
    return found


HABITS = habits()
habit = st.sampled_from(HABITS)


def value(text: str, lang: str) -> Decimal | None:
    """The one figure's value."""
    figures = READER.read(Document("d", text, None, lang)).figures
    assert [each.surface for each in figures] == [text]
    return figures[0].value


def indian(whole: int) -> str:
    """Lakh and crore apart: 12,34,56,789."""
    head, last = divmod(whole, 1000)
    pairs = [f"{last:03}"]
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}" if head else str(pair))
    return ",".join(reversed(pairs))


@given(habit, st.integers(1000, 10**15))
def test_grouped_numbers(written: Habit, whole: int) -> None:
    assert value(f"{written.grouped(whole)} USD", written.lang) == whole


@given(habit, st.integers(0, 10**9), st.text("0123456789", min_size=1, max_size=6))
def test_decimal_numbers(written: Habit, whole: int, decimals: str) -> None:
    text = f"{whole}{written.decimal}{decimals} USD"
    assert value(text, written.lang) == Decimal(f"{whole}.{decimals}")


@given(habit, st.integers(1000, 10**15), st.text("0123456789", min_size=1, max_size=2))
def test_grouped_numbers_with_decimals(written: Habit, whole: int, decimals: str) -> None:
    text = f"{written.grouped(whole)}{written.decimal}{decimals} USD"
    assert value(text, written.lang) == Decimal(f"{whole}.{decimals}")


@given(st.sampled_from(sorted(INDIAN | {"en"})), st.integers(100_000, 10**13))
def test_numbers_grouped_by_lakh_and_crore(lang: str, whole: int) -> None:
    assert value(f"{indian(whole)} INR", lang) == whole


@given(st.sampled_from(sorted(SCRIPTS)), st.integers(0, 10**12))
def test_digits_of_other_scripts(lang: str, whole: int) -> None:
    nought = ord(SCRIPTS[lang])
    digits = "".join(chr(nought + int(digit)) for digit in str(whole))
    assert value(f"{digits} USD", lang) == whole


@given(habit, st.integers(1, 999), st.sampled_from((-1, 1)))
def test_signs_make_amounts_negative(written: Habit, whole: int, sign: int) -> None:
    text = f"{'-' if sign < 0 else ''}{whole} USD"
    assert value(text, written.lang) == sign * whole


@pytest.mark.parametrize("digits", [30, 31, 32, 33, 36, 37, 60, 5000])
def test_numbers_of_any_length_are_exact_or_left_out(digits: int) -> None:
    text = f"{'9' * digits} USD"
    for figure in READER.read(Document("d", text, None, "en")).figures:
        assert figure.value == Decimal("9" * digits)
