"""Rates between currencies on many days at once: one search in the rates, and exact quotients."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import numpy as np
import polars as pl

from figurecheck.rates.band import SAME_CURRENCY
from figurecheck.schema import MONEY, RATE

EURO, DOLLAR = "EUR", "USD"
TOLERANCE_DAYS = 31
"""A rate this much older than the day asked for is still taken: an owner's own may be monthly."""

RATE_QUANTUM = Decimal(1).scaleb(-18)
PRODUCT_TOO_LARGE = Decimal(10) ** 20
"""The first product that a multiplication of columns cannot hold: it keeps 18 places of 38 digits."""

LARGEST_LIMIT = 1e31
CAUTION = 1 - 1e-9
"""What a limit reckoned in floats is taken back by, so that it surely lies on the safe side."""

FEW_PLACES = 10
"""Rates of no more decimals than this are divided as whole numbers."""

EXACT = Context(prec=90, rounding=ROUND_HALF_EVEN)
DAYS = 1 << 32  # more than there are, so that a currency and a day make one number

Array = np.ndarray[Any, Any]


def crosses(wanted: pl.DataFrame, rates: pl.DataFrame, base: str) -> pl.DataFrame:
    """For each row of `unit` and `rate_on`: `cross` in `base` per unit, `cross_date`, `cross_provider`.

    All are null where there is no rate. `exact_below` is an amount below which a product with the
    rate fits a multiplication of columns.
    """
    book = Book(with_euro(rates))
    rows = book.latest(wanted["unit"], wanted["rate_on"])
    dates = book.rates["rate_date"].gather(rows)
    other = book.latest(pl.repeat(base, len(rows), eager=True), dates)
    own = wanted["unit"] == base
    found = (rows.is_not_null() & other.is_not_null() & ~own).arg_true()
    priced = pl.concat(
        [
            wanted.filter(own).select(
                cross=pl.lit(Decimal(1), RATE),
                cross_date="rate_on",
                cross_provider=pl.lit(SAME_CURRENCY),
                exact_below=pl.lit(PRODUCT_TOO_LARGE, MONEY),
            ),
            book.between(rows.gather(found), other.gather(found)),
        ]
    )
    at = pl.concat([own.arg_true(), found])
    places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, wanted.height)
    places = places.scatter(at, pl.int_range(len(at), dtype=pl.UInt32, eager=True))
    return priced.select(pl.all().gather(places))


