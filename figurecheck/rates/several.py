"""A band that holds every known rate of a pair, where a currency has more than the official one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from figurecheck.rates.band import RATE_CONTEXT, Band

if TYPE_CHECKING:
    from figurecheck.rates.facts import SeveralRates
    from figurecheck.rates.history import History


def several_of(
    history: History, source: str, to: str, first: date, last: date
) -> tuple[SeveralRates, ...]:
    """The periods with several rates, of either currency, that meet `first`…`last`."""
    if source == to:
        return ()
    found = (history.several(currency, first, last) for currency in (source, to))
    return tuple(each for each in found if each is not None)


def every_known(history: History, source: str, to: str, first: date, last: date) -> Band | None:
    """The band opened to the dearest known price of a dollar in either currency.

    None where a currency has other rates that no figure is known of, or where there is no rate at
    all. A statement outside this band is wrong at every known rate; one inside it, but outside
    `History.band`, is right at one of them only.
    """
    band = history.band(source, to, first, last)
    if band is None:
        return None
    for each in several_of(history, source, to, first, last):
        premium = each.highest_premium
        if premium is None:
            return None
        if each.currency == source:
            band = replace(band, low=RATE_CONTEXT.divide(band.low, premium))
        else:
            band = replace(band, high=RATE_CONTEXT.multiply(band.high, premium))
    return band
