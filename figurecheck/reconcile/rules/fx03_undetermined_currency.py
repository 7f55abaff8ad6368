"""FX03: a sign or name that several currencies share, where nothing in the text says which is meant."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.wording import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.model import Finding

MOST_NAMED = 3


def check(context: Context) -> Iterator[Finding]:
    """One note for every money figure whose currency stays open; those that a conversion settles do not.

    Nobody converts into the currency that he has: beside reais "$" is no real.
    """
    beside: dict[int, set[str | None]] = defaultdict(set)
    for conversion in context.conversions:
        ends = conversion.from_index, conversion.to_index
        for one, other in (ends, ends[::-1]):
            beside[one].add(context.figures[other].unit)
    for figure in context.figures:
        named = figure.unit_candidates or ()
        others = beside[figure.index] - {figure.unit}
        candidates = [each for each in named if each not in others]
        if figure.kind == "money" and len(candidates) > 1:
            message, suggestion = told(figure.surface, candidates)
            yield finding("FX03", (figure,), message, suggestion=suggestion)


def told(surface: str, candidates: Sequence[str]) -> tuple[str, str]:
    """The message and suggestion for an amount that may be in any of the candidates."""
    named = [many(code) for code in candidates[:MOST_NAMED]]
    more = ", or others" if len(candidates) > MOST_NAMED else ""
    which = f"“{surface}” may be in {', '.join(named[:-1])} or {named[-1]}{more}"
    return f"{which}; the text does not say which", f"name the currency of “{surface}”"
