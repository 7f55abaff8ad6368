"""Intervals of exact fractions, None for an open end: what figures leave open, sums and products."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from figurecheck.model import Figure

FEW_DIGITS = 2
"""A whole number that ends in zeros was rounded to no fewer digits than this."""

ABOUT = Fraction(1, 50)
"""An amount that is said to be about so much is at least this part wide on either side."""

NEARLY = Fraction(15, 100)
"""Nearly, almost: within this part below what is printed."""


class Interval(NamedTuple):
    """The lowest and the highest amount; None where there is no lowest or highest."""

    low: Fraction | None
    high: Fraction | None

    def plus(self, other: Interval) -> Interval:
        """All sums of an amount of this and one of the other."""
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def minus(self, other: Interval) -> Interval:
        """All differences."""
        return Interval(
            None if self.low is None or other.high is None else self.low - other.high,
            None if self.high is None or other.low is None else self.high - other.low,
        )

    def times(self, other: Interval) -> Interval:
        """All products; both intervals above or equal to zero."""
        return Interval(
            (self.low or Fraction(0)) * (other.low or Fraction(0)),
            None if self.high is None or other.high is None else self.high * other.high,
        )

    def over(self, other: Interval) -> Interval:
        """All quotients; this above or equal to zero, the other above zero at its upper end."""
        low = Fraction(0) if other.high is None or self.low is None else self.low / other.high
        return Interval(low, None if self.high is None or not other.low else self.high / other.low)

    def scaled(self, factor: Fraction) -> Interval:
        """All multiples by a factor above zero."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def widened(self, by: Fraction) -> Interval:
        """The interval with so much more at either end."""
        return Interval(
            None if self.low is None else self.low - by,
            None if self.high is None else self.high + by,
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two have an amount in common."""
        return not (
            (self.high is not None and other.low is not None and self.high < other.low)
            or (self.low is not None and other.high is not None and self.low > other.high)
        )


def amount(figure: Figure, place: int) -> Interval:
    """What a printed figure may stand for when it is held against others.

    `place` is the exponent of ten of its last digit as written. Whole numbers that end in zeros may
    have been rounded to them; "about" and its like open the interval further.
    """
    if figure.value is None:
        low, high = _fraction(figure.low), _fraction(figure.high)
        return (
            Interval(low, high) if low is None or high is None else Interval(*sorted((low, high)))
        )
    value, low, high = Fraction(figure.value), _fraction(figure.low), _fraction(figure.high)
    step = rounding(figure.value, place)
    match figure.modifier:
        case "about":
            step = max(step, abs(value) * ABOUT)
            return Interval(value - step, value + step)
        case "nearly":
            return Interval(value - max(step, abs(value) * NEARLY), value + step / 2)
        case "more_than" | "at_least":
            return Interval(value - step / 2, None)
        case "less_than" | "up_to":
            return Interval(None, value + step / 2)
        case _ if figure.kind == "ratio":
            return Interval(low, high)
        case _:
            return Interval(value - step / 2, value + step / 2)


def rounding(value: Decimal, place: int) -> Fraction:
    """The step that a printed number may have been rounded to: 1,000 for 18,000; 10 for 600; 1 for 47."""
    if not value:
        return Fraction(10) ** place
    digits = value.as_tuple()
    zeros = len(digits.digits) - len(str(int("".join(map(str, digits.digits)))).rstrip("0"))
    last = int(digits.exponent) + zeros
    coarsest = value.adjusted() - FEW_DIGITS + 1
    return Fraction(10) ** (max(place, min(last, coarsest)) if place >= 0 else place)


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _add(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other
