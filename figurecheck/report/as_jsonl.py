"""JSON lines: one line per document, in the order of the input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from figurecheck.ingest.lines import LineError
from figurecheck.report.rows import Row, checks_row, error_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import DocumentChecks
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look


class Report:
    """Writes each document as soon as it is checked."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        self._write, self._base = write, look.base

    def document(self, checks: DocumentChecks) -> None:
        """One row, with its findings or its error."""
        self._line(checks_row(checks, self._base))

    def failure(self, error: FigurecheckError) -> None:
        """One row with the reason, so that no input is without its row."""
        self._line(failure_row(error))

    def end(self, tally: Tally) -> None:
        """Nothing closes a file of lines."""

    def _line(self, row: Row) -> None:
        self._write(json.dumps(row, ensure_ascii=False) + "\n")


def failure_row(error: FigurecheckError) -> Row:
    """The row of what could not be read, under the id that its line gives, else its file and line."""
    name = error.source or "input"
    if isinstance(error, LineError):
        name = error.document_id or f"{name}, {error.place}"
    return error_row(name, str(error))
