"""Step: the warehouse that readers open, replaced by the draft of the run."""

from typing import Any

import dagster as dg

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL
from orchestration.warehouse_resource import Warehouse

MOST_ROWS = 100  # of what was flagged, kept with the run for the closing summary


@dg.asset(
    deps=[
        "read_failures",
        "checked_metrics",
        "conversions",
        "findings",
        "decisions",
        "sources",
        "rules",
    ],
    group_name="publish",
    owners=OWNERS,
    kinds={"duckdb"},
    pool=POOL,
    code_version=CODE_VERSION,
)
def market_metrics(
    context: dg.AssetExecutionContext, warehouse: Warehouse
) -> dg.MaterializeResult[Any]:
    """The DuckDB file for readers; it is replaced whole, and only where no blocking check failed."""
    draft = warehouse.draft(context.run)
    summary = draft.read("batch_summary").row(0, named=True)
    documents = draft.read("batch_documents")
    flagged = draft.read("batch_flagged")
    warehouse.publish(context.run)
    shown = flagged.select("severity", "rule", "source", "quoted", "sentence", "message")
    return dg.MaterializeResult(
        metadata={
            **{f"batch_{name}": int(value) for name, value in summary.items()},
            "documents": dg.MetadataValue.json(documents.to_dicts()),
            "flagged": dg.MetadataValue.md(markdown.table(shown)),
            "flagged_findings": flagged.height,
            "flagged_rows": dg.MetadataValue.json(flagged.head(MOST_ROWS).to_dicts()),
            "warehouse": dg.MetadataValue.path(str(warehouse.file)),
            "size_bytes": warehouse.file.stat().st_size,
        }
    )
