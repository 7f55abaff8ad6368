"""The frames of the public API: column names and types, one row per figure, conversion or finding."""

from __future__ import annotations

import polars as pl

MONEY = pl.Decimal(38, 6)
RATE = pl.Decimal(38, 18)

Columns = dict[str, pl.DataType | type[pl.DataType]]

DOCUMENTS: Columns = {
    "id": pl.String,
    "text": pl.String,
    "published": pl.String,
    "lang": pl.String,
    "title": pl.String,
    "url": pl.String,
    "source": pl.String,
}

FIGURES: Columns = {
    "document_id": pl.String,
    "figure_index": pl.Int32,
    "start": pl.Int32,
    "end": pl.Int32,
    "surface": pl.String,
    "kind": pl.String,
    "low": MONEY,
    "value": MONEY,
    "high": MONEY,
    "unit": pl.String,
    "unit_candidates": pl.List(pl.String),
    "modifier": pl.String,
    "as_of": pl.String,
    "subject": pl.String,
    "metric": pl.String,
    "attribution": pl.String,
    "statement": pl.String,
    "value_reason": pl.String,  # why an amount is null: too large for the column
    "value_usd": MONEY,
    "usd_rate": RATE,
    "usd_rate_date": pl.Date,
    "usd_rate_provider": pl.String,
}

CONVERSIONS: Columns = {
    "document_id": pl.String,
    "conversion_index": pl.Int32,
    "from_figure": pl.Int32,
    "to_figure": pl.Int32,
    "verdict": pl.String,
    "reason": pl.String,
    "implied_rate": RATE,
    "rate_low": RATE,
    "rate_high": RATE,
    "rate_from": pl.Date,
    "rate_to": pl.Date,
    "rate_provider": pl.String,
    "ratio": RATE,
    "explanations": pl.List(
        pl.Struct(
            {
                "kind": pl.String,
                "factor": RATE,
                "text": pl.String,
                "confidence": pl.Float64,
            }
        )
    ),
    "suggestion": pl.String,
}

FINDINGS: Columns = {
    "document_id": pl.String,
    "finding_index": pl.Int32,
    "rule": pl.String,
    "severity": pl.String,
    "start": pl.Int32,
    "end": pl.Int32,
    "message": pl.String,
    "figures": pl.List(pl.Int32),
    "explanations": CONVERSIONS["explanations"],
    "suggestion": pl.String,
    "other_document": pl.String,  # that disagrees, where documents are compared
    "other_figure": pl.Int32,  # of that document
}
