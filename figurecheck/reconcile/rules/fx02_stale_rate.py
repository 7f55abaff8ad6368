"""FX02: two amounts stated as one that only an older or a rounder rate reconciles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Finding


def check(context: Context) -> Iterator[Finding]:
    """One finding for every conversion judged to be at a stale rate, over both figures."""
    for conversion in context.conversions:
        if conversion.verdict != "stale_rate":
            continue
        source = context.figures[conversion.from_index]
        to = context.figures[conversion.to_index]
        yield finding(
            "FX02",
            (source, to),
            f"“{source.surface}” and “{to.surface}” do not agree at a rate of the time:"
            f" {conversion.reason}",
            explanations=conversion.explanations,
            suggestion=conversion.suggestion,
        )
