"""A text as HTML with its figures underlined and its findings marked and linked."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figurecheck.model import DocumentChecks, Figure, Finding

SEVERITIES = ("error", "warning", "note", "waived")


def level(finding: Finding) -> str:
    """How a finding is shown: its severity, or `waived`."""
    return finding.severity if finding.waived is None else "waived"


def marked(checks: DocumentChecks, anchor: str, start: int = 0) -> str:
    """The text from `start`, in HTML; a finding `n` is linked to the element `{anchor}-{n}`."""
    text, findings = checks.document.text, checks.findings
    cuts = {start, len(text)}
    for spans in (checks.figures, findings):
        cuts.update(*((each.start, each.end) for each in spans))
    places = sorted(cut for cut in cuts if start <= cut <= len(text))
    parts: list[str] = []
    for begin, end in pairwise(places):
        figure = next((f for f in checks.figures if f.start <= begin < f.end), None)
        over = [n for n, f in enumerate(findings) if f.start <= begin < f.end]
        parts.append(_part(text[begin:end], figure, [findings[n] for n in over]))
        parts += [_link(findings[n], n, anchor) for n in over if findings[n].end == end]
    return "".join(parts)


def _part(text: str, figure: Figure | None, findings: list[Finding]) -> str:
    shown = escape(text)
    if figure is not None:
        shown = f'<span class="figure" title="{escape(meaning(figure))}">{shown}</span>'
    if findings:
        worst = min((level(each) for each in findings), key=SEVERITIES.index)
        shown = f'<mark class="{worst}">{shown}</mark>'
    return shown


def _link(finding: Finding, number: int, anchor: str) -> str:
    label = f"{level(finding)} {finding.rule}: finding {number + 1}"
    return (
        f'<a class="to" id="{anchor}-{number}-text" href="#{anchor}-{number}"'
        f' aria-label="{escape(label)}">[{number + 1}]</a>'
    )


def meaning(figure: Figure) -> str:
    """What a figure was read as: `exact 2,840,000,000,000 CNY, as of 2022`."""
    if figure.value is not None:
        amount = f"{figure.value:,f}"
    else:
        ends = (figure.low, figure.high)
        amount = " to ".join("open" if end is None else f"{end:,f}" for end in ends)
    words = [figure.modifier.replace("_", " "), amount, figure.unit or figure.kind]
    return " ".join(words) + (f", as of {figure.as_of}" if figure.as_of else "")
