"""JSON lines: one document per line, as the contract of `figurecheck check` describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from figurecheck.errors import InputError
from figurecheck.ingest.dates import checked_date
from figurecheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

ADVICE = 'write {"id": …, "text": …} on a line of its own'
OPTIONAL = ("lang", "title", "url", "source")


class LineError(InputError):
    """A line that holds no document; `document_id` is the id that it gives, if it gives one."""

    def __init__(
        self, problem: str, *, document_id: str | None = None, **where: str | None
    ) -> None:
        """Take the parts of the message, as `FigurecheckError` does."""
        super().__init__(problem, **where)
        self.document_id = document_id


def documents_of_lines(
    path: str, text: str, published: str | None, taken: set[str]
) -> Iterator[Document | InputError]:
    """A document for each line that holds one; an error that names the line for each other.

    `taken` are the ids given before; those of the lines are added to it.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            try:
                yield _document(path, f"line {number}", line, published, taken)
            except InputError as error:
                yield error


def _document(path: str, place: str, line: str, published: str | None, taken: set[str]) -> Document:
    row = _row(path, place, line)
    known = row.get("id") if isinstance(row.get("id"), str) else None

    def refuse(problem: str, advice: str | None = None) -> LineError:
        return LineError(problem, document_id=known, source=path, place=place, advice=advice)

    for field in ("id", "text"):
        value = row.get(field)
        if not isinstance(value, str) or not value.strip():
            raise refuse(f"expected `{field}` to be text that is not empty")
    for field in OPTIONAL:
        if not isinstance(row.get(field), str | None):
            raise refuse(f"expected `{field}` to be text or null")
    date = row.get("published")
    if date is not None:
        try:
            published = checked_date(date)
        except InputError as error:
            raise refuse(error.problem, error.advice) from None
    if row["id"] in taken:
        raise LineError(
            f"the id `{row['id']}` was given to another document before",
            source=path,
            place=place,
            advice="give each document an id of its own",
        )
    taken.add(row["id"])
    return Document(
        id=row["id"],
        text=row["text"],
        published=published,
        path=path,
        format="lines",
        **{field: row.get(field) for field in OPTIONAL},
    )


def _row(path: str, place: str, line: str) -> dict[str, Any]:
    import json

    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise LineError(
            f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]} at column {error.colno}",
            source=path,
            place=place,
            advice=ADVICE,
        ) from None
    except (ValueError, RecursionError):
        raise LineError(
            "is JSON nested too deep, or with a number too long", source=path, place=place
        ) from None
    if not isinstance(row, dict):
        raise LineError("expected an object", source=path, place=place, advice=ADVICE)
    return row
