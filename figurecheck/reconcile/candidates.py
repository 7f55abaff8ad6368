"""In which currencies a pair may be read: the best reading first, then what its signs leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.windows import likely_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Figure
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair
    from figurecheck.reconcile.windows import When

PIVOTS = ("USD", "EUR", "GBP", "JPY", "CNY", "INR")
"""What amounts are converted into most: tried where no currency is printed."""

SEVERAL_YEARS = 3


def readings(pair: StatedPair, rates: History, when: When) -> Iterator[tuple[str, str]]:
    """Pairs of ISO codes, the likeliest first. A sign that the text settles has one reading only,
    unless the other figure shows that it cannot be meant: "$100 million (US$76 million)".
    """
    source, to = pair.from_figure, pair.to_figure
    if source.unit and to.unit:
        yield source.unit, to.unit
    same = source.unit == to.unit
    sources = _others(
        source, pair.from_candidates, pair.from_implied, same and not pair.to_candidates
    )
    targets = _others(to, pair.to_candidates, pair.to_implied, same and not pair.from_candidates)
    for each in sources:
        if to.unit and each != source.unit:
            yield each, to.unit
    for each in targets:
        if source.unit and each != to.unit:
            yield source.unit, each
    yield from _of_the_time(source.unit, to.unit, rates, when)


def _others(
    figure: Figure, candidates: tuple[str, ...] | None, implied: bool, denied: bool
) -> tuple[str, ...]:
    if implied:
        return PIVOTS
    if denied and candidates:
        return candidates
    return figure.unit_candidates or ()


def _of_the_time(
    source: str | None, to: str | None, rates: History, when: When
) -> Iterator[tuple[str, str]]:
    """Old money under a new name or new under an old one, some years round the change."""
    if not source or not to or source == to:
        return
    years = {day.year for period in likely_dates(when) for day in period}
    for unit, other, first in ((source, to, True), (to, source, False)):
        for change in rates.redenominations(unit):
            renamed = change.new if change.old == unit else change.old
            if renamed in {unit, other}:
                continue
            if any(abs(change.on.year - year) <= SEVERAL_YEARS for year in years):
                yield (renamed, other) if first else (other, renamed)
