"""The rules as data: `catalogue.toml`, read once and held against the modules and pages beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from figurecheck.errors import FigurecheckError

if TYPE_CHECKING:
    from figurecheck.model import Severity

HERE = Path(__file__).parent
FIELDS = {"id", "name", "severity", "scope", "statement"}
SEVERITIES = {"error", "warning", "note"}
SCOPES = {"document", "documents"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its stable id, its default severity, the statement it checks, and its page."""

    id: str
    name: str
    severity: Severity
    scope: Literal["document", "documents"]
    statement: str

    @property
    def module(self) -> str:
        """The module's name: `fx01_conversion_mismatch`."""
        return f"{self.id.lower()}_{self.name.replace('-', '_')}"

    @property
    def page(self) -> Path:
        """The page that tells what it checks, why, by what example, and when it is silent."""
        return HERE / f"{self.module}.md"


@cache
def catalogue() -> tuple[Rule, ...]:
    """All rules, in the catalogue's order. Raises `FigurecheckError` where the table is not as it must be."""
    rows = tomllib.loads((HERE / "catalogue.toml").read_text(encoding="utf-8"))["rule"]
    rules: list[Rule] = []
    for number, row in enumerate(rows, start=1):
        place = f"rule {number} ({row.get('id', 'without an id')})"
        if (
            set(row) != FIELDS
            or row["severity"] not in SEVERITIES
            or row["scope"] not in SCOPES
            or any(row["id"] == other.id for other in rules)
        ):
            raise FigurecheckError(
                f"expected an id of its own and the fields {', '.join(sorted(FIELDS))}",
                source="catalogue.toml",
                place=place,
            )
        rules.append(Rule(**row))
    return tuple(rules)


def rule(identifier: str) -> Rule:
    """The rule of an id. Raises `KeyError` where there is none."""
    return {each.id: each for each in catalogue()}[identifier]
