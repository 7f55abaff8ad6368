"""Old and rounded rates as explanations: the dates at which the printed amounts agree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.rates.band import RATE_CONTEXT
from figurecheck.reconcile.case import Case, Region
from figurecheck.reconcile.hypotheses import Hypothesis
from figurecheck.reconcile.slips import slips
from figurecheck.reconcile.windows import all_time, earlier, likely_dates

if TYPE_CHECKING:
    from figurecheck.model import Conversion

LATER = timedelta(days=60)
"""Drafts quote rates of some weeks after their date line; no further are dates told."""

JOINED_DAYS = 21
"""Periods nearer to each other than this are told as one."""


def stale_dates(case: Case, conversion: Conversion) -> list[Hypothesis]:
    """A rate of another time, if there is one that fits; a rounded rate, if that is what fits."""
    if case.source == case.to:
        return []
    priors = slips().priors
    if conversion.verdict == "stale_rate":
        region = case.region(case.intervals)
        if region is None:
            return []
        if dates_of(case, 0, years=2):
            return [Hypothesis("stale_rate", priors["stale_rate"] * region.likelihood, region)]
        return [
            Hypothesis(
                "other", priors["rounded_rate"] * region.likelihood, region, detail="rounded"
            )
        ]
    ever = all_time(case.rates, case.source, case.to)
    if ever is None or not case.when.published or not dates_of(case, 0, years=None):
        return []
    region = Region("wide", ever, 1 / case.width(ever))
    return [Hypothesis("stale_rate", priors["old_rate"] * region.likelihood, region, detail="old")]


def dates_of(case: Case, power: int, *, years: int | None) -> list[tuple[date, date]]:
    """The periods at whose printed rates the amounts agree, the second taken ten to `power` times
    smaller: from `years` before the likely dates (None: ever) to some weeks after.
    """
    (source, to), *_ = case.shifted(power)
    if not source.low or not to.high:
        return []
    dates = likely_dates(case.when)
    first = min((each[0] for each in dates), default=case.rates.last_date)
    last = max((each[1] for each in dates), default=case.rates.last_date) + LATER
    ever = all_time(case.rates, case.source, case.to)
    if ever is None:
        return []
    if years is None or not dates:
        first = min(ever.first, ever.first)
        first = date(1995, 1, 1)
    else:
        first = earlier(first) if years > 1 else first - timedelta(days=366 * years)
    low: Decimal = RATE_CONTEXT.divide(to.low, source.high)
    high: Decimal = RATE_CONTEXT.divide(to.high, source.low)
    return case.rates.dates_where(
        case.source,
        case.to,
        low,
        high,
        first,
        min(last, case.rates.last_date),
        join_days=JOINED_DAYS,
    )
