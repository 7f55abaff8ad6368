"""The bands of many periods at once: what `History.band` gives, for columns of first and last days.

Imported on demand only, since it brings NumPy with it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from figurecheck.rates.history import ALIVE_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from figurecheck.rates.history import History

    Array = np.ndarray[Any, Any]


class Bands(NamedTuple):
    """For each period the places of its first rate and of the one behind its last, and its extremes.

    Places count the days of the grid. `low` and `high` are floats, NaN where there is no rate.
    `carried` says that the period reaches past the end of the history, so that its rates are carried.
    """

    begin: Array
    end: Array
    low: Array
    high: Array
    carried: Array


class Grid:
    """The rates of one pair of currencies in a row, by day.

    `near` are the rates as floats (see `pair.Year`), in units of `to` per unit of `source`.
    `rounded` says that coarsely printed rates are among them, which open a band further.
    """

    def __init__(self, history: History, source: str, to: str, years: Sequence[int]) -> None:
        """Lay out the rates of some calendar years, the first one first."""
        pair = history.pair(source, to)
        self._years = [year for year in map(pair.year, years) if year.days]
        self._starts = list(accumulate((len(year.days) for year in self._years), initial=0))
        self.days = _joined([year.days for year in self._years], np.int64)
        self.near = _joined([year.near for year in self._years], np.float64)
        self.rounded = any(year.rounding for year in self._years)
        self._names = frozenset(name for year in self._years for name in year.names)
        self._kept = _joined(
            [
                np.full(len(year.days), pair.tolerances[year.providers[0]])
                if len(year.names) == 1
                else np.array([pair.tolerances[name] for name in year.providers])
                for year in self._years
            ],
            np.int64,
        )
        self._last = history.last_date.toordinal() - ALIVE_DAYS

    def bands(self, first: Array, last: Array) -> Bands:
        """The rates of the days `first`…`last` (ordinals), and the one in force on `first`."""
        carried = last > self._last
        begin = np.searchsorted(self.days, first, side="left")
        end = np.searchsorted(self.days, last, side="right")
        low, high = (np.full(len(first), np.nan) for _ in range(2))
        if len(self.days):
            in_force = np.maximum(np.searchsorted(self.days, first, side="right") - 1, 0)
            age = first - self.days[in_force]
            begin = np.where((age > 0) & (age <= self._kept[in_force]), in_force, begin)
        known = (end > begin) & ~carried
        if known.any():
            stretches = np.column_stack((begin[known], end[known])).ravel()
            rates = np.append(self.near, np.nan)  # a stretch may end with the grid
            low[known] = np.fmin.reduceat(rates, stretches)[::2]
            high[known] = np.fmax.reduceat(rates, stretches)[::2]
        return Bands(begin, end, low, high, carried)

    def exact(self, begin: int, end: int) -> tuple[Decimal, Decimal, str]:
        """The lowest and highest rate from one place to another and who gave them, as a `Band` has them."""
        near = self.near[begin:end]
        low, high = (self._rate(begin + int(find(near))) for find in (np.argmin, np.argmax))
        return low, high, self._providers(begin, end)

    def _rate(self, place: int) -> Decimal:
        """The exact rate of a day of the grid."""
        year = bisect_right(self._starts, place) - 1
        return self._years[year].rate(place - self._starts[year])

    def _providers(self, begin: int, end: int) -> str:
        """Who gave the rates from one place of the grid to another, as `Band.provider` says it."""
        if len(self._names) == 1:
            return next(iter(self._names))
        providers = [name for year in self._years for name in year.providers]
        return " and ".join(sorted(set(providers[begin:end])))


def _joined(parts: Sequence[Any], kind: type[np.generic]) -> Array:
    return np.concatenate(
        [np.empty(0, dtype=kind), *(np.asarray(each, dtype=kind) for each in parts)]
    )