class Book:
    """Rates in the order of currency and day, to be looked up many at once."""

    def __init__(self, rates: pl.DataFrame) -> None:
        """Take a frame as `with_euro` gives it."""
        self.codes = rates["currency"].unique(maintain_order=True)
        self.rates = rates
        self._keys = self._keyed(rates["currency"], rates["rate_date"])
        if (np.diff(self._keys) < 0).any():
            order = np.argsort(self._keys, kind="stable")
            self.rates, self._keys = rates[order], self._keys[order]

    def _keyed(self, currency: pl.Series, day: pl.Series) -> Array:
        """One number for a currency and a day; below zero where either is not known."""
        code = currency.cast(pl.Enum(self.codes), strict=False).to_physical().cast(pl.Int64)
        return (code * DAYS + day.to_physical() + DAYS // 2).fill_null(-1).to_numpy()

    def latest(self, currency: pl.Series, day: pl.Series) -> pl.Series:
        """The row of each currency's last rate on a day or shortly before it; null where it has none."""
        wanted = self._keyed(currency, day)
        rows = np.searchsorted(self._keys, wanted, side="right") - 1
        age = wanted - self._keys[rows]
        known = (rows >= 0) & (age >= 0) & (age <= TOLERANCE_DAYS)
        return pl.select(
            pl.when(pl.Series(known)).then(pl.Series(rows, dtype=pl.Int64)).cast(pl.UInt32)
        ).to_series()

    def between(self, under: pl.Series, over: pl.Series) -> pl.DataFrame:
        """The crosses of pairs of rows: units of the currency in `over` per unit of that in `under`."""
        rate, provider = (self.rates[name].gather(under) for name in ("rate", "provider"))
        other_rate, other = (self.rates[name].gather(over) for name in ("rate", "provider"))
        cross = quotients(other_rate, rate)
        return pl.DataFrame(
            {
                "cross": cross,
                "cross_date": self.rates["rate_date"].gather(under),
                "cross_provider": together(provider, other),
                "exact_below": limits(cross),
            }
        )


def together(provider: pl.Series, other: pl.Series) -> pl.Series:
    """The name of both providers, in the order of their names; one where they are the same."""
    one, two = pl.lit(provider), pl.lit(other)
    both = pl.concat_str(
        pl.min_horizontal(one, two), pl.max_horizontal(one, two), separator=" and "
    )
    apart = one.is_not_null() & two.is_not_null() & (one != two)
    return pl.select(
        pl.when(apart).then(both).otherwise(pl.coalesce(one, two)).fill_null("")
    ).to_series()


def with_euro(rates: pl.DataFrame) -> pl.DataFrame:
    """The rates with the euro itself, at 1 and without a provider of its own, on the dollar's days."""
    columns = ["rate_date", "currency", "rate", "provider"]
    euro = rates.filter(pl.col("currency") == DOLLAR).select(
        "rate_date",
        pl.lit(EURO).alias("currency"),
        pl.lit(Decimal(1), RATE).alias("rate"),
        pl.lit(None, pl.String).alias("provider"),
    )
    return pl.concat([rates.select(columns), euro])


def limits(cross: pl.Series) -> pl.Series:
    """For each rate, an amount up to which its product surely stays below `PRODUCT_TOO_LARGE`."""
    room = float(PRODUCT_TOO_LARGE) * CAUTION / cross.cast(pl.Float64)
    return room.clip(upper_bound=LARGEST_LIMIT).cast(MONEY)


def quotients(over: pl.Series, under: pl.Series) -> pl.Series:
    """`over / under` to 18 places, half to even: whole numbers of 128 bits where they hold both.

    Rates are printed with few digits, so nearly all go that way; the rest are divided one by one.
    """
    few = pl.lit(Decimal(10) ** FEW_PLACES, pl.Decimal(38, 0))
    whole = pl.select((over * few).alias("a"), (under * few).alias("b"))
    ints = whole.select(pl.all().cast(pl.Int128))
    held = (
        whole.select(
            (pl.col("a") == ints["a"].cast(pl.Decimal(38, 0)))
            & (pl.col("b") == ints["b"].cast(pl.Decimal(38, 0)))
            & (ints["a"] < pl.lit(10**19, pl.Int128))
            & (ints["b"] > 0)
        )
        .to_series()
        .fill_null(value=False)
    )
    scaled = ints.select(
        (pl.when(held).then("a").otherwise(0) * pl.lit(10**18, pl.Int128)).alias("a"),
        pl.when(held).then("b").otherwise(1).alias("b"),
    ).select(
        (pl.col("a") // pl.col("b")).alias("q"), (pl.col("a") % pl.col("b") * 2).alias("r"), "b"
    )
    up = (pl.col("r") > pl.col("b")) | ((pl.col("r") == pl.col("b")) & (pl.col("q") % 2 == 1))
    units = scaled.select(pl.col("q") + up.cast(pl.Int128)).to_series()
    found = units.cast(pl.Decimal(38, 0)) * Decimal(1).scaleb(-18)
    rest = (~held).arg_true()
    exact = [
        EXACT.divide(a, b).quantize(RATE_QUANTUM, context=EXACT)
        for a, b in zip(over.gather(rest), under.gather(rest), strict=True)
    ]
    return found.cast(RATE).scatter(rest, pl.Series(exact, dtype=RATE))
