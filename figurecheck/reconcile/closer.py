"""Which documents rules may find something in, told from columns of figures: the rest need no closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from figurecheck.extract.figures import PER, RANGE
from figurecheck.extract.reading import SIEVED
from figurecheck.normalise.dates import period
from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.rules.bnd01_beyond_bound import DOLLAR, FEWEST, LEAST, bounds
from figurecheck.reconcile.rules.fx04_currency_anachronism import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figurecheck.rates import History

BEYOND = "BND01"
SAME = ("kind", "as_of", "metric", "statement", "currency")
"""What two statements must have in common before SRC01 holds them against each other."""


def by_kernel(rules: pl.Series, wanted: Iterable[str]) -> pl.Series:
    """Places of the documents that the kernel lets some of the `wanted` rules speak of, BND01 aside."""
    bits = sum(1 << SIEVED.index(each) for each in wanted if each in SIEVED and each != BEYOND)
    return (rules & bits != 0).arg_true()


def beyond_bounds(figures: pl.DataFrame, rules: pl.Series, rates: History) -> pl.Series:
    """Places of the documents with a figure that may pass a bound of BND01."""
    may = (rules & (1 << SIEVED.index(BEYOND)) != 0).arg_true()
    known = figures.filter(pl.col("_document").is_in(may.implode()))
    table = bounds()
    people = (pl.col("kind") == "count") & pl.col("unit").is_in(sorted(table.counted))
    money = (pl.col("kind") == "money") & pl.col("metric").is_in(sorted(table.metrics))
    times = [unit for unit in known["unit"].drop_nulls().unique() if _is_time(unit)]
    time = (pl.col("kind") == "measure") & pl.col("unit").is_in(times)
    found = known.filter(
        (people & (pl.col("low") >= FEWEST)) | time | (money & (pl.col("low") >= LEAST))
    )
    least = float(min(table.product.values()))
    dearest = {unit: _dearest(rates, unit) for unit in found.filter(money)["unit"].unique()}
    dollars = pl.col("low").cast(pl.Float64) * pl.col("unit").replace_strict(
        dearest, default=0.0, return_dtype=pl.Float64
    )
    return found.filter(~money | (dollars >= least))["_document"].unique()


def _is_time(unit: str) -> bool:
    return dimension(unit.partition("/")[0]) == "time"


def _dearest(rates: History, unit: str | None) -> float:
    """Dollars that one unit was ever worth at most."""
    if unit is None or unit == DOLLAR:
        return float(unit == DOLLAR)
    band = rates.whole(unit, DOLLAR)
    return float(band.high) if band else 0.0


def out_of_use(figures: pl.DataFrame) -> pl.Series:
    """Places of the documents with an amount in a currency that was not in use at its time (FX04)."""
    uses = in_use()
    dated = figures.filter(
        (pl.col("kind") == "money")
        & pl.col("as_of").is_not_null()
        & pl.col("unit").is_in(list(uses))
    )
    known = dated.select("unit", "as_of").unique(maintain_order=True)
    outside = [_outside(unit, as_of) for unit, as_of in known.iter_rows()]
    found = known.filter(pl.Series(outside, dtype=pl.Boolean))
    return dated.join(found, on=["unit", "as_of"], how="semi")["_document"].unique()


def _outside(unit: str, as_of: str) -> bool:
    first, last = period(as_of)
    use = in_use()[unit]
    return (use.last is not None and first > use.last) or (
        use.first is not None and last < use.first
    )


def of_one_subject(figures: pl.DataFrame, names: pl.DataFrame) -> pl.Series:
    """Places of the documents that state the same of a name, or subject, that another has too (SRC01)."""
    dated = figures.filter(
        pl.col("as_of").is_not_null()
        & pl.col("value").is_not_null()
        & (pl.col("kind") != "ratio")
        & (pl.col("_flags") & (PER | RANGE) == 0)
    ).with_columns(
        pl.when(pl.col("kind").is_in(["money", "percent"])).then("unit").alias("currency")
    )
    named = dated.join(names, on=["_document", "figure_index"])
    words = (
        dated.drop_nulls("subject")
        .with_row_index("row")
        .with_columns(pl.col("subject").str.to_lowercase().str.split(" ").alias("word"))
        .explode("word")
        .with_columns((pl.int_range(pl.len()).over("row") == 0).alias("head"))
    )
    # Of two names, or subjects, one has all words of the other, its first among them.
    found = (
        each.group_by(*SAME, word)
        .agg("_document", "value", *flags)
        .filter(
            pl.col("_document").list.n_unique() > 1,
            pl.col("value").list.n_unique() > 1,
            *(pl.col(flag).list.any() for flag in flags),
        )["_document"]
        .explode()
        for each, word, flags in ((named, "stem", ("sure", "head")), (words, "word", ("head",)))
    )
    return pl.concat(found).unique()
