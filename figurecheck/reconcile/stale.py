"""Old and rounded rates as explanations: the dates at which the printed amounts agree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile.case import FAR_REACH, NARROWEST, Case, Region
from figurecheck.reconcile.fit import all_but_meet, meet
from figurecheck.reconcile.hypotheses import Hypothesis
from figurecheck.reconcile.slips import slips
from figurecheck.reconcile.tolerance import RATE_TOLERANCE
from figurecheck.reconcile.windows import BEFORE_RATES, all_time, likely_dates, moved, near

if TYPE_CHECKING:
    from collections.abc import Iterator


OLD, ROUNDED, OFF, BOUND = "old", "rounded", "off", "bound"

LATER = timedelta(days=60)
"""Drafts quote rates of some weeks after their date line; no further are dates told."""

JOINED_DAYS = 21
"""Periods nearer to each other than this are told as one."""

ROUND_RATES = 20
"""So many rates of two digits lie within a factor of two, or nearly."""

TWO_DIGITS = Context(prec=2, rounding=ROUND_HALF_EVEN)


def stale_dates(case: Case, verdict: str, score: float) -> list[Hypothesis]:
    """A rate of another time, if there is one that fits; a rounded rate, if that is what fits.

    Rates of long ago are left out where they could not be told beside hypotheses that score `score`.
    """
    if case.source == case.to:
        return []
    priors = slips().priors
    stale = verdict == "stale_rate"
    found = []
    region = case.region(case.intervals) if stale else None
    if region is not None:
        found.append(Hypothesis("stale_rate", priors["stale_rate"] * region.likelihood, region))
    rounded = rounded_rate(case) if stale else None
    if rounded is not None:
        likely = priors["rounded_rate"] / ROUND_RATES / NARROWEST
        found.append(Hypothesis("other", likely, None, detail=ROUNDED, meant=rounded))
    elif stale and region is None and (off := _slightly_off(case)):
        likely = priors["slightly_off"] / NARROWEST
        found.append(Hypothesis("other", likely, None, detail=off))
    if region is None and case.when.published and _may_be_old(case, score):
        ever = all_time(case.rates, case.source, case.to)
        if ever is not None and dates_of(case, 0, None):
            region = Region("wide", ever, 1 / case.width(ever))
            likely = priors["old_rate"] * region.likelihood
            found.append(Hypothesis("stale_rate", likely, region, detail=OLD))
    return found


def _slightly_off(case: Case) -> str | None:
    spans = near(case.rates, case.source, case.to, case.when).spans
    if any(all_but_meet(case.intervals, span.band) for span in spans):
        return OFF
    return BOUND if case.pair.bounded else None


def _may_be_old(case: Case, score: float) -> bool:
    """Whether the long search for an old rate is worth its while beside what was found already."""
    if not case.can_reach(slips().priors["old_rate"], score):
        return False
    return not score or case.may_fit(case.source, case.to, FAR_REACH)


def rounded_rate(case: Case) -> Decimal | None:
    """The rate of the time, rounded to two digits, at which the amounts agree: 0.15, 7.0, 110."""
    for span in near(case.rates, case.source, case.to, case.when).spans:
        for rate in _two_digits(span.band.low, span.band.high):
            if meet(case.intervals, rate, rate):
                return rate
        low, high = (RATE_CONTEXT.divide(ONE, rate) for rate in (span.band.high, span.band.low))
        for rate in _two_digits(low, high):
            over = RATE_CONTEXT.divide(ONE, rate)
            if meet(case.intervals, over, over):
                return over
    return None


def dates_of(case: Case, power: int, days_before: int | None) -> list[tuple[date, date]]:
    """The periods at whose printed rates the amounts agree, from so many days before the likely dates.

    The second amount is taken ten to `power` times smaller. The search ends some weeks after the likely
    dates; with None it is of all rates there are. Where no printed rate fits, rates are taken to have
    been rounded.
    """
    (source, to), *_ = case.shifted(power)
    if not source.low or not to.low:
        return []
    low, high = RATE_CONTEXT.divide(to.low, source.high), RATE_CONTEXT.divide(to.high, source.low)
    if days_before is None:
        ever = all_time(case.rates, case.source, case.to)
        if ever is None or high < ever.low or low > ever.high:
            return []
    searched = list(_searched(case, days_before))
    for slack in (ONE, RATE_TOLERANCE):
        lowest, highest = RATE_CONTEXT.divide(low, slack), RATE_CONTEXT.multiply(high, slack)
        found = {
            period
            for first, last in searched
            for period in case.rates.dates_where(
                case.source, case.to, lowest, highest, first, last, join_days=JOINED_DAYS
            )
        }
        if found:
            return _joined(sorted(found))
    return []


def _searched(case: Case, days_before: int | None) -> Iterator[tuple[date, date]]:
    """The stretches of time that are searched for dates at whose rates the amounts agree."""
    newest = case.rates.last_date
    dates = likely_dates(case.when)
    if days_before is None or not dates:
        yield BEFORE_RATES, newest
        return
    for first, last in dates:
        yield (
            max(BEFORE_RATES, moved(first, -timedelta(days=days_before))),
            min(moved(last, LATER), newest),
        )


def _joined(periods: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The periods, those that overlap as one."""
    joined = periods[:1]
    for first, last in periods[1:]:
        if first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


def _two_digits(low: Decimal, high: Decimal) -> Iterator[Decimal]:
    """Every number of two digits from `low` to `high`, both rounded to two digits first."""
    rate, last = TWO_DIGITS.plus(low), TWO_DIGITS.plus(high)
    while rate <= last:
        yield rate
        rate = TWO_DIGITS.add(rate, ONE.scaleb(rate.adjusted() - 1))
