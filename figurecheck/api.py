"""The public API on columns: `read` and `check` take a frame of documents and give frames back.

`check` is `read`, `judge` and `normalise.to_base` in a row; the pipeline takes the same steps one
by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from figurecheck.bulk import judged
from figurecheck.engine import Engine, Options
from figurecheck.errors import InputError, UsageError
from figurecheck.extract.columns import read_columns
from figurecheck.extract.publisher import home
from figurecheck.extract.reading import published_number
from figurecheck.frames import settled_units, with_settled_units
from figurecheck.ingest.language import HEAD, detect, language_code
from figurecheck.model import Document
from figurecheck.normalise.base import to_base
from figurecheck.rates import table
from figurecheck.schema import DOCUMENTS, FIGURES

if TYPE_CHECKING:
    from figurecheck.extract.columns import Columns
    from figurecheck.model import DocumentChecks

Documents = pl.DataFrame | Iterable[Mapping[str, object]]


@dataclass(frozen=True)
class Reading:
    """What was read: `figures` as `schema.FIGURES` up to `value_reason`, and the stated `pairs`.

    `pairs` has `document_id`, `from_figure`, `to_figure` (figure indexes) and `link` (how the text
    ties them: `bracket`, `connector`, `sentence`, `targets` or `equals`).
    """

    figures: pl.DataFrame
    pairs: pl.DataFrame


@dataclass(frozen=True)
class Checks:
    """Figures, conversions and findings, one row each, as in `figurecheck.schema`."""

    figures: pl.DataFrame
    conversions: pl.DataFrame
    findings: pl.DataFrame


@dataclass(frozen=True)
class Judgement:
    """What was judged: `figures` as they were read, `conversions` and `findings` as in `Checks`.

    `settled` has the currencies that conversions left figures in (`document_id`, `figure_index`,
    `settled`); `errors` are told of documents that could not be judged.
    """

    figures: pl.DataFrame
    conversions: pl.DataFrame
    findings: pl.DataFrame
    settled: pl.DataFrame
    errors: tuple[str, ...]


def documents_frame(documents: Documents) -> pl.DataFrame:
    """Documents as a frame with all columns of `schema.DOCUMENTS`.

    Raises `UsageError` where `id` or `text` is missing, or where `published` holds what is no date.
    """
    if not isinstance(documents, pl.DataFrame):
        rows = list(documents)
        documents = (
            pl.DataFrame(rows, schema_overrides=DOCUMENTS, strict=False)
            if rows
            else pl.DataFrame(schema=DOCUMENTS)
        )
    missing = {"id", "text"} - set(documents.columns)
    if missing:
        raise UsageError(
            f"documents lack the column `{min(missing)}`",
            source="documents",
            advice="give a frame or mappings with `id` and `text`",
        )
    frame = documents.select(
        (pl.col(name) if name in documents.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in DOCUMENTS.items()
    )
    _refuse_odd_dates(frame)
    return frame.with_columns(lang=languages(frame["lang"], frame["text"]))


def _refuse_odd_dates(frame: pl.DataFrame) -> None:
    for published in frame["published"].drop_nulls().unique(maintain_order=True):
        try:
            published_number(published)
        except InputError as error:
            first = frame.filter(published=published)["id"][0]
            raise UsageError(
                f"{published!r} is no date of publication",
                source=f"document {first}",
                advice="write it as 2022, 2022-06 or 2022-06-30, or leave it out",
            ) from error


def languages(stated: pl.Series, texts: pl.Series) -> pl.Series:
    """ISO 639-1 codes: as stated, else as the text tells; null where it does not."""
    codes = {each: language_code(each) for each in stated.drop_nulls().unique()}
    known = stated.replace_strict(codes, default=None, return_dtype=pl.String)
    unknown = stated.is_null()
    if not unknown.any():
        return known
    heads = texts.filter(unknown).fill_null("").str.slice(0, HEAD)
    found = pl.Series([detect(head) for head in heads], dtype=pl.String)
    return known.scatter(unknown.arg_true(), found)


def read(documents: Documents) -> Reading:
    """Read every figure of the documents. See `schema.DOCUMENTS` for the columns of the input."""
    columns = read_documents(documents_frame(documents))
    return Reading(columns.figures, columns.pairs)


def read_documents(frame: pl.DataFrame, *, to_judge: bool = False) -> Columns:
    """All that was read in documents, a frame as `documents_frame` gives, and what judging needs of it."""
    address = pl.coalesce("url", "source")
    known = frame.select(address.unique().drop_nulls()).to_series()
    homes = pl.Series([home(each) for each in known], dtype=pl.String)
    return read_columns(
        frame.with_columns(home=address.replace_strict(known, homes, default=None))
        if len(known)
        else frame,
        to_judge=to_judge,
    )


def judge(
    documents: Documents, options: Options | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Judge what the documents state: the frames of conversions and findings."""
    found = read_and_judge(documents, options)
    return found.conversions, found.findings


def read_and_judge(documents: Documents, options: Options | None = None) -> Judgement:
    """Read documents and judge what they state; their figures stay as they were read."""
    frame = documents_frame(documents)
    columns = read_documents(frame, to_judge=True)
    found = judged(frame, columns, options or Options())
    return Judgement(
        columns.figures,
        found.conversions,
        found.findings,
        settled_units(found.closely),
        tuple(f"{each.document.id}: {each.error}" for each in found.closely if each.error),
    )


def check_each(documents: Documents, options: Options | None = None) -> Iterator[DocumentChecks]:
    """The checks of each document as objects, in order, with what compares them with each other."""
    engine = Engine(options)
    return engine.check_all(
        Document(**row) for row in documents_frame(documents).iter_rows(named=True)
    )


def check(documents: Documents, options: Options | None = None) -> Checks:
    """Read, normalise and judge documents: see `Checks` for what comes back."""
    frame = documents_frame(documents)
    found = read_and_judge(frame, options)
    figures = with_settled_units(found.figures, found.settled)
    figures = figures.with_columns(published=frame["published"].gather(figures["_document"]))
    currencies = figures.filter(kind="money")["unit"].drop_nulls().unique()
    rates = table(options.rates if options else None, currencies={*currencies, "USD"})
    return Checks(to_base(figures, rates).select(*FIGURES), found.conversions, found.findings)
