"""Step: the verdict on each pair of figures stated as one amount, what that settles, and what rules find."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck import api, rates
from figurecheck.frames import with_settled_units
from figurecheck.normalise.base import to_base
from figurecheck.selected import selected_findings
from orchestration.project import Project

SPAN = ("document_id", "figure_index", "start", "end")


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
    options = project.options()
    found = api.read_and_judge(documents, options)
    for line in found.errors:
        context.log.warning(line)
    _refuse_other_inputs(
        {
            "figures": (figures.select(SPAN), found.figures.select(SPAN)),
            "fx_rates": (fx_rates, rates.table(options.rates)),
        }
    )
    # First, since published conversions name the currency that was settled.
    settled = with_settled_units(figures, found.settled)
    changed = settled.filter(settled["unit"].ne_missing(figures["unit"]))
    yield dg.Output(to_base(changed, fx_rates), "settled_currencies")
    verdicts = found.conversions["verdict"].value_counts(sort=True)
    yield dg.Output(
        found.conversions,
        "conversions",
        metadata={
            "verdicts": dg.MetadataValue.md(markdown.table(verdicts)),
            "document_errors": list(found.errors),
        },
    )
    paths = dict(documents.select("id", "path").iter_rows())
    findings = selected_findings(found.findings, found.conversions, project.settled(), paths)
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
