"""The cross rates of one pair of currencies, worked out a year at a time and kept.

A year is the block: its lowest and highest rate are known once it is worked out, so a band over
several years looks at two part years only, and one article pays for the years it speaks of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.rates.band import NO_WIDTH, RATE_CONTEXT
from figurecheck.rates.quotes import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.rates.quotes import Quotes
    from figurecheck.rates.store import Book

COARSE_DIGITS = 500
"""A rate whose printed digits make a smaller number than this carries its rounding along."""

PEGGED = "+peg"
"""Put behind the provider's name where a fixed relation was followed on one side at least."""

MARGIN_DAYS = 32
"""Days looked at on either side of a year, so that a gap across its end is seen as one."""


class Point(NamedTuple):
    """The rate of one day (an ordinal) and who gave it."""

    day: int
    rate: Decimal
    provider: str


class Extremes(NamedTuple):
    """The lowest and the highest rate of some days, how many there were and who gave them."""

    low: Decimal
    low_day: int
    high: Decimal
    high_day: int
    seen: int
    rounding: Decimal
    providers: frozenset[str]


class Year(NamedTuple):
    """The rates of one calendar year, oldest first, and the extremes of the whole year."""

    days: list[int]
    points: list[Point]
    rates: list[Decimal]
    rounding: Decimal
    whole: Extremes | None


class Pair:
    """Units of `to` per unit of `source`, from the first book that has both round a day."""

    def __init__(self, source: str, to: str, books: Sequence[tuple[Book, Quotes]]) -> None:
        self.source = source
        self.to = to
        self._books = books
        self._years: dict[int, Year] = {}
        self._tolerance = {
            name: book.tolerance_days
            for book, _ in books
            for name in (book.provider, book.provider + PEGGED)
        }

    def tolerance(self, point: Point) -> int:
        """For how many days after its own a rate still counts as the rate of the day."""
        return self._tolerance[point.provider]

    def at(self, day: int) -> Point | None:
        """The newest rate not after `day`, if it is within the tolerance of its provider."""
        point = self.newest(day, day - MARGIN_DAYS)
        return point if point and day - point.day <= self.tolerance(point) else None

    def newest(self, day: int, oldest: int) -> Point | None:
        """The newest rate of the days `oldest`…`day`."""
        for number in range(date.fromordinal(day).year, date.fromordinal(oldest).year - 1, -1):
            year = self.year(number)
            index = bisect_right(year.days, day) - 1
            if index >= 0:
                return year.points[index] if year.days[index] >= oldest else None
        return None

    def extremes(self, first: int, last: int) -> Extremes | None:
        """Lowest and highest rate of the days `first`…`last`; None where there is no rate."""
        found: Extremes | None = None
        for number in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            part = part_of(self.year(number), first, last)
            if part is not None:
                found = part if found is None else merge(found, part)
        return found

    def points(self, first: int, last: int) -> Iterator[Point]:
        """Every rate from `first` to `last`, oldest first."""
        for number in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            year = self.year(number)
            yield from year.points[bisect_left(year.days, first) : bisect_right(year.days, last)]

    def year(self, number: int) -> Year:
        """The rates of a calendar year."""
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._work_out(number)
        return year

    def _work_out(self, number: int) -> Year:
        first, last = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal()
        kept: list[Point] = []
        coarse = NO_WIDTH
        tolerance = 0
        for book, quotes in self._books:
            if not has_hole([point.day for point in kept], first, last, tolerance):
                break
            found, rounding = self._in_book(
                book, quotes, max(1, first - MARGIN_DAYS), last + MARGIN_DAYS
            )
            days = [point.day for point in kept]
            new = [point for point in found if is_clear_of(days, point.day, tolerance)]
            if new:
                kept = sorted(kept + new)
                coarse = max(coarse, rounding)
            tolerance = max(tolerance, book.tolerance_days)
        points = [point for point in kept if first <= point.day <= last]
        days = [point.day for point in points]
        rates = [point.rate for point in points]
        year = Year(days, points, rates, coarse, None)
        return year._replace(whole=extremes_of(year, 0, len(days)))

    def _in_book(
        self, book: Book, quotes: Quotes, first: int, last: int
    ) -> tuple[list[Point], Decimal]:
        source = quotes.within(self.source, first, last)
        to = quotes.within(self.to, first, last)
        if source is None:
            source = dict.fromkeys(to or {}, UNIT)
        if to is None:
            to = dict.fromkeys(source, UNIT)
        points = []
        divide = RATE_CONTEXT.divide
        pegged = book.provider + PEGGED
        coarsest = COARSE_DIGITS
        for day, given in source.items():
            wanted = to.get(day)
            if wanted is None:
                continue
            rate = divide(Decimal(given.worth * wanted.of), Decimal(given.of * wanted.worth))
            provider = pegged if given.linked or wanted.linked else book.provider
            points.append(Point(day, rate, provider))
            if book.rounded:
                coarsest = min(coarsest, given.digits or coarsest, wanted.digits or coarsest)
        points.sort()
        return points, half_a_unit(coarsest) if coarsest < COARSE_DIGITS else NO_WIDTH


def half_a_unit(digits: int) -> Decimal:
    """Half a unit in the last of the digits, as a fraction of the number that they make."""
    return RATE_CONTEXT.divide(Decimal(1), Decimal(2 * digits))


def has_hole(days: list[int], first: int, last: int, tolerance: int) -> bool:
    """Whether some day from `first` to `last` has none of `days` within `tolerance` of it."""
    if not days or days[0] > first + tolerance or days[-1] < last - tolerance:
        return True
    return any(later - earlier > 2 * tolerance for earlier, later in pairwise(days))


def is_clear_of(days: list[int], day: int, tolerance: int) -> bool:
    """Whether none of the sorted `days` is within `tolerance` days of `day`."""
    index = bisect_left(days, day - tolerance)
    return index == len(days) or days[index] > day + tolerance


def part_of(year: Year, first: int, last: int) -> Extremes | None:
    """The extremes of those days of a year that lie between `first` and `last`."""
    days = year.days
    if not days or last < days[0] or first > days[-1]:
        return None
    if first <= days[0] and days[-1] <= last:
        return year.whole
    return extremes_of(year, bisect_left(days, first), bisect_right(days, last))


def extremes_of(year: Year, start: int, end: int) -> Extremes | None:
    """The extremes of a slice of a year's rates."""
    rates = year.rates[start:end]
    if not rates:
        return None
    low, high = min(rates), max(rates)
    return Extremes(
        low,
        year.days[start + rates.index(low)],
        high,
        year.days[start + rates.index(high)],
        len(rates),
        year.rounding,
        frozenset({point.provider for point in year.points[start:end]}),
    )


def merge(one: Extremes, other: Extremes) -> Extremes:
    """The extremes of both."""
    low = one if one.low <= other.low else other
    high = one if one.high >= other.high else other
    return Extremes(
        low.low,
        low.low_day,
        high.high,
        high.high_day,
        one.seen + other.seen,
        max(one.rounding, other.rounding),
        one.providers | other.providers,
    )
