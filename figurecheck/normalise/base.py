"""Brings columns of money to one currency: the rate of the day, exact decimals throughout."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from figurecheck.normalise.crosses import DAYS, DOLLAR, EXACT, crosses
from figurecheck.normalise.dates import period
from figurecheck.schema import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

MONEY_QUANTUM = Decimal(1).scaleb(-6)
TOO_LARGE = Decimal(10) ** 32
"""The first amount that Decimal(38, 6) cannot hold."""


def to_base(figures: pl.DataFrame, rates: pl.DataFrame, base: str = DOLLAR) -> pl.DataFrame:
    """Add the value of every money figure in `base`, with the rate, its day and its provider.

    `figures` has `value` Decimal(38, 6), `unit` and `as_of`, and may have `published` (both dates
    are partial ones, as text) and `kind`. `rates` is a frame as `figurecheck.rates.table` gives:
    `rate_date`, `currency`, `rate` in units per euro, `provider`.

    Adds `rate_on` (the last day of the as-of period if that is past, else of the publication date)
    and, named after the base, `value_usd` Decimal(38, 6), `usd_rate` Decimal(38, 18) in dollars per
    unit, `usd_rate_date` and `usd_rate_provider`. They are null where the figure is no money or has
    no value, no unit, no day or no rate; `value_reason` says so where the amount is too large.
    Rates are rounded to 18 places and amounts to 6, half to even. Raises `InputError` for an
    `as_of` or `published` that is no date.
    """
    name = base.lower()
    dated = with_rate_on(figures)
    wanted, places = distinct(dated)
    known = crosses(wanted, rates, base)
    parts = [
        multiplied(part.hstack(known.select(pl.all().gather(places[at : at + part.height]))), base)
        for at, part in in_pieces(dated)
    ]
    return pl.concat(parts).rename(
        {
            "cross": f"{name}_rate",
            "cross_date": f"{name}_rate_date",
            "cross_provider": f"{name}_rate_provider",
        }
    )


def in_pieces(frame: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    """The frame as it lies in memory, and where each piece starts: no copy of it all has to be made."""
    at = 0
    for length in frame["unit"].chunk_lengths():
        yield at, frame.slice(at, length)
        at += length


def with_rate_on(figures: pl.DataFrame) -> pl.DataFrame:
    """Add `rate_on`, the day at whose rate a figure is converted, from `as_of` and `published`."""
    dates = [figures[name] for name in ("as_of", "published") if name in figures.columns]
    return figures.with_columns(rate_on=pl.min_horizontal([last_days(each) for each in dates]))


def last_days(dates: pl.Series) -> pl.Series:
    """The last day of each partial date, worked out once for each that occurs; null for no text."""
    coded = dates.cast(pl.Categorical)
    known = coded.unique().drop_nulls()
    days = [period(each)[1] if each else None for each in known]
    codes = known.to_physical()
    table = pl.Series([None], dtype=pl.Date).new_from_index(
        0, int(codes.to_numpy().max(initial=0)) + 1
    )
    return table.scatter(codes, pl.Series(days, dtype=pl.Date)).gather(coded.to_physical())


def distinct(dated: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Each `unit` and `rate_on` of money once, and which of them every row has (null: no unit)."""
    money = pl.col("unit").is_not_null()
    if "kind" in dated.columns:
        money &= pl.col("kind") == "money"
    rows = dated.select(money.fill_null(value=False).arg_true()).to_series()
    unit, day = dated["unit"].gather(rows), dated["rate_on"].gather(rows)
    code = unit.cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()
    number = day.to_physical().fill_null(NO_DAY).to_numpy()
    _, first, which = np.unique(code * DAYS + number, return_index=True, return_inverse=True)
    wanted = pl.DataFrame({"unit": unit.gather(first), "rate_on": day.gather(first)})
    places = pl.Series(None, [None], pl.UInt32).new_from_index(0, dated.height)
    return wanted, places.scatter(rows, pl.Series(which, dtype=pl.UInt32))


NO_DAY = -(1 << 31)


def multiplied(joined: pl.DataFrame, base: str) -> pl.DataFrame:
    """Add the value times cross, and the reason where the product is too large for the column."""
    target = f"value_{base.lower()}"
    fits = pl.col("value").abs() < pl.col("exact_below")
    product = (pl.when(fits).then(pl.col("value")) * pl.when(fits).then(pl.col("cross"))).cast(
        MONEY
    )
    reason = pl.col("value_reason") if "value_reason" in joined.columns else pl.lit(None, pl.String)
    valued = joined.with_columns(product.alias(target), reason.alias("value_reason"))
    large = valued.select(
        (pl.col("value").is_not_null() & pl.col("cross").is_not_null() & ~fits).fill_null(
            value=False
        )
    ).to_series()
    if not large.any():
        return valued.drop("exact_below")
    places = large.arg_true()
    amounts: list[Decimal | None] = []
    for value, cross in valued[places].select("value", "cross").iter_rows():
        exact = EXACT.multiply(value, cross).quantize(MONEY_QUANTUM, context=EXACT)
        amounts.append(exact if exact.copy_abs() < TOO_LARGE else None)
    told = f"the amount in {base} is too large for the column"
    return (
        valued.with_columns(
            valued[target].scatter(places, pl.Series(amounts, dtype=MONEY)),
        )
        .with_columns(
            pl.when(large & pl.col(target).is_null())
            .then(pl.coalesce("value_reason", pl.lit(told)))
            .otherwise("value_reason")
            .alias("value_reason")
        )
        .drop("exact_below")
    )
