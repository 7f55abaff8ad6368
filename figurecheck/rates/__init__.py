"""Exchange rates by date: bands, single days and the periods in which a rate held.

Nothing here touches the network, but for `live.py` and `update.py`, which run only when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.rates.band import Band, Rate
from figurecheck.rates.facts import Peg, Redenomination, SeveralRates
from figurecheck.rates.history import History
from figurecheck.rates.load import bundled
from figurecheck.rates.several import every_known, several_of

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

__all__ = [
    "Band",
    "History",
    "Peg",
    "Rate",
    "Redenomination",
    "SeveralRates",
    "bundled",
    "every_known",
    "several_of",
    "table",
]


def table(
    history: History | None = None, *, currencies: Collection[str] | None = None
) -> pl.DataFrame:
    """One row per currency and day: `rate_date` Date, `currency`, `rate` Decimal(38, 18), `provider`.

    `rate` is units of the currency per euro; sorted by currency and day, the euro itself left out.
    Each day has the rate of the first book that has one within its tolerance (see `History`); days
    that a peg gives follow its anchor. Redenominated currencies stand under the code of their time
    only. With `currencies`, the rows of these alone (and of the dollar and their anchors), which is
    many times quicker. Rates are rounded to 18 places, half to even; what rounds to nothing is left out.
    """
    from figurecheck.rates.frame import rates_table

    return rates_table(history or bundled(), None if currencies is None else frozenset(currencies))
