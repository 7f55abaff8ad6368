"""A stated pair: two money figures that the text says are one amount, and all that bears on judging it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from figurecheck.extract import figures as flags
from figurecheck.reconcile.stated import at_past_rate, basis, stated_rates
from figurecheck.reconcile.tolerance import ABOVE, BELOW

if TYPE_CHECKING:
    from figurecheck.extract.reading import Reading, StatedLink
    from figurecheck.model import Figure
    from figurecheck.reconcile.stated import Basis, StatedRate

Link = Literal["none", "bracket", "connector", "sentence", "targets", "equals"]


@dataclass(frozen=True, slots=True)
class StatedPair:
    """Two money figures stated as one amount; `from_figure` is printed first.

    `from_place` and `to_place` are the exponents of ten of the last digit printed (9 for
    "31 billion", 8 for "31.5 billion"); the `…_end_place` ones are those of a range's second end.
    `…_candidates` are all currencies that the printed sign or name may stand for, the best reading
    among them, also where the text settles it; None where it names one currency only.
    `…_implied` says that no currency is printed at all and the figure's unit is a guess.
    `stated_rates` are those that the text gives. `at_rate_of` is the date that it names for the rate,
    a partial date as in `figurecheck.normalise.dates`; `at_past_rate` says that it is of a past that
    the text does not date ("then about $5 million"); `says_more` that the text says more of the second
    amount than of the first ("$2 million in cash", "Its debt amounts to $2 million"), so that it may be
    another. `basis` is set where the amounts are not converted at a rate of the time at all. `others`
    are the document's other money figures.
    """

    from_figure: Figure
    to_figure: Figure
    from_place: int
    to_place: int
    link: Link = "bracket"
    published: str | None = None
    language: str | None = None
    from_end_place: int | None = None
    to_end_place: int | None = None
    from_candidates: tuple[str, ...] | None = None
    to_candidates: tuple[str, ...] | None = None
    from_implied: bool = False
    to_implied: bool = False
    stated_rates: tuple[StatedRate, ...] = ()
    at_rate_of: str | None = None
    at_past_rate: bool = False
    says_more: bool = False
    basis: Basis | None = None
    others: tuple[Figure, ...] = ()

    @property
    def bounded(self) -> bool:
        """Whether one of the figures is a bound: more than, at least, nearly, up to so much."""
        modifiers = {self.from_figure.modifier, self.to_figure.modifier}
        return not modifiers.isdisjoint(ABOVE | BELOW)


def stated_pairs(reading: Reading) -> tuple[StatedPair, ...]:
    """The pairs of a document as they were read, with what judging needs to know of each."""
    rates = stated_rates(reading) if reading.links else ()
    money = tuple(
        figure
        for figure in reading.figures
        if figure.kind == "money" and not reading.flags[figure.index] & flags.RATE
    )
    return tuple(
        _pair(reading, link, money, rates)
        for link in reading.links
        if not (reading.flags[link.from_index] | reading.flags[link.to_index]) & flags.RATE
    )


def _pair(
    reading: Reading,
    link: StatedLink,
    money: tuple[Figure, ...],
    rates: tuple[StatedRate, ...],
) -> StatedPair:
    source, to = link.from_index, link.to_index
    start, end = reading.figures[source].start, reading.figures[to].end
    from_place, from_end_place = reading.places[source]
    to_place, to_end_place = reading.places[to]
    return StatedPair(
        from_figure=reading.figures[source],
        to_figure=reading.figures[to],
        from_place=from_place,
        to_place=to_place,
        says_more=link.says_more,
        link=link.link,  # type: ignore[arg-type]  # the reader's links are these
        published=reading.document.published,
        language=reading.document.lang,
        from_end_place=from_end_place,
        to_end_place=to_end_place,
        from_candidates=reading.group_candidates[source],
        to_candidates=reading.group_candidates[to],
        from_implied=bool(reading.flags[source] & flags.IMPLIED_UNIT),
        to_implied=bool(reading.flags[to] & flags.IMPLIED_UNIT),
        stated_rates=rates,
        basis=basis(reading, start, end),
        at_past_rate=at_past_rate(reading, reading.figures[source].end, end),
        others=money,
    )
