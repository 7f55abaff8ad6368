"""A wrong conversion under inquiry: its intervals and rates, and where a hypothesis takes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Literal, NamedTuple

from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile.fit import Ends, meet
from figurecheck.reconcile.windows import Span, When, all_time, as_of_day, between, near, wide

if TYPE_CHECKING:
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair

NARROWEST = 0.02
"""No region counts as narrower than this (in natural logarithms): printed rates are not so sure."""

NEAR = 0.9
"""The share of conversions that are made at a rate of the time, the rest being at older ones."""

LEAST_CONFIDENCE = 0.03
"""An explanation that is less likely than this is not told, and so not looked for."""

REACH, FAR_REACH = Decimal(2), Decimal(4)
"""Rates of two years seldom lie further apart than the first factor, those of decades than the second."""

UNEXPLAINED_WIDTH = log(10) * 6
"""An unexplained conversion may be off by a thousand either way, no factor likelier than another."""


class Region(NamedTuple):
    """Where a hypothesis puts the rate: how near to the dates in question, and how wide it leaves it.

    `likelihood` is the share of correct conversions that use such a rate, by the region's width.
    """

    level: Literal["near", "wide"]
    span: Span
    likelihood: float


@dataclass(frozen=True)
class Case:
    """A pair that does not hold, read in the currencies `source` and `to`."""

    pair: StatedPair
    intervals: Ends
    rates: History
    when: When
    source: str
    to: str

    @cached_property
    def printed_width(self) -> float:
        """How far the digits leave the ratio open, in natural logarithms."""
        return sum(
            log(each.high / each.low) if each.low else UNEXPLAINED_WIDTH
            for each in self.intervals[0]
        )

    def shifted(self, power: int) -> Ends:
        """The intervals once the second figure is ten to `power` times smaller."""
        return tuple((source.scaled(power), to) for source, to in self.intervals)

    def region(
        self,
        intervals: Ends,
        source: str | None = None,
        to: str | None = None,
        *,
        inverted: bool = False,
    ) -> Region | None:
        """The nearest rates of a pair of currencies at which the intervals meet; None where none do."""
        source, to = source or self.source, to or self.to
        if source == to:
            return None
        found = near(self.rates, source, to, self.when)
        spans = found.dearest or found.spans
        if not found.dated:
            ever = all_time(self.rates, source, to)
            spans = () if ever is None else (ever,)
        for span in spans:
            if _meets(intervals, span, inverted=inverted):
                return Region("near", span, NEAR / self.width(span))
        older = wide(self.rates, source, to, self.when)
        if (source, to) == (self.source, self.to):
            amid = between(self.rates, source, to, self.when)
            older = older if amid is None else (*older, amid)
        for span in older:
            if _meets(intervals, span, inverted=inverted):
                return Region("wide", span, (1 - NEAR) / self.width(span))
        return None

    def unit_region(self, intervals: Ends) -> Region | None:
        """As `region` where both figures are in one currency: a rate of one, nothing else."""
        if not meet(intervals, ONE, ONE):
            return None
        first = self.rates.last_date
        band = self.rates.band(self.source, self.source, first, first)
        if band is None:
            return None
        return Region("near", Span(first, first, ONE, ONE, band), NEAR / self.width(None))

    def at(self, intervals: Ends) -> Region | None:
        """The region in the currencies of the case, be they two or one."""
        return self.unit_region(intervals) if self.source == self.to else self.region(intervals)

    def can_reach(self, prior: float, found: float) -> bool:
        """Whether a hypothesis of this prior may yet be told beside others that score `found` in all."""
        most = prior * NEAR / max(NARROWEST, self.printed_width)
        return most >= LEAST_CONFIDENCE * (found + most)

    def may_fit(self, source: str, to: str, reach: Decimal = REACH) -> bool:
        """Whether the rate of one day is within reach of the two amounts: a quick look at a new pair."""
        day = as_of_day(self.when, self.rates.last_date)
        rate = self.rates.on(source, to, day) if day else None
        if rate is None:
            return False
        low, high = RATE_CONTEXT.divide(rate.rate, reach), RATE_CONTEXT.multiply(rate.rate, reach)
        return meet(self.intervals, low, high)

    def width(self, span: Span | None) -> float:
        """How far rates and digits leave the ratio open, in natural logarithms."""
        band = log(span.high / span.low) if span is not None and span.low else 0.0
        return max(NARROWEST, band + self.printed_width)


def _meets(intervals: Ends, span: Span, *, inverted: bool) -> bool:
    low, high = span.low, span.high
    if inverted:
        low, high = RATE_CONTEXT.divide(ONE, high), RATE_CONTEXT.divide(ONE, low)
    return meet(intervals, low, high)
