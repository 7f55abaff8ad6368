"""Plain text and Markdown, with the facts that a front matter gives."""

from __future__ import annotations

import re
from typing import Any

from figurecheck.errors import InputError
from figurecheck.ingest.dates import checked_date
from figurecheck.ingest.files import document_id
from figurecheck.model import Document

FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n"
    r"(?=(?:[ \t]*(?:#[^\n]*)?\r?\n)*['\"]?\w[\w -]*['\"]?:\s)"  # a rule between paragraphs has none
    r"(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})


def front_matter_end(text: str) -> int:
    """Where the body starts: 0 where no front matter stands before it."""
    match = FRONT_MATTER.match(text)
    return match.end() if match else 0


def without_front_matter(text: str) -> str:
    """The text with its front matter and its comments blanked, so that spans stay what they are."""
    end = front_matter_end(text)
    if end:
        text = " " * end + text[end:]
    return COMMENT.sub(_blank, text) if "<!--" in text else text


def _blank(match: re.Match[str]) -> str:
    """As many characters; the first is one that no figure crosses."""
    return "\x1c" + re.sub(r"[^\n]", " ", match[0][1:])


def markdown_document(path: str, text: str, published: str | None) -> Document:
    """The whole text as it is; `title, source, published, lang, url` from its front matter.

    `date` stands for `published`, and `language` for `lang`, where these are not given.
    """
    facts = _facts(path, text)

    def fact(*names: str) -> str | None:
        for name in names:
            value = facts.get(name)
            if isinstance(value, dict | list):
                raise InputError(f"expected `{name}` to be text", source=path, place="front matter")
            if value is not None and value.strip() not in NO_VALUE:
                return str(value).strip()
        return None

    date = fact("published", "date")
    return Document(
        id=fact("id") or document_id(path, text),
        text=text,
        published=checked_date(date, source=path, place="front matter") if date else published,
        lang=fact("lang", "language"),
        title=fact("title"),
        url=fact("url"),
        source=fact("source"),
        path=path,
    )


def _facts(path: str, text: str) -> dict[str, Any]:
    """The front matter's values as they are written: `no` is a language here, and 2022-12 a month."""
    match = FRONT_MATTER.match(text)
    if not match:
        return {}
    import yaml

    try:
        facts = yaml.load(match[1], Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            f"the front matter is no YAML: {getattr(error, 'problem', None) or 'unknown sign'}",
            source=path,
            place=f"line {mark.line + 2}" if mark else "front matter",
            advice="mend or remove it",
        ) from None
    return facts if isinstance(facts, dict) else {}
