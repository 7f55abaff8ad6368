"""Step: the publishers of the documents, with how often their figures hold."""

from typing import Any

import dagster as dg

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from orchestration.warehouse_resource import Warehouse

METADATA = table_metadata("sources", "main.sources")


@dg.asset(
    deps=["documents", "findings", "checked_metrics"],
    group_name="publish",
    owners=OWNERS,
    kinds={"duckdb", "sql"},
    pool=POOL,
    code_version=CODE_VERSION,
    metadata=METADATA,
)
def sources(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """One row for each source: documents, figures, and how many of them were flagged."""
    warehouse.write(context.run, "sources")
    return dg.MaterializeResult(metadata=warehouse.describe(context.run, METADATA))
