"""SRC01: the same metric, subject and date in two documents, with values that do not meet."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.reconcile.likeness import (
    Mention,
    alike,
    in_common,
    meet,
    mentions,
    named_alike,
    shared,
    slip,
)
from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from figurecheck.model import Figure, Finding

Key = tuple[str, str]
"""Kind and date: mentions of different ones are never compared."""

MARKET = "market size"
SHARED = 2
"""Words in common beside a name, where no metric is known."""


class Gathered(NamedTuple):
    """What is kept of a document: its id, its name for the reader, and its dated statements."""

    id: str
    name: str
    mentions: tuple[Mention, ...]


def gather(context: Context, figures: Collection[int] | None = None) -> Gathered:
    """The statements of a document that others can be held against; None means those of all `figures`."""
    document = context.reading.document
    name = f"“{document.title}”" if document.title else document.id
    reading = context.reading
    wanted = [
        each.index for each in context.figures
        if each.as_of and (figures is None or each.index in figures)
    ]  # fmt: skip
    numbers = sorted({reading.sentence_of[index] for index in wanted})
    dated = (each for each in mentions(context, numbers, wanted) if not each.looks_back)
    return Gathered(document.id, name, tuple(dated))


def compare(gathered: Sequence[Gathered | None]) -> Iterator[tuple[int, Finding]]:
    """A finding in both documents for every two statements of one thing that disagree."""
    by_key: dict[Key, list[tuple[int, Mention]]] = {}
    for number, kept in enumerate(gathered):
        for mention in kept.mentions if kept else ():
            by_key.setdefault((mention.figure.kind, mention.figure.as_of or ""), []).append(
                (number, mention)
            )
    for group in by_key.values():
        same = [
            (left, right) for left, right in combinations(group, 2)
            if left[0] != right[0] and _of_one_thing(left[1], right[1])
        ]  # fmt: skip
        agreed = {(left[0], right[0]) for left, right in same if meet(left[1], right[1])}
        for (number, one), (other_number, other) in same:
            if (number, other_number) in agreed:
                continue
            yield number, _finding(one, other, gathered[other_number])
            yield other_number, _finding(other, one, gathered[number])


def _of_one_thing(one: Mention, other: Mention) -> bool:
    first, second = one.figure, other.figure
    if not alike(first, second, people=one.people and other.people) or _told_apart(one, other):
        return False
    if first.metric != MARKET and not _subjects_alike(first.subject, second.subject):
        return False
    if first.metric is not None:
        return _of_one_subject(one, other)
    if not named_alike(one, other):
        return False
    noun = first.unit == second.unit is not None and first.kind == "count"
    if first.kind == "count" and None in {first.unit, second.unit} and first.unit != second.unit:
        return False  # wolves, and what nobody knows
    if slip(first, second):
        return shared(one, other) + noun >= SHARED
    done_apart = one.verbs and other.verbs and not in_common(one.verbs, other.verbs)
    return noun and not done_apart and shared(one, other) >= SHARED


def _told_apart(one: Mention, other: Mention) -> bool:
    """Whether what was read of two statements says that they are of two things."""
    first, second = one.figure, other.figure
    ordinals, base = ((one.apart[at], other.apart[at]) for at in (0, -1))
    return (
        first.metric != second.metric
        or first.statement != second.statement
        or _asked_apart(first, second)
        or one.scopes != other.scopes
        or apart(one, other)
        or ordinals[0] != ordinals[1]  # the second mill is not the mill
        or (bool(base[0] and base[1]) and base[0] != base[1])
        or (one.change, one.kind, one.spans) != (other.change, other.kind, other.spans)
    )


def apart(one: Mention, other: Mention) -> bool:
    """Whether what is said beside two figures tells them apart (`closer.may_be_alike` foresees it)."""
    if one.countries != other.countries or not _qualified_alike(one, other):
        return True
    return one.figure.metric is None and _spoken_apart(one, other)


def _of_one_subject(one: Mention, other: Mention) -> bool:
    """Whether both name one subject; a market is named by what is traded on it."""
    if named_alike(one, other):
        return True
    known = bool(one.figure.subject and other.figure.subject) or one.figure.metric == MARKET
    return known and bool(one.qualifiers & other.qualifiers)


def _subjects_alike(one: str | None, other: str | None) -> bool:
    """Whether one subject has all words of the other, its first among them; one not known is like any.

    One more word before a name may only say who is named: toolmaker Hartek.
    """
    if not one or not other:
        return True
    left, right = one.casefold().split(), other.casefold().split()
    shorter, longer = sorted((left, right), key=len)
    heads = shorter[0] == longer[0] or longer[0] in shorter or longer[1:] == shorter
    return set(shorter) <= set(longer) and heads


def _qualified_alike(one: Mention, other: Mention) -> bool:
    """Whether what is said of what the metric is of is the same, names of the subject aside."""
    names = frozenset(
        stem for each in (one, other) for name in each.named if name.sure for stem in name.words
    )
    return one.qualifiers - names == other.qualifiers - names


def _asked_apart(one: Figure, other: Figure) -> bool:
    """Whether two sources are named that may well expect different things."""
    named = one.attribution and other.attribution and one.attribution != other.attribution
    return bool(named) and one.statement == "forecast" and one.metric != MARKET


def _spoken_apart(one: Mention, other: Mention) -> bool:
    """Whether both go on behind the figure, and to say different things: of rails, of roads."""
    left, right = one.complement - other.names, other.complement - one.names
    return bool(left and right) and left - one.names != right - other.names


def _finding(one: Mention, other: Mention, theirs: Gathered | None) -> Finding:
    what = one.figure.metric or one.figure.unit or "the same"
    identifier, name = (theirs.id, theirs.name) if theirs else ("", "")
    found = finding(
        "SRC01",
        (one.figure,),
        f"“{one.figure.surface}” here, “{other.figure.surface}” in {name}: {what}, {one.figure.as_of}",
        suggestion="check both sources, or say how the two figures differ",
    )
    return replace(found, elsewhere=(identifier, other.figure.index))
