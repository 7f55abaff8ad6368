"""Settings: which rules count for which document, and how much; see `settings_file` for reading them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figurecheck.model import Severity

SEVERITIES = ("error", "warning", "note")
FAIL_ON = ("error", "warning", "never")


@dataclass(frozen=True)
class Choice:
    """Which rules count, and how much; `select` None leaves it as it is."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What a project has settled. Paths are absolute; `tolerance` is a fraction of a rate."""

    file: Path | None = None
    choice: Choice = field(default_factory=Choice)
    per_path: tuple[tuple[str, Choice], ...] = ()  # pattern of paths, in the order of the file
    tolerance: Decimal = Decimal(0)
    base: str | None = None
    rates: str | None = None
    fail_on: str | None = None
    ledger: Path | None = None
    baseline: Path | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)  # spelling to name

    def rules_of(self, path: str | None) -> frozenset[str]:
        """Ids of the rules that count for a document of this path."""
        chosen = self.choice.select
        ignored = set(self.choice.ignore)
        for each in self._of_path(path):
            chosen = chosen if each.select is None else each.select
            ignored |= each.ignore
        return (all_rules() if chosen is None else chosen) - ignored

    def severity_of(self, rule: str, path: str | None) -> Severity | None:
        """The severity that was settled for a rule, the last pattern that fits counting most."""
        found = self.choice.severity.get(rule)
        for each in self._of_path(path):
            found = each.severity.get(rule, found)
        return found

    def rules(self) -> frozenset[str]:
        """Ids of the rules that count for some document."""
        chosen = self.choice.select
        wanted = (all_rules() if chosen is None else chosen) - self.choice.ignore
        return wanted.union(*(each.select or () for _, each in self.per_path))

    def _of_path(self, path: str | None) -> list[Choice]:
        if path is None or not self.per_path:
            return []
        shown = self.relative(path)
        return [each for pattern, each in self.per_path if fits(shown, pattern)]

    def relative(self, path: str) -> str:
        """A path as the settings name it: from the folder of their file, with forward slashes."""
        root = self.file.parent if self.file else Path.cwd()
        whole = Path(path).absolute()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path


def fits(path: str, pattern: str) -> bool:
    """Whether a path, or a folder above it, is meant by a pattern; `*` stands for anything."""
    return fnmatchcase(path, pattern) or fnmatchcase(path, pattern.rstrip("/") + "/*")


def all_rules() -> frozenset[str]:
    """Ids of all rules."""
    return frozenset(each.id for each in catalogue())


def rules_named(name: str) -> frozenset[str]:
    """Ids of the rules that a word means: an id, a name, or the letters that ids begin with."""
    return frozenset(
        each.id
        for each in catalogue()
        if name == each.name or (name and each.id.startswith(name.upper()))
    )
