"""Step: money figures brought to US dollars at the rate of their date."""

import dagster as dg
import polars as pl

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck.normalise.base import to_base


@dg.asset(
    group_name="normalise",
    owners=OWNERS,
    kinds={"polars", "duckdb"},
    pool=POOL,
    code_version=CODE_VERSION,
    metadata=table_metadata("normalised_figures", "core.normalised_figures"),
)
def normalised_figures(
    context: dg.AssetExecutionContext, figures: pl.DataFrame, fx_rates: pl.DataFrame
) -> pl.DataFrame:
    """Amounts in US dollars, each with the rate, its day and its provider."""
    normalised = to_base(figures, fx_rates, base="USD")
    money = normalised.filter(pl.col("kind") == "money")
    context.add_output_metadata(
        {
            "money_figures": money.height,
            "without_rate": money.filter(pl.col("usd_rate").is_null()).height,
        }
    )
    return normalised
