"""Reads the suites: YAML files that say what each table promises, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from figurecheck.errors import SettingsError

SUITES = Path(__file__).parent / "suites"
ROWS = Path(__file__).parent / "rows"

Severity = Literal["structural", "content"]

_SUITE_KEYS = ("table", "asset", "about", "rows", "key", "show", "expectations")
_SUITE_OPTIONS = ("needs",)
_EXPECTATION_KEYS = ("name", "severity", "protects", "expect", "with")
_EXPECTATION_OPTIONS = ("show",)
_LINE = "__line__"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One promise.  `structural` ones stop what comes after, `content` ones warn."""

    name: str  # unique over all suites: it names the asset check
    severity: Severity
    protects: str
    type: str  # of Great Expectations, in snake case
    kwargs: Mapping[str, Any]
    show: tuple[str, ...]  # columns that explain a failing row, beside those of the suite
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Suite:
    """The promises about one table, checked on the rows that `rows` selects.

    `asset` is the one that writes the table, `needs` are the others that `rows` reads.  `key` names
    the columns that identify a row to the reader, `show` those listed beside them.
    """

    name: str
    path: Path
    table: str
    asset: str
    needs: tuple[str, ...]
    about: str
    rows: Path
    key: tuple[str, ...]
    show: tuple[str, ...]
    expectations: tuple[Expectation, ...]


class _LinedLoader(yaml.SafeLoader):
    """Keeps the line of every mapping, so that a mistake is named with its place."""


def _lined_mapping(loader: _LinedLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping = cast("dict[str, Any]", loader.construct_mapping(node, deep=True))
    return {**mapping, _LINE: node.start_mark.line + 1}


_LinedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _lined_mapping)


@lru_cache(maxsize=4)
def load_suites(folder: Path = SUITES) -> tuple[Suite, ...]:
    """Read every suite of a folder, in the order of their file names.

    Raises `SettingsError`, with file and line, for anything that is missing, unknown or named twice.
    """
    suites = tuple(_suite(path) for path in sorted(folder.glob("*.yaml")))
    if not suites:
        raise SettingsError("no suite, at least one .yaml file expected", source=folder.name)
    seen: dict[str, str] = {}
    for suite in suites:
        for expectation in suite.expectations:
            if expectation.name in seen:
                raise _error(
                    suite.path,
                    expectation.line,
                    f"`{expectation.name}` is also the name of an expectation in "
                    f"{seen[expectation.name]}",
                    "a name is used once over all suites",
                )
            seen[expectation.name] = suite.path.name
    return suites


def _suite(path: Path) -> Suite:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LinedLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise SettingsError(f"not YAML: {error}", source=path.name) from error
    if not isinstance(content, dict):
        raise _error(path, 1, "a mapping is expected", f"keys: {', '.join(_SUITE_KEYS)}")
    _has_exactly(path, content, _SUITE_KEYS, _SUITE_OPTIONS)
    rows = ROWS / str(content["rows"])
    if not rows.is_file():
        raise _error(path, content[_LINE], f"no query expectations/rows/{rows.name}", "write it")
    expectations = tuple(_expectation(path, item) for item in content["expectations"])
    return Suite(
        name=path.stem,
        path=path,
        table=str(content["table"]),
        asset=str(content["asset"]),
        needs=tuple(content.get("needs", ())),
        about=" ".join(str(content["about"]).split()),
        rows=rows,
        key=tuple(content["key"]),
        show=tuple(content["show"]),
        expectations=expectations,
    )


def _expectation(path: Path, item: dict[str, Any]) -> Expectation:
    _has_exactly(path, item, _EXPECTATION_KEYS, _EXPECTATION_OPTIONS)
    line = item[_LINE]
    if item["severity"] not in ("structural", "content"):
        raise _error(
            path, line, f"severity {item['severity']!r}", "it is `structural` or `content`"
        )
    if not str(item["expect"]).startswith("expect_"):
        raise _error(
            path,
            line,
            f"`expect: {item['expect']}` is no expectation",
            "it is a type of Great Expectations, such as expect_column_values_to_be_unique",
        )
    return Expectation(
        name=str(item["name"]),
        severity=item["severity"],
        protects=" ".join(str(item["protects"]).split()),
        type=str(item["expect"]),
        kwargs={key: value for key, value in item["with"].items() if key != _LINE},
        show=tuple(item.get("show", ())),
        line=line,
    )


def _has_exactly(
    path: Path, mapping: dict[str, Any], keys: tuple[str, ...], optional: tuple[str, ...] = ()
) -> None:
    line = mapping[_LINE]
    missing = [key for key in keys if key not in mapping]
    unknown = [key for key in mapping if key not in (*keys, *optional, _LINE)]
    if missing:
        raise _error(path, line, f"`{missing[0]}` is missing", f"give all of {', '.join(keys)}")
    if unknown:
        known = ", ".join((*keys, *optional))
        raise _error(path, line, f"unknown key `{unknown[0]}`", f"known are {known}")


def _error(path: Path, line: int, problem: str, advice: str) -> SettingsError:
    return SettingsError(
        problem, source=f"expectations/suites/{path.name}", place=f"line {line}", advice=advice
    )
