"""In which currencies a pair may be read: the best reading first, then what its signs leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.windows import SEVERAL_YEARS, likely_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Figure
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair
    from figurecheck.reconcile.windows import When

BOTH = 2
UNLIKE = 8

PIVOTS = ("USD", "EUR", "GBP", "JPY", "CNY", "INR")
"""What amounts are converted into most: tried where no currency is printed."""


def readings(pair: StatedPair, rates: History, when: When) -> Iterator[tuple[str, str]]:
    """Pairs of ISO codes, the likeliest first.

    A sign that the text settles has one reading only, unless the other figure shows that it cannot
    be meant: "$100 million (US$76 million)". One that it leaves open is not read as the currency that
    the other figure names: nobody converts into what he has.
    """
    source, to = pair.from_figure, pair.to_figure
    same = source.unit == to.unit
    still_open = bool(source.unit_candidates or to.unit_candidates)
    if source.unit and to.unit and not (same and still_open):
        yield source.unit, to.unit
    settled = same and not still_open
    by_source = pair.from_candidates if settled and not pair.to_candidates else None
    by_target = pair.to_candidates if settled and not pair.from_candidates else None
    sources = (
        PIVOTS if pair.from_implied else by_source or _open(source, pair.from_candidates, rates)
    )
    targets = PIVOTS if pair.to_implied else by_target or _open(to, pair.to_candidates, rates)
    for each in sources:
        if to.unit and each != source.unit:
            yield each, to.unit
    for each in targets:
        if source.unit and each != to.unit:
            yield source.unit, each
    yield from _of_the_time(source.unit, to.unit, rates, when)


def _open(figure: Figure, candidates: tuple[str, ...] | None, rates: History) -> tuple[str, ...]:
    """What a figure's sign may also mean.

    Places alone do not make ¥ the yuan: of two currencies worth so unlike amounts the conversion
    shows at once whether the usual one, the first, is meant.
    """
    if candidates and len(candidates) == BOTH and figure.unit != candidates[0]:
        band = rates.whole(*candidates)
        if band and (band.low > UNLIKE or band.high * UNLIKE < 1):
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
