"""Names the checks that did not pass, with the rows that failed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from orchestration.terminal import paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


def red(failed: Sequence[dg.AssetCheckEvaluation]) -> list[dg.AssetCheckEvaluation]:
    """Return the checks that block."""
    return [check for check in failed if check.severity is dg.AssetCheckSeverity.ERROR]


def warnings(failed: Sequence[dg.AssetCheckEvaluation]) -> str:
    """Return a line for each check that failed and does not block; nothing where there is none."""
    told = [check for check in failed if check.severity is not dg.AssetCheckSeverity.ERROR]
    if not told:
        return ""
    lines = [f"  {_name(check)}: {check.metadata['found'].value}" for check in told]
    return "\n".join(["Data quality warnings (rows in the pages)", *lines]) + "\n"


def in_full(failed: Sequence[dg.AssetCheckEvaluation]) -> str:
    """Return a paragraph for each check that failed, with its rows; nothing where all passed."""
    return "".join(_check(check) for check in failed)


def _name(check: dg.AssetCheckEvaluation) -> str:
    return f"{check.check_name} of {check.asset_key.path[-1]}"


def _check(check: dg.AssetCheckEvaluation) -> str:
    blocks = check.severity is dg.AssetCheckSeverity.ERROR
    lines = [f"{'red' if blocks else 'warning'}: {_name(check)}"]
    if check.description:
        lines.append(paragraph(check.description))
    for value in check.metadata.values():
        if isinstance(value, dg.MarkdownMetadataValue) and value.md_str:
            lines += [f"    {line}" for line in value.md_str.strip().splitlines()]
    return "\n".join(lines) + "\n\n"
