"""Plain text and Markdown, with the facts that a front matter gives."""

from __future__ import annotations

import re
from typing import Any

from figurecheck.errors import InputError
from figurecheck.ingest.dates import checked_date
from figurecheck.ingest.files import document_id
from figurecheck.model import Document

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)


def front_matter_end(text: str) -> int:
    """Where the body starts: 0 where no front matter stands before it."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0


def without_front_matter(text: str) -> str:
    """The text with its front matter blanked, so that spans stay what they are."""
    end = front_matter_end(text)
    return " " * end + text[end:] if end else text


def markdown_document(path: str, text: str, published: str | None) -> Document:
    """The whole text as it is; `title, source, published, lang, url` from its front matter."""
    facts = _facts(path, text)
    date = facts.get("published")
    return Document(
        id=str(facts.get("id") or document_id(path, text)),
        text=text,
        published=checked_date(date, source=path, place="published") if date else published,
        lang=_text(facts.get("lang")),
        title=_text(facts.get("title")),
        url=_text(facts.get("url")),
        source=_text(facts.get("source")),
        path=path,
    )


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _facts(path: str, text: str) -> dict[str, Any]:
    match = FRONT_MATTER.match(text)
    if not match:
        return {}
    import yaml  # noqa: PLC0415  most drafts have no front matter

    try:
        facts = yaml.load(match[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 2}" if mark else "front matter"
        raise InputError(
            "the front matter is no YAML", source=path, place=place, advice="mend or remove it"
        ) from None
    if not isinstance(facts, dict):
        return {}
    return facts
