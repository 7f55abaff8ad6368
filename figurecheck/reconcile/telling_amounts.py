"""Recomputed amounts and changes in words, for editors who read English."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from figurecheck.reconcile.statements import factor
from figurecheck.reconcile.wording import SCALES, about, number

if TYPE_CHECKING:
    from figurecheck.model import Figure
    from figurecheck.reconcile.changes import Change
    from figurecheck.reconcile.statements import Slot


def message(change: Change, was: Slot, now: Slot, stated: str) -> tuple[str, str]:
    """The message of a finding and its suggestion."""
    before = middle(was) * factor(was.figure, now.figure)
    after = middle(now) * factor(now.figure, was.figure)
    told = f"from “{was.figure.surface}” to “{now.figure.surface}” is "
    direction = "a rise" if after > before else "a fall" if after < before else "no change"
    if change.kind == "multiple":
        real = f"{plain(after / before)} times as much"
    elif change.kind == "points":
        real = f"{direction} of {plain(abs(after - before))} percentage points"
    elif change.kind == "amount":
        unit = factor(change.slot.figure, was.figure) if change.slot else Fraction(1)
        told_of = change.slot.figure if change.slot else was.figure
        real = f"{direction} of {quantity(abs(after - before) / unit, told_of)}"
    elif before == after:
        real = direction
    else:
        real = f"{direction} of about {plain(abs(after / before - 1) * 100)} percent"
    return f"{told}{real}, not “{stated}”", f"check the two amounts, or write “{real}”"


def middle(slot: Slot) -> Fraction:
    """The amount as printed; the middle of a range."""
    figure = slot.figure
    if figure.value is not None:
        return Fraction(figure.value)
    return (Fraction(figure.low or 0) + Fraction(figure.high or 0)) / 2


def plain(value: Fraction, digits: int = 3) -> str:
    """A recomputed number to some significant digits, in plain figures: 49.8, 1,070, 34."""
    if value.denominator == 1 and abs(value) < 10**6:
        return f"{value.numerator:,}"
    told = number(_decimal(value), digits)
    return told.rstrip("0").rstrip(".") if "." in told else told


def quantity(value: Fraction, like: Figure) -> str:
    """A recomputed amount in the unit of a figure: "$7.5 billion", "1.07 gigawatt", "34"."""
    if like.kind == "money" and like.unit:
        return about(_decimal(value), like.unit)
    power, word = next((each for each in SCALES if abs(value) >= 10 ** each[0]), SCALES[-1])
    told = plain(value / 10**power, 4) if word else plain(value, 4)
    unit = (like.unit or "").replace("_", " ") if like.kind in {"measure", "percent"} else ""
    return " ".join(each for each in (told, word, unit) if each)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
