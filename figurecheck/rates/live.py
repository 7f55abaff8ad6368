"""Live rates by forex-python, and what becomes of them when its web service fails, as it often does.

forex-python sets no timeout, tries once, and does not look at the date that an answer carries. Here
its addresses and its decimal decoding are used, over a request of our own, and every answer is
checked before it counts.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

from forex_python.converter import CurrencyRates

from figurecheck.errors import RatesError
from figurecheck.rates.live_cache import LiveCache, LiveDay, MemoryCache
from figurecheck.rates.web import Web

PROVIDER = "forex-python"
EURO = "EUR"
MOST_EARLIER = timedelta(days=7)
"""An answer may carry the last working day before the day asked for, and no other."""

MOST_FAILURES = 2
"""After so many failures in a row the service is not asked again by this object."""


class LiveRates(CurrencyRates):  # type: ignore[misc] # forex-python ships no types
    """Asks for the rates of a day, all currencies at once, and keeps what it was told.

    `failed` says in one sentence why it gave up; it is None while the service is asked.
    """

    def __init__(
        self,
        *,
        web: Web | None = None,
        cache: LiveCache | None = None,
        source_url: str | None = None,
    ) -> None:
        """Take the way to the network, where to keep answers, and the service's address if another."""
        super().__init__(force_decimal=True)
        self._web = web or Web(deadline=10.0, tries=2)
        self._cache = MemoryCache() if cache is None else cache
        self._url = source_url
        self._failures = 0
        self.failed: str | None = None

    def day(self, asked: date) -> LiveDay:
        """The rates of a day in units per euro. Raises `RatesError` for anything but a sound answer."""
        kept = self._cache.get(asked)
        if kept is not None:
            return kept
        if self.failed is not None:
            raise RatesError(self.failed, source=PROVIDER)
        try:
            answer = self._ask(asked)
        except RatesError as error:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                self.failed = f"not asked again after {self._failures} failures: {error}"
            raise
        self._failures = 0
        self._cache.put(asked, answer)
        return answer

    def _source_url(self) -> str:
        if self._url is not None:
            return self._url if self._url.endswith("/") else f"{self._url}/"
        return str(super()._source_url())

    def _ask(self, asked: date) -> LiveDay:
        url = self._source_url() + self._get_date_string(asked)
        body = self._web.get(url, {"base": EURO, "rtype": "fpy"})
        try:
            text = body.decode("utf-8")
            carried = date.fromisoformat(json.loads(text)["date"])
            rates = self._decode_rates(_Answer(text), date_str=str(asked))
            found = {code: rate for code, rate in rates.items() if is_rate(rate)}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RatesError(
                f"the answer is not rates with their date ({type(error).__name__})", source=url
            ) from error
        if not asked - MOST_EARLIER <= carried <= asked:
            raise RatesError(f"asked for {asked}, the answer is of {carried}", source=url)
        if not found:
            raise RatesError("there is not one rate in the answer", source=url)
        return LiveDay(carried, {code: Decimal(rate) for code, rate in found.items()})


class _Answer:
    """What forex-python's decoder reads of a response."""

    def __init__(self, text: str) -> None:
        self.text = text


def is_rate(value: object) -> bool:
    """Whether a decoded value is a number above zero."""
    return (
        isinstance(value, Decimal | int)
        and not isinstance(value, bool)
        and Decimal(value).is_finite()
        and value > 0
    )
