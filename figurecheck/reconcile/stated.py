"""What the text says of the rate it converts at: the rate itself, or that it is none of the time."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from figurecheck.extract.figures import RATE
from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile.tolerance import RATE_TOLERANCE

if TYPE_CHECKING:
    from figurecheck.extract.reading import Reading
    from figurecheck.model import Figure

Basis = Literal["constant_currency", "purchasing_power", "inflation"]

UNITS = {Decimal(10) ** power for power in range(5)}
"""A rate is told for so many units: for one dollar, for 100 yen."""

AROUND = 120
"""So many code points on either side of a pair are looked at, within the line."""

BEHIND = 30
"""So many code points behind a pair may still tell of its rate: "(€5 million at the time)"."""

SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")  # noqa: RUF001 - the stops of Chinese and Japanese


class StatedRate(NamedTuple):
    """A rate that the text itself gives: one unit of `source` is `rate` units of `to`, as printed.

    `source` is None where the text names one currency only: "at 15,161 rupiah".
    """

    source: str | None
    to: str
    rate: Decimal

    def bounds(self, source: str, to: str) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest rate, in units of `to` per `source`, that it stands for as printed.

        None where it is a rate of other currencies.
        """
        half = ONE.scaleb(int(self.rate.as_tuple().exponent)) / 2
        low = RATE_CONTEXT.divide(max(self.rate - half, self.rate / 2), RATE_TOLERANCE)
        high = RATE_CONTEXT.multiply(self.rate + half, RATE_TOLERANCE)
        if self.to == to and self.source in {source, None}:
            return low, high
        if self.to == source and self.source in {to, None}:
            return RATE_CONTEXT.divide(ONE, high), RATE_CONTEXT.divide(ONE, low)
        return None


def stated_rates(reading: Reading) -> tuple[StatedRate, ...]:
    """The rates that the text gives: each governs all conversions between its two currencies."""
    rates: list[StatedRate] = []
    parts = [
        figure
        for figure in reading.figures
        if reading.flags[figure.index] & RATE and figure.value and figure.unit
    ]
    while parts:
        first = parts.pop(0)
        second = parts[0] if parts and parts[0].index == first.index + 1 else None
        rate = None if second is None else _rate(first, second)
        if rate is None:
            rates.append(StatedRate(None, first.unit or "", first.value or Decimal(0)))
        else:
            parts.pop(0)
            rates.append(rate)
    return tuple(rates)


def basis(reading: Reading, start: int, end: int) -> Basis | None:
    """Whether the sentence round `start`…`end` says that the amounts are not at a rate of the time."""
    text = reading.document.text
    before = SENTENCE_END.split(text[max(0, start - AROUND) : start])[-1]
    after = SENTENCE_END.split(text[end : end + AROUND], maxsplit=1)[0]
    sentence = f"{before}{text[start:end]}{after}".lower()
    return next(
        (basis for basis, forms in _words() if any(form in sentence for form in forms)), None
    )


def at_past_rate(reading: Reading, start: int, end: int) -> bool:
    """Whether the text between `start`…`end` or right behind it says "then" of the rate, and no more."""
    text = reading.document.text
    behind = SENTENCE_END.split(text[end : end + BEHIND], maxsplit=1)[0].split(")", maxsplit=1)[0]
    told = f" {text[start:end]}{behind} ".replace("(", " ").lower()
    return any(form in told for form in _past_words())


def _rate(first: Figure, second: Figure) -> StatedRate | None:
    """The rate of "$1 = 103.84 yen", either way round."""
    for unit, other in ((first, second), (second, first)):
        if unit.value in UNITS and other.value is not None and unit.unit != other.unit:
            rate = other.value.scaleb(-unit.value.adjusted(), RATE_CONTEXT)
            return StatedRate(unit.unit, other.unit or "", rate)
    return None


@cache
def words_of_basis() -> tuple[str, ...]:
    """All beginnings of words, in small letters, that `basis` looks for."""
    return tuple(form for _, forms in _words() for form in forms)


@cache
def _past_words() -> tuple[str, ...]:
    table = _table()["past_rate"]
    return tuple(
        {f" {form}" if form.isascii() else form: None for words in table.values() for form in words}
    )


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        Path(__file__).with_name("not_judged.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def _words() -> tuple[tuple[Basis, tuple[str, ...]], ...]:
    table = _table()
    bases: tuple[Basis, ...] = ("constant_currency", "purchasing_power", "inflation")
    return tuple(
        (basis, tuple({form.lower(): None for words in table[basis].values() for form in words}))
        for basis in bases
    )
