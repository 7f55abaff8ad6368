"""Writes what a run of the pipeline writes, step by step."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.warehouse import frames
from warehouse import connection
from warehouse.draft import Draft

if TYPE_CHECKING:
    import polars as pl


def fill(
    warehouse: Path,
    run_id: str,
    text: str = frames.TEXT,
    name: str = "tea",
    documents: pl.DataFrame | None = None,
) -> Draft:
    """Return a draft with every table written, not yet published."""
    draft = Draft(warehouse, run_id)
    draft.write("documents", frames.documents(text, name) if documents is None else documents)
    draft.write("fx_rates", frames.RATES)
    draft.write("relations", frames.relations(name))
    draft.write("figures", frames.figures(text, name))
    draft.write("normalised_figures", frames.figures(text, name))
    draft.write("settled_currencies", frames.settled_currencies(name))
    draft.write("conversions", frames.conversions(name))
    draft.write("rule_findings", frames.findings(name, text))
    draft.write("decisions", frames.DECISIONS)
    draft.write("findings", frames.WAIVERS.clear())
    draft.write("checked_metrics")
    draft.write("rules", frames.RULES)
    draft.write("sources")
    return draft


def rows(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the published file."""
    with closing(connection.read(warehouse)) as opened:
        return opened.sql(query).fetchall()
