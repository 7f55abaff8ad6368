"""Exchange rates by date: bands, single days and the periods in which a rate held.

Nothing here touches the network, but for `live.py` and `update.py`, which run only when asked for.
"""

from figurecheck.rates.band import Band, Rate
from figurecheck.rates.facts import Peg, Redenomination, SeveralRates
from figurecheck.rates.frame import table
from figurecheck.rates.history import History
from figurecheck.rates.load import bundled

__all__ = [
    "Band",
    "History",
    "Peg",
    "Rate",
    "Redenomination",
    "SeveralRates",
    "bundled",
    "table",
]
