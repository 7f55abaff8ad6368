"""What one unit of a currency was worth in the base of one book, day by day, as exact quotients."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figurecheck.rates.facts import Link
    from figurecheck.rates.store import Book

MAX_LINKS = 4
"""A currency is followed through so many fixed relations (VEB, VEF, VES is two)."""


class Quote(NamedTuple):
    """`worth / of` units of the book's base per unit of the currency.

    `digits` are those printed, 0 where a fixed relation gives the rate exactly.
    """

    worth: int
    of: int
    digits: int
    linked: bool


UNIT = Quote(1, 1, 0, linked=False)

MARGIN_DAYS = 32
"""Days looked at on either side of a year, so that a gap across its end is seen as one."""


class Block(NamedTuple):
    """The quotes of one currency in a year and its margins, oldest first.

    `near` are their worths to the precision of a float: enough to find the days of the lowest and
    the highest rate, which are then worked out exactly.
    """

    days: array[int]
    quotes: list[Quote]
    near: array[float]
    linked: bool  # whether a fixed relation gives some of them
    coarsest: int  # the smallest number that printed digits make; 0 where none are


class Quotes:
    """The quotes of one book, with the fixed relations followed where it has none of its own."""

    def __init__(self, book: Book, links: Mapping[str, tuple[Link, ...]]) -> None:
        self._book = book
        self._links = links
        self._blocks: dict[tuple[str, int], Block | None] = {}

    def block(self, currency: str, year: int) -> Block | None:
        """The quotes round a calendar year; None where the base itself is asked for."""
        key = (currency, year)
        if key not in self._blocks:
            first = max(1, date(year, 1, 1).toordinal() - MARGIN_DAYS)
            found = self.within(currency, first, date(year, 12, 31).toordinal() + MARGIN_DAYS)
            self._blocks[key] = None if found is None else _block(found)
        return self._blocks[key]

    def within(
        self, currency: str, first: int, last: int, depth: int = 0
    ) -> dict[int, Quote] | None:
        """Quotes of the days `first`…`last` (ordinals) by day; None where the base itself is asked for."""
        book = self._book
        if currency == book.base and depth == 0:
            return None
        found: dict[int, Quote] = {}
        series = book.series.get(currency)
        own_first = own_last = 0
        if series is not None:
            days = series.days
            own_first, own_last = days[0], days[-1]
            start, end = bisect_left(days, first), bisect_right(days, last)
            for day, digits, places in zip(
                days[start:end], series.digits[start:end], series.places[start:end], strict=True
            ):
                scale = 10**places
                found[day] = (
                    Quote(scale, digits, digits, linked=False)
                    if book.per_base
                    else Quote(digits, scale, digits, linked=False)
                )
        if depth == MAX_LINKS:
            return found
        for link in self._links.get(currency, ()):
            since, until = max(first, link.first), min(last, link.last)
            if since > until or (own_first <= since and until <= own_last):
                continue
            anchored = self._anchored(link.anchor, since, until, depth)
            for day, quote in anchored.items():
                if not own_first <= day <= own_last and day not in found:
                    found[day] = Quote(
                        quote.worth * link.per, quote.of * link.units, quote.digits, linked=True
                    )
        return found

    def _anchored(self, anchor: str, since: int, until: int, depth: int) -> dict[int, Quote]:
        if anchor == self._book.base:
            return dict.fromkeys(self._calendar(since, until), UNIT)
        return self.within(anchor, since, until, depth + 1) or {}

    def _calendar(self, first: int, last: int) -> list[int]:
        days: set[int] = set()
        longest = max(self._book.series.values(), key=lambda each: len(each.days), default=None)
        if longest is not None:
            column = longest.days
            days.update(column[bisect_left(column, first) : bisect_right(column, last)])
        return sorted(days)


def _block(quotes: dict[int, Quote]) -> Block:
    days = array("q", sorted(quotes))
    ordered = [quotes[day] for day in days]
    return Block(
        days,
        ordered,
        array("d", [each.worth / each.of for each in ordered]),
        any(each.linked for each in ordered),
        min((each.digits for each in ordered if each.digits), default=0),
    )
