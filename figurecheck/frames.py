"""Checks of single documents as frames: the columns of `figurecheck.schema`, a row each."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from figurecheck.schema import CONVERSIONS, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from figurecheck.model import Conversion, DocumentChecks, Explanation, Finding

PLACES = Decimal(1).scaleb(-18)
WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
TOO_LARGE = Decimal(10) ** 20


def rate(value: Decimal | None) -> Decimal | None:
    """A rate to 18 places, half to even; None where DECIMAL(38, 18) cannot hold it."""
    if value is None or abs(value) >= TOO_LARGE:
        return None
    return value.quantize(PLACES, context=WIDE)


def conversions_frame(checks: Iterable[DocumentChecks]) -> pl.DataFrame:
    """One row per stated conversion, as `schema.CONVERSIONS`."""
    rows = [
        _conversion(each.document.id, index, conversion)
        for each in checks
        for index, conversion in enumerate(each.conversions)
    ]
    return pl.DataFrame(rows, schema=CONVERSIONS, orient="row")


def findings_frame(checks: Iterable[DocumentChecks]) -> pl.DataFrame:
    """One row per finding, as `schema.FINDINGS`."""
    rows = [
        _finding(each.document.id, index, finding)
        for each in checks
        for index, finding in enumerate(each.findings)
    ]
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


def settled_units(checks: Iterable[DocumentChecks]) -> pl.DataFrame:
    """The currencies of figures as their conversions left them: a row per figure of a conversion.

    Columns: `document_id`, `figure_index`, `settled`.
    """
    rows = [
        (each.document.id, figure.index, figure.unit)
        for each in checks
        for conversion in each.conversions
        for figure in (each.figures[conversion.from_index], each.figures[conversion.to_index])
    ]
    schema = {"document_id": pl.String, "figure_index": pl.Int32, "settled": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(maintain_order=True)


def with_settled_units(figures: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """Figures in the currencies that `settled_units` tells."""
    joined = figures.join(
        settled, on=["document_id", "figure_index"], how="left", maintain_order="left"
    )
    changed = pl.col("settled").is_not_null() & pl.col("settled").ne_missing(pl.col("unit"))
    return joined.with_columns(
        unit=pl.when(changed).then("settled").otherwise("unit"),
        unit_candidates=pl.when(changed).then(None).otherwise("unit_candidates"),
    ).drop("settled")


def _conversion(document: str, index: int, each: Conversion) -> tuple[Any, ...]:
    return (
        document, index, each.from_index, each.to_index, each.verdict, each.reason,
        rate(each.implied_rate), rate(each.rate_low), rate(each.rate_high), _date(each.rate_from),
        _date(each.rate_to), each.rate_provider, rate(each.ratio),
        [_explanation(one) for one in each.explanations], each.suggestion,
    )  # fmt: skip


def _finding(document: str, index: int, each: Finding) -> tuple[Any, ...]:
    return (
        document, index, each.rule, each.severity, each.start, each.end, each.message,
        list(each.figures), [_explanation(one) for one in each.explanations], each.suggestion,
        *(each.elsewhere or (None, None)),
    )  # fmt: skip


def _explanation(each: Explanation) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "factor": rate(each.factor),
        "text": each.text,
        "confidence": each.confidence,
    }


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
