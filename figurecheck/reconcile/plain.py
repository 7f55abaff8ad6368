"""Conversions that plainly hold, found in columns: the many that nobody needs to look at twice.

A pair is plain if its two currencies are named, no rate is stated and no word says that the amounts
were not converted at one of the time. A plain pair holds if its amounts, as printed, surely meet at
the rates of the first of its likely dates that are not surely missed: what `judge` would say of it.
Everything else is left to `judge`. The two are held against each other in the tests.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl

from figurecheck.errors import EngineError, InputError
from figurecheck.extract.figures import IMPLIED_UNIT, NEGATIVE, RANGE, RATE, TOO_LARGE
from figurecheck.frames import rate
from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.rates.grid import Bands, Grid
from figurecheck.reconcile import tolerance
from figurecheck.reconcile.stated import AROUND, words_of_basis
from figurecheck.reconcile.windows import When, likely_dates
from figurecheck.schema import RATE as RATE_TYPE

if TYPE_CHECKING:
    from decimal import Decimal

    from figurecheck.extract.columns import Columns
    from figurecheck.rates import History
    from figurecheck.rates.band import Band

    Array = np.ndarray[Any, Any]

MARGIN = 1e-9
"""Amounts and rates as floats are nearer to the exact ones than this part of them, by far."""

ODD = RANGE | IMPLIED_UNIT | RATE | TOO_LARGE | NEGATIVE
SMALLEST_PLACE = -6
"""The columns of amounts keep so many decimal places."""


class Amounts(NamedTuple):
    """The lowest and highest amounts that the figures on one side of the pairs may stand for."""

    low: Array
    high: Array


def sides(read: Columns) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures that the pairs begin with and those that they end with, a row for each pair."""
    starts = read.figures.with_row_index("_row").filter(pl.col("figure_index") == 0)
    begun = read.pairs.join(
        starts.select("_document", "_row"), on="_document", how="left", maintain_order="left"
    )
    wanted = read.figures.select(
        "_document", "start", "end", "kind", "unit", "value", "modifier", "as_of", "_flags", "_place",
    )  # fmt: skip
    source, to = (
        wanted[begun["_row"] + begun[f"{side}_figure"].cast(pl.UInt32)] for side in ("from", "to")
    )
    return source, to


def plain(
    source: pl.DataFrame, to: pl.DataFrame, documents: pl.DataFrame, figures: pl.DataFrame
) -> pl.Series:
    """Which pairs are plain. `documents` have `text`."""
    good = source["unit"].ne_missing(to["unit"])
    for side in (source, to):
        named = (pl.col("kind") == "money") & pl.col("unit").is_not_null()
        printed = (pl.col("value") > 0) & (pl.col("_place") >= SMALLEST_PLACE)
        ordinary = named & printed & (pl.col("_flags") & ODD == 0)
        good &= side.select(ordinary.fill_null(value=False)).to_series()
    with_rates = figures.filter(pl.col("_flags") & RATE != 0)["_document"].unique()
    good &= ~source["_document"].is_in(with_rates.implode())
    at = good.arg_true()
    begin = (source["start"].gather(at) - AROUND).clip(lower_bound=0)
    texts = documents["text"].gather(source["_document"].gather(at))
    around = pl.select(texts.str.slice(begin, to["end"].gather(at) + AROUND - begin)).to_series()
    spoken = around.str.to_lowercase().str.contains_any(list(words_of_basis()))
    return good.scatter(at.filter(spoken), values=False)


def amounts(side: pl.DataFrame) -> Amounts:
    """As `tolerance.around`, in floats, of figures that are no ranges."""
    value = side["value"].cast(pl.Float64).to_numpy()
    place = side["_place"].to_numpy().astype(np.float64)
    modifier = side["modifier"]
    half = 0.5 * 10.0**place
    about, above, below = (modifier.is_in(sorted(each)).to_numpy() for each in _SIDES)
    wide = np.minimum(2 * half, value * float(tolerance.ROUGHLY))
    wide = np.maximum(np.maximum(half, wide), value * float(tolerance.ABOUT))
    step = np.where(about, wide, half)
    near = np.minimum(value * float(tolerance.SHORT), half)
    far = value * float(tolerance.SOMEWHAT)
    low = value - np.where(above, near, np.where(below, far, step))
    high = value + np.where(above, far, np.where(below, near, step))
    return Amounts(np.maximum(low, 0), high)


