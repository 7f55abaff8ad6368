"""The public API on columns: `read` and `check` take a frame of documents and give frames back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from figurecheck.errors import UsageError
from figurecheck.extract.columns import read_columns
from figurecheck.schema import DOCUMENTS

Documents = pl.DataFrame | Iterable[Mapping[str, object]]


@dataclass(frozen=True)
class Reading:
    """What was read: `figures` as in `schema.FIGURES` up to `value_reason`, and stated `pairs`."""

    figures: pl.DataFrame
    pairs: pl.DataFrame


def documents_frame(documents: Documents) -> pl.DataFrame:
    """Documents as a frame with all columns of `schema.DOCUMENTS`.

    Raises `UsageError` where `id` or `text` is missing or a column is unknown.
    """
    if not isinstance(documents, pl.DataFrame):
        documents = pl.DataFrame(list(documents), schema_overrides=DOCUMENTS, strict=False)
    missing = {"id", "text"} - set(documents.columns)
    if missing:
        raise UsageError(
            f"documents lack the column `{min(missing)}`",
            source="documents",
            advice="give a frame or mappings with `id` and `text`",
        )
    return documents.select(
        (pl.col(name) if name in documents.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in DOCUMENTS.items()
    )


def read(documents: Documents) -> Reading:
    """Read every figure of the documents. See `schema.DOCUMENTS` for the columns of the input."""
    figures, pairs = read_columns(documents_frame(documents))
    return Reading(figures, pairs)
