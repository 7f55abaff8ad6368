"""Lays out rows for the terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 60


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return the rows in aligned columns, a cell too wide for one cut with an ellipsis."""
    cells = [[_cut(_text(value)) for value in row] for row in rows]
    widths = [
        max([_width(name), *(_width(row[place]) for row in cells)])
        for place, name in enumerate(columns)
    ]
    numeric = [
        any(isinstance(row[place], Decimal | int) for row in rows) for place in range(len(columns))
    ]
    lines = [_line(columns, widths, numeric), "  ".join("-" * width for width in widths)]
    lines += [_line(row, widths, numeric) for row in cells]
    return "\n".join(lines) + "\n"


def paragraph(text: str, indent: str = "    ", width: int = 96) -> str:
    """Return the text broken into lines that start with the indent."""
    return textwrap.fill(
        " ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent
    )


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        whole = f"{value:f}"
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    kept = text
    while _width(kept) > WIDEST - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _width(text: str) -> int:
    # Chinese, Japanese and Korean characters take two columns, combining marks none.
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
