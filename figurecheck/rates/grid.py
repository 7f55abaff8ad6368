"""The bands of many periods at once: what `History.band` gives, for columns of first and last days.

Imported on demand only, since it brings NumPy with it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
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

    Places count the days of the grid. `lowest` and `highest` are those of the extremes, the first of
    equal ones; -1 where there is no rate. `low` and `high` are the rates there as floats, NaN for none.
    `carried` says that the period reaches past the end of the history, so that its rates are carried.
    """

    begin: Array
    end: Array
    lowest: Array
    highest: Array
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
        self._low, self._high = _Stretches(self.near), _Stretches(-self.near)

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
        lowest, highest = (np.full(len(first), -1) for _ in range(2))
        if known.any():
            lowest[known] = self._low.lowest(begin[known], end[known])
            highest[known] = self._high.lowest(begin[known], end[known])
            low[known], high[known] = self.near[lowest[known]], self.near[highest[known]]
        return Bands(begin, end, lowest, highest, low, high, carried)

    def rate(self, place: int) -> Decimal:
        """The exact rate of a day of the grid."""
        year = bisect_right(self._starts, place) - 1
        return self._years[year].rate(place - self._starts[year])

    @property
    def provider(self) -> str | None:
        """Who gave all of the rates; None where there are several."""
        return next(iter(self._names)) if len(self._names) == 1 else None

    def providers(self, begin: int, end: int) -> str:
        """Who gave the rates from one place of the grid to another, as `Band.provider` says it."""
        return " and ".join(sorted(set(self._providers[begin:end])))

    @cached_property
    def _providers(self) -> list[str]:
        """Who gave each of the rates."""
        return [name for year in self._years for name in year.providers]


class _Stretches:
    """Where the lowest of any stretch of some numbers stands, the first of equal ones.

    Row k holds it for the 2**k numbers from each place on; a stretch is two of these that overlap.
    Source: Bender and Farach-Colton, "The LCA problem revisited" (2000), the sparse table.
    """

    def __init__(self, numbers: Array) -> None:
        self._numbers = numbers
        self._rows = [np.arange(len(numbers))]

    def lowest(self, begin: Array, end: Array) -> Array:
        """The places of the lowest numbers from `begin` to before `end`, which is further on."""
        power = np.frexp(end - begin)[1] - 1
        for _ in range(len(self._rows), int(power.max(initial=0)) + 1):
            self._rows.append(self._longer())
        found = np.empty(len(begin), dtype=np.int64)
        for each in np.unique(power):
            at = power == each
            row = self._rows[each]
            found[at] = self._lower(row[begin[at]], row[end[at] - (1 << int(each))])
        return found

    def _longer(self) -> Array:
        row, step = self._rows[-1], 1 << (len(self._rows) - 1)
        return self._lower(row[:-step], row[step:])

    def _lower(self, one: Array, other: Array) -> Array:
        return np.where(self._numbers[one] <= self._numbers[other], one, other)


def _joined(parts: Sequence[Any], kind: type[np.generic]) -> Array:
    return np.concatenate(
        [np.empty(0, dtype=kind), *(np.asarray(each, dtype=kind) for each in parts)]
    )
