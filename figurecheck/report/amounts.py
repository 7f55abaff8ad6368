"""Exact numbers as text: decimal digits without an exponent, and no zeros at the end."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

PLACES = Decimal(1).scaleb(-18)
WIDE = Context(prec=600, rounding=ROUND_HALF_EVEN, Emax=100_000, Emin=-100_000)


def plain(number: Decimal) -> str:
    """1.72E+12 is 1720000000000; 0.10 is 0.1."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def plain_or_none(number: Decimal | None) -> str | None:
    """The same; None stays None."""
    return None if number is None else plain(number)


def plain_rate(rate: Decimal | None) -> str | None:
    """A rate to 18 places, half to even, as the warehouse keeps it."""
    return None if rate is None else plain(rate.quantize(PLACES, context=WIDE))
