"""Where live rates are kept, so that a day is asked for once: in memory, or in the user's cache folder."""

from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple, Protocol

from figurecheck.errors import RatesError


class LiveDay(NamedTuple):
    """The live rates that an answer carried: units per euro by currency, and the day they are of."""

    rate_date: date
    rates: dict[str, Decimal]


class LiveCache(Protocol):
    """Anything that keeps answers by the day that was asked for, such as a table of the warehouse."""

    def get(self, asked: date) -> LiveDay | None:
        """The answer kept for a day, None where there is none."""

    def put(self, asked: date, answer: LiveDay) -> None:
        """Keep the answer for a day."""


class MemoryCache:
    """Keeps answers as long as it lives."""

    def __init__(self) -> None:
        self.days: dict[date, LiveDay] = {}

    def get(self, asked: date) -> LiveDay | None:
        """The answer kept for a day."""
        return self.days.get(asked)

    def put(self, asked: date, answer: LiveDay) -> None:
        """Keep the answer for a day."""
        self.days[asked] = answer


class FolderCache:
    """Keeps answers as one JSON file a day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, asked: date) -> LiveDay | None:
        """The answer kept for a day. Raises `RatesError` for a damaged file."""
        path = self._path(asked)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return LiveDay(
                date.fromisoformat(kept["date"]),
                {code: Decimal(rate) for code, rate in kept["rates"].items()},
            )
        except FileNotFoundError:
            return None
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            InvalidOperation,
        ) as error:
            raise RatesError(
                "the kept rates cannot be read", source=str(path), advice="delete the file"
            ) from error

    def put(self, asked: date, answer: LiveDay) -> None:
        """Keep the answer for a day, whole or not at all."""
        path = self._path(asked)
        kept = {
            "date": str(answer.rate_date),
            "rates": {code: str(rate) for code, rate in answer.rates.items()},
        }
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_text(json.dumps(kept), encoding="utf-8")
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise RatesError(
                f"live rates cannot be kept ({error.strerror})",
                source=str(path),
                advice="make the folder writable, or name another one in FIGURECHECK_CACHE",
            ) from error

    def _path(self, asked: date) -> Path:
        return self._folder / f"{asked}.json"
