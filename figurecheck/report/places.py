"""Where in its file a span stands, and which sentence holds it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.ingest.markdown import front_matter_end

if TYPE_CHECKING:
    from figurecheck.model import Document

IN_PLACE = frozenset({"text", "markdown", None})
"""Formats whose text is the file itself, so that its lines are the file's lines."""

SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026])[\"\u201d\u2019\u00bb)\]]*\s+(?=[^\sa-z])"  # then closing quotes and brackets
    r"|(?<=[\u3002\uff01\uff1f\uff61\u0964])"  # full stops of East Asia and India need no space
    r"|\n[ \t\r]*\n\s*"
)
MOST_BEFORE = 240
MOST_AFTER = 160


class Position(NamedTuple):
    """Line and column, both from one; the column counts code points."""

    line: int
    column: int


class Places:
    """Looks positions up in one document."""

    def __init__(self, document: Document) -> None:
        """Line starts are found when the first position is asked for."""
        self.document = document

    @property
    def name(self) -> str:
        """What the document is called in a report: its file, and its id where a file holds several."""
        path = self.document.path
        if path is None:
            return self.document.id
        return f"{path}[{self.document.id}]" if self.document.format == "lines" else path

    @property
    def in_file(self) -> bool:
        """Whether lines and columns of the text are those of a file that an editor can open."""
        return self.document.path is not None and self.document.format in IN_PLACE

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.document.text))]

    def position(self, offset: int) -> Position:
        """Line and column of a code point; the mark that a file may begin with has no column."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        marked = line == 1 and self.document.text.startswith("\ufeff")
        return Position(line, max(1, column - marked))

    def label(self, offset: int) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        line, column = self.position(offset)
        return f"{self.name}:{line}:{column}"

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds a span, or so much of it as fits in a report."""
        text = self.document.text
        first = max(front_matter_end(text), start - MOST_BEFORE)
        begin = first
        for match in SENTENCE_END.finditer(text, first, start):
            begin = match.end()
        if begin == first == start - MOST_BEFORE:
            begin = _word_start(text, first, start)
        match_after = SENTENCE_END.search(text, end)
        stop = match_after.start() if match_after else len(text)
        if stop > end + MOST_AFTER:
            stop = _word_end(text, end, end + MOST_AFTER)
        while begin < start and text[begin].isspace():
            begin += 1
        return begin, max(stop, end)


def _word_start(text: str, first: int, start: int) -> int:
    space = text.find(" ", first, start)
    return first if space < 0 else space + 1


def _word_end(text: str, end: int, last: int) -> int:
    space = text.rfind(" ", end, last)
    return last if space < 0 else space
