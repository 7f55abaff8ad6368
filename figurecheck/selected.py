"""Findings in columns as the settings ask for them: what `Review.selected` does for one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from figurecheck.review import RATE_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figurecheck.settings import Settings


def selected_findings(
    findings: pl.DataFrame,
    conversions: pl.DataFrame,
    settings: Settings,
    paths: Mapping[str, str | None],
) -> pl.DataFrame:
    """The findings of rules that are wanted for their document, with the severity that was settled.

    `paths` are those of the documents, by id; the frames are as in `figurecheck.schema`.
    """
    tolerated = _tolerated(conversions, settings)
    kept, severities = [], []
    for document, rule, severity, figures in findings.select(
        "document_id", "rule", "severity", "figures"
    ).iter_rows():
        path = paths[document]
        is_small = rule in RATE_RULES and (document, frozenset(figures)) in tolerated
        kept.append(rule in settings.rules_of(path) and not is_small)
        severities.append(settings.severity_of(rule, path) or severity)
    return (
        findings.with_columns(severity=pl.Series(severities, dtype=pl.String))
        .filter(pl.Series(kept, dtype=pl.Boolean))
        .with_columns(finding_index=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
    )


def _tolerated(
    conversions: pl.DataFrame, settings: Settings
) -> frozenset[tuple[str, frozenset[int]]]:
    """The pairs of figures whose rate is off by no more than was settled, with their documents."""
    if not settings.tolerance:
        return frozenset()
    near = conversions.filter((pl.col("ratio") - 1).abs() <= pl.lit(settings.tolerance))
    return frozenset(
        (document, frozenset(pair))
        for document, *pair in near.select("document_id", "from_figure", "to_figure").iter_rows()
    )
