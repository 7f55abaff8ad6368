"""Judging in columns: what plainly holds is told at once, and only the rest is looked at closely.

Most documents state conversions that hold and nothing else that a rule could speak of. They are
told from columns; the others go through `Engine`, one by one, which decides alone what is wrong.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from figurecheck.engine import Engine, with_findings
from figurecheck.extract.reading import Reading
from figurecheck.frames import conversions_frame, findings_frame
from figurecheck.model import Document, DocumentChecks
from figurecheck.rates import bundled
from figurecheck.reconcile import closer
from figurecheck.reconcile.plain import Holding, plain, sides
from figurecheck.reconcile.rules import Across, Context, catalogue, rule
from figurecheck.reconcile.rules.fx03_undetermined_currency import told
from figurecheck.schema import CONVERSIONS, DOCUMENTS, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.engine import Options
    from figurecheck.extract.columns import Columns
    from figurecheck.rates import History

UNDETERMINED, ACROSS = "FX03", "SRC01"
NOWHERE = pl.Series([], dtype=pl.UInt32)


class Judged(NamedTuple):
    """What documents state, judged: `conversions` and `findings` as in `figurecheck.schema`.

    `closely` are the checks of the documents that were looked at one by one.
    """

    conversions: pl.DataFrame
    findings: pl.DataFrame
    closely: list[DocumentChecks]


def judged(documents: pl.DataFrame, read: Columns, options: Options) -> Judged:
    """Judge all that was `read` in `documents`, a frame as `schema.DOCUMENTS`."""
    rates = options.rates or bundled()
    every = frozenset(each.id for each in catalogue())
    rules = every if options.rules is None else options.rules
    source, to = sides(read)
    sure = plain(source, to, documents, read.figures)
    at = NOWHERE if rates.asks_elsewhere else sure.arg_true()
    published = documents["published"].gather(read.pairs["_document"].gather(at))
    holding = Holding(source[at], to[at], published, rates)
    held = at.filter(holding.held)
    near = pl.concat(_near(read, held, rules, rates, documents["published"])).unique().sort()
    shown = read.pairs[held].with_columns(holding.held.arg_true().alias("_at"))
    shown = shown.filter(~pl.col("_document").is_in(near.implode()))
    alike = _compared(read, options) if ACROSS in rules else {}
    with _no_collection():
        closely, compared = _looked_at(documents, near, alike, options)
    rest = [_undetermined(read, shown, near)] if UNDETERMINED in rules else []
    stated = [len(each.conversions) for each in closely]
    found = [len(each.findings) for each in closely]
    return Judged(
        _in_order(conversions_frame(closely), near, stated, _conversions(shown, holding)),
        _in_order(findings_frame(closely), near, found, _together(*rest, compared)),
        closely,
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put the collection of cycles off: many small objects are made, and none that refer to themselves."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _compared(read: Columns, options: Options) -> dict[int, list[int]]:
    """The figures that are held against those of other documents, by the places of their documents."""
    names = {"subject": pl.col("subject").replace(dict(options.aliases))} if options.aliases else {}
    alike = closer.of_one_subject(read.figures.with_columns(**names), read.names, read.said)
    by_document = alike.group_by("_document", maintain_order=True).agg("figure_index")
    return dict(by_document.iter_rows())


def _looked_at(
    documents: pl.DataFrame, near: pl.Series, alike: dict[int, list[int]], options: Options
) -> tuple[list[DocumentChecks], pl.DataFrame]:
    """The checks of the documents `near`, and what others disagree about, as `schema.FINDINGS`.

    Of the latter only the figures that are `alike` are looked at.
    """
    engine, across = Engine(options), Across(options.rules)
    close = set(near)
    places = sorted(close.union(alike))
    rows = documents.select(*DOCUMENTS)[places].iter_rows(named=True)
    checks = []
    for place, (document, reading) in zip(
        places, engine.read_all(Document(**row) for row in rows), strict=True
    ):
        context: Context | None = None
        if place in close:
            found, context = engine.judged(document, reading)
        elif isinstance(reading, Reading):
            found, context = DocumentChecks(document), Context(reading, (), (), engine)
        checks.append(found)
        across.add(context if place in alike else None, alike.get(place))
    told = dict(zip(places, with_findings(checks, across), strict=True))
    others = [place for place in places if place not in close]
    count = pl.Series([len(told[place].findings) for place in others], dtype=pl.UInt32)
    place = pl.select(pl.Series(others, dtype=pl.UInt32).repeat_by(count).explode()).to_series()
    frame = findings_frame(told[place] for place in others)
    return [told[place] for place in near], frame.with_columns(
        place.drop_nulls().alias("_document")
    )


def _together(*found: pl.DataFrame) -> pl.DataFrame:
    """Findings of documents, as `engine.in_order` would have them."""
    order = ("_document", "start", "end", "rule")
    rows = pl.concat(
        [each.with_columns(pl.col("_document").cast(pl.UInt32)) for each in found], how="diagonal"
    )
    return rows.sort(*order, maintain_order=True).with_columns(
        pl.int_range(pl.len(), dtype=pl.Int32).over("_document").alias("finding_index")
    )


def _near(
    read: Columns,
    held: pl.Series,
    rules: frozenset[str],
    rates: History,
    published: pl.Series,
) -> list[pl.Series]:
    """Places of the documents that need a closer look: for a conversion, or for a rule's sake."""
    may, figures = read.documents["rules"], read.figures
    open_pairs = pl.Series([True]).new_from_index(0, read.pairs.height).scatter(held, values=False)
    places = [read.pairs["_document"].filter(open_pairs), closer.by_kernel(may, rules)]
    if "BND01" in rules:
        places.append(closer.beyond_bounds(figures, may, published, rates))
    if "FX04" in rules:
        places.append(closer.out_of_use(figures))
    return [each.cast(pl.UInt32) for each in places]


