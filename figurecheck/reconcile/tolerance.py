"""How far a printed figure leaves its amount open, when it is held against its conversion."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from figurecheck.model import Figure

EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN, Emax=100_000, Emin=-100_000)
"""Products of amounts, rates and tolerances keep every digit in it."""

RATE_TOLERANCE = Decimal("1.01")
"""Writers round rates: a rate may lie this factor outside the band."""

ROUNDED_RATE = Decimal("1.05")
"""A rate rounded to two digits is off by at most this factor; amounts that are off by no more as
printed are doubtful, not yet wrong."""

ABOUT, ROUGHLY = Decimal("0.01"), Decimal("0.03")
"""An amount that is said to be about so much is at least the first part wide on either side; a whole unit
in its last place only up to the second part: "about 5 cents" is four and a half to five and a half."""

SOMEWHAT, FURTHER = Decimal("0.02"), Decimal("0.1")
"""Of "more than $12bn" it is the twelve that is converted, or an amount this part above it; one that
lies further off, up to the second part, may be meant, but nobody can tell. So too for "nearly"."""

SHORT = Decimal("0.005")
"""A bound may lie this part on the other side of the amount that was converted."""

ABOVE, BELOW = frozenset({"more_than", "at_least"}), frozenset({"less_than", "up_to", "nearly"})

ZERO = Decimal(0)
_HALF = Decimal("0.5")
_MULTIPLY, _ADD, _SUBTRACT = EXACT.multiply, EXACT.add, EXACT.subtract


class Interval(NamedTuple):
    """The lowest and the highest amount that a figure may stand for, both above or equal to zero."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval, low: Decimal, high: Decimal) -> bool:
        """Whether some rate in [`low`, `high`] takes some amount of this interval into the other."""
        return _MULTIPLY(self.low, low) <= other.high and _MULTIPLY(self.high, high) >= other.low

    def scaled(self, power: int) -> Interval:
        """The interval times ten to `power`, exactly."""
        return Interval(self.low.scaleb(power, EXACT), self.high.scaleb(power, EXACT))


def around(value: Decimal, place: int, modifier: str, *, loosely: bool = False) -> Interval:
    """The amounts that a printed value stands for: half a unit in its last place, then its modifier.

    `place` is the exponent of ten of the last digit printed. The sign of the value is left out.
    `loosely` takes the rounding of a bound into account, and amounts further off.
    """
    value = value.copy_abs()
    if modifier == "about":
        unit, half = (
            (_UNITS[place], _HALVES[place]) if place in _UNITS else (_unit(place), _half(place))
        )
        step = max(half, min(unit, _MULTIPLY(value, ROUGHLY)), _MULTIPLY(value, ABOUT))
        low, high = _SUBTRACT(value, step), _ADD(value, step)
    else:
        half = _HALVES[place] if place in _HALVES else _half(place)
        low, high = _SUBTRACT(value, half), _ADD(value, half)
        if modifier in ABOVE:
            low, high = _bound(value, half, FURTHER if loosely else SOMEWHAT, loosely=loosely)
        elif modifier in BELOW:
            high, low = _bound(value, -half, -FURTHER if loosely else -SOMEWHAT, loosely=loosely)
    return Interval(max(ZERO, low), high)


def ends(
    figure: Figure, place: int, end_place: int | None, *, loosely: bool = False
) -> tuple[Interval, ...]:
    """The intervals of a figure: one, or one for each end of a range; none where it has no value."""
    if figure.value is not None:
        return (around(figure.value, place, figure.modifier, loosely=loosely),)
    if figure.low is None or figure.high is None:
        return ()
    last = place if end_place is None else end_place
    printed = sorted(((figure.low.copy_abs(), place), (figure.high.copy_abs(), last)))
    first, second = (around(value, digit, "exact") for value, digit in printed)
    return first, second


def centre(interval: Interval) -> Decimal:
    """The middle of an interval, exactly."""
    return _MULTIPLY(_ADD(interval.low, interval.high), _HALF)


def span(intervals: tuple[Interval, ...]) -> Interval:
    """From the lowest to the highest of them."""
    return Interval(intervals[0].low, intervals[-1].high)


def _bound(
    value: Decimal, half: Decimal, reach: Decimal, *, loosely: bool
) -> tuple[Decimal, Decimal]:
    """The near and the far end of a bound; `half` and `reach` are negative for one from above."""
    short = _MULTIPLY(value, SHORT if reach > 0 else -SHORT)
    far = _ADD(value, _MULTIPLY(value, reach))
    if not loosely:
        return _SUBTRACT(value, min(short, half, key=abs)), far
    rounded = _ADD(value, half)
    return _SUBTRACT(value, half), max(far, rounded) if reach > 0 else min(far, rounded)


def _unit(place: int) -> Decimal:
    return Decimal(1).scaleb(place, EXACT)


def _half(place: int) -> Decimal:
    return Decimal(5).scaleb(place - 1, EXACT)


_UNITS = {place: _unit(place) for place in range(-6, 19)}
_HALVES = {place: _half(place) for place in range(-6, 19)}
