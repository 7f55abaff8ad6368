"""Step: the exchange rates of the run, those that ship with the engine or the owner's own before them."""

import dagster as dg
import polars as pl

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import rates
from orchestration.project import Project


@dg.asset(
    group_name="rates",
    owners=OWNERS,
    kinds={"polars", "duckdb"},
    pool=POOL,
    code_version=CODE_VERSION,
    metadata=table_metadata("fx_rates", "core.fx_rates"),
)
def fx_rates(context: dg.AssetExecutionContext, project: Project) -> pl.DataFrame:
    """Units of each currency to one euro, by day, with who published the rate."""
    table = rates.table(project.history())
    context.add_output_metadata(
        {
            "currencies": table["currency"].n_unique(),
            "first_day": str(table["rate_date"].min()),
            "last_day": str(table["rate_date"].max()),
            "providers": ", ".join(sorted(table["provider"].unique())),
        }
    )
    return table
