"""The ledger of rates that a source got wrong: what is left out, or filed under another code, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from figurecheck.errors import RatesError
from figurecheck.rates.facts_yaml import entries

if TYPE_CHECKING:
    from pathlib import Path

    from figurecheck.rates.columns import Columns


@dataclass(frozen=True, slots=True)
class Correction:
    """Leave out the rates of `currency` from `first` to `last`, both included."""

    currency: str
    first: date
    last: date
    reason: str

    def apply(self, columns: dict[str, Columns]) -> None:
        """Change the columns. Raises `RatesError` if there is nothing to correct any more."""
        column = columns.get(self.currency)
        days = [
            day
            for day in (column.days() if column is not None else ())
            if self.first.toordinal() <= day <= self.last.toordinal()
        ]
        if column is None or not days:
            raise RatesError(
                f"there are no rates of {self.currency} from {self.first} to {self.last}",
                source="corrections.yaml",
                advice="the source has changed: delete the entry, or mend its dates",
            )
        column.drop(days)


def read_corrections(path: Path) -> list[Correction]:
    """The ledger's entries. Raises `RatesError` naming the file and the entry."""
    return [
        Correction(entry.code("currency"), *entry.period(), entry.text("reason"))
        for entry in entries(path, {"currency", "from", "to", "reason"})
    ]
