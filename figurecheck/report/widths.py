"""How many columns of a terminal a text takes, and where its lines may be broken."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple
from unicodedata import category, east_asian_width

WIDE = frozenset("WF")
NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
LAST_NARROW = "\u02ff"
WIDEST, USUAL, NARROWEST = 120, 100, 60


def terminal_width() -> int:
    """Columns of the terminal, or those that COLUMNS asks for, within bounds that read well."""
    asked = os.environ.get("COLUMNS", "")
    found = int(asked) if asked.isdecimal() else 0
    if not found and sys.stdout.isatty():
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    return min(max(found or USUAL, NARROWEST), WIDEST)  # some terminals say that they have none


def width(sign: str) -> int:
    """Columns of one code point."""
    if sign <= LAST_NARROW:
        return 1
    if category(sign) in NO_WIDTH:
        return 0
    return 2 if east_asian_width(sign) in WIDE else 1


def visible(text: str) -> str:
    """The same number of code points, none of which moves the cursor or steers the terminal."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign == "\u00a0" else _harmless(sign) for sign in text
    )


def _harmless(sign: str) -> str:
    return sign if category(sign) in {"Zs", "Cf", "Co"} and sign not in _STEERING else " "


_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


class Line(NamedTuple):
    """A stretch of a text that is shown on one line: start and end in code points."""

    start: int
    end: int


def lines(text: str, most: int) -> list[Line]:
    """Break a text into lines of at most `most` columns: at spaces, and between wide signs."""
    found: list[Line] = []
    start = at = used = 0
    breakable = -1
    while at < len(text):
        sign = text[at]
        step = width(sign)
        if used + step > most and at > start:
            end = breakable if breakable > start else at
            found.append(Line(start, end))
            start = end
            while start < len(text) and text[start] == " ":
                start += 1
            at, used, breakable = start, 0, -1
            continue
        if sign == " " or (step > 1 and at > start):
            breakable = at
        used += step
        at += 1
    if start < len(text):
        found.append(Line(start, len(text)))
    return found


def wrapped(text: str, most: int) -> list[str]:
    """The lines themselves, without spaces at their ends."""
    shown = " ".join(visible(text).split())
    return [shown[line.start : line.end].rstrip() for line in lines(shown, most)] or [""]
