"""HTML: the text that a reader sees, and the facts that the page states about itself."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from figurecheck.errors import InputError
from figurecheck.ingest.dates import PARTIAL, checked_date
from figurecheck.ingest.files import document_id
from figurecheck.model import Document

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "nav", "iframe"})
BLOCKS = frozenset(
    {
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table",
        "section", "article", "header", "footer", "blockquote", "figcaption", "dd", "dt", "hr",
    }
)  # fmt: skip
DATES = ("article:published_time", "datepublished", "date", "dc.date", "parsely-pub-date", "pubdate")


class _Page(HTMLParser):
    """Gathers visible text and what meta elements say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.meta: dict[str, str] = {}
        self.lang: str | None = None
        self.title = ""
        self.linked: list[str] = []
        self._hidden = 0
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = facts.get("lang") or None
        elif tag == "meta":
            name = facts.get("property") or facts.get("name") or facts.get("itemprop") or ""
            self.meta.setdefault(name.lower(), facts.get("content", ""))
        elif tag == "link" and "canonical" in facts.get("rel", ""):
            self.meta["canonical"] = facts.get("href", "")
        elif tag == "time" and facts.get("datetime"):
            self.meta.setdefault("date", facts["datetime"])
        self._in.append(tag)
        if tag == "script" and facts.get("type") == "application/ld+json":
            self._in[-1] = "ld+json"
        if tag in HIDDEN:
            self._hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._in:
            self._in.pop()
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        inside = self._in[-1] if self._in else ""
        if inside == "title":
            self.title += data
        elif inside == "ld+json":
            self.linked.append(data)
        elif not self._hidden:
            self.parts.append(data)


def html_document(path: str, markup: str, published: str | None) -> Document:
    """The page as a document; its text is what is stored, and what spans refer to."""
    page = _Page()
    page.feed(markup)
    page.close()
    text = re.sub(r"[ \t\r\f\v]+", " ", "".join(page.parts))
    text = re.sub(r" ?\n ?(?:\n ?)+", "\n\n", text).strip()
    if not text:
        raise InputError("holds no text to read", source=path)
    title = page.meta.get("og:title") or page.title.strip() or None
    return Document(
        id=document_id(path, text),
        text=text,
        published=_published(page) or published,
        lang=page.lang[:2].lower() if page.lang else None,
        title=title,
        url=page.meta.get("canonical") or page.meta.get("og:url") or None,
        source=page.meta.get("og:site_name") or None,
        path=path,
    )


def _published(page: _Page) -> str | None:
    stated = [page.meta.get(name, "") for name in DATES] + _linked_dates(page.linked)
    for value in stated:
        match = PARTIAL.match(value)
        if match:
            return checked_date(match[0])
    return None


def _linked_dates(blocks: list[str]) -> list[str]:
    """`datePublished` of linked data; a block that is no JSON states nothing."""
    found = []
    for block in blocks:
        match = re.search(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")', block)
        if match:
            found.append(str(json.loads(match[1])))
    return found
