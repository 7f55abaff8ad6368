"""Which documents rules may find something in, told from columns of figures: the rest need no closer look."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import polars as pl

from figurecheck.errors import InputError
from figurecheck.extract.figures import PER, RANGE
from figurecheck.extract.reading import OF_TIMES, SIEVED
from figurecheck.normalise.dates import period
from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.rules.bnd01_beyond_bound import DOLLAR, FEWEST, LEAST, bounds
from figurecheck.reconcile.rules.fx04_currency_anachronism import in_use
from figurecheck.reconcile.rules.src01_sources_disagree import MARKET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figurecheck.rates import History

BEYOND = "BND01"
MARGIN = 1e-9
"""Amounts and rates as floats are nearer to the exact ones than this part of them."""

SAID = ("names", "of", "behind", "countries", "aside", "digits")
PLACE = ("_document", "figure_index")
SAME = ("kind", "as_of", "metric", "statement", "currency")
"""What two statements must have in common before SRC01 holds them against each other."""


def by_kernel(rules: pl.Series, wanted: Iterable[str]) -> pl.Series:
    """Places of the documents that the kernel lets some of the `wanted` rules speak of, BND01 aside."""
    return _told(rules, *(each for each in wanted if each in SIEVED and each != BEYOND)).arg_true()


def _told(rules: pl.Series, *wanted: str) -> pl.Series:
    """Whether the kernel lets some of the `wanted` rules speak."""
    return rules & sum(1 << SIEVED.index(each) for each in wanted) != 0


def beyond_bounds(
    figures: pl.DataFrame, rules: pl.Series, published: pl.Series, rates: History
) -> pl.Series:
    """Places of the documents with a figure that may pass a bound of BND01."""
    known = figures.filter(_told(rules, BEYOND).gather(figures["_document"]))
    table = bounds()
    people = (pl.col("kind") == "count") & pl.col("unit").is_in(sorted(table.counted))
    money = (pl.col("kind") == "money") & pl.col("metric").is_in(sorted(table.metrics))
    times = [unit for unit in known["unit"].drop_nulls().unique() if _is_time(unit)]
    time = (pl.col("kind") == "measure") & pl.col("unit").is_in(times)
    amounts = known.filter(money, pl.col("low") >= LEAST)
    amounts = amounts.with_columns(
        when=pl.coalesce("as_of", published.gather(amounts["_document"])).fill_null("")
    )
    worth = amounts.select("unit", "when").unique(maintain_order=True)
    worth = worth.with_columns(
        worth=pl.Series([_worth(rates, *each) for each in worth.iter_rows()], dtype=pl.Float64)
    )
    dollars = pl.col("low").cast(pl.Float64) * pl.col("worth")
    beyond = amounts.join(worth, on=["unit", "when"], nulls_equal=True).filter(
        dollars >= float(min(table.product.values()))
    )
    timed = _told(rules, OF_TIMES).gather(known["_document"])
    others = known.filter((people & (pl.col("low") >= FEWEST)) | (time & timed))
    return pl.concat([beyond["_document"], others["_document"]]).unique()


def _is_time(unit: str) -> bool:
    return dimension(unit.partition("/")[0]) == "time"


def _worth(rates: History, unit: str | None, when: str) -> float:
    """Dollars that one unit was worth at the least; none without a time where there is no one unit."""
    if unit is None or unit == DOLLAR:
        return float(unit == DOLLAR)
    try:
        band = rates.band(unit, DOLLAR, *period(when)) if when else rates.whole(unit, DOLLAR)
    except InputError:
        return inf  # judging tells it
    return float(band.low) * (1 + MARGIN) if band else 0.0


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


def of_one_subject(figures: pl.DataFrame, names: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """The figures that SRC01 compares: what one document states of a name, or subject, and another, too.

    Columns: `_document`, `figure_index`, sorted.
    """
    dated = (
        figures.filter(
            pl.col("as_of").is_not_null()
            & pl.col("value").is_not_null()
            & (pl.col("kind") != "ratio")
            & (pl.col("_flags") & (PER | RANGE) == 0)
        )
        .with_columns(
            pl.when(pl.col("kind").is_in(["money", "percent"])).then("unit").alias("currency")
        )
        .select(*PLACE, *SAME, "value", "subject")
        .join(said, on=PLACE)
    )
    named = dated.join(names.rename({"stem": "word"}), on=PLACE)
    any_word = {"word": pl.lit(""), "head": pl.lit(value=True), "sure": pl.lit(value=True)}
    markets = dated.filter(pl.col("metric") == MARKET).with_columns(**any_word)
    subjects = (
        dated.drop_nulls("subject")
        .with_row_index("row")
        .with_columns(pl.col("subject").str.to_lowercase().str.split(" ").alias("word"))
        .explode("word")
        .with_columns(
            (pl.int_range(pl.len()).over("row") == 0).alias("head"),
            pl.lit(value=True).alias("sure"),
        )
    )
    traded = pl.col("of") & pl.col("of_too") != 0  # a market is named by what is traded on it
    pairs = pl.concat([_alike(named), _alike(subjects), _alike(markets, traded)])
    documents = ["_document", "_document_too"]
    disagree = pairs.filter(pl.col("value") != pl.col("value_too")).select(documents).unique()
    pairs = pairs.join(disagree, on=documents, how="semi")
    sides = (
        pairs.select(pl.col(f"{name}{side}").alias(name) for name in PLACE) for side in ("", "_too")
    )
    return pl.concat(sides).unique().sort(*PLACE)


def _alike(told: pl.DataFrame, *also: pl.Expr) -> pl.DataFrame:
    """Figures of two documents each that have a word and all of `SAME` in common, and may be of one thing.

    Of two names, or subjects, one has all words of the other, its first among them.
    """
    group = [*SAME, "word"]
    several = told.filter(
        (pl.col("_document").n_unique() > 1).over(group),
        (pl.col("value").n_unique() > 1).over(group),
        *(pl.col(flag).any().over(group) for flag in ("sure", "head")),
    ).select(*group, *PLACE, "value", "sure", "head", *SAID)
    return (
        several.join(several, on=group, nulls_equal=True, suffix="_too")
        .filter(
            pl.col("_document") < pl.col("_document_too"),
            pl.col("sure") | pl.col("sure_too"),
            pl.col("head") | pl.col("head_too"),
            may_be_alike(),
            pl.col("metric").is_not_null()
            | (pl.col("kind") == "count")
            | (pl.col("digits") == pl.col("digits_too")),
            *also,
        )
        .select(f"{name}{side}" for name in (*PLACE, "value") for side in ("", "_too"))
    )


def may_be_alike() -> pl.Expr:
    """Whether what is said beside two figures does not tell them apart (`src01_sources_disagree.apart`)."""
    return (
        _same_set("of", "names")
        & _same_set("countries", "aside")
        & (
            pl.col("metric").is_not_null()
            | (pl.col("behind") & ~pl.col("names_too") == 0)
            | (pl.col("behind_too") & ~pl.col("names") == 0)
            | _same_set("behind", "names")
        )
    )


def _same_set(words: str, aside: str) -> pl.Expr:
    """Whether two sets may be the same but for what is set aside: they are unless a bit tells them apart."""
    different = pl.col(words) ^ pl.col(f"{words}_too")
    return different & ~(pl.col(aside) | pl.col(f"{aside}_too")) == 0
