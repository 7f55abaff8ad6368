"""FX03: a sign or name that several currencies share, where nothing in the text says which is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.wording import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Finding

MOST_NAMED = 3


def check(context: Context) -> Iterator[Finding]:
    """One note for every money figure whose currency stays open; those that a conversion settles do not."""
    for figure in context.figures:
        candidates = figure.unit_candidates
        if figure.kind != "money" or not candidates or len(candidates) == 1:
            continue
        named = [many(code) for code in candidates[:MOST_NAMED]]
        more = ", or others" if len(candidates) > MOST_NAMED else ""
        yield finding(
            "FX03",
            (figure,),
            f"“{figure.surface}” may be in {', '.join(named[:-1])} or {named[-1]}{more};"
            " the text does not say which",
            suggestion=f"name the currency of “{figure.surface}”",
        )
