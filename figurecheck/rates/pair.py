"""The cross rates of one pair of currencies, worked out a year at a time and kept.

A year is the block: its lowest and highest rate are known once it is worked out, so a band over
several years looks at two part years only, and one article pays for the years it speaks of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.rates.band import NO_WIDTH, RATE_CONTEXT
from figurecheck.rates.cross import (
    NOTHING,
    PEGGED,
    Run,
    clear_of,
    cross,
    has_hole,
    merged,
    rounding,
)
from figurecheck.rates.quotes import MARGIN_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.rates.quotes import Quotes
    from figurecheck.rates.store import Book

SURE = 1e-13
"""Rates worked out as floats lie this near to the exact ones, many times over."""


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


class Year:
    """The rates of one calendar year, oldest first: approximate all of them, exact as asked for.

    `near` are the rates as floats, in error by less than `SURE`: they say which days to look at.
    Of two days whose rates are no further apart than that either may be taken for the lowest.
    """

    __slots__ = (
        "_exact",
        "_source",
        "_to",
        "_whole",
        "days",
        "names",
        "near",
        "providers",
        "rounding",
    )

    def __init__(self, run: Run, rounding: Decimal) -> None:
        self.days, self.near, self._source, self._to, self.providers = run
        self.names = frozenset(self.providers)
        self.rounding = rounding
        self._exact: dict[int, Decimal] = {}
        self._whole: Extremes | None = None

    def rate(self, index: int) -> Decimal:
        """The exact rate of a day, by its place in `days`."""
        rate = self._exact.get(index)
        if rate is None:
            source, to = self._source[index], self._to[index]
            rate = self._exact[index] = RATE_CONTEXT.divide(
                Decimal(source.worth * to.of), Decimal(source.of * to.worth)
            )
        return rate

    def point(self, index: int) -> Point:
        """The exact rate of a day with its day and provider."""
        return Point(self.days[index], self.rate(index), self.providers[index])

    def extremes(self, first: int, last: int) -> Extremes | None:
        """The extremes of the days `first`…`last`."""
        days = self.days
        if not days or last < days[0] or first > days[-1]:
            return None
        if first <= days[0] and days[-1] <= last:
            if self._whole is None:
                self._whole = self._extremes(0, len(days))
            return self._whole
        return self._extremes(bisect_left(days, first), bisect_right(days, last))

    def _extremes(self, start: int, end: int) -> Extremes | None:
        near = self.near[start:end]
        if not near:
            return None
        lowest, highest = start + near.index(min(near)), start + near.index(max(near))
        return Extremes(
            self.rate(lowest),
            self.days[lowest],
            self.rate(highest),
            self.days[highest],
            len(near),
            self.rounding,
            self.names if len(self.names) == 1 else frozenset(self.providers[start:end]),
        )


class Pair:
    """Units of `to` per unit of `source`, from the first book that has both round a day."""

    def __init__(self, source: str, to: str, books: Sequence[tuple[Book, Quotes]]) -> None:
        self.source = source
        self.to = to
        self._books = books
        self._years: dict[int, Year] = {}
        self.tolerances = {
            name: book.tolerance_days
            for book, _ in books
            for name in (book.provider, book.provider + PEGGED)
        }

    def tolerance(self, point: Point) -> int:
        """For how many days after its own a rate still counts as the rate of the day."""
        return self.tolerances[point.provider]

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
                return year.point(index) if year.days[index] >= oldest else None
        return None

    def extremes(self, first: int, last: int) -> Extremes | None:
        """Lowest and highest rate of the days `first`…`last`; None where there is no rate."""
        found: Extremes | None = None
        for number in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            part = self.year(number).extremes(first, last)
            if part is not None:
                found = part if found is None else merge(found, part)
        return found

    def points(self, first: int, last: int) -> Iterator[Point]:
        """Every rate from `first` to `last`, oldest first."""
        for number in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            year = self.year(number)
            for index in range(bisect_left(year.days, first), bisect_right(year.days, last)):
                yield year.point(index)

    def within(
        self, low: Decimal, high: Decimal, first: int, last: int
    ) -> Iterator[tuple[Sequence[int], list[bool]]]:
        """The days `first`…`last` with a rate, year by year, and whether it lies in [`low`, `high`]."""
        least, most = float(low), float(high)
        lowest, highest = least * (1 - SURE), most * (1 + SURE)
        surely = least * (1 + SURE), most * (1 - SURE)
        for number in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            year = self.year(number)
            start, end = bisect_left(year.days, first), bisect_right(year.days, last)
            inside = [lowest <= near <= highest for near in year.near[start:end]]
            at = -1
            for _ in range(inside.count(True)):
                at = inside.index(True, at + 1)
                if not surely[0] < year.near[start + at] < surely[1]:
                    inside[at] = low <= year.rate(start + at) <= high
            yield year.days[start:end], inside

    def year(self, number: int) -> Year:
        """The rates of a calendar year."""
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._work_out(number)
        return year

    def _work_out(self, number: int) -> Year:
        first, last = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal()
        kept = NOTHING
        coarse = NO_WIDTH
        tolerance = 0
        for book, quotes in self._books:
            if not has_hole(kept.days, first, last, tolerance):
                break
            source, to = quotes.block(self.source, number), quotes.block(self.to, number)
            found = clear_of(kept.days, tolerance, cross(source, to, book.provider))
            if found.days:
                kept = merged(kept, found)
                coarse = max(coarse, rounding(source, to) if book.rounded else NO_WIDTH)
            tolerance = max(tolerance, book.tolerance_days)
        return Year(kept.between(first, last), coarse)


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
