"""What a rule is given, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from figurecheck.model import Finding
from figurecheck.reconcile.rules.catalogue import rule

if TYPE_CHECKING:
    from figurecheck.extract.reading import Reading
    from figurecheck.model import Conversion, Explanation, Figure
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair
    from figurecheck.reconcile.statements import Row


class HasRates(Protocol):
    """Whoever knows the rates; they are read when they are first asked for."""

    @property
    def rates(self) -> History:
        """The history."""
        ...


@dataclass(frozen=True)
class Context:
    """One document as read and as its conversions were judged.

    `pairs` and `conversions` run in parallel. `reading.figures` have the currencies that the
    conversions settled.
    """

    reading: Reading
    pairs: tuple[StatedPair, ...]
    conversions: tuple[Conversion, ...]
    engine: HasRates
    rows: dict[int, Row] = field(default_factory=dict, repr=False, compare=False)
    """Sentences as rows, as far as a rule has asked for them."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The document's figures, by index."""
        return self.reading.figures

    @property
    def rates(self) -> History:
        """The rates that the document is judged by."""
        return self.engine.rates


def finding(
    identifier: str,
    figures: tuple[Figure, ...],
    message: str,
    *,
    explanations: tuple[Explanation, ...] = (),
    suggestion: str | None = None,
    span: tuple[int, int] | None = None,
) -> Finding:
    """A finding of a rule at its default severity, from the first to the last of `figures`.

    `span` names another stretch of the document's text, in code points, end exclusive.
    """
    start, end = span or (min(each.start for each in figures), max(each.end for each in figures))
    return Finding(
        rule=identifier,
        severity=rule(identifier).severity,
        start=start,
        end=end,
        message=message,
        figures=tuple(each.index for each in figures if each.index >= 0),
        explanations=explanations,
        suggestion=suggestion,
    )
