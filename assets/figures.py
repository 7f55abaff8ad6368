"""Step: the quoted numbers of the documents, and which of them restate one amount."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import api
from orchestration.project import Project


@dg.multi_asset(
    outs={
        "figures": dg.AssetOut(
            group_name="extract",
            owners=OWNERS,
            kinds={"c", "polars", "duckdb"},
            description="Quoted numbers with their span, value interval, unit, subject and date.",
            metadata=table_metadata("figures", "core.figures"),
            code_version=CODE_VERSION,
        ),
        "relations": dg.AssetOut(
            group_name="extract",
            owners=OWNERS,
            kinds={"c", "polars", "duckdb"},
            description="Figures that the text states to be one amount, before they are judged.",
            metadata=table_metadata("relations", "core.relations"),
            code_version=CODE_VERSION,
        ),
    },
    pool=POOL,
)
def figures(project: Project, documents: pl.DataFrame) -> Iterator[dg.Output[Any]]:
    """Read every document of the batch; a subject that has aliases gets its one name."""
    reading = api.read(documents)
    by_kind = reading.figures["kind"].value_counts(sort=True)
    named = pl.col("subject").replace(project.settled().aliases)
    # First, since with the figures stored documents may join the batch.
    yield dg.Output(reading.pairs, "relations")
    yield dg.Output(
        reading.figures.with_columns(named),
        "figures",
        metadata={"kinds": dg.MetadataValue.md(markdown.table(by_kind))},
    )
