"""Comments in a text that say why a finding does not count.

`<!-- figurecheck: ignore FX01 the rate is that of the contract -->` counts for the paragraph that
it stands in, or, where it stands alone, for the one that follows; `ignore-file` for the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from figurecheck.errors import SettingsError
from figurecheck.ingest.markdown import COMMENT
from figurecheck.near import advice
from figurecheck.settings import all_rules, rules_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Document, Finding

MARK = re.compile(r"<!--\s*figurecheck:\s*(.*?)\s*-->", re.DOTALL)
ORDER = re.compile(r"(\S+)\s+([\w,-]+)\s*(.*)", re.DOTALL)
PARAGRAPH_END = re.compile(r"\n[ \t\r]*(?:\n|\Z)|\Z")
IGNORE, IGNORE_FILE = "ignore", "ignore-file"
FORM = "write <!-- figurecheck: ignore FX01 the reason -->"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Rules that do not count from `start` to `end` of a text, and why."""

    rules: frozenset[str]
    start: int
    end: int
    reason: str
    line: int

    def holds(self, finding: Finding) -> bool:
        """Whether it is about this finding."""
        return finding.rule in self.rules and finding.start < self.end and finding.end > self.start


def suppressions(document: Document) -> Iterator[Suppression | SettingsError]:
    """The suppressions of a text; an error for each comment that is none but was to be one."""
    if "figurecheck:" not in document.text:
        return
    for match in MARK.finditer(document.text):
        try:
            yield _suppression(document, match)
        except SettingsError as error:
            yield error


def _suppression(document: Document, match: re.Match[str]) -> Suppression:
    line = document.text.count("\n", 0, match.start()) + 1

    def wrong(problem: str, told: str = FORM) -> SettingsError:
        return SettingsError(
            problem, source=document.path or document.id, place=f"line {line}", advice=told
        )

    order = ORDER.fullmatch(match[1])
    if not order:
        raise wrong(f"`{match[1]}` is no suppression")
    verb, names, reason = order.groups()
    if verb not in {IGNORE, IGNORE_FILE}:
        raise wrong(f"unknown word `{verb}`", advice(verb, [IGNORE, IGNORE_FILE]))
    rules: set[str] = set()
    for name in filter(None, names.split(",")):
        meant = rules_named(name)
        if not meant:
            raise wrong(f"unknown rule `{name}`", advice(name, sorted(all_rules())))
        rules |= meant
    if not reason:
        raise wrong(f"`{match[1]}` gives no reason")
    start, end = (0, len(document.text)) if verb == IGNORE_FILE else _scope(document.text, match)
    return Suppression(frozenset(rules), start, end, " ".join(reason.split()), line)


def _scope(text: str, comment: re.Match[str]) -> tuple[int, int]:
    """The paragraph of a comment, or the next one where nothing else stands in it."""
    start, end = _paragraph(text, comment.start())
    while end < len(text) and not COMMENT.sub("", text[start:end]).strip():
        start, end = _paragraph(text, end)
    return start, end


def _paragraph(text: str, offset: int) -> tuple[int, int]:
    """The paragraph at an offset, or after it where the offset lies between two."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    start = 0
    for match in PARAGRAPH_END.finditer(text):
        if match.end() > offset or match.end() == len(text):
            return start, match.start() if match.start() > start else len(text)
        start = match.end()
    return start, len(text)