def _conversions(pairs: pl.DataFrame, holding: Holding) -> pl.DataFrame:
    """Plain pairs that hold, as `schema.CONVERSIONS`. Their documents hold no others."""
    shown = pl.concat([pairs, holding.rows(pairs["_at"].to_numpy())], how="horizontal")
    return shown.with_columns(
        pl.int_range(pl.len(), dtype=pl.Int32).over("_document").alias("conversion_index"),
        pl.lit("consistent").alias("verdict"),
        pl.lit(None, pl.String).alias("reason"),
        pl.lit([], CONVERSIONS["explanations"]).alias("explanations"),
        pl.lit(None, pl.String).alias("suggestion"),
    ).select("_document", *CONVERSIONS)


def _undetermined(read: Columns, pairs: pl.DataFrame, near: pl.Series) -> pl.DataFrame:
    """The notes of FX03 on documents that need no closer look, as `schema.FINDINGS`.

    `pairs` hold in those documents, and so say which currency their figures are in.
    """
    open_yet = read.figures.filter(
        (pl.col("kind") == "money")
        & (pl.col("unit_candidates").list.len() > 1)
        & ~pl.col("_document").is_in(near.implode())
    )
    for side in ("from_figure", "to_figure"):
        open_yet = open_yet.join(
            pairs, left_on=["_document", "figure_index"], right_on=["_document", side],
            how="anti", maintain_order="left",
        )  # fmt: skip
    said = [told(*row) for row in open_yet.select("surface", "unit_candidates").iter_rows()]
    return open_yet.with_columns(
        pl.int_range(pl.len(), dtype=pl.Int32).over("_document").alias("finding_index"),
        pl.lit(UNDETERMINED).alias("rule"),
        pl.lit(rule(UNDETERMINED).severity).alias("severity"),
        pl.Series("message", [message for message, _ in said], pl.String),
        pl.concat_list("figure_index").alias("figures"),
        pl.lit([], FINDINGS["explanations"]).alias("explanations"),
        pl.Series("suggestion", [suggestion for _, suggestion in said], pl.String),
        pl.lit(None, FINDINGS["other_document"]).alias("other_document"),
        pl.lit(None, FINDINGS["other_figure"]).alias("other_figure"),
    ).select("_document", *FINDINGS)


def _in_order(
    close: pl.DataFrame, near: pl.Series, counts: list[int], rest: pl.DataFrame
) -> pl.DataFrame:
    """The rows of the documents `near`, so many each, among those of the `rest`, in the documents' order."""
    rows_each = pl.Series(counts, dtype=pl.UInt32)
    place = pl.select(near.alias("_document").repeat_by(rows_each).explode()).to_series()
    rows = close.with_columns(place.drop_nulls())
    rows = pl.concat([rows, rest.with_columns(pl.col("_document").cast(pl.UInt32))], how="diagonal")
    return rows.sort("_document", maintain_order=True).drop("_document")
