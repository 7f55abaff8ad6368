"""Reads the facts that people edit (`data/*.yaml`), and says file, entry and reason if one is wrong."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from figurecheck.errors import RatesError
from figurecheck.rates.facts import (
    FIRST_DAY,
    LAST_DAY,
    Facts,
    Peg,
    Redenomination,
    SeveralRates,
)

CODE = re.compile("[A-Z]{3}")
DATA = Path(__file__).with_name("data")


class Entry:
    """One mapping of a data file, with what is needed to say where it stands."""

    def __init__(self, path: Path, number: int, given: object, allowed: set[str]) -> None:
        self._path = path
        self._place = f"entry {number}"
        if not isinstance(given, dict):
            raise self.wrong(f"expected a mapping, found {given!r}")
        self._given: dict[str, Any] = given
        unknown = sorted(set(given) - allowed)
        if unknown:
            raise self.wrong(f"unknown {unknown[0]!r}, expected {', '.join(sorted(allowed))}")

    def wrong(self, problem: str) -> RatesError:
        """The error that names the file and the entry."""
        return RatesError(problem, source=self._path.name, place=self._place)

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self._given.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key!r} is missing or no text")
        return " ".join(value.split())

    def code(self, key: str) -> str:
        """A currency code."""
        value = self.text(key)
        if not CODE.fullmatch(value):
            raise self.wrong(f"{key!r} is {value!r}, expected a code of three capitals")
        return value

    def number(self, key: str) -> Decimal:
        """A number above zero, written in quotes so that YAML makes no float of it."""
        try:
            value = Decimal(self.text(key))
        except InvalidOperation as error:
            raise self.wrong(f"{key!r} is no decimal number") from error
        if not value.is_finite() or value <= 0:
            raise self.wrong(f"{key!r} is {value}, expected a number above zero")
        return value

    def number_or_none(self, key: str) -> Decimal | None:
        """A number above zero, or None where the key is left out."""
        return self.number(key) if key in self._given else None

    def flag(self, key: str) -> bool:
        """Yes or no, no where the key is left out."""
        value = self._given.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key!r} is {value!r}, expected true or false")
        return value

    def day(self, key: str, default: date | None = None) -> date:
        """A date, `default` where the key is left out."""
        value = self._given.get(key, default)
        if not isinstance(value, date):
            raise self.wrong(f"{key!r} is {value!r}, expected a date as 2005-01-31")
        return value

    def period(self) -> tuple[date, date]:
        """The days `from` and `to`, open ends far away."""
        first, last = self.day("from", FIRST_DAY), self.day("to", LAST_DAY)
        if first > last:
            raise self.wrong(f"it ends on {last}, before it begins on {first}")
        return first, last


def entries(path: Path, allowed: set[str]) -> list[Entry]:
    """The entries of one file, which is a list of mappings with the `allowed` keys."""
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RatesError(f"this is not YAML ({error})", source=path.name) from error
    if not isinstance(given, list):
        raise RatesError("expected a list of entries", source=path.name)
    return [Entry(path, number, each, allowed) for number, each in enumerate(given, start=1)]


def read_facts(folder: Path = DATA) -> Facts:
    """All facts of a folder. Raises `RatesError` naming the file and the entry."""
    pegs = [
        Peg(
            e.code("currency"),
            e.number("units"),
            e.code("anchor"),
            e.number_or_none("per") or Decimal(1),
            *e.period(),
            e.text("source"),
            e.flag("final"),
        )
        for e in entries(
            folder / "pegs.yaml",
            {"currency", "units", "anchor", "per", "from", "to", "source", "final"},
        )
    ]
    redenominations = [
        Redenomination(
            e.code("old"), e.code("new"), e.number("factor"), e.day("since"), e.text("source")
        )
        for e in entries(
            folder / "redenominations.yaml", {"old", "new", "factor", "since", "source"}
        )
    ]
    several = [
        SeveralRates(
            e.code("currency"),
            *e.period(),
            e.text("reason"),
            e.number_or_none("highest_premium"),
            e.text("source"),
        )
        for e in entries(
            folder / "several_rates.yaml",
            {"currency", "from", "to", "reason", "highest_premium", "source"},
        )
    ]
    return Facts(tuple(pegs), tuple(redenominations), tuple(several))
