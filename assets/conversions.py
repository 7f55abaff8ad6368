"""Step: the verdict on each pair of figures stated as one amount, and the findings of the rules."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import api


@dg.multi_asset(
    outs={
        "conversions": dg.AssetOut(
            group_name="reconcile",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="Pairs of amounts with the implied rate, the rates of the time, a verdict.",
            metadata=table_metadata("conversions", "main.conversions"),
            code_version=CODE_VERSION,
        ),
        "findings": dg.AssetOut(
            group_name="reconcile",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="What was flagged, with the sentence, the reason and a suggestion.",
            metadata=table_metadata("findings", "main.findings"),
            code_version=CODE_VERSION,
        ),
    },
    pool=POOL,
)
def judged(
    documents: pl.DataFrame,
    normalised_figures: pl.DataFrame,
    relations: pl.DataFrame,
    fx_rates: pl.DataFrame,
) -> Iterator[dg.Output[Any]]:
    """Judge what the text ties together, at the rates of its dates."""
    conversions, findings = api.judge(documents, normalised_figures, relations, fx_rates)
    verdicts = conversions["verdict"].value_counts(sort=True)
    flagged = findings.select("document_id", "rule", "severity", "message", "suggestion")
    yield dg.Output(
        conversions,
        "conversions",
        metadata={"verdicts": dg.MetadataValue.md(markdown.table(verdicts))},
    )
    yield dg.Output(
        findings,
        "findings",
        metadata={"flagged": dg.MetadataValue.md(markdown.table(flagged))},
    )
