"""Brings columns of money to one currency: an as-of join on the rates, exact decimals throughout."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

import polars as pl

from figurecheck.normalise.dates import rate_day
from figurecheck.rates.band import SAME_CURRENCY
from figurecheck.schema import MONEY, RATE

EURO, DOLLAR = "EUR", "USD"
TOLERANCE = timedelta(days=15)
"""A rate this much older than the day asked for is still taken: weekly tables skip a week at times."""

MONEY_QUANTUM = Decimal(1).scaleb(-6)
RATE_QUANTUM = Decimal(1).scaleb(-18)
TOO_LARGE = Decimal(10) ** 32
"""The first amount that Decimal(38, 6) cannot hold."""

PRODUCT_TOO_LARGE = Decimal(10) ** 20
"""The first product that a multiplication of columns cannot hold: it keeps 18 places of 38 digits."""

FEW_PLACES = 10
"""Rates of no more decimals than this are divided as whole numbers."""

EXACT = Context(prec=90, rounding=ROUND_HALF_EVEN)


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
    joined = dated.join(
        crosses(dated, rates, base),
        on=["unit", "rate_on"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    if "kind" in joined.columns:
        joined = joined.with_columns(
            pl.when(pl.col("kind") == "money").then(pl.col(column)).alias(column)
            for column in ("cross", "cross_date", "cross_provider", "exact_below")
        )
    return multiplied(joined, f"value_{name}", base).rename(
        {
            "cross": f"{name}_rate",
            "cross_date": f"{name}_rate_date",
            "cross_provider": f"{name}_rate_provider",
        }
    )


def with_rate_on(figures: pl.DataFrame) -> pl.DataFrame:
    """Add `rate_on`, the day at whose rate a figure is converted, from `as_of` and `published`."""
    published = pl.col("published") if "published" in figures.columns else pl.lit(None, pl.String)
    keyed = figures.with_columns(pl.struct("as_of", published.alias("published")).alias("_dates"))
    days = keyed.select("_dates").unique()
    days = days.with_columns(
        pl.Series(
            "rate_on",
            [rate_day(each["as_of"], each["published"]) for each in days["_dates"]],
            pl.Date,
        )
    )
    return keyed.join(days, on="_dates", how="left", nulls_equal=True, maintain_order="left").drop(
        "_dates"
    )


def crosses(dated: pl.DataFrame, rates: pl.DataFrame, base: str) -> pl.DataFrame:
    """One row for each `unit` and `rate_on` that occurs and has a rate: `cross`, its day and provider.

    `exact_below` is the amount below which a product with the rate fits a multiplication of columns.
    """
    wanted = dated.select("unit", "rate_on").unique().drop_nulls("unit").sort("rate_on", "unit")
    needed = rates.filter(pl.col("currency").is_in([*wanted["unit"].unique(), base, DOLLAR]))
    known = (
        with_euro(needed).sort("rate_date").with_columns(pl.col("rate_date").alias("cross_date"))
    )
    found = wanted.drop_nulls().join_asof(
        known.rename({"currency": "unit"}),
        left_on="rate_on",
        right_on="rate_date",
        by="unit",
        tolerance=TOLERANCE,
        check_sortedness=False,
    )
    priced = (
        found.drop_nulls("rate")
        .sort("cross_date")
        .join_asof(
            known.filter(pl.col("currency") == base).select(
                "rate_date", base_rate="rate", base_provider="provider"
            ),
            left_on="cross_date",
            right_on="rate_date",
            tolerance=TOLERANCE,
        )
        .filter(pl.col("base_rate").is_not_null() & (pl.col("unit") != base))
    )
    own = wanted.filter(pl.col("unit") == base).select(
        "unit",
        "rate_on",
        cross=pl.lit(Decimal(1), RATE),
        cross_date="rate_on",
        cross_provider=pl.lit(SAME_CURRENCY),
        exact_below=pl.lit(PRODUCT_TOO_LARGE, MONEY),
    )
    provider, other = pl.col("provider"), pl.col("base_provider")
    both = pl.concat_str(
        pl.min_horizontal(provider, other), pl.max_horizontal(provider, other), separator=" and "
    )
    priced = priced.with_columns(quotients(priced["base_rate"], priced["rate"]).alias("cross"))
    return pl.concat(
        [
            own,
            priced.select(
                "unit",
                "rate_on",
                "cross",
                "cross_date",
                pl.when(provider.is_not_null() & other.is_not_null() & (provider != other))
                .then(both)
                .otherwise(pl.coalesce(provider, other))
                .fill_null("")
                .alias("cross_provider"),
                limits(priced["cross"]).alias("exact_below"),
            ),
        ]
    )


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


def limits(cross: pl.Series) -> pl.Series:
    """For each rate, the whole amount up to which its product surely stays below `PRODUCT_TOO_LARGE`."""
    known = cross.unique()
    return cross.replace_strict(
        known, pl.Series([below(each) for each in known], dtype=MONEY), return_dtype=MONEY
    )


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


def below(cross: Decimal) -> Decimal:
    """The whole amount up to which `amount * cross` surely stays below `PRODUCT_TOO_LARGE`."""
    if cross == 0:
        return TOO_LARGE - 1
    return min(EXACT.divide_int(PRODUCT_TOO_LARGE, cross), TOO_LARGE - 1)


def multiplied(joined: pl.DataFrame, target: str, base: str) -> pl.DataFrame:
    """Add `target` = value times cross, and the reason where the product is too large for the column."""
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
