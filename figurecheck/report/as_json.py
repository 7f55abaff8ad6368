"""One JSON object: `documents`, each as in JSON lines, and `summary`, the counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from figurecheck.report.as_jsonl import failure_row
from figurecheck.report.rows import Row, checks_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import DocumentChecks
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look


class Report:
    """Gathers the documents and writes them at the end."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        self._write, self._base = write, look.base
        self._documents: list[Row] = []

    def document(self, checks: DocumentChecks) -> None:
        """One row, with its findings or its error."""
        self._documents.append(checks_row(checks, self._base))

    def failure(self, error: FigurecheckError) -> None:
        """One row with the reason, so that no input is without its row."""
        self._documents.append(failure_row(error))

    def end(self, tally: Tally) -> None:
        """The counts."""
        whole = {"documents": self._documents, "summary": tally.row()}
        self._write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
