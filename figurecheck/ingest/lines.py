"""JSON lines: one document per line, as the contract of `figurecheck check` describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from figurecheck.errors import InputError
from figurecheck.ingest.dates import checked_date
from figurecheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

OPTIONAL = ("lang", "title", "url", "source")


def documents_of_lines(
    path: str, text: str, published: str | None
) -> Iterator[Document | InputError]:
    """A document for each line that holds one; an error that names the line for each other."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            try:
                yield _document(path, f"line {number}", line, published)
            except InputError as error:
                yield error


def _document(path: str, place: str, line: str, published: str | None) -> Document:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"is no JSON: {error}", source=path, place=place) from None
    if not isinstance(row, dict):
        raise InputError("expected an object", source=path, place=place)
    for field in ("id", "text"):
        if not isinstance(row.get(field), str) or not row[field]:
            raise InputError(
                f"expected `{field}` to be text that is not empty", source=path, place=place
            )
    for field in OPTIONAL:
        if not isinstance(row.get(field), str | None):
            raise InputError(f"expected `{field}` to be text or null", source=path, place=place)
    date = row.get("published")
    return Document(
        id=row["id"],
        text=row["text"],
        published=checked_date(date, source=path, place=place) if date else published,
        path=path,
        **{field: row.get(field) for field in OPTIONAL},
    )
