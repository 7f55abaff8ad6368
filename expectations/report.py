"""What a validation found: per expectation whether it holds, and the rows that break it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

Row = Mapping[str, str]

SAMPLE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation after the check.

    `failing` counts all rows that break it (None for a statement about the table as a whole) and
    `sample` lists the first `SAMPLE_SIZE` of them: the key columns, what broke and what is shown
    beside it, as text.  `problem` says why the expectation could not be evaluated.
    """

    suite: str
    table: str
    asset: str
    name: str
    protects: str
    severity: Literal["structural", "content"]
    success: bool
    rows: int | None = None
    failing: int | None = None
    observed: str | None = None
    sample: tuple[Row, ...] = ()
    problem: str | None = None

    @property
    def told(self) -> str:
        """What was found, in a few words."""
        if self.problem:
            return f"could not be checked: {self.problem}"
        if self.failing is not None and self.rows is not None:
            return (
                f"{self.failing:,} of {self.rows:,} rows" if self.failing else f"{self.rows:,} rows"
            )
        return f"observed {self.observed}" if self.observed else "holds"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All outcomes of one check of one warehouse file, in the order of the suites."""

    warehouse: Path
    checked_at: datetime  # UTC
    outcomes: tuple[Outcome, ...]
    data_docs: Path | None = None  # the first page of the site, where one was written

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The expectations that do not hold, structural ones first."""
        broken = [outcome for outcome in self.outcomes if not outcome.success]
        return tuple(sorted(broken, key=lambda outcome: outcome.severity != "structural"))

    @property
    def success(self) -> bool:
        """Whether every expectation holds, content ones included."""
        return not self.failures

    @property
    def sound(self) -> bool:
        """Whether every structural expectation holds: no row is broken or was tampered with."""
        return all(outcome.severity == "content" for outcome in self.failures)

    def to_text(self) -> str:
        """The report for a terminal: a line per table, then each failure with its rows."""
        lines = [*self._tables(), ""]
        for outcomes in self._by_suite().values():
            problem = unread(outcomes)
            if problem:
                lines += [f"{outcomes[0].table}: nothing could be checked", f"  {problem}", ""]
        for outcome in self.failures:
            if not unread(self._by_suite()[outcome.suite]):
                lines += [*_failure(outcome), ""]
        lines.append(self._closing())
        return "\n".join(lines)

    def _by_suite(self) -> dict[str, list[Outcome]]:
        suites: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            suites.setdefault(outcome.suite, []).append(outcome)
        return suites

    def _tables(self) -> list[str]:
        suites = self._by_suite()
        width = max(len(name) for name in suites)
        return [
            f"{'ok  ' if all(o.success for o in found) else 'FAIL'} {name:<{width}}  "
            f"{sum(o.success for o in found):>2} of {len(found)} hold on {found[0].table}"
            for name, found in suites.items()
        ]

    def _closing(self) -> str:
        broken = len(self.failures)
        if not broken:
            return f"All {len(self.outcomes)} expectations hold."
        stopping = sum(outcome.severity == "structural" for outcome in self.failures)
        return (
            f"{broken} of {len(self.outcomes)} expectations do not hold "
            f"({stopping} structural, {broken - stopping} content)."
        )


def unread(outcomes: Sequence[Outcome]) -> str | None:
    """Why nothing of a suite could be checked; None where something could."""
    problems = {outcome.problem for outcome in outcomes}
    return problems.pop() if len(problems) == 1 else None


def _failure(outcome: Outcome) -> list[str]:
    lines = [
        f"{outcome.table}: {outcome.name} ({outcome.severity})",
        f"  {outcome.protects}",
        f"  {outcome.told}",
    ]
    lines += [
        "    " + ", ".join(f"{name}={value}" for name, value in row.items())
        for row in outcome.sample
    ]
    unlisted = (outcome.failing or 0) - len(outcome.sample)
    if outcome.sample and unlisted > 0:
        lines.append(f"    … and {unlisted:,} more")
    return lines


def markdown_table(rows: tuple[Row, ...]) -> str:
    """Lay rows of the same columns out as a Markdown table; cells are escaped."""
    if not rows:
        return ""
    columns = list(rows[0])
    head = [f"| {' | '.join(columns)} |", f"|{'|'.join(' --- ' for _ in columns)}|"]
    body = [f"| {' | '.join(_cell(row[name]) for name in columns)} |" for row in rows]
    return "\n".join([*head, *body])


def _cell(value: str) -> str:
    return " ".join(value.replace("\\", "\\\\").replace("|", "\\|").split())
