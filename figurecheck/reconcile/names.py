"""Whom and what a sentence names: words with a capital, and those that only say who is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import singular
from figurecheck.reconcile.statements import FUNCTION, is_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.rules.context import Context
    from figurecheck.reconcile.statements import Row

STEM = 5
"""Letters by which two forms of a word are taken to be one."""

THINGS = frozenset({"WEIGHT", "PLAIN_WORD", "METRIC"})
"""Phrases of these classes name what is measured."""

NAMES = frozenset({"ALIAS", "COUNTRY"})
NEAR = 14
"""Items that explain a name between commas at most."""

CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""

EXPLAINS = frozenset("',")
"""Marks behind a name: Belvane's, Belvane, the maker."""

BARE_NOUNS = frozenset({"sv", "da", "no", "is", "ro", "ru", "pl", "cs", "tr"})
"""Languages that begin a sentence with a noun and no article: avtalet, som … is no name."""

IDLE = frozenset({
    "ATTRIBUTION_VERB", "ATTRIBUTION_BEFORE", "WEEKDAY", "TIME_UNIT", "MONTH", "YEAR_WORD", "MODIFIER",
    "END_OF", "START_OF", "FORECAST", "SAME_AMOUNT", "SCOPE",
})  # fmt: skip


class Name(NamedTuple):
    """The stems of a name's words, and whether it is a name for certain."""

    words: frozenset[str]
    sure: bool


def named(context: Context, line: Row) -> tuple[tuple[Name, ...], frozenset[int]]:
    """The names of a sentence, and where the words begin that are names or only say who is named.

    A name is a run of words with a capital that no grammar asks for. Where a sentence begins, or every
    noun has a capital, it is sure only if it is known to be one, owns, speaks, or is explained; else it
    may be any word.
    """
    found: list[Name] = []
    aside: set[int] = set()
    run: list[int] = []
    for at, item in enumerate((*line.items, None)):
        if item is not None and _is_name(item):
            run.append(at)
            continue
        if run and item is not None and item.mark == "&":
            continue  # Brandt & Sohn
        if run:
            found.append(_name(context, line, run))
            if found[-1].sure:
                aside |= {line.items[each].start for each in _described(line, run)}
        run = []
    if line.has(
        "ATTRIBUTION_BEFORE"
    ):  # what two sources say of two things has the source in common
        sources = {
            stem(word) for slot in line.slots for word in (slot.figure.attribution or "").split()
        }
        found = [name for name in found if not name.words <= sources]
    return tuple(found), frozenset(aside)


def _described(line: Row, run: Sequence[int]) -> Iterator[int]:
    """The items of a name and what stands beside it: pub chain Fox; Fox, the Welsh chain of pubs,."""
    items = line.items
    if all("COUNTRY" in items[at].classes for at in run):
        return
    yield from run
    at = run[0] - 1
    while at >= 0 and _says_who(items[at]):
        yield at
        at -= 1
    opened = run[-1] + 1
    if opened < len(items) and items[opened].mark == ",":
        closed = next((at for at in range(opened + 1, len(items)) if items[at].mark == ","), opened)
        if closed - opened <= NEAR and not any(
            items[at].figure or items[at].date for at in range(opened, closed)
        ):
            yield from range(opened, closed)


def _says_who(item: Item) -> bool:
    """Whether a word before a name is of the name and not of the statement."""
    told = item.figure or item.date or item.classes & {"METRIC", "UP", "DOWN", "PAST"}
    return not told and (counts(item) or "SCOPE" in item.classes)


def _name(context: Context, line: Row, run: Sequence[int]) -> Name:
    first, behind = line.items[run[0]], line.items[run[-1] + 1 : run[-1] + 2]
    lang = context.reading.document.lang
    told = bool(behind) and (
        (behind[0].mark in EXPLAINS and not (behind[0].mark == "," and lang in BARE_NOUNS))
        or "ATTRIBUTION_VERB" in behind[0].classes
    )
    plain = bool(first.classes - NAMES) or singular(first.text) != first.text.lower()
    known = any(line.items[at].classes & NAMES for at in run)
    capitals = lang in CAPITAL_NOUNS
    sure = known or not (capitals or (run[0] == 0 and (plain or not told) and len(run) == 1))
    return Name(frozenset(stem(line.items[at].text) for at in run), sure)


def _is_name(item: Item) -> bool:
    return (
        item.text[:1].isupper()
        and not item.figure and not item.date
        and FUNCTION not in item.classes
        and not item.classes & IDLE
        and not item.mark
    )  # fmt: skip


def counts(item: Item) -> bool:
    """Whether a word may say what a figure is of."""
    told = " " not in item.text or item.classes <= THINGS
    return is_content(item) and told and not item.classes & IDLE


def last_word(item: Item) -> str:
    """The word itself; of a phrase of the lexicon that names a thing, its noun: of gold."""
    return item.text.rpartition(" ")[2]


def stem(text: str) -> str:
    """The letters by which a word is known in all its forms."""
    return singular(text)[:STEM]
