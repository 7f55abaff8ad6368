"""What every form of report offers, and choosing one by its name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import DocumentChecks
    from figurecheck.report.in_base import InBase
    from figurecheck.report.tally import Tally

FORMATS = ("text", "json", "jsonl", "sarif", "github", "html")
"""Each is the module `figurecheck.report.as_FORMAT`, whose class `Report` is a `Writer`."""


class Writer(Protocol):
    """Is told of each document and each failure in the order of the input, then of the end."""

    def document(self, checks: DocumentChecks) -> None:
        """Tell of one document."""

    def failure(self, error: FigurecheckError) -> None:
        """Tell of a file, or a line of it, that could not be read."""

    def end(self, tally: Tally) -> None:
        """Close the report."""


@dataclass(frozen=True)
class Look:
    """What a report may show beside what was found: colours, and amounts in one currency."""

    colour: bool = False
    base: InBase | None = None


def writer(form: str, write: Callable[[str], object], look: Look | None = None) -> Writer:
    """The writer of a format."""
    made: Writer = import_module(f"figurecheck.report.as_{form}").Report(write, look or Look())
    return made
