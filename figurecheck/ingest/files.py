"""Reads paths into documents, and tells of each that cannot be read without stopping for it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.errors import InputError
from figurecheck.ingest.dates import date_of_option
from figurecheck.ingest.formats import SEEN, UTF_16, format_of, is_readable_name
from figurecheck.ingest.lines import documents_of_lines
from figurecheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ReadFailure = InputError
"""A file, or a line of it, that could not be read; `str()` of it is the message for the user."""

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "standard input"
FORMATS_ADVICE = "give text, Markdown, HTML, PDF or .jsonl"


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
    """The same, one after the other, as they are read.

    A file that is reached twice is read once. Ids are unique: the same text under the same name in
    another folder gets a number after its id; an id of a JSON line that was given before is a failure.
    """
    default = date_of_option(published) if published is not None else None
    taken: set[str] = set()
    for path in files(paths):
        if isinstance(path, InputError):
            yield path
            continue
        for each in _of_path(path, default, taken):
            if isinstance(each, Document) and each.format != "lines":
                yield _with_own_id(each, taken)
            else:
                yield each


def _with_own_id(document: Document, taken: set[str]) -> Document:
    name, number = document.id, 1
    while name in taken:
        number += 1
        name = f"{document.id}-{number}"
    taken.add(name)
    return document if name == document.id else replace(document, id=name)


def files(paths: Iterable[str | Path]) -> Iterator[str | ReadFailure]:
    """The files of the paths, folders walked in order of name, each file once."""
    seen: set[str] = set()
    for path in map(str, paths):
        if path == STANDARD_INPUT:
            found: Iterable[str | ReadFailure] = [path]
        else:
            found = _walk(path) if os.path.isdir(path) else [path]  # noqa: PTH112  never raises
        for each in found:
            key = each if each == STANDARD_INPUT else os.path.realpath(str(each))
            if isinstance(each, InputError):
                yield each
            elif key not in seen:
                seen.add(key)
                yield each


def _walk(folder: str) -> Iterator[str | ReadFailure]:
    failed: list[OSError] = []
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in names
            if not name.startswith(".") and is_readable_name(Path(name))
        ]
    yield from (_unopened(str(error.filename), error) for error in failed)
    if not found and not failed:
        yield InputError(
            "the folder holds no text, Markdown, HTML, PDF or .jsonl file", source=folder
        )
    yield from map(str, sorted(found))


def _unopened(path: str, error: OSError) -> ReadFailure:
    if isinstance(error, FileNotFoundError):
        return InputError("no such file", source=path, advice="check the path")
    reason = error.strerror or str(error)
    return InputError(f"cannot be opened: {reason[:1].lower()}{reason[1:]}", source=path)


def _of_path(path: str, published: str | None, taken: set[str]) -> Iterator[Document | ReadFailure]:
    if path == STANDARD_INPUT:
        yield from _of_bytes(STANDARD_INPUT_NAME, sys.stdin.buffer.read(), published, taken)
        return
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        yield _unopened(path, error)
        return
    yield from _of_bytes(path, content, published, taken)


def _of_bytes(
    path: str, content: bytes, published: str | None, taken: set[str]
) -> Iterator[Document | ReadFailure]:
    try:
        if format_of(path, content) == "lines":
            yield from documents_of_lines(path, decoded(path, content), published, taken)
        else:
            yield _document(path, content, published)
    except InputError as error:
        yield error


def _document(path: str, content: bytes, published: str | None) -> Document:
    kind = format_of(path, content)
    if not content.strip():
        raise InputError("is empty, expected text", source=path)
    if kind == "pdf":
        from figurecheck.ingest.pdf import pdf_document

        return pdf_document(path, content, published)
    text = decoded(path, content)
    if kind == "html":
        from figurecheck.ingest.html import html_document

        return html_document(path, text, published)
    from figurecheck.ingest.markdown import markdown_document

    return replace(markdown_document(path, text, published), format=kind)


def decoded(path: str, content: bytes) -> str:
    """UTF-8 text, its line ends as they are; `InputError` where the bytes are none or no text."""
    if content.startswith(UTF_16):
        raise InputError("is UTF-16, expected UTF-8", source=path, advice="save it as UTF-8")
    if b"\0" in content[:SEEN]:
        raise InputError("is a binary file, expected text", source=path, advice=FORMATS_ADVICE)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"is not UTF-8: byte {content[error.start]:#04x}",
            source=path,
            place=f"line {line}",
            advice=f"save it as UTF-8, or {FORMATS_ADVICE}",
        ) from None
    if not text.removeprefix("\ufeff").strip():
        raise InputError("is empty, expected text", source=path)
    return text


def document_id(path: str, text: str) -> str:
    """A name that stays the same for the same file name and text."""
    import hashlib

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    stem = "stdin" if path == STANDARD_INPUT_NAME else Path(path).name
    return f"{stem}-{digest}"
