"""Amounts, rates and periods in words, for editors who read English."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile.tolerance import EXACT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

SCALES = (
    (33, "decillion"), (30, "nonillion"), (27, "octillion"), (24, "septillion"), (21, "sextillion"),
    (18, "quintillion"), (15, "quadrillion"), (12, "trillion"), (9, "billion"), (6, "million"), (0, ""),
)  # fmt: skip
DIGITS = 3
"""Recomputed amounts and rates are told to so many significant digits."""

MOST_PERIODS = 3
DECEMBER, YEAR_ENDS = 12, 28
EARLY, LATE = 10, 20
"""Days of a month: up to the first is early, after the second late."""


@cache
def _currencies() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        Path(__file__).with_name("currency_words.toml").read_text(encoding="utf-8")
    )


def many(unit: str, beside: str = "") -> str:
    """The name of several units of a currency, in full where `beside` is a currency of the same name."""
    return _name(unit, "many", beside)


def _name(unit: str, number: str, beside: str) -> str:
    words = _currencies().get(unit, {})
    name = words.get(number, unit)
    same = words.get("one", unit) == _currencies().get(beside, {}).get("one", "").split(" ")[-1]
    return f"{words['full']} {name}" if same and unit != beside and "full" in words else name


def money(value: Decimal, unit: str, place: int) -> str:
    """An amount in base units, rounded at ten to `place`: "$315 billion", "1.72 trillion yen".

    Zeros behind the decimal point are left out: they would claim more than was printed.
    """
    power, word = next(
        (scale for scale in SCALES if value.copy_abs() >= ONE.scaleb(scale[0])), SCALES[-1]
    )
    last = max(place, -2) if not word else place
    shown = value.quantize(ONE.scaleb(last, EXACT), context=EXACT).scaleb(-power, EXACT)
    told = f"{shown:,.{max(0, power - last)}f}"
    if "." in told and (word or not told.rpartition(".")[2].strip("0")):
        told = told.rstrip("0").rstrip(".")
    told = f"{told} {word}" if word else told
    sign = _currencies().get(unit, {}).get("sign")
    return f"{sign}{told}" if sign else f"{told} {many(unit)}"


def about(value: Decimal, unit: str) -> str:
    """A recomputed amount to three significant digits."""
    return money(value, unit, value.adjusted() - DIGITS + 1)


def number(value: Decimal, digits: int = DIGITS) -> str:
    """A plain number to some significant digits, never with an exponent."""
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value)
    return f"{rounded:,f}"


def rates(low: Decimal, high: Decimal, source: str, to: str, *, over: bool) -> str:
    """Rates given in units of `to` per `source`: "6.73 to 7.31 yuan to the dollar".

    They are told in units of `source` per `to` with `over`, which is chosen to have them above one.
    """
    if over:
        low, high = RATE_CONTEXT.divide(ONE, high), RATE_CONTEXT.divide(ONE, low)
        source, to = to, source
    first, last = number(low), number(high)
    told = first if first == last else f"{first} to {last}"
    return f"{told} {many(to, source)} to the {_name(source, 'one', to)}"


def day(when: date) -> str:
    """A day: "30 September 2022"; the last working days of December are "the end of 2022"."""
    if when.month == DECEMBER and when.day >= YEAR_ENDS:
        return f"the end of {when.year}"
    return f"{when.day} {when:%B %Y}"


def period(first: date, last: date) -> str:
    """A period to the third of a month: "May to mid-July 2022", "mid-January 2023", "2009"."""
    begins = _month(first, whole=first.day <= EARLY)
    ends = _month(last, whole=last.day > LATE)
    if (first.year, first.month) == (last.year, last.month):
        begins = _month(first, whole=last.day - first.day > EARLY)
        return f"{begins} {first.year}"
    if first.year == last.year:
        return f"{begins} to {ends} {last.year}"
    return f"{begins} {first.year} to {ends} {last.year}"


def periods(found: Sequence[tuple[date, date]]) -> str:
    """Several periods, oldest first: the last ones where there are many."""
    told = [period(first, last) for first, last in found[-MOST_PERIODS:]]
    if len(found) > MOST_PERIODS:
        told.insert(0, "earlier dates")
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _month(when: date, *, whole: bool) -> str:
    if whole:
        return f"{when:%B}"
    third = "early " if when.day <= EARLY else "late " if when.day > LATE else "mid-"
    return f"{third}{when:%B}"