_SIDES = (frozenset({"about"}), tolerance.ABOVE, tolerance.BELOW)


class Holding:
    """Which of some plain pairs hold, and at which rates of which time."""

    def __init__(
        self, source: pl.DataFrame, to: pl.DataFrame, published: pl.Series, rates: History
    ) -> None:
        """`published` is the partial date of each pair's document."""
        self._rates = rates
        self._values = source["value"], to["value"]
        self._spans = _spans(published, source["as_of"], to["as_of"])
        self._grids: list[Grid] = []
        self._units: list[tuple[str, str]] = []
        count = source.height
        self._grid = np.full(count, -1)
        self._span = np.full(count, -1)
        self._begin, self._end, self._lowest, self._highest = np.zeros((4, count), dtype=np.int64)
        sides = amounts(source), amounts(to)
        with_several = {each.currency for each in rates.facts.several}
        units = pl.DataFrame({"one": source["unit"], "two": to["unit"]}).with_row_index("at")
        for (one, two), part in units.partition_by("one", "two", as_dict=True).items():
            if not {one, two} & with_several:
                self._hold(str(one), str(two), part["at"].to_numpy(), sides)

        self._opened = np.array([grid.rounded for grid in self._grids], dtype=np.bool_)

    @property
    def held(self) -> pl.Series:
        """Whether each of the pairs holds."""
        return pl.Series(self._span >= 0)

    def _hold(self, one: str, two: str, at: Array, sides: tuple[Amounts, Amounts]) -> None:
        firsts, lasts = (each[:, at] for each in self._spans)
        if not firsts.any():
            return
        years = range(_year(int(firsts[firsts > 0].min())) - 1, _year(int(lasts.max())) + 1)
        grid = Grid(self._rates, one, two, years)
        source, to = (Amounts(side.low[at], side.high[at]) for side in sides)
        open_yet = np.ones(len(at), dtype=bool)
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            bands = grid.bands(first, last)
            told = open_yet & (first > 0)
            meets, misses = _meet(source, to, bands)
            held = told & meets
            self._grid[at[held]], self._span[at[held]] = len(self._grids), number
            for kept, each in (
                (self._begin, bands.begin),
                (self._end, bands.end),
                (self._lowest, bands.lowest),
                (self._highest, bands.highest),
            ):
                kept[at[held]] = each[held]
            unsure = told & (bands.carried | ~(misses | np.isnan(bands.low)))
            open_yet &= ~held & ~unsure
            if grid.rounded:  # the bands are wider than these: what they miss may yet be met
                break
        self._grids.append(grid)
        self._units.append((one, two))

    def rows(self, at: Array) -> pl.DataFrame:
        """What `judge` reports of held pairs, as `schema.CONVERSIONS` from `implied_rate` to `ratio`."""
        source, to = (each.gather(at) for each in self._values)
        first, last = (each[self._span[at], at] for each in self._spans)
        known, low, high = self._rates_of(at, first, last)
        implied, ratio = _ratios(source, to, known, low, high)
        exact = pl.Series(list(map(rate, known)), dtype=RATE_TYPE)
        days = (pl.Series(each - EPOCH).cast(pl.Int32).cast(pl.Date) for each in (first, last))
        told = (
            implied,
            exact.gather(low),
            exact.gather(high),
            *days,
            self._providers(at, first, last),
        )
        return pl.DataFrame(
            [each.alias(name) for name, each in zip(TOLD, (*told, ratio), strict=True)]
        )

    def _rates_of(self, at: Array, first: Array, last: Array) -> tuple[list[Decimal], Array, Array]:
        """The rates that some bands begin and end with, and where among them each band's two stand."""
        wanted = np.stack((self._lowest[at], self._highest[at])) + (self._grid[at] << PLACE_BITS)
        keys, places = np.unique(wanted, return_inverse=True)
        known = [
            self._grids[key >> PLACE_BITS].rate(key & ((1 << PLACE_BITS) - 1))
            for key in keys.tolist()
        ]
        low, high = places.reshape(wanted.shape)
        for row in np.flatnonzero(self._opened[self._grid[at]]):  # further than their grids say
            band = self._band(int(at[row]), int(first[row]), int(last[row]))
            low[row], high[row] = len(known), len(known) + 1
            known += [band.low, band.high]
        return known, low, high

    def _band(self, at: int, first: int, last: int) -> Band:
        one, two = self._units[self._grid[at]]
        band = self._rates.band(one, two, date.fromordinal(first), date.fromordinal(last))
        if band is None:  # its grid has rates
            raise EngineError("a band is gone", source=f"{one}/{two}")
        return band

    def _providers(self, at: Array, first: Array, last: Array) -> pl.Series:
        names = [grid.provider for grid in self._grids]
        given = pl.Series(names, dtype=pl.String).gather(self._grid[at])
        rows = given.is_null().arg_true().to_list()
        named = []
        for row in rows:
            place = int(at[row])
            grid = self._grids[self._grid[place]]
            named.append(
                self._band(place, int(first[row]), int(last[row])).provider
                if grid.rounded
                else grid.providers(int(self._begin[place]), int(self._end[place]))
            )
        return given.scatter(rows, named)


