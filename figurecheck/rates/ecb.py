"""The European Central Bank's reference rates, as its history file gives them: units per euro."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates.columns import Columns
from figurecheck.rates.store import Book, Series

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDER = "ECB"
SOURCE = "European Central Bank, euro foreign exchange reference rates"
MISSING = {"", "N/A"}
TOLERANCE_DAYS = 7


def read_zip(data: bytes, *, source: str) -> Book:
    """Read the zip of one CSV file that the ECB publishes: `Date,USD,JPY,…`, one row a day.

    Raises `RatesError` naming `source` and the line for anything else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            (name,) = archive.namelist()
            text = archive.read(name).decode("ascii")
    except (zipfile.BadZipFile, ValueError, zipfile.LargeZipFile, EOFError) as error:
        raise RatesError(
            f"expected a zip of one CSV file with the ECB's reference rates ({error})",
            source=source,
        ) from error
    return read_csv(text, source=source)


def read_csv(text: str, *, source: str) -> Book:
    """Read the CSV file inside that zip. Raises `RatesError` naming `source` and the line."""
    lines = csv.reader(io.StringIO(text))
    header = [name.strip() for name in next(lines, [])]
    if header[:1] != ["Date"]:
        raise RatesError(
            f"expected a first line of Date and currency codes, found {','.join(header)[:60]!r}",
            source=source,
            place="line 1",
        )
    columns: dict[str, Columns] = {name: Columns() for name in header[1:] if name}
    for number, line in enumerate(lines, start=2):
        try:
            day = date.fromisoformat(line[0].strip()).toordinal()
            for name, cell in zip(header[1:], line[1:], strict=False):
                if name and cell.strip() not in MISSING:
                    columns[name].add(day, cell.strip())
        except (ValueError, IndexError) as error:
            raise RatesError(
                f"expected a date and rates ({error})", source=source, place=f"line {number}"
            ) from error
    found = {name: each.series() for name, each in columns.items() if each}
    if not found:
        raise RatesError("there is not one rate in it", source=source)
    return book(found)


def book(series: Mapping[str, Series]) -> Book:
    """The ECB's book of these series."""
    return Book(
        PROVIDER,
        "EUR",
        per_base=True,
        rounded=False,
        tolerance_days=TOLERANCE_DAYS,
        series=series,
        source=SOURCE,
    )


def overlay(old: Book, new: Book) -> Book:
    """The history of `old` with every rate of `new` put over it."""
    merged: dict[str, Series] = {}
    for currency in sorted({*old.series, *new.series}):
        columns = Columns()
        for each in (old.series.get(currency), new.series.get(currency)):
            if each is not None:
                columns.add_series(each)
        merged[currency] = columns.series()
    return book(merged)
