"""Whether two intervals meet at a rate that the writer may have used, a stale one, or none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from figurecheck.rates.band import ONE, RATE_CONTEXT, SAME_CURRENCY, Band
from figurecheck.reconcile.tolerance import (
    ROUNDED_RATE,
    Interval,
    centre,
    ends,
    span,
)
from figurecheck.reconcile.windows import (
    SEVERAL_YEARS,
    Near,
    Span,
    When,
    all_time,
    between,
    earlier,
    likely_dates,
    near,
    wide,
)

if TYPE_CHECKING:
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair
    from figurecheck.reconcile.stated import StatedRate

Outcome = Literal["consistent", "stale_rate", "unknown", "inconsistent"]

MILDNESS: tuple[Outcome, ...] = ("consistent", "stale_rate", "unknown", "inconsistent")
"""Where a currency is open, the first of these that one of its readings gives is the verdict."""

Ends = tuple[tuple[Interval, Interval], ...]


class Fit(NamedTuple):
    """An outcome, the rates it was held against, in which currencies, and what a reader is told."""

    outcome: Outcome
    source: str
    to: str
    span: Span | None
    reason: str | None = None


def matched(pair: StatedPair, *, loosely: bool = False) -> Ends:
    """What must meet: the two figures, or end with end where both are ranges; empty without values."""
    source = ends(pair.from_figure, pair.from_place, pair.from_end_place, loosely=loosely)
    to = ends(pair.to_figure, pair.to_place, pair.to_end_place, loosely=loosely)
    if len(source) == len(to):
        return tuple(zip(source, to, strict=True))
    return ((span(source), span(to)),) if source and to else ()


def meet(intervals: Ends, low: Decimal, high: Decimal) -> bool:
    """Whether all of them meet at rates from `low` to `high`."""
    return all(source.meets(to, low, high) for source, to in intervals)


def fit(
    intervals: Ends,
    rates: History,
    source: str,
    to: str,
    when: When,
    stated: tuple[StatedRate, ...],
) -> Fit:
    """Hold two printed amounts in the currencies `source` and `to` against the rates of the time."""
    if source == to:
        return _restated(intervals, rates, source, when)
    for bounds in (rate.bounds(source, to) for rate in stated):
        if bounds is not None and meet(intervals, *bounds):
            return Fit("consistent", source, to, None, "at the rate that the text states")
    found = near(rates, source, to, when)
    met = next((each for each in found.spans if meet(intervals, each.low, each.high)), None)
    if found.several is not None and _one_rate_fits(found, intervals):
        reason = _told(found.several.reason)
        return Fit("unknown", source, to, met or _first(found.spans), reason)
    if met is not None:
        return Fit("consistent", source, to, met)
    if not found.dated:
        return _undated(intervals, rates, source, to)
    return _older(intervals, rates, found, source, to, when)


def _one_rate_fits(found: Near, intervals: Ends) -> bool:
    """Whether some rate of several may be the one that was used; so too where they are not known."""
    if found.several is None or found.several.highest_premium is None:
        return True
    return any(meet(intervals, each.low, each.high) for each in found.dearest)


def _older(
    intervals: Ends, rates: History, found: Near, source: str, to: str, when: When
) -> Fit:  # fmt: skip
    if found.missing is not None:
        return Fit("unknown", source, to, _first(found.spans), found.missing)
    nearest = _nearest(found.spans, intervals)
    older = wide(rates, source, to, when)
    if any(meet(intervals, each.low, each.high) for each in older):
        return Fit("stale_rate", source, to, nearest or older[0])
    amid = between(rates, source, to, when)
    if amid is not None and meet(intervals, amid.low, amid.high):
        return Fit("stale_rate", source, to, nearest or amid)
    if nearest is not None and all_but_meet(intervals, nearest.band):
        return Fit("stale_rate", source, to, nearest)
    if when.published is None and _met_later(intervals, rates, source, to, when):
        return Fit("unknown", source, to, nearest, "the text has no publication date")
    return Fit("inconsistent", source, to, nearest)


def all_but_meet(intervals: Ends, band: Band) -> bool:
    """Whether the amounts as printed are off by no more than a rate rounded to two digits."""
    low = RATE_CONTEXT.divide(band.low, ROUNDED_RATE)
    high = RATE_CONTEXT.multiply(band.high, ROUNDED_RATE)
    printed = ((centre(source), centre(to)) for source, to in intervals)
    return all(Interval(a, a).meets(Interval(b, b), low, high) for a, b in printed)


def _restated(intervals: Ends, rates: History, unit: str, when: When) -> Fit:
    dates = likely_dates(when)
    first, last = dates[0] if dates else (rates.last_date, rates.last_date)
    at_par = Span(first, last, ONE, ONE, Band(ONE, ONE, first, last, SAME_CURRENCY, 1))
    if meet(intervals, ONE, ONE):
        return Fit("consistent", unit, unit, at_par)
    for change in rates.redenominations(unit):
        factors = (change.factor, RATE_CONTEXT.divide(ONE, change.factor))
        if abs(change.on.year - last.year) <= SEVERAL_YEARS and any(
            meet(intervals, each, each) for each in factors
        ):
            return Fit("consistent", unit, unit, at_par, f"old and new {unit} of {change.on}")
    several = rates.several(unit, first, last)
    if several is not None:
        return Fit("unknown", unit, unit, at_par, _told(several.reason))
    return Fit("inconsistent", unit, unit, at_par)


def _undated(intervals: Ends, rates: History, source: str, to: str) -> Fit:
    ever = all_time(rates, source, to)
    if ever is None:
        day = rates.last_date
        return Fit("unknown", source, to, None, rates.why_none(source, to, day, day))
    if meet(intervals, ever.low, ever.high):
        return Fit("unknown", source, to, ever, "neither figure nor text has a date")
    several = rates.several(source, ever.first, ever.last) or rates.several(
        to, ever.first, ever.last
    )
    if several is not None:
        return Fit("unknown", source, to, ever, _told(several.reason))
    return Fit("inconsistent", source, to, ever)


def _met_later(intervals: Ends, rates: History, source: str, to: str, when: When) -> bool:
    first = min(first for first, _ in likely_dates(when))
    later = rates.band(source, to, earlier(first), max(rates.last_date, first))
    return later is not None and meet(intervals, later.low, later.high)


def _first(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None


def _nearest(spans: tuple[Span, ...], intervals: Ends) -> Span | None:
    """The span whose rates lie nearest to the implied one."""
    if len(spans) < 2 or not intervals[0][0].high:  # noqa: PLR2004 - nothing to choose from
        return _first(spans)
    implied = RATE_CONTEXT.divide(intervals[0][1].high, intervals[0][0].high)
    return min(spans, key=lambda each: max(each.band.low - implied, implied - each.band.high))


def _told(reason: str) -> str:
    return f"several rates were in use at the time: {reason}"
