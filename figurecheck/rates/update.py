"""`figurecheck rates update`: fetches the ECB's history and keeps it in the user's cache folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates import ecb
from figurecheck.rates.load import BUNDLE, bundled, updated_file
from figurecheck.rates.store import RatesFile, read, write
from figurecheck.rates.web import Web

if TYPE_CHECKING:
    from figurecheck.rates.store import Book, Series

HISTORY_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
COMPARED_DAYS = 250
SAME = Decimal("0.01")
MOST_DIFFERENT = Decimal("0.02")
"""The ECB mends a rate now and then; more differences than this mean another kind of file."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: the last day before and after, and where the newer history lies."""

    last_before: date
    last_after: date
    path: Path | None  # None where there was nothing newer


def update(url: str = HISTORY_URL, *, target: Path | None = None, web: Web | None = None) -> Update:
    """Fetch the history at `url` and put it over the bundled one, in a file for later runs.

    The file is written whole or not at all, and only if the fetched history is newer and agrees
    with the bundled one where they overlap. Raises `RatesError` otherwise, the old file untouched.
    """
    target = target or updated_file()
    bundle = ecb_book(read(BUNDLE))
    known = bundle
    if target.exists():
        known = max(bundle, ecb_book(read(target)), key=lambda each: each.last_day())
    fetched = ecb.read_zip((web or Web()).get(url), source=url)
    check_agreement(bundle, fetched, url)
    before = date.fromordinal(known.last_day())
    if fetched.last_day() <= known.last_day():
        return Update(before, before, None)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, RatesFile((ecb.overlay(bundle, fetched),)))
    except OSError as error:
        raise RatesError(
            f"the newer history cannot be kept ({error.strerror})",
            source=str(target),
            advice="make the folder writable, or name another one in FIGURECHECK_CACHE",
        ) from error
    bundled.cache_clear()
    return Update(before, date.fromordinal(fetched.last_day()), target)


def ecb_book(rates: RatesFile) -> Book:
    """The ECB's book of a rates file."""
    return next(book for book in rates.books if book.provider == ecb.PROVIDER)


def check_agreement(known: Book, fetched: Book, url: str) -> None:
    """Raise `RatesError` if the fetched rates are other rates than those known for the same days."""
    compared = different = 0
    for currency, series in known.series.items():
        if currency not in fetched.series or series.days[-1] < known.last_day():
            continue
        other = newest(fetched.series[currency], len(fetched.series[currency].days))
        for day, rate in newest(series, COMPARED_DAYS).items():
            if day in other:
                compared += 1
                different += abs(other[day] / rate - 1) > SAME
    if not compared or different > compared * MOST_DIFFERENT:
        raise RatesError(
            f"{different} of {compared} rates differ from the bundled ones of the same days",
            source=url,
            advice="check that the address is that of the ECB's history",
        )


def newest(series: Series, count: int) -> dict[int, Decimal]:
    """The newest `count` rates of a series by day."""
    length = len(series.days)
    return {series.days[at]: series.printed(at) for at in range(max(0, length - count), length)}
