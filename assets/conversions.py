"""Step: the verdict on each pair of figures stated as one amount, what that settles, and what rules find."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import api, rates
from figurecheck.frames import (
    SPAN,
    conversions_frame,
    figure_spans,
    findings_frame,
    settled_figures,
)
from figurecheck.normalise.base import to_base
from orchestration.project import Project


@dg.multi_asset(
    outs={
        "settled_currencies": dg.AssetOut(
            group_name="reconcile",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="Figures whose conversion shows which of several currencies is meant.",
            metadata=table_metadata("settled_currencies", "core.settled_currencies"),
            code_version=CODE_VERSION,
        ),
        "conversions": dg.AssetOut(
            group_name="reconcile",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="Pairs of amounts with the implied rate, the rates of the time, a verdict.",
            metadata=table_metadata("conversions", "main.conversions"),
            code_version=CODE_VERSION,
        ),
        "rule_findings": dg.AssetOut(
            group_name="reconcile",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="What the rules found, before anyone has decided about it.",
            metadata=table_metadata("rule_findings", "core.findings"),
            code_version=CODE_VERSION,
        ),
    },
    deps=["relations", "normalised_figures"],
    pool=POOL,
)
def judged(
    context: dg.AssetExecutionContext,
    project: Project,
    documents: pl.DataFrame,
    figures: pl.DataFrame,
    fx_rates: pl.DataFrame,
) -> Iterator[dg.Output[Any]]:
    """Judge what the documents state of the figures read, at the rates stored."""
    options, review = project.options(), project.review()
    paths = dict(documents.select("id", "path").iter_rows())
    checks = [
        review.selected(
            replace(each, document=replace(each.document, path=paths[each.document.id]))
        )
        for each in api.check_each(documents, options)
    ]
    errors = [f"{check.document.id}: {check.error}" for check in checks if check.error]
    for line in errors:
        context.log.warning(line)
    failed = [check.document.id for check in checks if check.error]
    read = figures.filter(~pl.col("document_id").is_in(failed))
    _refuse_other_inputs(
        {
            "figures": (read.select(SPAN), figure_spans(checks)),
            "fx_rates": (fx_rates, rates.table(options.rates)),
        }
    )
    # First, since published conversions name the currency that was settled.
    yield dg.Output(to_base(settled_figures(read, checks), fx_rates), "settled_currencies")
    conversions, findings = conversions_frame(checks), findings_frame(checks)
    verdicts = conversions["verdict"].value_counts(sort=True)
    yield dg.Output(
        conversions,
        "conversions",
        metadata={
            "verdicts": dg.MetadataValue.md(markdown.table(verdicts)),
            "document_errors": errors,
        },
    )
    by_rule = findings["rule"].value_counts(sort=True)
    yield dg.Output(
        findings,
        "rule_findings",
        metadata={"rules": dg.MetadataValue.md(markdown.table(by_rule))},
    )


def _refuse_other_inputs(inputs: dict[str, tuple[pl.DataFrame, pl.DataFrame]]) -> None:
    """Stop where a step before was run with another reader, or other rates, than this one."""
    for step, (stored, known) in inputs.items():
        if not stored.equals(known):
            raise dg.Failure(f"`{step}` was made by another version: materialise that step again")
