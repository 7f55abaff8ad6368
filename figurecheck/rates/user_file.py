"""Rates of the user's own: a CSV file with a header, given as `--rates PATH`.

Either `date,currency,rate` (units per euro) or `date,from,to,rate` (units of `to` per unit of
`from`), in any order of columns. A rate holds until the next one of its pair, at most a month.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates.columns import Columns
from figurecheck.rates.history import History
from figurecheck.rates.store import Book, RatesFile

if TYPE_CHECKING:
    from _csv import Reader

EURO = "EUR"
TOLERANCE_DAYS = 31
CODE = re.compile("[A-Z]{3}")
PER_EURO = frozenset({"date", "currency", "rate"})
BETWEEN = frozenset({"date", "from", "to", "rate"})
ADVICE = "give it a header line date,currency,rate (units per euro) or date,from,to,rate"


def with_user_rates(path: Path, history: History) -> History:
    """The history with the rates of a file put before it; pairs and days the file lacks stay as they are.

    Raises `RatesError` naming the file and the line.
    """
    return History(
        RatesFile((*read_books(path), *history.rates.books), history.facts),
    )


def read_books(path: Path) -> tuple[Book, ...]:
    """One book for each currency that the file's rates are per unit of."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            books = _books(csv.reader(file), path)
    except OSError as error:
        raise RatesError(
            f"the rates cannot be read ({error.strerror})",
            source=str(path),
            advice="check the path",
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RatesError("this is no CSV file in UTF-8", source=str(path), advice=ADVICE) from error
    return books


def _books(lines: Reader, path: Path) -> tuple[Book, ...]:
    header = [name.strip().lower() for name in next(lines, [])]
    if frozenset(header) not in {PER_EURO, BETWEEN} or len(set(header)) != len(header):
        raise RatesError(
            f"unknown header {','.join(header)[:80]!r}",
            source=str(path),
            place="line 1",
            advice=ADVICE,
        )
    found: dict[str, dict[str, Columns]] = {}
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            _add(found, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        except ValueError as error:
            raise RatesError(
                f"{error}", source=str(path), place=f"line {lines.line_num}", advice=ADVICE
            ) from error
    if not found:
        raise RatesError("there is not one rate in it", source=str(path), advice=ADVICE)
    return tuple(
        Book(
            path.name,
            base,
            per_base=True,
            rounded=False,
            tolerance_days=TOLERANCE_DAYS,
            series={currency: each.series() for currency, each in columns.items()},
            source=str(path),
        )
        for base, columns in found.items()
    )


def _add(found: dict[str, dict[str, Columns]], row: dict[str, str]) -> None:
    base, currency = row.get("from", EURO), row.get("to") or row.get("currency", "")
    for code in (base, currency):
        if not CODE.fullmatch(code):
            message = f"{code!r} is no currency code: expected three capitals"
            raise ValueError(message)
    if base == currency:
        message = f"a rate of {base} to itself"
        raise ValueError(message)
    day = date.fromisoformat(row["date"]).toordinal()
    found.setdefault(base, {}).setdefault(currency, Columns()).add(day, row["rate"])
