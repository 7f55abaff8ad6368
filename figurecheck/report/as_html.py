"""One page that needs nothing else: the texts with their figures marked, and every finding explained."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck import __version__
from figurecheck.ingest.markdown import front_matter_end
from figurecheck.reconcile.rules.catalogue import rule
from figurecheck.report.as_text import percent
from figurecheck.report.marked_text import level, marked, meaning
from figurecheck.report.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import Conversion, DocumentChecks, Finding
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Report:
    """Gathers the documents and writes the page at the end."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        """Take where to write, and the currency to show amounts in."""
        self._write, self._base = write, look.base
        self._documents: list[str] = []
        self._contents: list[str] = []
        self._failures: list[str] = []

    def document(self, checks: DocumentChecks) -> None:
        """A section for the document."""
        anchor = f"d{len(self._contents) + 1}"
        name = escape(checks.document.title or Places(checks.document).name)
        count = sum(finding.waived is None for finding in checks.findings)
        told = "failed" if checks.error is not None else f"{count} found"
        self._contents.append(f'<li><a href="#{anchor}">{name}</a> — {told}</li>')
        self._documents.append("\n".join(self._section(checks, anchor)))

    def failure(self, error: FigurecheckError) -> None:
        """A line at the top."""
        self._failures.append(f"<li>{escape(str(error))}</li>")

    def end(self, tally: Tally) -> None:
        """The whole page."""
        failures = (
            f'<section aria-labelledby="unread"><h2 id="unread">Not read</h2>'
            f"<ul>{''.join(self._failures)}</ul></section>"
            if self._failures
            else ""
        )
        self._write(
            f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>figurecheck: {escape(tally.sentence())}</title>
<style>
{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<a class="skip" href="#documents">Skip to the documents</a>
<header>
<h1>Checked figures</h1>
<p>{escape(tally.sentence())}</p>
</header>
<nav aria-label="Documents"><ol>{"".join(self._contents)}</ol></nav>
<main id="documents">
{failures}
{"".join(self._documents)}
</main>
<footer><p class="quiet">figurecheck {escape(__version__)}. A finding says that figures disagree; it does not
know which of them is wrong.</p></footer>
</body>
</html>
"""
        )

    def _section(self, checks: DocumentChecks, anchor: str) -> Iterator[str]:
        document, places = checks.document, Places(checks.document)
        yield f'<section aria-labelledby="{anchor}">'
        yield f'<h2 id="{anchor}">{escape(document.title or places.name)}</h2>'
        facts = [places.name, document.source, document.published]
        yield f'<p class="quiet">{escape(" · ".join(fact for fact in facts if fact))}</p>'
        if checks.error is not None:
            yield f'<p class="finding">{escape(checks.error)}</p>'
        for number, finding in enumerate(checks.findings):
            yield from _finding(finding, places, f"{anchor}-{number}")
        for conversion in checks.conversions:
            if conversion.verdict == "uncheckable":
                yield _uncheckable(conversion, checks)
        lang = f' lang="{escape(document.lang)}"' if document.lang else ""
        direction = "rtl" if document.lang in RIGHT_TO_LEFT else "auto"
        opened = " open" if checks.findings else ""
        start = front_matter_end(document.text)
        body = marked(checks, anchor, start).strip("\ufeff\r\n")
        yield f"<details{opened}><summary>The text</summary>"
        yield f'<div class="text" dir="{direction}"{lang}>{body}</div></details>'
        yield from self._figures(checks)
        yield "</section>"

    def _figures(self, checks: DocumentChecks) -> Iterator[str]:
        if not checks.figures:
            return
        base = self._base
        yield f"<details><summary>{len(checks.figures)} figures</summary>"
        yield '<div class="scroll" tabindex="0" role="region" aria-label="Figures"><table>'
        columns = ["as printed", "read as", "of", "attributed to"]
        columns += [f"in {base.currency}"] if base else []
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
        yield f"<thead><tr>{head}</tr></thead><tbody>"
        for figure in checks.figures:
            subject = ", ".join(part for part in (figure.subject, figure.metric) if part)
            cells = [figure.surface, meaning(figure), subject, figure.attribution or ""]
            row = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in cells)
            if base:
                amount = base.of(figure, checks.document)
                row += f'<td class="number">{f"{amount.value:,.2f}" if amount else ""}</td>'
            yield f"<tr>{row}</tr>"
        yield "</tbody></table></div></details>"


def _finding(finding: Finding, places: Places, anchor: str) -> Iterator[str]:
    shown = level(finding)
    yield f'<article class="finding {shown}" id="{anchor}" aria-labelledby="{anchor}-head">'
    name = rule(finding.rule).name
    yield f'<h3 id="{anchor}-head"><span class="label">{shown} {finding.rule}</span> {name}</h3>'
    yield f"<p>{escape(finding.message)}</p><dl>"
    for place, each in enumerate(finding.explanations):
        label = "or" if place else "perhaps"
        yield f"<dt>{label}</dt><dd>{escape(each.text)} ({percent(each.confidence)})</dd>"
    if finding.suggestion:
        yield f"<dt>suggested</dt><dd>{escape(finding.suggestion)}</dd>"
    if finding.waived is not None:
        yield f"<dt>waived</dt><dd>{escape(finding.waived)}</dd>"
    where = places.label(finding.start)
    yield f'<dt>where</dt><dd><a href="#{anchor}-text">{escape(where)}</a></dd></dl></article>'


def _uncheckable(conversion: Conversion, checks: DocumentChecks) -> str:
    first, second = (
        checks.figures[index].surface for index in (conversion.from_index, conversion.to_index)
    )
    reason = conversion.reason or "no reason is known"
    return (
        f'<p class="quiet">Not checkable: “{escape(first)}” and “{escape(second)}”,'
        f" because {escape(reason)}</p>"
    )
