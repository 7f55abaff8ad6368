"""Reads paths into documents, and tells of each that cannot be read without stopping for it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.errors import InputError
from figurecheck.ingest.dates import checked_date
from figurecheck.ingest.lines import documents_of_lines
from figurecheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ReadFailure = InputError
"""A file, or a line of it, that could not be read; `str()` of it is the message for the user."""

TEXT, MARKDOWN, HTML, PDF, LINES = "text", "markdown", "html", "pdf", "lines"
FORMATS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".jsonl": LINES,
    ".ndjson": LINES,
}
STANDARD_INPUT = "-"


def load(
    paths: Iterable[str | Path], published: str | None = None
) -> tuple[list[Document], list[ReadFailure]]:
    """Every document of the paths, in their order, and what could not be read.

    `published` is the date of documents that carry none (YYYY, YYYY-MM or YYYY-MM-DD); `UsageError`
    where it is no date.
    """
    documents: list[Document] = []
    failures: list[ReadFailure] = []
    for each in iterate(paths, published):
        if isinstance(each, Document):
            documents.append(each)
        else:
            failures.append(each)
    return documents, failures


def iterate(
    paths: Iterable[str | Path], published: str | None = None
) -> Iterator[Document | ReadFailure]:
    """The same, one after the other, as they are read."""
    default = checked_date(published, option="--published") if published else None
    taken: dict[str, int] = {}
    for path in paths:
        for each in _of_path(str(path), default):
            if isinstance(each, Document) and taken.setdefault(each.id, 0):
                yield InputError(
                    f"the id `{each.id}` was given to another document before",
                    source=each.path,
                    advice="give each document an id of its own",
                )
            else:
                if isinstance(each, Document):
                    taken[each.id] += 1
                yield each


def _of_path(path: str, published: str | None) -> Iterator[Document | ReadFailure]:
    if path == STANDARD_INPUT:
        yield from _of_bytes("standard input", sys.stdin.buffer.read(), TEXT, published)
        return
    file = Path(path)
    if file.is_dir():
        inside = sorted(each for each in file.rglob("*") if each.suffix.lower() in FORMATS)
        if not inside:
            yield InputError(
                "the folder holds no text, Markdown, HTML, PDF or .jsonl file", source=path
            )
        for each in inside:
            yield from _of_path(str(each), published)
        return
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        yield InputError("no such file", source=path, advice="check the path")
        return
    except OSError as error:
        yield InputError(f"cannot be opened: {error.strerror}", source=path)
        return
    yield from _of_bytes(path, content, FORMATS.get(file.suffix.lower(), TEXT), published)


def _of_bytes(
    path: str, content: bytes, kind: str, published: str | None
) -> Iterator[Document | ReadFailure]:
    try:
        if kind == PDF:
            from figurecheck.ingest.pdf import pdf_document  # noqa: PLC0415  pypdf is slow to load

            yield pdf_document(path, content, published)
            return
        text = decoded(path, content)
        if kind == LINES:
            yield from documents_of_lines(path, text, published)
        elif kind == HTML:
            from figurecheck.ingest.html import html_document  # noqa: PLC0415

            yield html_document(path, text, published)
        else:
            from figurecheck.ingest.markdown import markdown_document  # noqa: PLC0415

            yield markdown_document(path, text, published)
    except InputError as error:
        yield error


def decoded(path: str, content: bytes) -> str:
    """UTF-8 text, its line ends as they are; `InputError` where the bytes are none or no text."""
    if b"\0" in content[:65536]:
        raise InputError(
            "is a binary file, expected text",
            source=path,
            advice="give text, Markdown, HTML, PDF or .jsonl",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8: byte {content[error.start]:#04x}",
            source=path,
            place=f"byte {error.start}",
            advice="save it as UTF-8",
        ) from None
    if not text.removeprefix("\ufeff").strip():
        raise InputError("is empty, expected text", source=path)
    return text


def document_id(path: str, text: str) -> str:
    """A name that stays the same for the same file name and text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    stem = Path(path).name if path != "standard input" else "stdin"
    return f"{stem}-{digest}"
