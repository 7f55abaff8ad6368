"""Printed rates on their way into a series: any order in, oldest first out, the last one of a day wins."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from figurecheck.rates.store import Series

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DIGITS = 18
"""So many digits fit the 8 bytes that a rate is stored in."""


class Columns:
    """Collects the rates of one currency."""

    def __init__(self) -> None:
        self._rates: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        """How many days have a rate."""
        return len(self._rates)

    def add(self, day: int, printed: str) -> None:
        """Add the rate of a day (an ordinal) as printed. Raises `ValueError` if it is no positive decimal."""
        whole, _, part = printed.partition(".")
        digits = whole + part
        if not digits.isascii() or not digits.isdigit() or len(digits) > MOST_DIGITS:
            message = (
                f"{printed!r} is no rate: expected a decimal number of at most {MOST_DIGITS} digits"
            )
            raise ValueError(message)
        if int(digits) == 0:
            message = f"{printed!r} is no rate: expected a number above zero"
            raise ValueError(message)
        self._rates[day] = int(digits), len(part)

    def add_series(self, series: Series) -> None:
        """Add every rate of a series."""
        self._rates.update(
            zip(series.days, zip(series.digits, series.places, strict=True), strict=True)
        )

    def drop(self, days: Iterable[int]) -> None:
        """Leave these days out again."""
        for day in days:
            self._rates.pop(day, None)

    def days(self) -> list[int]:
        """The days so far, oldest first."""
        return sorted(self._rates)

    def series(self) -> Series:
        """The series of all rates added."""
        days = self.days()
        rates = [self._rates[day] for day in days]
        return Series(
            array("i", days),
            array("q", [digits for digits, _ in rates]),
            array("B", [places for _, places in rates]),
        )
