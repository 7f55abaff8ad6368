"""Reads and checks settings: `[tool.figurecheck]` of pyproject.toml, or figurecheck.toml.

What is not known is an error that names the file, the line and the nearest known word.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from figurecheck.errors import SettingsError
from figurecheck.near import advice
from figurecheck.settings import FAIL_ON, SEVERITIES, Choice, Settings, all_rules, rules_named
from figurecheck.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figurecheck.model import Severity

OWN_FILE, SHARED_FILE = "figurecheck.toml", "pyproject.toml"
TABLE = ("tool", "figurecheck")
PATH_KEYS = ("select", "ignore", "severity")
KEYS = (
    *PATH_KEYS, "tolerance", "base", "rates", "fail-on", "ledger", "baseline", "aliases", "per-path",
)  # fmt: skip
CURRENCY = re.compile("[A-Z]{3}")


def find_settings(start: Path) -> Settings:
    """The settings of the nearest folder, from `start` upwards, that has any; else the defaults."""
    for folder in (start, *start.parents):
        own, shared = folder / OWN_FILE, folder / SHARED_FILE
        if own.is_file():
            return read_settings(own)
        if shared.is_file() and "figurecheck" in _tables(shared).get("tool", {}):
            return read_settings(shared)
    return Settings()


def read_settings(file: Path) -> Settings:
    """The settings of one file. Raises `SettingsError`, naming file and line."""
    tables = _tables(file)
    prefix: tuple[str, ...] = ()
    if file.name == SHARED_FILE:
        prefix = TABLE
        tables = tables.get("tool", {}).get("figurecheck", {})
    return _Table(file.absolute(), prefix, tables).settings()


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}", source=str(file), advice="check the path"
        ) from None
    except ValueError as error:
        raise SettingsError(f"is no TOML: {error}", source=str(file)) from None


class _Table:
    """The table of settings of one file, on its way to `Settings`."""

    def __init__(self, file: Path, prefix: tuple[str, ...], table: dict[str, Any]) -> None:
        self._file, self._prefix, self._table = file, prefix, table

    def settings(self) -> Settings:
        table = self._table
        self._known((), table, KEYS)
        return Settings(
            file=self._file,
            choice=self._choice((), table),
            per_path=tuple(
                (pattern, self._path_choice(("per-path", pattern), value))
                for pattern, value in self._mapping(("per-path",)).items()
            ),
            tolerance=self._tolerance(),
            base=self._base(),
            rates=self._rates(),
            fail_on=self._one_of(("fail-on",), table.get("fail-on"), FAIL_ON),
            ledger=self._path("ledger"),
            baseline=self._path("baseline"),
            aliases=self._aliases(),
        )

    def _wrong(self, keys: Sequence[str], problem: str, told: str | None = None) -> SettingsError:
        text = self._file.read_text(encoding="utf-8-sig")
        line = line_of(text, (*self._prefix, *keys))
        place = f"line {line}" if line else ".".join(keys)
        return SettingsError(problem, source=_shown(self._file), place=place, advice=told)

    def _known(self, keys: tuple[str, ...], table: dict[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                raise self._wrong((*keys, key), f"unknown key `{key}`", advice(key, known))

    def _mapping(self, keys: tuple[str, ...]) -> dict[str, Any]:
        value = self._table.get(keys[0], {})
        if not isinstance(value, dict):
            raise self._wrong(keys, f"expected `{keys[0]}` to be a table")
        return value

    def _path_choice(self, keys: tuple[str, ...], value: object) -> Choice:
        if not isinstance(value, dict):
            raise self._wrong(keys, f"expected `{keys[-1]}` to be a table")
        self._known(keys, value, PATH_KEYS)
        return self._choice(keys, value)

    def _choice(self, keys: tuple[str, ...], table: dict[str, Any]) -> Choice:
        select = self._rules((*keys, "select"), table["select"]) if "select" in table else None
        severities = table.get("severity", {})
        if not isinstance(severities, dict):
            raise self._wrong((*keys, "severity"), "expected `severity` to be a table")
        severity: dict[str, Severity] = {}
        for name, level in severities.items():
            place = (*keys, "severity", name)
            for rule in self._rules(place, [name]):
                severity[rule] = cast("Severity", self._one_of(place, level, SEVERITIES))
        return Choice(select, self._rules((*keys, "ignore"), table.get("ignore", [])), severity)

    def _rules(self, keys: tuple[str, ...], names: object) -> frozenset[str]:
        """Rules by id, by name, or by what their ids begin with (`FX`)."""
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self._wrong(keys, f"expected `{keys[-1]}` to be a list of rules")
        found: set[str] = set()
        for name in names:
            meant = rules_named(name)
            if not meant:
                raise self._wrong(keys, f"unknown rule `{name}`", advice(name, sorted(all_rules())))
            found |= meant
        return frozenset(found)

    def _one_of(self, keys: Sequence[str], value: object, known: Sequence[str]) -> str | None:
        if value is None or value in known:
            return cast("str | None", value)
        raise self._wrong(keys, f"unknown value `{value}`", advice(str(value), known))

    def _tolerance(self) -> Decimal:
        value = self._table.get("tolerance", 0)
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value < 1:
            raise self._wrong(("tolerance",), "expected `tolerance` to be a fraction, such as 0.02")
        return Decimal(value)

    def _base(self) -> str | None:
        value = self._text("base")
        if value is not None and not CURRENCY.fullmatch(value):
            raise self._wrong(("base",), "expected `base` to be a currency code, such as USD")
        return value

    def _rates(self) -> str | None:
        value = self._text("rates")
        if value in {None, "ecb", "live"}:
            return value
        return str(self._file.parent / str(value))

    def _path(self, key: str) -> Path | None:
        value = self._text(key)
        return None if value is None else self._file.parent / value

    def _text(self, key: str) -> str | None:
        value = self._table.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        raise self._wrong((key,), f"expected `{key}` to be text that is not empty")

    def _aliases(self) -> dict[str, str]:
        """Every spelling with the name it stands for: `"Example Corp" = ["Example Inc"]`."""
        found: dict[str, str] = {}
        for name, spellings in self._mapping(("aliases",)).items():
            keys = ("aliases", name)
            if not isinstance(spellings, list) or not all(isinstance(s, str) for s in spellings):
                raise self._wrong(keys, f"expected `{name}` to be a list of spellings")
            for spelling in spellings:
                if found.setdefault(spelling, name) != name:
                    raise self._wrong(
                        keys, f"`{spelling}` stands for `{found[spelling]}` too", "keep one of them"
                    )
        return found


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
