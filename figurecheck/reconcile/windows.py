"""The rates that a writer may have used for a pair: of the as-of period, of publication, and older."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.normalise.dates import period
from figurecheck.rates.band import RATE_CONTEXT
from figurecheck.rates.facts import FIRST_DAY, LAST_DAY
from figurecheck.reconcile.tolerance import RATE_TOLERANCE

if TYPE_CHECKING:
    from figurecheck.rates import Band, History, SeveralRates

ROUND_PUBLICATION = timedelta(days=30)
ROUND_STATED_DAY = timedelta(days=7)
BEFORE_RATES = date(1995, 1, 1)
"""No daily rates are known of earlier days."""

SAME_DAY = timedelta(0)
STALE = timedelta(days=731)
"""A rate up to 24 months older than one that the writer may have used is stale."""

SEVERAL_YEARS = 3
"""For so many years on either side of a redenomination old and new amounts are told side by side."""


class When(NamedTuple):
    """The dates of one statement, partial ones as `figurecheck.normalise.dates.period` takes them."""

    published: str | None = None
    from_as_of: str | None = None
    to_as_of: str | None = None
    at_rate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Rates from `first` to `last`, opened by a tolerance on either side; `band` as it was known."""

    first: date
    last: date
    low: Decimal
    high: Decimal
    band: Band


@dataclass(frozen=True, slots=True)
class Near:
    """The rates of the dates that the writer may have used, the likeliest date first.

    `missing` says why one of those dates has no rate. `several` is set where more than one rate was
    in use: `spans` are then the official ones, `dearest` reach to the dearest that is known.
    `dated` is False where no date is known at all.
    """

    spans: tuple[Span, ...]
    missing: str | None
    several: SeveralRates | None
    dearest: tuple[Span, ...]
    dated: bool


@lru_cache(maxsize=65536)
def near(rates: History, source: str, to: str, when: When) -> Near:
    """The rates, in units of `to` per unit of `source`, that the writer is likely to have used.

    Raises `InputError` for dates that are none.
    """
    dates = likely_dates(when)
    spans = []
    missing = None
    several = None
    for first, last in dates:
        band = rates.band(source, to, first, last)
        if band is None:
            missing = missing or rates.why_none(source, to, first, last)
        else:
            spans.append(opened(first, last, band, RATE_TOLERANCE))
        several = several or rates.several(source, first, last) or rates.several(to, first, last)
    dearest = tuple(_dearest(span, several, source) for span in spans) if several else ()
    return Near(tuple(spans), missing, several, dearest, bool(dates))


@lru_cache(maxsize=65536)
def wide(rates: History, source: str, to: str, when: When) -> tuple[Span, ...]:
    """As `near`, with rates up to 24 months older."""
    bands = (
        (earlier(first), last, rates.band(source, to, earlier(first), last))
        for first, last in likely_dates(when)
    )
    return tuple(
        opened(first, last, band, RATE_TOLERANCE) for first, last, band in bands if band is not None
    )


@lru_cache(maxsize=65536)
def between(rates: History, source: str, to: str, when: When) -> Span | None:
    """The rates between the earliest and the latest of several likely dates."""
    dates = likely_dates(when)
    if len(dates) < 2:  # noqa: PLR2004 - nothing lies between
        return None
    first = max(BEFORE_RATES, min(first for first, _ in dates))
    last = max(first, *(last for _, last in dates))
    band = rates.band(source, to, first, last)
    return None if band is None else opened(first, last, band, RATE_TOLERANCE)


@lru_cache(maxsize=4096)
def all_time(rates: History, source: str, to: str) -> Span | None:
    """Every rate ever known of the pair; None where there is none."""
    band = rates.whole(source, to)
    if band is None:
        return None
    first, last = sorted((band.low_date, band.high_date))
    return opened(first, last, band, RATE_TOLERANCE)


@lru_cache(maxsize=65536)
def likely_dates(when: When) -> tuple[tuple[date, date], ...]:
    """The periods that the writer may have taken a rate of, the likeliest first."""
    found = []
    if when.at_rate_of:
        first, last = period(when.at_rate_of)
        found.append((moved(first, -ROUND_STATED_DAY), moved(last, ROUND_STATED_DAY)))
    out = period(when.published) if when.published else None
    if out:
        found.append((moved(out[0], -ROUND_PUBLICATION), moved(out[1], ROUND_PUBLICATION)))
    for each in (when.from_as_of, when.to_as_of):
        if not each:
            continue
        first, last = period(each)
        if out is None:
            found.append((moved(first, SAME_DAY), moved(last, SAME_DAY)))
        elif first <= out[1]:
            found.append(
                (
                    moved(first, SAME_DAY),
                    min(moved(last, SAME_DAY), moved(out[1], ROUND_PUBLICATION)),
                )
            )
    return tuple(dict.fromkeys(found))


def as_of_day(when: When, newest: date) -> date | None:
    """The day that one rate would be taken of: the end of the as-of period, else of publication."""
    out = period(when.published)[1] if when.published else None
    for each in (when.from_as_of, when.to_as_of):
        if each and (out is None or period(each)[0] <= out):
            return min(period(each)[1], moved(out, ROUND_PUBLICATION) if out else newest, newest)
    return min(out, newest) if out else None


def earlier(day: date) -> date:
    """The day 24 months before."""
    return moved(day, -STALE)


def moved(day: date, by: timedelta) -> date:
    """The day so much later, kept within the centuries that rates are asked for."""
    ordinal = day.toordinal() + by.days
    return date.fromordinal(min(max(ordinal, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def opened(first: date, last: date, band: Band, tolerance: Decimal) -> Span:
    """The band, a factor `tolerance` wider on either side."""
    low = RATE_CONTEXT.divide(band.low, tolerance)
    return Span(first, last, low, RATE_CONTEXT.multiply(band.high, tolerance), band)


def _dearest(span: Span, several: SeveralRates, source: str) -> Span:
    premium = several.highest_premium or Decimal(1)
    low, high = span.low, span.high
    if several.currency == source:
        low = RATE_CONTEXT.divide(low, premium)
    else:
        high = RATE_CONTEXT.multiply(high, premium)
    return Span(span.first, span.last, low, high, span.band)
