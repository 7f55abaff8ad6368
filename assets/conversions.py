"""Step: the verdict on each pair of figures stated as one amount, and the findings of the rules."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import api
from figurecheck.frames import conversions_frame, findings_frame


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
    deps=["figures", "relations", "normalised_figures", "fx_rates"],
    pool=POOL,
)
def judged(context: dg.AssetExecutionContext, documents: pl.DataFrame) -> Iterator[dg.Output[Any]]:
    """Judge what the documents state, at the rates of its dates."""
    checks = list(api.check_each(documents))
    errors = [f"{check.document.id}: {check.error}" for check in checks if check.error]
    for line in errors:
        context.log.warning(line)
    conversions, findings = conversions_frame(checks), findings_frame(checks)
    verdicts = conversions["verdict"].value_counts(sort=True)
    flagged = findings.select("document_id", "rule", "severity", "message", "suggestion")
    yield dg.Output(
        conversions,
        "conversions",
        metadata={
            "verdicts": dg.MetadataValue.md(markdown.table(verdicts)),
            "document_errors": errors,
        },
    )
    yield dg.Output(
        findings,
        "findings",
        metadata={"flagged": dg.MetadataValue.md(markdown.table(flagged))},
    )
