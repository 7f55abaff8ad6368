"""FX03: a sign or name that several currencies share, where nothing in the text says which is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.wording import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.model import Finding

MOST_NAMED = 3


def check(context: Context) -> Iterator[Finding]:
    """One note for every money figure whose currency stays open; those that a conversion settles do not."""
    for figure in context.figures:
        candidates = figure.unit_candidates
        if figure.kind == "money" and candidates and len(candidates) > 1:
            message, suggestion = told(figure.surface, candidates)
            yield finding("FX03", (figure,), message, suggestion=suggestion)


def told(surface: str, candidates: Sequence[str]) -> tuple[str, str]:
    """The message and suggestion for an amount that may be in any of the candidates."""
    named = [many(code) for code in candidates[:MOST_NAMED]]
    more = ", or others" if len(candidates) > MOST_NAMED else ""
    which = f"“{surface}” may be in {', '.join(named[:-1])} or {named[-1]}{more}"
    return f"{which}; the text does not say which", f"name the currency of “{surface}”"
