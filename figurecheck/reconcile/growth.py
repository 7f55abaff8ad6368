"""Growth told by the year: from so much in one year to so much in another, at P percent compounded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import PER, RANGE
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.statements import classes, close, content, in_base, same_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.reconcile.statements import Row, Slot

BESIDE = 4
"""Items at most between the word for such a rate and its percentage."""

OWN_WORDS = 1
YEAR = len("2022")
PERCENT = Fraction(1, 100)
LOOSE = Fraction(1, 2)
"""Percentage points by which a rate may be off: sums and years are rounded too."""

ONE_MORE = 1
"""The years counted may be one more or one fewer than the dates tell: from the end of one to the next."""


class Growth(NamedTuple):
    """`rate` is what is stated; `years` lie between the two amounts."""

    rate: Slot
    was: Slot
    now: Slot
    years: int


def growths(row: Row) -> Iterator[Growth]:
    """The compound rates of a sentence that has two amounts of one kind, of two years, and no third."""
    places = [at for at, item in enumerate(row.items) if "COMPOUND" in item.classes]
    rates = [
        slot for slot in row.slots
        if slot.figure.unit == "percent" and not slot.flags & RANGE
        and any(abs(slot.at - at) <= BESIDE for at in places)
    ]  # fmt: skip
    amounts = [slot for slot in row.slots if slot.figure.kind == "money"]
    if len(rates) != 1 or len(amounts) != 2:  # noqa: PLR2004
        return
    if not any(_of_both(row, at, amounts) for at in places):
        return
    was, now = sorted(amounts, key=lambda slot: slot.figure.as_of or "")
    if (was.flags | now.flags) & (PER | RANGE) or not same_measure(was.figure, now.figure):
        return
    if was.figure.unit != now.figure.unit or not (was.figure.as_of and now.figure.as_of):
        return
    years = int(now.figure.as_of[:YEAR]) - int(was.figure.as_of[:YEAR])
    if years > 1:
        yield Growth(rates[0], was, now, years)


def _of_both(row: Row, place: int, amounts: Sequence[Slot]) -> bool:
    """Whether the rate is told of the amounts: no other subject begins between it and the nearer."""
    nearest = min(amounts, key=lambda slot: abs(slot.at - place))
    first, last = sorted((nearest.at, place))
    gap = row.items[first + 1 : last]
    verb = next((at for at, item in enumerate(gap) if item.classes & {"UP", "DOWN"}), 0)
    if content(gap[:verb]) or classes(gap) & {"METRIC", "SCOPE", "OF_WHICH"}:
        return False  # with software growing at a rate of its own
    return close(gap[verb + 1 :] if verb else gap, OWN_WORDS)


def agrees(growth: Growth) -> bool:
    """Whether the rate makes the one amount of the other, give or take a year and a half point."""
    was, now = in_base(growth.was, growth.now), in_base(growth.now, growth.was)
    rate = growth.rate.amount.widened(LOOSE)
    if rate.low is None or rate.high is None or was.low is None or was.low <= 0:
        return True
    if was.high and now.high is not None and now.high < was.low:  # it shrinks
        rate = Interval(-rate.high, -rate.low)
    slowest, fastest = (1 + each * PERCENT for each in rate if each is not None)
    spans = range(growth.years - ONE_MORE, growth.years + ONE_MORE + 1)
    return any(
        was.times(Interval(max(slowest, Fraction(0)) ** span, fastest**span)).meets(now)
        for span in spans
    )


def real_rate(growth: Growth) -> float:
    """The yearly rate in percent that the two amounts as printed make."""
    was, now = growth.was.figure.value, growth.now.figure.value
    ratio = float(now / was) if was and now else 1.0
    return float(ratio ** (1 / growth.years) - 1) * 100
