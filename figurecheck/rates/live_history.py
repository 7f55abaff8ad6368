"""The history with live rates put over it: the same questions, and notes on what could not be had."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates.band import ONE, RATE_CONTEXT, SAME_CURRENCY, Band, Rate
from figurecheck.rates.history import History
from figurecheck.rates.live import EURO, PROVIDER, LiveRates

if TYPE_CHECKING:
    from figurecheck.rates.live_cache import LiveDay

STEP = timedelta(days=7)
MOST_ASKED = 6
"""So many days of one band are asked for at most, spread over it."""

FIRST_DAY = date(1999, 1, 4)
"""The first day of the euro, which live rates are per unit of."""

FALLBACK = "the bundled history is used instead"
AGREED = Decimal("0.1")
"""A live rate that is further from the history's of the same day is taken for a slip of the service."""


class LiveHistory(History):
    """Answers as `History` does, from live rates where they can be had and are sound.

    `notes` says, each once, what was not had and that the bundled history was used instead.
    """

    asks_elsewhere = True

    def __init__(self, history: History, live: LiveRates, today: date) -> None:
        """Take the history to fall back on; no day after `today` is asked for."""
        super().__init__(history.rates)
        self._known = history
        self._live = live
        self._today = today
        self.notes: list[str] = []

    def band(self, source: str, to: str, first: date, last: date) -> Band | None:
        """The band of the history and of live rates of some days in it.

        Where the history ends before `last`, sound live rates take the place of the widened one.
        """
        band = self._known.band(source, to, first, last)
        if source == to:
            return band
        found = [
            rate
            for day in self.days(first, last)
            if (rate := self.live_rate(source, to, day)) is not None
        ]
        if not found:
            return band
        if band is not None and band.carried_days:
            end = last - timedelta(days=band.carried_days)
            band = self._known.band(source, to, first, end) if first <= end else None
        low, high = min(found, key=_rate), max(found, key=_rate)
        live = Band(low.rate, high.rate, low.date, high.date, PROVIDER, len(found))
        return live if band is None else both(band, live)

    def whole(self, source: str, to: str) -> Band | None:
        """The lowest and highest rate of the history: no service is asked for decades."""
        return self._known.whole(source, to)

    def on(self, source: str, to: str, day: date) -> Rate | None:
        """The live rate of a day, or the history's where there is none."""
        if source == to:
            return Rate(ONE, day, SAME_CURRENCY)
        return self.live_rate(source, to, day) or self._known.on(source, to, day)

    def days(self, first: date, last: date) -> list[date]:
        """The days of a band to ask for: a week apart or, in a long one, spread over it."""
        first, last = max(first, FIRST_DAY), min(last, self._today)
        if last < first:
            return []
        step = max(STEP, (last - first) / (MOST_ASKED - 1))
        count = int((last - first) / step)
        return sorted({last, *(first + step * at for at in range(count + 1))})

    def live_rate(self, source: str, to: str, day: date) -> Rate | None:
        """The sound live rate of a day; None, and a note, where there is none."""
        try:
            answer = self._live.day(day)
        except RatesError as error:
            self._note(f"no live rates: {self._live.failed or error}; {FALLBACK}")
            return None
        rate = cross(answer, source, to)
        if rate is None:
            self._note(f"no live rate of {source}/{to} on {answer.rate_date}; {FALLBACK}")
            return None
        known = self._known.on(source, to, answer.rate_date)
        if known is not None and abs(rate / known.rate - ONE) > AGREED:
            self._note(
                f"the live rate of {source}/{to} on {answer.rate_date}, {rate:.6g}, is far from"
                f" {known.rate:.6g} of {known.provider}; {FALLBACK}"
            )
            return None
        return Rate(rate, answer.rate_date, PROVIDER)

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def cross(answer: LiveDay, source: str, to: str) -> Decimal | None:
    """Units of `to` per unit of `source` in one answer, None where a currency is not in it."""
    rates = {EURO: ONE, **answer.rates}
    if source not in rates or to not in rates:
        return None
    return RATE_CONTEXT.divide(rates[to], rates[source])


def both(one: Band, other: Band) -> Band:
    """The band that holds both."""
    low, high = min(one, other, key=_low), max(one, other, key=_high)
    return replace(
        one,
        low=low.low,
        low_date=low.low_date,
        high=high.high,
        high_date=high.high_date,
        provider=f"{one.provider} and {other.provider}",
        count=one.count + other.count,
    )


def _rate(rate: Rate) -> Decimal:
    return rate.rate


def _low(band: Band) -> Decimal:
    return band.low


def _high(band: Band) -> Decimal:
    return band.high
