"""Whether a list of shares divides one whole, by its own words: of the vote, accounts for, men and women."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.reconcile.statements import (
    FUNCTION,
    STOPS,
    classes,
    content,
    is_content,
    marks,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.statements import Row, Slot

ENDS = STOPS | {","}

AGAINST, UNDECIDED = "against", "undecided"

ANSWERS = frozenset({"in favour", AGAINST, UNDECIDED})

OPPOSITES = (ANSWERS, frozenset({"women", "men"}))
"""Scopes of which everybody has one only."""

MANY = 3
"""So many listed shares are a division without a word that says so."""

TERSE = 2
"""Words between two shares that are told of one whole: "of the votes, no 51 percent"."""


def implied(each: Row, run: Sequence[Slot], tails: Sequence[Sequence[Item]]) -> bool:
    """Whether the list itself divides a whole: of the vote; divided among them; accounted for."""
    elsewhere = [
        tail
        for tail in tails
        if classes(tail) & {"RATIO_IN", "DATED_IN"} or any(item.date for item in tail)
    ]
    opening = each.items[: run[0].at]
    head = classes(opening)
    if head & {"UP", "DOWN"}:
        return False
    if _is_made_of(opening, tails) or _is_dealt_out(opening, tails):
        return True
    if len(elsewhere) > 1:
        return False
    if _divides(opening) and (len(run) >= MANY or "TOTAL" in head or ":" in marks(opening)):
        return True
    again = any(  # each a share of its own; not takes 45 percent, takes 38 percent
        "SHARE" in item.classes and "OUT_OF" not in item.classes
        for gap in tails[:-1]
        for item in gap
    )
    if len(run) >= MANY and not again and "SHARE" in classes(opening[-1:]):
        return True  # agriculture accounts for 72 percent, industry for 24 percent
    headed = ":" in marks(opening) and _ends_with_whole(opening)
    if not headed and any("PEOPLE" in classes(gap) for gap in tails[:-1]):
        return False
    if "OUT_OF" in classes(opening[:1]) and classes(opening[:3]) & {"PER", "EACH"}:
        return True  # of each euro spent
    return _divided(each, run, tails) or (
        len(run) >= MANY and not again and _shares(each.before(run[0])[:3][::-1])
    )


def _is_made_of(opening: Sequence[Item], tails: Sequence[Sequence[Item]]) -> bool:
    """A fabric of 70 percent cotton and 45 percent polyester; invested 60 percent in shares."""
    last = classes(opening[-1:])
    consists = "CONSISTS_OF" in last and "OF_WHICH" not in last
    if consists and "DIVIDED_WHOLE" in classes(opening):
        return True
    named = all(tail and is_content(tail[0]) and content(tail[:3]) <= TERSE for tail in tails)
    of = "OUT_OF" in last and "RATIO_IN" not in last
    return (of or consists) and named and content(opening) > 0


def _is_dealt_out(opening: Sequence[Item], tails: Sequence[Sequence[Item]]) -> bool:
    """Went to research, 35 percent to care and 18 percent to staff; or some are undecided."""
    if "OUT_OF" in classes(opening[:1]) and "DIVIDED_WHOLE" in classes(opening[:4]):
        return len(tails) >= MANY  # of the electricity produced, hydro gave 48 percent
    given = all("TO" in classes(tail[:4]) for tail in tails) and (
        len(tails) >= MANY or "DIVIDED_WHOLE" in classes([*opening, *tails[0]])
    )
    undecided = any(_side(tail, ANSWERS) == UNDECIDED for tail in tails)
    return given or (undecided and all(content(tail) <= TERSE for tail in tails[:-1]))


def _divided(each: Row, run: Sequence[Slot], tails: Sequence[Sequence[Item]]) -> bool:
    """Whether the list names what it divides: share the market; fuel mix: gas 42%; of the votes."""
    opening = each.items[: run[0].at]
    head = classes(opening)
    terse = all(content(gap) <= TERSE for gap in tails[:-1])
    if "DIVIDED_WHOLE" in head and ("CONSISTS_OF" in head or _shares(opening)):
        return len(run) >= MANY or terse
    if (
        ":" in marks(opening)
        and "DIVIDED_WHOLE" in head
        and ("BY" in head or _ends_with_whole(opening))
    ):
        return len(run) >= MANY and terse  # revenue by region: Europe 45%, Asia 35%
    if "TOTAL" in head and "DIVIDED_WHOLE" in classes(tails[-1]):
        return True  # between them A (58 percent) and B (51 percent) control the market
    return any(_of_divided(tail) for tail in tails) and (len(run) >= MANY or terse)


def _shares(items: Sequence[Item]) -> bool:
    """Whether a word says that something is shared: accounts for, shares of; not the rate is."""
    return any(
        "SHARE" in item.classes and (at + 1 == len(items) or not _is_verb(items[at + 1]))
        for at, item in enumerate(items)
    )


def _is_verb(item: Item) -> bool:
    """The tax rate is: a word of grammar that does not tell what is shared."""
    return FUNCTION in item.classes and not item.classes & {"OUT_OF", "DATE_BEFORE"}


def _ends_with_whole(opening: Sequence[Item]) -> bool:
    """Fuel mix last year: the last word of its own before the colon is what is divided."""
    before = takewhile(lambda item: item.mark != ":", opening)
    words = [item for item in before if is_content(item)]
    return bool(words) and "DIVIDED_WHOLE" in words[-1].classes


def _divides(opening: Sequence[Item]) -> bool:
    """Whether a list opens with what is divided: consists of, is split between; not with examples."""
    for at, item in enumerate(opening):
        if "CONSISTS_OF" in item.classes and "OF_WHICH" not in item.classes:
            led = takewhile(lambda item: item.mark != ":", opening[at + 1 :])
            return content(led) <= TERSE
    return False


def opposed(each: Row, run: Sequence[Slot]) -> bool:
    """62 percent were in favour and 48 percent against; 55 percent are women, 52 percent men."""
    behind = [each.between(one, other) for one, other in pairwise(run)]
    behind.append(tuple(takewhile(lambda item: item.mark not in ENDS, each.after(run[-1]))))
    before = [each.before(run[0])[:3], *behind[:-1]]
    return any(
        len(sides) > 1 and len(set(sides)) == len(sides) and set(sides) <= opposites
        and all(
            content(item for item in gap if "SCOPE" not in item.classes) <= TERSE
            for gap in stretches[1:]
        )
        for stretches in (behind, before)
        for opposites in OPPOSITES
        if (sides := [side for gap in stretches if (side := _side(gap, opposites))])
        and len(sides) == len(run)
    )  # fmt: skip


def _side(gap: Sequence[Item], opposites: frozenset[str]) -> str | None:
    for at, item in enumerate(gap):
        side = value_of(item, "SCOPE") if "SCOPE" in item.classes else None
        led = classes(gap[max(0, at - 1) : at])
        if "RANGE_AND" in led:
            led = frozenset()
        if side in opposites and not led & {"DATE_BEFORE", "OUT_OF", "RATIO_IN"}:
            return str(side)
    left = gap[0] if gap else None
    if AGAINST in opposites and left and "VERSUS" in left.classes and not content(gap[1:]):
        return AGAINST
    return None


def _of_divided(tail: Sequence[Item]) -> bool:
    """Percent of the votes, of the market: of what falls to one or to another."""
    return begins_of(tail) and "DIVIDED_WHOLE" in classes(tail[:4])


def begins_of(tail: Sequence[Item]) -> bool:
    """Whether it is told what a share is of."""
    of = bool(tail) and bool(tail[0].classes & {"OUT_OF", "OF_WHICH"})
    return of and "RATIO_IN" not in tail[0].classes