PLACE_BITS = 32
LARGE = 1e9
"""Rates from here on are worked out one by one: 28 digits would not hold 18 places of them."""


def _ratios(
    source: pl.Series, to: pl.Series, known: list[Decimal], low: Array, high: Array
) -> tuple[pl.Series, pl.Series]:
    """The implied rates, and how many times the nearest rates of their bands they are.

    Only for those outside their bands, or next to an end, the second is worked out at all.
    """
    near = np.array(list(map(float, known)))
    about = to.cast(pl.Float64).to_numpy() / source.cast(pl.Float64).to_numpy()
    large = (about >= LARGE) | (to.cast(pl.Float64).to_numpy() >= LARGE * LARGE)
    outside = (about < near[low] * (1 + MARGIN)) | (about > near[high] * (1 - MARGIN))
    whole = pl.select(pl.when(pl.Series(~large)).then(to)).to_series().cast(RATE_TYPE)
    implied = whole / source
    ratio = pl.Series([ONE], dtype=RATE_TYPE).new_from_index(0, len(about))
    rows = np.flatnonzero(large | outside)
    sources, targets = source.gather(rows).to_list(), to.gather(rows).to_list()
    odd = [
        _ratio(one, two, known[first], known[last])
        for one, two, first, last in zip(sources, targets, low[rows], high[rows], strict=True)
    ]
    exact, ratios = (pl.Series([rate(each[n]) for each in odd], dtype=RATE_TYPE) for n in (0, 1))
    return implied.scatter(rows, exact), ratio.scatter(rows, ratios)


def _ratio(source: Decimal, to: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The implied rate, and how many times the nearest rate of the band it is."""
    implied = RATE_CONTEXT.divide(to, source)
    nearest = min(max(implied, low), high)
    return implied, ONE if nearest == implied else RATE_CONTEXT.divide(implied, nearest)


EPOCH = date(1970, 1, 1).toordinal()
TOLD = (
    "implied_rate", "rate_low", "rate_high", "rate_from", "rate_to", "rate_provider", "ratio",
)  # fmt: skip


def _meet(source: Amounts, to: Amounts, bands: Bands) -> tuple[Array, Array]:
    """Whether the amounts surely meet at the rates of their bands, and whether they surely do not."""
    opened = float(tolerance.RATE_TOLERANCE)
    least, most = source.low * (bands.low / opened), source.high * (bands.high * opened)
    meets = (least <= to.high * (1 - MARGIN)) & (most >= to.low * (1 + MARGIN))
    misses = (least > to.high * (1 + MARGIN)) | (most < to.low * (1 - MARGIN))
    return meets, misses


def _spans(published: pl.Series, source: pl.Series, to: pl.Series) -> tuple[Array, Array]:
    """First and last days of the first, second, … likely period (rows) of each pair; zeros for none."""
    dates = pl.DataFrame({"published": published, "source": source, "to": to})
    known = dates.unique(maintain_order=True).with_row_index("at")
    periods = [_likely(*each) for each in known.drop("at").iter_rows()]
    place = dates.join(
        known, on=dates.columns, how="left", nulls_equal=True, maintain_order="left"
    )["at"].to_numpy()
    days = np.zeros((2, max(map(len, periods), default=0) or 1, len(periods)), dtype=np.int64)
    for at, found in enumerate(periods):
        for number, period in enumerate(found):
            days[:, number, at] = period
    first, last = days[:, :, place]
    return first, last


def _likely(*when: str | None) -> tuple[tuple[int, int], ...]:
    try:
        dates = likely_dates(When(*when))
    except InputError:
        return ()  # judging tells it
    return tuple((first.toordinal(), last.toordinal()) for first, last in dates)


def _year(day: int) -> int:
    return date.fromordinal(day).year
