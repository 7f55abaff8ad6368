"""What a question about rates is answered with: a rate of one day, a band over several days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

RATE_DIGITS = 28
"""Significant digits of a cross rate: the exact quotient of two printed rates, rounded once."""

RATE_CONTEXT = Context(prec=RATE_DIGITS, rounding=ROUND_HALF_EVEN)

ONE = Decimal(1)
NO_WIDTH = Decimal(0)

SAME_CURRENCY = "same currency"
"""The provider of a rate of 1 between a currency and itself."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of one currency per unit of another, as `provider` gave it for `date`."""

    rate: Decimal
    date: date
    provider: str


@dataclass(frozen=True, slots=True)
class Band:
    """The lowest and the highest rate, in units of `to` per unit of `from`, over some dates.

    `low` and `high` include the rounding of coarsely printed rates (`rounding`, a fraction) and,
    where the history ends before the dates asked for, the width for age (`widening`, a fraction).
    `low_date` and `high_date` are the days of the rates behind them, `count` how many rates were
    seen. `carried_days` is the age of the last rate at the last date asked for, 0 where the history
    covers it; `note` then says in words what was done.
    """

    low: Decimal
    high: Decimal
    low_date: date
    high_date: date
    provider: str
    count: int
    rounding: Decimal = NO_WIDTH
    widening: Decimal = NO_WIDTH
    carried_days: int = 0
    note: str | None = None
