"""The cross rates of one book in columns: the quotes of two currencies on the days that have both."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from decimal import Decimal
from operator import sub, truediv
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.rates.band import NO_WIDTH, RATE_CONTEXT
from figurecheck.rates.quotes import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figurecheck.rates.quotes import Block, Quote

COARSE_DIGITS = 500
"""A rate whose printed digits make a smaller number than this carries its rounding along."""

PEGGED = "+peg"
"""Put behind the provider's name where a fixed relation was followed on one side at least."""


class Run(NamedTuple):
    """Rates in columns, oldest first: each by the quotes behind it, and as a float."""

    days: array[int]
    near: array[float]
    source: list[Quote]
    to: list[Quote]
    providers: list[str]

    def between(self, first: int, last: int) -> Run:
        """The rates of the days `first`…`last`."""
        part = slice(bisect_left(self.days, first), bisect_right(self.days, last))
        return Run(
            self.days[part],
            self.near[part],
            self.source[part],
            self.to[part],
            self.providers[part],
        )

    def at(self, places: Sequence[int]) -> Run:
        """The rates at some places only, in that order."""
        return Run(
            array("q", [self.days[each] for each in places]),
            array("d", [self.near[each] for each in places]),
            [self.source[each] for each in places],
            [self.to[each] for each in places],
            [self.providers[each] for each in places],
        )


NOTHING = Run(array("q"), array("d"), [], [], [])


def cross(source: Block | None, to: Block | None, provider: str) -> Run:
    """The rates of the days that both have a quote of; None stands for the base of the book."""
    if source is None or to is None:
        known = source or to
        if known is None:
            return NOTHING
        units = [UNIT] * len(known.days)
        near = known.near if to is None else array("d", [1 / each for each in known.near])
        days, given, wanted = known.days, known.quotes, units
        if source is None:
            given, wanted = wanted, given
    elif source.days == to.days:
        near = array("d", map(truediv, source.near, to.near))
        days, given, wanted = source.days, source.quotes, to.quotes
    else:
        place = {day: at for at, day in enumerate(to.days)}
        both = [(at, place[day]) for at, day in enumerate(source.days) if day in place]
        days = array("q", [source.days[at] for at, _ in both])
        given = [source.quotes[at] for at, _ in both]
        wanted = [to.quotes[at] for _, at in both]
        near = array("d", [source.near[at] / to.near[other] for at, other in both])
    if (source and source.linked) or (to and to.linked):
        names = (provider, provider + PEGGED)
        providers = [
            names[one.linked or other.linked] for one, other in zip(given, wanted, strict=True)
        ]
    else:
        providers = [provider] * len(days)
    return Run(days, near, given, wanted, providers)


def clear_of(days: array[int], tolerance: int, found: Run) -> Run:
    """The rates of days that have none of the sorted `days` within `tolerance`."""
    if not days:
        return found
    return found.at([at for at, day in enumerate(found.days) if is_clear_of(days, day, tolerance)])


def merged(one: Run, other: Run) -> Run:
    """The rates of both, oldest first."""
    if not one.days:
        return other
    both = Run(
        one.days + other.days,
        one.near + other.near,
        one.source + other.source,
        one.to + other.to,
        one.providers + other.providers,
    )
    return both.at(sorted(range(len(both.days)), key=both.days.__getitem__))


def rounding(source: Block | None, to: Block | None) -> Decimal:
    """How far the coarsest quote's digits leave a rate open, as a fraction of it."""
    printed = [each.coarsest for each in (source, to) if each and each.coarsest]
    coarsest = min(printed, default=COARSE_DIGITS)
    return half_a_unit(coarsest) if coarsest < COARSE_DIGITS else NO_WIDTH


def half_a_unit(digits: int) -> Decimal:
    """Half a unit in the last of the digits, as a fraction of the number that they make."""
    return RATE_CONTEXT.divide(Decimal(1), Decimal(2 * digits))


def has_hole(days: array[int], first: int, last: int, tolerance: int) -> bool:
    """Whether some day from `first` to `last` has none of `days` within `tolerance` of it."""
    if not days or days[0] > first + tolerance or days[-1] < last - tolerance:
        return True
    return max(map(sub, days[1:], days), default=0) > 2 * tolerance


def is_clear_of(days: array[int], day: int, tolerance: int) -> bool:
    """Whether none of the sorted `days` is within `tolerance` days of `day`."""
    index = bisect_left(days, day - tolerance)
    return index == len(days) or days[index] > day + tolerance
