"""Step: what was found, with what people have decided about it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from assets import markdown
from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck.ledger import Decision
from figurecheck.model import Document, Finding
from figurecheck.review import Review, Waiver
from orchestration.project import Project
from orchestration.warehouse_resource import Warehouse

WAIVERS: dict[str, Any] = {
    "waived": pl.String,
    "waived_as": pl.String,
    "waived_by": pl.String,
    "waived_until": pl.String,
    "ledger": pl.String,
    "number": pl.Int32,
}
DECISIONS: dict[str, Any] = {
    "rules": pl.List(pl.String),
    "document": pl.String,
    "quoted": pl.String,
    "verdict": pl.String,
    "reason": pl.String,
    "corrected_to": pl.String,
    "until": pl.String,
    "state": pl.String,
    "findings": pl.Int64,
    "ledger": pl.String,
    "number": pl.Int32,
    "line": pl.Int32,
}


@dg.multi_asset(
    outs={
        "decisions": dg.AssetOut(
            group_name="review",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="Decisions of the ledger of reviewed findings, with how they stand.",
            metadata=table_metadata("decisions", "main.decisions"),
            code_version=CODE_VERSION,
        ),
        "findings": dg.AssetOut(
            group_name="review",
            owners=OWNERS,
            kinds={"python", "duckdb"},
            description="What was flagged, with the sentence, the reason, and what was decided.",
            metadata=table_metadata("findings", "main.findings"),
            code_version=CODE_VERSION,
        ),
    },
    deps=["documents", "figures"],
    pool=POOL,
)
def reviewed(
    context: dg.AssetExecutionContext,
    project: Project,
    warehouse: Warehouse,
    rule_findings: pl.DataFrame,
) -> Iterator[dg.Output[Any]]:
    """Apply comments, ledger and baseline to all findings that are stored; none is left out."""
    review = project.review()
    named = [Path(decision.document).as_posix() for decision in review.states]
    documents = warehouse.draft(context.run).read("reviewed_documents", named=named)
    waivers: list[Waiver | None] = []
    complaints: list[str] = []
    by_document = rule_findings.partition_by("document_id", as_dict=True)
    for row in documents.iter_rows(named=True):
        document = Document(row["id"], row["text"], path=row["path"])
        found = by_document.get((document.id,), rule_findings.clear())
        known = len(review.errors)
        waivers += review.waivers(document, [_finding(each) for each in found.to_dicts()])
        complaints += _told(review, known, given=row["given"])
    for line in (*complaints, *review.notes):
        context.log.warning(line)
    # First, since findings name the decision on them.
    marked = Counter(each.decision for each in waivers if each)
    numbers = {decision: number for number, decision in enumerate(review.states, 1)}
    decisions = [
        _decision(number, decision, review.states[decision], marked[decision])
        for decision, number in numbers.items()
    ]
    yield dg.Output(
        pl.DataFrame(decisions, schema=DECISIONS),
        "decisions",
        metadata={"cannot_stand": complaints},
    )
    rows = [_waiver(each, numbers) for each in waivers]
    reviewed_findings = rule_findings.hstack(pl.DataFrame(rows, schema=WAIVERS))
    counting = reviewed_findings.filter(pl.col("waived").is_null())
    yield dg.Output(
        reviewed_findings,
        "findings",
        metadata={
            "waived": reviewed_findings.height - counting.height,
            "flagged": dg.MetadataValue.md(
                markdown.table(counting.select("document_id", "rule", "severity", "message"))
            ),
        },
    )


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(row["rule"], row["severity"], row["start"], row["end"], row["message"])


def _told(review: Review, known: int, *, given: bool) -> Iterator[str]:
    """What cannot stand: in the ledger, and in the texts of those who have just given them."""
    ledgers = {decision.source for decision in review.states}
    for error in review.errors[known:]:
        if given or error.source in ledgers:
            yield str(error)


def _decision(number: int, decision: Decision, state: str, marked: int) -> dict[str, Any]:
    return {
        "rules": sorted(decision.rules),
        "document": decision.document,
        "quoted": decision.text,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "corrected_to": decision.to,
        "until": decision.until,
        "state": state,
        "findings": marked,
        "ledger": decision.source,
        "number": number,
        "line": decision.line,
    }


def _waiver(waiver: Waiver | None, numbers: dict[Decision, int]) -> dict[str, Any]:
    if waiver is None:
        return dict.fromkeys(WAIVERS)
    return {
        "waived": waiver.reason,
        "waived_as": waiver.as_what,
        "waived_by": waiver.by,
        "waived_until": waiver.until,
        "ledger": waiver.decision.source if waiver.decision else None,
        "number": numbers[waiver.decision] if waiver.decision else None,
    }
