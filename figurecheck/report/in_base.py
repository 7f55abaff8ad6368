"""Amounts in one currency, whatever they were printed in: at the rate of their day, which is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from figurecheck.errors import UsageError
from figurecheck.near import did_you_mean
from figurecheck.normalise.dates import rate_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from figurecheck.model import Document, Figure
    from figurecheck.rates import History

PLACES = Decimal(1).scaleb(-6)
EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN, Emax=100_000, Emin=-100_000)


@dataclass(frozen=True, slots=True)
class BaseAmount:
    """An amount to six places, and the rate (base units per printed unit) with its day and provider."""

    value: Decimal
    rate: Decimal
    date: date
    provider: str


class InBase:
    """Brings money figures to one currency. The rates are read when the first one is asked for."""

    def __init__(self, currency: str, rates: Callable[[], History]) -> None:
        """Take the currency's code, and how to come by the rates."""
        self.currency = currency
        self._rates = rates

    def checked(self) -> InBase:
        """Itself. Raises `UsageError` where no rates of the currency are known."""
        known = self._rates().currencies()
        if self.currency not in known:
            near = did_you_mean(self.currency, known)
            raise UsageError(
                f"no rates of `{self.currency}` are known",
                source="--base",
                advice=near or "write a currency code, such as USD",
            )
        return self

    def of(self, figure: Figure, document: Document) -> BaseAmount | None:
        """The value of a money figure; None where it has no value, day or rate."""
        if figure.kind != "money" or figure.value is None or figure.unit is None:
            return None
        day = rate_day(figure.as_of, document.published)
        if day is None:
            return None
        found = self._rates().on(figure.unit, self.currency, day)
        if found is None:
            return None
        value = EXACT.multiply(figure.value, found.rate)
        return BaseAmount(
            value.quantize(PLACES, context=EXACT), found.rate, found.date, found.provider
        )
