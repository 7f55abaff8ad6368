"""What a run found, counted: for the closing line and the exit status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figurecheck.model import DocumentChecks


@dataclass
class Tally:
    """Counts over all documents. Waived findings are counted apart from the others."""

    documents: int = 0
    figures: int = 0
    conversions: int = 0
    uncheckable: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    waived: int = 0
    failed: int = 0  # documents that carry an error
    unread: int = 0  # files, or lines of files

    def add(self, checks: DocumentChecks) -> None:
        """Count one document."""
        self.documents += 1
        self.failed += checks.error is not None
        self.figures += len(checks.figures)
        self.conversions += len(checks.conversions)
        self.uncheckable += sum(each.verdict == "uncheckable" for each in checks.conversions)
        for finding in checks.findings:
            if finding.waived is not None:
                self.waived += 1
            elif finding.severity == "error":
                self.errors += 1
            elif finding.severity == "warning":
                self.warnings += 1
            else:
                self.notes += 1

    def sentence(self) -> str:
        """The closing line: `1 document, 10 figures, 1 conversion: 1 error`."""
        found = [
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "note"),
        ]
        parts = [part for part in found if not part.startswith("0 ")] or ["nothing to report"]
        if self.uncheckable:
            parts.append(f"{counted(self.uncheckable, 'conversion')} not checkable")
        if self.waived:
            parts.append(f"{self.waived} waived")
        if self.failed:
            parts.append(f"{counted(self.failed, 'document')} failed")
        if self.unread:
            parts.append(f"{self.unread} not read")
        read = ", ".join(
            [
                counted(self.documents, "document"),
                counted(self.figures, "figure"),
                counted(self.conversions, "conversion"),
            ]
        )
        return f"{read}: {', '.join(parts)}"

    def row(self) -> dict[str, int]:
        """The counts by name."""
        return dict(vars(self))


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
