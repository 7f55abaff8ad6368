"""The compiled rates file: its form, writing it, and reading it without copying.

A JSON header (who provided what, where each series lies, the facts) is followed by three columns
for every series: days as ordinals (4 bytes each), digits as whole numbers (8 bytes), places after
the decimal point (1 byte), little-endian. A rate is digits / 10**places: exactly what was printed.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
from array import array
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from figurecheck.errors import RatesError
from figurecheck.rates.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAGIC = b"figurecheck rates 1\n"
ALIGNED = 8


class Series(NamedTuple):
    """The printed rates of one currency in one book: parallel columns, oldest first."""

    days: Sequence[int]  # proleptic Gregorian ordinals
    digits: Sequence[int]
    places: Sequence[int]

    def printed(self, index: int) -> Decimal:
        """The rate as it was printed, trailing zeros kept."""
        return Decimal(self.digits[index]).scaleb(-self.places[index])


@dataclass(frozen=True, slots=True)
class Book:
    """All rates of one provider against one base currency.

    With `per_base` a rate is units of the currency per unit of `base`, else units of `base` per
    unit of the currency. `rounded` says that few digits are printed, so that their rounding counts.
    """

    provider: str
    base: str
    per_base: bool
    rounded: bool
    tolerance_days: int
    series: Mapping[str, Series]
    source: str = ""

    def last_day(self) -> int:
        """Ordinal of the newest rate, 0 for an empty book."""
        return max((each.days[-1] for each in self.series.values() if len(each.days)), default=0)


@dataclass(frozen=True, slots=True)
class RatesFile:
    """What a rates file holds, in the order of preference of its books."""

    books: tuple[Book, ...]
    facts: Facts = field(default_factory=Facts)


def write(path: Path, rates: RatesFile) -> None:
    """Write the file whole or not at all."""
    body = bytearray()
    books = []
    for book in rates.books:
        placed = {}
        for currency, series in sorted(book.series.items()):
            placed[currency] = [len(series.days), len(body)]
            for code, column in (("i", series.days), ("q", series.digits), ("B", series.places)):
                body += _little_endian(code, column)
                body += bytes(-len(body) % ALIGNED)
        books.append(
            {
                "provider": book.provider,
                "base": book.base,
                "per_base": book.per_base,
                "rounded": book.rounded,
                "tolerance_days": book.tolerance_days,
                "source": book.source,
                "series": placed,
            }
        )
    header = json.dumps({"books": books, "facts": rates.facts.as_json()}).encode()
    start = MAGIC + len(header).to_bytes(8, "little") + header
    start += bytes(-len(start) % ALIGNED)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(start + bytes(body))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path) -> RatesFile:
    """Map a rates file into memory. Raises `RatesError` for a file that is missing or of another form."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise RatesError(
            f"the compiled rates cannot be read ({error})",
            source=str(path),
            advice="run `make setup`, or `figurecheck rates update` if it is the updated history",
        ) from error
    fixed = len(MAGIC) + 8
    if data[: len(MAGIC)] != MAGIC:
        raise RatesError(
            "this is no rates file of this version",
            source=str(path),
            advice="delete it, then run `make setup` or `figurecheck rates update`",
        )
    length = int.from_bytes(data[len(MAGIC) : fixed], "little")
    header = json.loads(bytes(data[fixed : fixed + length]))
    start = fixed + length + -(fixed + length) % ALIGNED
    body = data[start:]
    return RatesFile(
        tuple(_book(each, body) for each in header["books"]), Facts.from_json(header["facts"])
    )


def _book(header: dict[str, Any], body: memoryview) -> Book:
    return Book(
        header["provider"],
        header["base"],
        header["per_base"],
        header["rounded"],
        header["tolerance_days"],
        {
            currency: _series(body, count, start)
            for currency, (count, start) in header["series"].items()
        },
        header["source"],
    )


def _series(body: memoryview, count: int, start: int) -> Series:
    digits_at = start + 4 * count + -(start + 4 * count) % ALIGNED
    places_at = digits_at + 8 * count
    return Series(
        _native("i", body[start : start + 4 * count]),
        _native("q", body[digits_at:places_at]),
        body[places_at : places_at + count],
    )


def _little_endian(code: str, column: Sequence[int]) -> bytes:
    values = array(code, column)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _native(code: Literal["i", "q"], column: memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        return column.cast(code)
    values = array(code, column.tobytes())
    values.byteswap()
    return values
