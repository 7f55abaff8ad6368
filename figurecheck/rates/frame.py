"""The rates as a frame, for joins over columns of figures: what `History` says of the euro, columnar.

Imported on demand only, since it brings polars with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from figurecheck.rates.cross import PEGGED

if TYPE_CHECKING:
    from figurecheck.rates.facts import Peg
    from figurecheck.rates.history import History
    from figurecheck.rates.store import Book

EURO, DOLLAR = "EUR", "USD"
RATE = pl.Decimal(38, 18)
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "rate_date": pl.Date,
    "currency": pl.String,
    "rate": RATE,
    "provider": pl.String,
}
KEPT_AFTER_REPLACEMENT = timedelta(days=1200)
"""A replaced currency is carried on for so long: the first coins and notes went in March 2002."""

_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=2)
def rates_table(history: History, currencies: frozenset[str] | None) -> pl.DataFrame:
    """What `figurecheck.rates.table` gives; see there."""
    known = pl.DataFrame(schema=SCHEMA)
    tolerance = 0
    pegs = history.facts.pegs
    if currencies is not None:
        pegs = pegs_for(pegs, currencies)
        currencies |= {DOLLAR, *(peg.anchor for peg in pegs)}
    for whole in history.rates.books:
        book = whole if currencies is None else part_of(whole, currencies)
        if not book.series:
            continue
        own = per_euro(quoted(book), book)
        for peg in pegs:
            own = pl.concat([own, pegged(own, book, peg)])
        known = pl.concat([known, away_from(own, known, tolerance)])
        tolerance = max(tolerance, book.tolerance_days)
    wanted = pl.col("rate") > 0
    if currencies is not None:
        wanted &= pl.col("currency").is_in(list(currencies))
    return known.filter(wanted).sort("currency", "rate_date")


def pegs_for(pegs: tuple[Peg, ...], currencies: frozenset[str]) -> tuple[Peg, ...]:
    """The pegs of some currencies, and those of what they are fixed to, anchors first."""
    found = tuple(peg for peg in pegs if peg.currency in currencies)
    anchors = frozenset(peg.anchor for peg in found) - currencies
    return (*pegs_for(pegs, anchors), *found) if anchors else found


def part_of(book: Book, currencies: frozenset[str]) -> Book:
    """A book with the series of some currencies only, and of the euro, which all others are led to."""
    kept = {code: each for code, each in book.series.items() if code in currencies | {EURO}}
    return replace(book, series=kept)


def quoted(book: Book) -> pl.DataFrame:
    """The rates of a book as printed: `rate_date`, `currency`, `rate`."""
    frames = [
        pl.DataFrame(
            {"day": list(each.days), "digits": list(each.digits), "places": list(each.places)},
            schema={"day": pl.Int32, "digits": pl.Int64, "places": pl.UInt8},
        ).with_columns(pl.lit(currency).alias("currency"))
        for currency, each in book.series.items()
    ]
    units = pl.DataFrame(
        {"places": range(19), "unit": [Decimal(1).scaleb(-places) for places in range(19)]},
        schema={"places": pl.UInt8, "unit": RATE},
    )
    return (
        pl.concat(frames)
        .join(units, on="places", maintain_order="left")
        .select(
            (pl.col("day") - _EPOCH).cast(pl.Date).alias("rate_date"),
            "currency",
            (pl.col("digits").cast(pl.Decimal(38, 0)) * pl.col("unit")).alias("rate"),
        )
    )


def per_euro(rates: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The rates of a book in units per euro, the base itself among them, on the days of its euro."""
    one = pl.lit(Decimal(1), RATE)
    if book.base == EURO:
        found = rates if book.per_base else rates.with_columns(one / pl.col("rate"))
    else:
        euro = rates.filter(pl.col("currency") == EURO).select("rate_date", euro="rate")
        base = euro.select("rate_date", pl.lit(book.base).alias("currency"), one.alias("rate"))
        both = pl.concat([rates.filter(pl.col("currency") != EURO), base]).join(
            euro, on="rate_date", maintain_order="left"
        )
        quotient = (
            pl.col("rate") / pl.col("euro") if book.per_base else pl.col("euro") / pl.col("rate")
        )
        found = both.select("rate_date", "currency", quotient.alias("rate"))
    return found.with_columns(pl.lit(book.provider).alias("provider"))


def pegged(own: pl.DataFrame, book: Book, peg: Peg) -> pl.DataFrame:
    """The days on which a peg gives the rate of a currency that the book has none of its own for."""
    last = peg.last
    if peg.final:
        last = min(last, peg.first + KEPT_AFTER_REPLACEMENT)
    if peg.anchor == EURO:
        anchor = own.select("rate_date", pl.lit(Decimal(1), RATE).alias("rate")).unique("rate_date")
    else:
        anchor = own.filter(pl.col("currency") == peg.anchor).select("rate_date", "rate")
    days = pl.col("rate_date").is_between(peg.first, last)
    series = book.series.get(peg.currency)
    if series is not None:
        start, end = (date.fromordinal(series.days[index]) for index in (0, -1))
        days &= ~pl.col("rate_date").is_between(start, end)
    units, per = pl.lit(peg.units, RATE), pl.lit(peg.per, RATE)
    return anchor.filter(days).select(
        "rate_date",
        pl.lit(peg.currency).alias("currency"),
        (pl.col("rate") * units / per).alias("rate"),
        pl.lit(book.provider + PEGGED).alias("provider"),
    )


def away_from(new: pl.DataFrame, known: pl.DataFrame, tolerance: int) -> pl.DataFrame:
    """The rows of `new` that have no known rate of their currency within `tolerance` days."""
    if known.is_empty():
        return new
    near = known.sort("rate_date").select("rate_date", "currency", known_rate="rate")
    return (
        new.sort("rate_date")
        .join_asof(
            near,
            on="rate_date",
            by="currency",
            strategy="nearest",
            tolerance=timedelta(days=tolerance),
            check_sortedness=False,
        )
        .filter(pl.col("known_rate").is_null())
        .drop("known_rate")
    )
