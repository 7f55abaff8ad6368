"""How far a rate may have moved since the last one known: the width a carried rate is given."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.rates.band import NO_WIDTH, ONE, RATE_CONTEXT

if TYPE_CHECKING:
    from figurecheck.rates.pair import Pair

LOOKED_AT_DAYS = 3653
"""The moves of the ten years before the last rate are looked at."""

SMALLER_MOVES = Decimal("0.99")
"""This part of the moves over as many days were smaller than the width given."""

MOST_CARRIED_DAYS = 400
"""An older rate says too little about the day asked for: none is given."""


def widening(pair: Pair, newest: int, age: int) -> Decimal:
    """The 99th percentile of the pair's moves over `age` days, as a fraction of the rate.

    A move is the larger rate divided by the smaller, less one, so that both directions of a pair
    get one width. A pair with no move to look at (a peg) gets none.
    """
    points = list(pair.points(newest - LOOKED_AT_DAYS, newest))
    days = [point.day for point in points]
    moves = []
    for start, point in enumerate(points):
        if point.day + age > newest:
            break
        end = points[bisect_right(days, point.day + age, lo=start) - 1]
        moves.append(RATE_CONTEXT.divide(max(point.rate, end.rate), min(point.rate, end.rate)))
    if not moves:
        return NO_WIDTH
    moves.sort()
    return moves[min(int(len(moves) * SMALLER_MOVES), len(moves) - 1)] - ONE
