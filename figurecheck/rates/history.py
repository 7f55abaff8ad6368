"""Questions about rates by date, answered from printed rates alone: exact, offline and cached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates.band import NO_WIDTH, ONE, RATE_CONTEXT, SAME_CURRENCY, Band, Rate
from figurecheck.rates.carry import MOST_CARRIED_DAYS, widening
from figurecheck.rates.facts import links
from figurecheck.rates.pair import Extremes, Pair, Point, merge
from figurecheck.rates.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.rates.facts import Facts, Redenomination, SeveralRates
    from figurecheck.rates.store import RatesFile

ALIVE_DAYS = 35
"""A pair whose last rate is this much older than the history's end has ended: it is not carried."""

MOST_BANDS = 100_000
"""So many answers are kept before the oldest are let go."""


class History:
    """The rates of some books, in order of preference, with the facts that go with them.

    Currencies are ISO 4217 codes. Rates are units of `to` per one unit of `source`, as `Decimal` of
    28 significant digits: the exact quotient of two printed rates, rounded once, half to even.
    Safe to share between threads.
    """

    asks_elsewhere = False
    """Whether a band may hold rates that are not in the books, so that it must be asked for each time."""

    def __init__(self, rates: RatesFile) -> None:
        """Take the books in order of preference."""
        self.rates = rates
        self._links = links(rates.facts)
        self._books = tuple((book, Quotes(book, self._links)) for book in rates.books)
        self._pairs: dict[tuple[str, str], Pair] = {}
        self._bands: dict[tuple[str, str, int, int], Band | None] = {}
        self._widths: dict[tuple[str, str, int], Decimal] = {}
        self._end = max((book.last_day() for book in rates.books), default=1)

    @property
    def facts(self) -> Facts:
        """Pegs, redenominations and currencies with several rates."""
        return self.rates.facts

    @property
    def last_date(self) -> date:
        """The day of the newest rate of any book."""
        return date.fromordinal(self._end)

    def band(self, source: str, to: str, first: date, last: date) -> Band | None:
        """The lowest and highest rate in force from `first` to `last`, both included.

        The rate in force on `first` counts, even if it was printed some days earlier. Past the end
        of the history the last rate is carried, widened by how the pair has moved over as many days
        (`Band.note` says so). None where no rate is known; `why_none` says why.
        Raises `RatesError` if `last` lies before `first`.
        """
        key = (source, to, first.toordinal(), last.toordinal())
        try:
            return self._bands[key]
        except KeyError:
            pass
        if first > last:
            raise RatesError(
                f"a band was asked for from {first} to {last}, which ends before it begins",
                source=f"{source}/{to}",
            )
        if len(self._bands) >= MOST_BANDS:
            self._bands.clear()
        band = self._bands[key] = self._band(*key)
        return band

    def whole(self, source: str, to: str) -> Band | None:
        """The lowest and highest rate of the pair's whole history; None where there is none."""
        books = [book for book in self.rates.books if book.series]
        if not books:
            return None
        first = min(min(each.days[0] for each in book.series.values()) for book in books)
        return self.band(source, to, date.fromordinal(first), self.last_date)

    def on(self, source: str, to: str, day: date) -> Rate | None:
        """The rate in force on `day`: the newest not after it, at most a few days old (7 for the ECB).

        None where there is none, also past the end of the history: only a band can be carried.
        """
        if source == to:
            return Rate(ONE, day, SAME_CURRENCY)
        point = self.pair(source, to).at(day.toordinal())
        return point and Rate(point.rate, date.fromordinal(point.day), point.provider)

    def dates_where(
        self,
        source: str,
        to: str,
        low: Decimal,
        high: Decimal,
        first: date,
        last: date,
        *,
        join_days: int = 0,
    ) -> list[tuple[date, date]]:
        """The periods from `first` to `last` in which every printed rate lay in [`low`, `high`].

        Each is its first and last day with a rate. Periods that lie at most `join_days` apart are
        told as one, for people who want "May to July" and not every day off.
        """
        if first > last:
            return []
        periods: list[tuple[int, int]] = []
        unbroken = False
        known = self.pair(source, to).within(low, high, first.toordinal(), last.toordinal())
        for days, inside in known:
            end = 0
            for start, end in _stretches(inside):
                unbroken = unbroken and start == 0
                if periods and (unbroken or days[start] - periods[-1][1] <= join_days):
                    periods[-1] = (periods[-1][0], days[end - 1])
                else:
                    periods.append((days[start], days[end - 1]))
            unbroken = end == len(inside) and (unbroken or end > 0)
        return [(date.fromordinal(start), date.fromordinal(end)) for start, end in periods]

    def covers(self, currency: str, day: date) -> bool:
        """Whether a rate of the currency is known for `day`, carried ones left out."""
        return any(
            (book.base == currency and book.last_day() >= day.toordinal())
            or self.on(currency, book.base, day) is not None
            for book in self.rates.books
        )

    def coverage(self, currency: str) -> list[tuple[str, date, date]]:
        """Provider, first and last day of each book that quotes the currency itself."""
        return [
            (book.provider, date.fromordinal(found.days[0]), date.fromordinal(found.days[-1]))
            for book in self.rates.books
            if (found := book.series.get(currency)) is not None
        ]

    def currencies(self) -> frozenset[str]:
        """Every code that some book quotes or some fixed relation ties to another."""
        quoted = {code for book in self.rates.books for code in (book.base, *book.series)}
        return frozenset(quoted | set(self._links))

    def several(self, currency: str, first: date, last: date) -> SeveralRates | None:
        """The period with several rates in use that meets `first`…`last`, if there is one."""
        for each in self.facts.several:
            if each.currency == currency and each.first <= last and first <= each.last:
                return each
        return None

    def redenominations(self, currency: str) -> list[Redenomination]:
        """What the currency replaced or was replaced by, oldest first."""
        found = [each for each in self.facts.redenominations if currency in {each.old, each.new}]
        return sorted(found, key=lambda each: each.on)

    def why_none(self, source: str, to: str, first: date, last: date) -> str:
        """Why `band` gives none: one clause for a reader."""
        known = self.currencies()
        for currency in (source, to):
            if currency not in known:
                return f"no rates are known for {currency}"
        newest = self._newest(self.pair(source, to))
        if newest is not None and first.toordinal() > newest.day + MOST_CARRIED_DAYS:
            return (
                f"the last known rate of {source}/{to} is of {date.fromordinal(newest.day)},"
                f" more than {MOST_CARRIED_DAYS} days before {first}"
            )
        return f"no rate of {source}/{to} is known between {first} and {last}"

    def pair(self, source: str, to: str) -> Pair:
        """The cross rates of a pair, worked out as they are asked for."""
        key = (source, to)
        pair = self._pairs.get(key)
        if pair is None:
            pair = self._pairs[key] = Pair(source, to, self._books)
        return pair

    def _band(self, source: str, to: str, first: int, last: int) -> Band | None:
        if source == to:
            day = date.fromordinal(first)
            return Band(ONE, ONE, day, day, SAME_CURRENCY, 1)
        pair = self.pair(source, to)
        found = pair.extremes(first, last)
        in_force = pair.at(first)
        if in_force is not None and in_force.day < first:
            found = join(found, in_force, pair)
        if last > self._end - ALIVE_DAYS:
            newest = self._newest(pair)
            if newest is not None and last - newest.day > pair.tolerance(newest):
                return self._carried(pair, newest, found, first, last)
        return None if found is None else told(found)

    def _newest(self, pair: Pair) -> Point | None:
        return pair.newest(self._end, self._end - ALIVE_DAYS)

    def _carried(
        self, pair: Pair, newest: Point, found: Extremes | None, first: int, last: int
    ) -> Band | None:
        if first - newest.day > MOST_CARRIED_DAYS:
            return None
        age = min(last - newest.day, MOST_CARRIED_DAYS)
        key = (pair.source, pair.to, age)
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = widening(pair, newest.day, age)
        band = told(join(found, newest, pair))
        low = RATE_CONTEXT.divide(newest.rate, ONE + width)
        high = RATE_CONTEXT.multiply(newest.rate, ONE + width)
        day = date.fromordinal(newest.day)
        return replace(
            band,
            low=min(band.low, low),
            low_date=day if low < band.low else band.low_date,
            high=max(band.high, high),
            high_date=day if high > band.high else band.high_date,
            widening=width,
            carried_days=age,
            note=f"the last known rate, of {day}, is carried {age} days"
            + (f" and widened by {width:.1%} for its age" if width else ""),
        )


def _stretches(inside: list[bool]) -> Iterator[tuple[int, int]]:
    """Where the stretches of what is inside begin, and where they are over."""
    end = 0
    while True in inside[end:]:
        start = inside.index(True, end)
        end = inside.index(False, start) if False in inside[start:] else len(inside)
        yield start, end


def join(found: Extremes | None, point: Point, pair: Pair) -> Extremes:
    """The extremes with one rate more."""
    rounding = pair.year(date.fromordinal(point.day).year).rounding
    alone = Extremes(
        point.rate, point.day, point.rate, point.day, 1, rounding, frozenset({point.provider})
    )
    return alone if found is None else merge(alone, found)


def told(found: Extremes) -> Band:
    """The band of some extremes, opened by the rounding of coarsely printed rates."""
    low, high = found.low, found.high
    if found.rounding != NO_WIDTH:
        low = RATE_CONTEXT.divide(low, ONE + found.rounding)
        high = RATE_CONTEXT.multiply(high, ONE + found.rounding)
    return Band(
        low,
        high,
        date.fromordinal(found.low_day),
        date.fromordinal(found.high_day),
        " and ".join(sorted(found.providers)),
        found.seen,
        found.rounding,
    )
