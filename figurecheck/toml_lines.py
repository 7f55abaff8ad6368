"""The line of a key in a TOML file, which the standard reader does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*""")
HEADER = re.compile(r"\s*\[\[?(.*?)\]\]?\s*(?:#.*)?")


def line_of(text: str, keys: Sequence[str]) -> int | None:
    """The line (from one) of a dotted key, else of the nearest table or key that holds it."""
    best: tuple[int, int] | None = None  # how many of the keys were found, and where
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = HEADER.fullmatch(line)
        if header:
            table = dotted(header[1])
            found = table
        else:
            name, equals, value = _split(line)
            found = [*table, *dotted(name), *_inline(value, keys)] if equals else []
        depth = _common(found, keys)
        if depth and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None


def dotted(name: str) -> list[str]:
    """The parts of a dotted key: `tool."a.b"` is `tool` and `a.b`."""
    parts: list[str] = []
    at = 0
    while match := KEY.match(name, at):
        parts.append(match[1].strip("\"'"))
        at = match.end() + 1
        if name[match.end() : at] != ".":
            break
    return parts


def _split(line: str) -> tuple[str, str, str]:
    """Key, sign and value of a line."""
    at = 0
    while match := KEY.match(line, at):
        at = match.end()
        if line[at : at + 1] == "=":
            return line[:at], "=", line[at + 1 :]
        if line[at : at + 1] != ".":
            break
        at += 1
    return "", "", ""


def _inline(value: str, keys: Sequence[str]) -> list[str]:
    """Of an inline table, those of the keys that occur in it, in their order."""
    named = {part[1].strip("\"'") for part in re.finditer(KEY.pattern + "=", value)}
    return [key for key in keys if key in named] if value.lstrip().startswith("{") else []


def _common(found: Sequence[str], keys: Sequence[str]) -> int:
    depth = 0
    for one, other in zip(found, keys, strict=False):
        if one != other:
            break
        depth += 1
    return depth
