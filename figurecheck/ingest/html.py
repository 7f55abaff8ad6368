"""HTML: the text that a reader sees, and the facts that the page states about itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser

from figurecheck.errors import InputError
from figurecheck.ingest.dates import partial_date
from figurecheck.ingest.files import document_id
from figurecheck.model import Document

VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    }
)  # fmt: skip
HIDDEN = frozenset(
    {
        "audio", "button", "canvas", "datalist", "del", "dialog", "embed", "head", "iframe", "math",
        "nav", "noscript", "object", "s", "script", "select", "style", "svg", "template", "textarea",
        "title", "video",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl",
        "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
    }
)  # fmt: skip
CELLS = frozenset({"td", "th"})
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
DATES = (
    "article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date",
)  # fmt: skip
DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")')
SUPPRESSION = re.compile(r"\s*figurecheck:")
PARAGRAPH, LINE = "\n\n", "\n"


class _Page(HTMLParser):
    """Gathers visible text and what meta elements say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.meta: dict[str, str] = {}
        self.lang: str | None = None
        self.title: list[str] = []
        self.linked: list[str] = []
        self._open: list[tuple[str, bool]] = []  # element, and whether it hides what is in it
        self._count: Counter[str] = Counter()  # the same by name
        self._hiding = 0
        self._linking = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self._note(tag, facts)
        if tag == "body":
            self._close("head")
        elif tag in {"p", "div", "h1", "h2", "h3", "table", "ul", "ol"} and self._inside("p"):
            self._close("p")
        if tag in BLOCKS:
            self._add(PARAGRAPH)
        elif tag == "br":
            self._add(LINE)
        elif tag in CELLS:
            self._add(" | ")
        if tag in VOID:
            return
        hides = (
            tag in HIDDEN
            or "hidden" in facts
            or INVISIBLE.search(facts.get("style", "")) is not None
            or (tag == "a" and self._inside("sup"))  # a footnote's mark is no exponent
        )
        self._open.append((tag, hides))
        self._count[tag] += 1
        self._hiding += hides
        if tag == "script":
            self._linking = facts.get("type", "").lower() == "application/ld+json"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._inside("svg") or self._inside("math"):
            self.handle_endtag(tag)  # only there does a slash end an element

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._add(PARAGRAPH)
        self._close(tag)

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "title" and not self._inside("svg"):
            self.title.append(data)
        elif inside == "script":
            if self._linking:
                self.linked.append(data)
        elif self._inside("pre"):
            self._add(data)
        else:
            self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def handle_comment(self, data: str) -> None:
        if SUPPRESSION.match(data):
            self._add(f"<!--{data}-->")

    def _note(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "html":
            self.lang = facts.get("lang") or facts.get("xml:lang") or None
        elif tag == "meta":
            name = facts.get("property") or facts.get("name") or facts.get("itemprop") or ""
            self.meta.setdefault(name.lower(), facts.get("content", ""))
        elif tag == "link" and "canonical" in facts.get("rel", "").lower().split():
            self.meta.setdefault("canonical", facts.get("href", ""))
        elif tag == "time" and facts.get("datetime"):
            self.meta.setdefault("date", facts["datetime"])

    def _inside(self, tag: str) -> bool:
        return self._count[tag] > 0

    def _close(self, tag: str) -> None:
        """Close an element with all that was left open in it; an end without a start ends nothing."""
        if self._inside(tag):
            while self._open:
                name, hides = self._open.pop()
                self._count[name] -= 1
                self._hiding -= hides
                if name == tag:
                    return

    def _add(self, text: str) -> None:
        if not self._hiding:
            self.parts.append(text)


def html_document(path: str, markup: str, published: str | None) -> Document:
    """The page as a document; its text is what is stored, and what spans refer to."""
    page = _Page()
    page.feed(markup.removeprefix("\ufeff"))
    page.close()
    text = shown("".join(page.parts))
    if not text:
        raise InputError("holds no text to read", source=path)
    title = " ".join((page.meta.get("og:title") or "".join(page.title)).split())
    return Document(
        id=document_id(path, text),
        text=text,
        published=_published(page) or published,
        lang=page.lang,
        title=title or None,
        url=page.meta.get("canonical") or page.meta.get("og:url") or None,
        source=page.meta.get("og:site_name") or None,
        path=path,
        format="html",
    )


def shown(text: str) -> str:
    """Paragraphs a blank line apart, no spaces at the ends of lines, no marks at the ends of rows."""
    text = re.sub(r"[ \t\r\f\v]+", " ", text)
    text = re.sub(r" ?\n(?: \| )? ?", "\n", text)
    return re.sub(r"\n{2,}", PARAGRAPH, text).strip().removeprefix("| ")


def _published(page: _Page) -> str | None:
    """The first date that is one; what the page calls a date and is none states nothing."""
    stated = [page.meta.get(name, "") for name in DATES]
    for value in stated[:1] + _linked_dates(page.linked) + stated[1:]:
        date = partial_date(value)
        if date:
            return date
    return None


def _linked_dates(blocks: list[str]) -> list[str]:
    matches = (DATE_PUBLISHED.search(block) for block in blocks)
    return [str(json.loads(match[1], strict=False)) for match in matches if match]
