"""Step: the published metrics, each with its evidence and whether it holds."""

from typing import Any

import dagster as dg

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from orchestration.warehouse_resource import Warehouse

METADATA = table_metadata("checked_metrics", "main.checked_metrics")


@dg.asset(
    deps=[
        "documents",
        "figures",
        "normalised_figures",
        "settled_currencies",
        "conversions",
        "findings",
    ],
    group_name="publish",
    owners=OWNERS,
    kinds={"duckdb", "sql"},
    pool=POOL,
    code_version=CODE_VERSION,
    metadata=METADATA,
)
def checked_metrics(
    context: dg.AssetExecutionContext, warehouse: Warehouse
) -> dg.MaterializeResult[Any]:
    """One row for each quoted figure: subject, metric, value, value in dollars, status, evidence."""
    warehouse.write(context.run, "checked_metrics")
    return dg.MaterializeResult(metadata=warehouse.describe(context.run, METADATA))
