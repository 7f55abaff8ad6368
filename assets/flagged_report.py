"""Lays out what was flagged as a Markdown page: a section for each source, a scorecard first."""

from __future__ import annotations

import polars as pl

from assets import markdown


def flagged_report(flagged: pl.DataFrame, scorecard: pl.DataFrame) -> str:
    """Return the page for rows of `sql/read/flagged.sql` and `scorecard.sql`."""
    parts = ["# Flagged figures", markdown.table(scorecard, most=50)]
    for (source,), rows in flagged.group_by("source", maintain_order=True):
        parts.append(f"## {source}")
        parts += [_entry(row) for row in rows.iter_rows(named=True)]
    return "\n\n".join(parts) + "\n"


def _entry(row: dict[str, str | None]) -> str:
    title = row["document_title"] or row["document_id"]
    where = f"[{title}]({row['source_url']})" if row["source_url"] else title
    when = f", {row['published']}" if row["published"] else ""
    name = " ".join(filter(None, (row["rule"], row["rule_name"])))
    lines = [
        f"### {name}{', waived' if row['waived'] else ''}: {row['quoted']}",
        f"{where}{when}",
        f"> {row['sentence']}",
        f"**{row['severity']}**: {row['message']}",
        _waiver(row),
        f"Likely: {row['explanation']}" if row["explanation"] else "",
        f"Suggestion: {row['suggestion']}" if row["suggestion"] else "",
    ]
    return "\n\n".join(line for line in lines if line)


def _waiver(row: dict[str, str | None]) -> str:
    if row["waived"] is None:
        return ""
    until = f", until {row['waived_until']}" if row["waived_until"] else ""
    return f"Does not count{until}. {row['waived']}"
