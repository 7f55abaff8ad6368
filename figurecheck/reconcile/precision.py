"""Amounts printed to more digits than the amount that they convert can bear."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.rates.band import RATE_CONTEXT

if TYPE_CHECKING:
    from figurecheck.model import Figure
    from figurecheck.rates import Band
    from figurecheck.reconcile.pairs import StatedPair

COARSE, FINE = 1, 3
"""An amount of one digit beside one of three or more: its rounding then hides anything."""

NOTICED = Decimal("1.03")
"""From this factor on a reader who recomputes the amount notices."""


def overstated(pair: StatedPair, band: Band) -> bool:
    """Whether the amounts agree only because one is rounded to one digit, and the other to three or more.

    "1 trillion yuan ($157.5 billion)" may stand for 1.05 trillion, but nobody can tell.
    """
    source, to = pair.from_figure, pair.to_figure
    if source.modifier != "exact" or to.modifier != "exact" or not source.value or not to.value:
        return False
    digits = sorted((printed_digits(source, pair.from_place), printed_digits(to, pair.to_place)))
    if digits[0] > COARSE or digits[1] < FINE:
        return False
    implied = RATE_CONTEXT.divide(to.value.copy_abs(), source.value.copy_abs())
    return implied > band.high * NOTICED or implied * NOTICED < band.low


def printed_digits(figure: Figure, place: int) -> int:
    """How many significant digits a figure is printed to."""
    return 0 if not figure.value else figure.value.adjusted() - place + 1
