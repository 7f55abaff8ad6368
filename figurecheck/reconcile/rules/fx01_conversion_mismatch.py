"""FX01: two amounts stated as one that no rate of the time reconciles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Finding


def check(context: Context) -> Iterator[Finding]:
    """One finding for every conversion judged inconsistent, over both figures."""
    for conversion in context.conversions:
        if conversion.verdict != "inconsistent":
            continue
        source = context.figures[conversion.from_index]
        to = context.figures[conversion.to_index]
        yield finding(
            "FX01",
            (source, to),
            f"“{source.surface}” and “{to.surface}” disagree: {conversion.reason}",
            explanations=conversion.explanations,
            suggestion=conversion.suggestion,
        )
