"""The rates as a frame, for joins over columns of figures."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

from figurecheck.rates.load import bundled

if TYPE_CHECKING:
    import polars as pl

    from figurecheck.rates.history import History

PLACES = 18
QUANTUM = Decimal(1).scaleb(-PLACES)
WIDEST = Decimal(10) ** (38 - PLACES)


def table(history: History | None = None) -> pl.DataFrame:
    """One row per currency and day: `rate_date` Date, `currency`, `rate` Decimal(38, 18), `provider`.

    `rate` is units of the currency per euro, sorted by currency and day, the euro itself left out.
    Each day has the rate of the first book that has one (see `History`). Rates that the column
    cannot hold, or that it would round to nothing, are left out.
    """
    import polars as pl  # noqa: PLC0415 - the command line must not load it

    history = history or bundled()
    days: list[date] = []
    currencies: list[str] = []
    rates: list[Decimal] = []
    providers: list[str] = []
    first = date(1995, 1, 1).toordinal()
    with localcontext() as context:
        context.prec = 60
        context.rounding = ROUND_HALF_EVEN
        for currency in sorted(history.currencies() - {"EUR"}):
            for day, rate, provider in history.pair("EUR", currency).points(
                first, history.last_date.toordinal()
            ):
                kept = rate.quantize(QUANTUM)
                if not 0 < kept < WIDEST:
                    continue
                days.append(date.fromordinal(day))
                currencies.append(currency)
                rates.append(kept)
                providers.append(provider)
    return pl.DataFrame(
        {"rate_date": days, "currency": currencies, "rate": rates, "provider": providers},
        schema={
            "rate_date": pl.Date,
            "currency": pl.String,
            "rate": pl.Decimal(38, PLACES),
            "provider": pl.String,
        },
    )
