"""Text for editors: each finding with its sentence, the figures underlined, and what may be behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.catalogue import rule
from figurecheck.report.places import Places
from figurecheck.report.widths import lines, terminal_width, visible, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import Conversion, DocumentChecks, Finding
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look

INDENT = "  "
LABEL_WIDTH = 11
BOLD, DIM = "1", "2"
COLOURS = {"error": "31", "warning": "33", "note": "36"}
UNDERLINE = "^"
CENTS = Decimal("0.01")


class Report:
    """Writes each finding as soon as its document is checked."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        """Take where to write, and what to show there."""
        self._write = write
        self._colour, self._base = look.colour, look.base
        self._width = terminal_width()

    def document(self, checks: DocumentChecks) -> None:
        """Every finding, and every conversion that could not be judged."""
        places = Places(checks.document)
        if checks.error is not None:
            self._line(f"{places.name}: {self._paint('error', COLOURS['error'])}: {checks.error}")
        for finding in checks.findings:
            self._finding(finding, checks, places)
        for conversion in checks.conversions:
            if conversion.verdict == "uncheckable":
                self._uncheckable(conversion, checks, places)

    def failure(self, error: FigurecheckError) -> None:
        """Nothing: the message is on standard error."""

    def end(self, tally: Tally) -> None:
        """One closing line."""
        self._line(tally.sentence())

    def _finding(self, finding: Finding, checks: DocumentChecks, places: Places) -> None:
        severity = finding.severity if finding.waived is None else "waived"
        head = f"{severity} {finding.rule}"
        painted = self._paint(head, COLOURS.get(severity, DIM) + ";" + BOLD)
        label = visible(places.label(finding.start))
        self._line(f"{self._paint(label, BOLD)}: {painted} {rule(finding.rule).name}")
        spans = [
            (checks.figures[index].start, checks.figures[index].end) for index in finding.figures
        ]
        self._sentence(finding, spans or [(finding.start, finding.end)], places)
        self._told("found", finding.message)
        ranked = finding.explanations
        for number, each in enumerate(ranked, start=1):
            share = f" ({percent(each.confidence)})"
            self._told("perhaps" if number == 1 else "or", each.text + share)
        if finding.suggestion:
            self._told("suggested", finding.suggestion)
        self._in_base(finding, checks)
        if finding.waived is not None:
            self._told("waived", finding.waived)
        self._line("")

    def _uncheckable(self, conversion: Conversion, checks: DocumentChecks, places: Places) -> None:
        first, second = (
            checks.figures[index] for index in (conversion.from_index, conversion.to_index)
        )
        label = visible(places.label(min(first.start, second.start)))
        self._line(
            f"{self._paint(label, BOLD)}: {self._paint('not checkable', DIM)}"
            f" “{flat(first.surface)}” and “{flat(second.surface)}”"
        )
        self._told("because", conversion.reason or "no reason is known")
        self._line("")

    def _sentence(self, finding: Finding, spans: Iterable[tuple[int, int]], places: Places) -> None:
        text = places.document.text
        begin, end = places.sentence(finding.start, finding.end)
        shown = visible(text[begin:end])
        marked = {at - begin for start, stop in spans for at in range(start, stop)}
        colour = COLOURS[finding.severity] + ";" + BOLD
        for line in lines(shown, self._width - 2 * len(INDENT)):
            above = below = ""
            for at in range(line.start, line.end):
                sign = shown[at]
                hit = at in marked
                above += sign
                below += (UNDERLINE if hit else " ") * width(sign)
            self._line(f"{INDENT * 2}{above.rstrip()}")
            if below.strip():
                self._line(f"{INDENT * 2}{self._paint(below.rstrip(), colour)}")

    def _in_base(self, finding: Finding, checks: DocumentChecks) -> None:
        for figure in (checks.figures[index] for index in finding.figures):
            amount = self._base and self._base.of(figure, checks.document)
            if self._base and amount:
                value = format(amount.value.quantize(CENTS), ",f")
                self._told(
                    f"in {self._base.currency}",
                    f"“{flat(figure.surface)}” is {value} at {amount.rate:.6g}"
                    f" ({amount.provider}, {amount.date})",
                )

    def _told(self, label: str, text: str) -> None:
        room = self._width - len(INDENT) - LABEL_WIDTH
        for number, line in enumerate(wrapped(text, room)):
            lead = label.ljust(LABEL_WIDTH) if number == 0 else " " * LABEL_WIDTH
            self._line(f"{INDENT}{self._paint(lead, DIM)}{line}")

    def _line(self, text: str) -> None:
        self._write(text + "\n")

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._colour else text


def percent(share: float) -> str:
    """A confidence in whole percent; what is not certain is not called 100 %."""
    return f"{min(round(share * 100), 99)} %"


def flat(text: str) -> str:
    """A surface on one line."""
    return " ".join(visible(text).split())
