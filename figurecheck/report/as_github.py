"""Annotations for GitHub: one workflow command a finding, shown beside its line in a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.catalogue import rule
from figurecheck.report.as_text import percent
from figurecheck.report.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import DocumentChecks, Finding
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


class Report:
    """Writes each finding that counts as soon as its document is checked."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        """Take where to write; the look is that of GitHub's pages."""
        del look
        self._write = write

    def document(self, checks: DocumentChecks) -> None:
        """A command for each finding that is not waived."""
        places = Places(checks.document)
        if checks.error is not None:
            self._command("error", {"file": from_here(checks.document.path)}, checks.error)
        for finding in checks.findings:
            if finding.waived is None:
                self._command(
                    COMMANDS[finding.severity], _properties(finding, places), told(finding)
                )

    def failure(self, error: FigurecheckError) -> None:
        """A command for what could not be read."""
        self._command("error", {"file": from_here(error.source)}, str(error))

    def end(self, tally: Tally) -> None:
        """The counts, as a line of the log."""
        self._write(tally.sentence() + "\n")

    def _command(self, command: str, properties: dict[str, str | None], message: str) -> None:
        given = ",".join(
            f"{name}={value.translate(VALUE)}" for name, value in properties.items() if value
        )
        self._write(f"::{command} {given}::{message.translate(MESSAGE)}\n")


def _properties(finding: Finding, places: Places) -> dict[str, str | None]:
    """File, lines and columns; the columns only where they are those of one line of the file."""
    found: dict[str, str | None] = {"file": from_here(places.document.path)}
    if places.in_file:
        start, end = places.position(finding.start), places.position(finding.end)
        found |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:
            found |= {"col": str(start.column), "endColumn": str(end.column)}
    return found | {"title": f"{finding.rule} {rule(finding.rule).name}"}


def from_here(path: str | None) -> str | None:
    """A path below the folder of the run as seen from there: GitHub knows a checkout's paths only."""
    if path is None:
        return None
    whole, here = Path(path).absolute(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path


def told(finding: Finding) -> str:
    """Message, explanations and suggestion, a line each."""
    lines = [finding.message]
    lines += [f"perhaps: {each.text} ({percent(each.confidence)})" for each in finding.explanations]
    lines += [f"suggested: {finding.suggestion}"] if finding.suggestion else []
    return "\n".join(lines)
