"""What `run` prints when it has ended: what was found, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestration import quality
from orchestration.terminal import paragraph, table
from warehouse import paths

if TYPE_CHECKING:
    from orchestration.execution import Outcome

SHOWN = 20
COUNTS = (
    "documents",
    "figures",
    "judged",
    "consistent",
    "inconsistent",
    "stale_rate",
    "uncheckable",
)
EXAMPLE = "SELECT subject, metric, quoted, value_usd, status FROM checked_metrics"


def success(outcome: Outcome) -> str:
    """Return the summary of a run that was published."""
    found = outcome.metadata("market_metrics")
    parts = [
        "",
        _documents(found["documents"], int(found["batch_documents"])),
        _counts(found),
        _flagged(found["flagged_rows"], found["flagged_findings"]),
        _waived(int(found["batch_waived"])),
        quality.warnings(outcome.failed_checks()),
        _where(),
    ]
    return "\n".join(part for number, part in enumerate(parts) if part or not number)


def failure(outcome: Outcome) -> str:
    """Return why a run was not published."""
    blocked = quality.red(outcome.failed_checks())
    reason = quality.in_full(blocked) if blocked else f"orchestration: {outcome.reason()}\n"
    return f"{reason}The warehouse was left as it was. Dagster's log of the run: {outcome.log}\n"


def _documents(rows: list[dict[str, Any]], count: int) -> str:
    columns = ("document", "source", "published", "figures", "judged", "flagged")
    shown = table(columns, [_document(row) for row in rows[:SHOWN]])
    return shown + (f"… and {count - SHOWN} more documents\n" if count > SHOWN else "")


def _counts(found: dict[str, Any]) -> str:
    told = [f"{found[f'batch_{name}']:,} {name.replace('_', ' ')}" for name in COUNTS]
    return f"In all: {', '.join(told)}.\n"


def _document(row: dict[str, Any]) -> tuple[object, ...]:
    return (
        row["title"] or row["document_id"],
        row["source"],
        row["published"],
        row["figures"],
        row["judged"],
        row["flagged"],
    )


def _flagged(rows: list[dict[str, Any]], count: int) -> str:
    if not rows:
        return "Nothing was flagged.\n"
    parts = [f"Flagged: {count}"]
    parts += [_finding(row) for row in rows[:SHOWN]]
    if count > SHOWN:
        parts.append(f"… and {count - SHOWN} more in the report.")
    return "\n\n".join(parts) + "\n"


def _waived(count: int) -> str:
    return f"Waived: {count}, see waived_findings in the warehouse.\n" if count else ""


def _finding(row: dict[str, Any]) -> str:
    title = row["document_title"] or row["document_id"]
    when = f", {row['published']}" if row["published"] else ""
    quoted = " ".join(row["quoted"].split())
    if quoted.count("(") > quoted.count(")"):
        quoted += ")"  # the span ends with the amount, before its bracket does
    lines = [
        f"{row['rule']} {row['severity']}: {quoted} — {row['source']}, {title}{when}",
        paragraph(f"“{row['sentence']}”"),
        paragraph(row["message"]),
    ]
    lines += [
        paragraph(f"{label}: {row[label]}") for label in ("explanation", "suggestion") if row[label]
    ]
    return "\n".join(lines)


def _where() -> str:
    warehouse = paths.published()
    places = [
        ("warehouse", str(warehouse)),
        ("", f'python -m orchestration query "{EXAMPLE}"'),
        ("what was flagged", str(paths.reports(warehouse) / "flagged.md")),
        ("data quality", str(paths.data_docs(warehouse) / "index.html")),
        ("Dagster UI", "make ui"),
    ]
    return "Look at\n" + "".join(f"  {name:<18}{place}\n" for name, place in places)
