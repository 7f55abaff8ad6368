"""SHR01: a part, its whole and the share that it is said to be, which do not go together."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER
from figurecheck.reconcile.changes import HUNDRED
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.spelled import with_fractions
from figurecheck.reconcile.statements import (
    CLOSERS,
    FUNCTION,
    STOPS,
    classes,
    close,
    content,
    factor,
    in_base,
    is_content,
    lead,
    marks,
    rows,
    same_measure,
)
from figurecheck.reconcile.telling_amounts import middle, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

SHARES = frozenset({"percent", "ratio"})
SIGNS = ("OUT_OF", "OF_WHICH", "SHARE")
SAYS_SHARE = frozenset({"OR", "SHARE", "SAME_AMOUNT"})
CHANGES = frozenset({"UP", "DOWN", "MORE_THAN", "LESS_THAN", "VERSUS", "BY", "FROM", "TO"})
APOSTROPHES = frozenset("'\u2019")
SET_APART = frozenset(",(-")
COMPARED = frozenset({"MORE_THAN", "LESS_THAN", "VERSUS", "BY"})
NAMED, NOUNS = 2, 3
BETWEEN, BESIDE = 6, 4
"""Words of their own between part and whole, and between the share and the nearer of them."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every share that its part and whole do not give, over all three."""
    for row in rows(context, SIGNS, least=3, when=_has_share):
        yield from _of_row(row)
    for row in rows(context, SIGNS, ("FRACTION",), when=_has_no_share):
        yield from _of_row(with_fractions(row))


def _of_row(row: Row) -> Iterator[Finding]:
    slots = [slot for slot in row.slots if not slot.flags & PER]
    used: set[int] = set()
    for at in range(len(slots) - 2):
        trio = slots[at : at + 3]
        shares = [slot for slot in trio if slot.figure.kind in SHARES]
        if len(shares) != 1 or used & {slot.at for slot in trio}:
            continue
        share = shares[0]
        found = _tied(row, share, *[slot for slot in trio if slot is not share])
        if found and share.figure.unit in {"percent", None} and not _agrees(share, *found):
            used |= {slot.at for slot in trio}
            yield _finding(share, *found)


def _has_no_share(figures: tuple[Figure, ...]) -> bool:
    return not _has_share(figures)


def _has_share(figures: tuple[Figure, ...]) -> bool:
    return any(figure.kind in SHARES for figure in figures)


def _tied(row: Row, share: Slot, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """Part and whole, where the sentence says that the share is of this whole."""
    if not same_measure(one.figure, other.figure) or _changes(row, share, CHANGES):
        return None
    held = share.at > other.at and _is_held(row.between(one, other))
    if not held and any(_changes(row, slot, COMPARED) for slot in (one, other)):
        return None
    if share.at < one.at:
        return _share_first(row, share, one, other)
    if share.at < other.at:
        return _share_between(row, one, share, other)
    return _share_last(row, one, other, share)


def _share_first(row: Row, share: Slot, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """Two-thirds of the seats, 41 of 96; 60 percent of the 40 million users, or 30 million."""
    head, between = row.between(share, one), row.between(one, other)
    if head and head[-1].mark == ":" and content(head) <= NAMED and _of(between, 1):
        return one, other  # one in three flights: 210 of 1,400
    if (
        share.figure.kind == "ratio"
        and "," in marks(head[-1:])
        and content(head) <= 1
        and _of(between, 1)
    ):
        return one, other  # four out of five trains, 960 of 1,800
    if not (_begins_of(head) or _is_half_the(share, head)) or not close(head, BETWEEN):
        return None
    if _of(between, 1):
        return (one, other) if "," in marks(head) or "(" in marks(head) else None
    led = len(head) > 1 and FUNCTION in head[-1].classes
    apposed = _apposed(between, row.after(other))
    if (
        content(head) <= 1
        and not marks(head) - APOSTROPHES
        and not led
        and (_restated(between) or apposed)
    ):
        return other, one
    return None


def _is_half_the(share: Slot, head: tuple[Item, ...]) -> bool:
    """Half the 26,000 spectators; half its 310 aircraft."""
    return share.figure.kind == "ratio" and len(head) == 1 and FUNCTION in head[0].classes


def _share_between(row: Row, one: Slot, share: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """38 billion yuan, fully half of the platform's 152 billion yuan; 30 million, 60 percent of 50."""
    left, right = row.between(one, share), row.between(share, other)
    if len(right) > 1 and right[0].mark == "," and "OR" in classes(left):
        right = right[1:]
    of = _begins_of(right) and close(right, BESIDE) and not marks(right) - APOSTROPHES
    if "RANGE_AND" in classes(row.before(one)):
        return None  # 80, 75 and 60, more than half of the 400
    told = bool(marks(left) & {",", "("} or classes(left) & SAYS_SHARE)
    return (
        (one, other)
        if of and told and close(left, BESIDE) and "RANGE_AND" not in classes(left)
        else None
    )


def _share_last(row: Row, one: Slot, other: Slot, share: Slot) -> tuple[Slot, Slot] | None:
    """30 of its 40 million users, or 60 percent; of 2.6 crore voters 1.3 crore, or 68 per cent."""
    between, beside = row.between(one, other), row.between(other, share)
    if "SHARE" in classes(between) and _of(beside, 0) and close(between, BETWEEN):
        return one, other  # 3 billion, of the 10 billion of revenue 45 percent
    told = beside[:-1] if beside and beside[-1].mark == ":" else beside
    after = row.after(share)
    people = "PEOPLE" in one.classes | other.classes
    asked = between[1:] if "CLAUSE" in classes(between[:1]) else between  # people who applied
    if (
        not close(asked, BETWEEN)
        or not close(told, BESIDE)
        or (_goes_on(after) and not _whole_again(after, people=people))
    ):
        return None
    ends = not after or after[0].mark in STOPS | CLOSERS or _whole_again(after, people=people)
    if not _says_share(beside) and not (ends and beside and beside[-1].mark in {",", ":", "-"}):
        return None
    if _of(between, 1) or (
        _begins_of(between[-1:]) and _begins_of(between) and _of(between, NOUNS)
    ):
        return one, other
    opened = lead(row.before(one), frozenset({"OUT_OF"}), 3) or "MIDDLE_OF" in classes(between)
    parted = marks(between) & {",", "-"} or classes(beside) & SAYS_SHARE
    if (opened and parted) or "OF_WHICH" in classes(between) | classes(beside[:1]):
        return other, one
    return _by_name(one, other, between, beside)


def _by_name(
    one: Slot, other: Slot, between: tuple[Item, ...], beside: tuple[Item, ...]
) -> tuple[Slot, Slot] | None:
    """Part and whole of a rate that has a name: 4,620 of 84,000 tests were positive, a rate of 5.5%."""
    if not lead(beside[::-1], frozenset({"SHARE"}), 0) or "," not in marks(beside):
        return None
    if "RANGE_AND" in classes(between):
        return (other, one) if middle(one) > middle(other) else None
    held = _is_held(between) and middle(one) < middle(other)
    return (one, other) if held else None


def _is_held(between: tuple[Item, ...]) -> bool:
    """Profit of $5 million on sales of $50 million: one amount is told against the other."""
    led = classes(between[:1]) & {"VERSUS", "DATE_BEFORE"}
    return bool(led) and "OUT_OF" in classes(between[-1:]) and not marks(between)


def _of(items: tuple[Item, ...], words: int) -> bool:
    """Whether nothing but "of", "out of its" and the like stands between a part and its whole."""
    found = classes(items)
    return (
        "OUT_OF" in found
        and "RATIO_IN" not in found
        and content(items) <= words
        and not marks(items) - APOSTROPHES
    )


def _begins_of(items: tuple[Item, ...]) -> bool:
    return bool(items) and "OUT_OF" in items[0].classes and "RATIO_IN" not in items[0].classes


def _goes_on(after: tuple[Item, ...]) -> bool:
    """Whether it is said what a share is of: of the total, of them."""
    return _begins_of(after) or "OF_WHICH" in classes(after[:1])


def _whole_again(items: tuple[Item, ...], *, people: bool) -> bool:
    """Of it, of the total, of the workforce: the whole is named again, and no other one."""
    of_them = len(items) > 1 and items[1].mark is None and not content(items[1:2])
    alone = of_them and (len(items) == NAMED or items[2].mark is not None)
    noun = next((item.classes for item in items[1 : NAMED + 1] if is_content(item)), None)
    if noun is not None and not alone and "OF_WHICH" not in items[0].classes:
        alone = "PEOPLE" in noun or (
            people if "METRIC" in noun else not noun & {"DIVIDED_WHOLE", "SHARE"}
        )
    them = "OF_WHICH" in classes(items[:1]) and not any(map(is_content, items[1:2]))
    them = them and not classes(items[1:2]) & {"DATE_BEFORE", "OUT_OF"}  # of them in banking
    return alone or them or "TOTAL" in classes(items[:3])


def _apposed(items: tuple[Item, ...], after: tuple[Item, ...]) -> bool:
    """Of the 2,000 firms questioned, some 1,100, plan to hire; of the 900 bridges - 162 - need repair."""
    before = items[-1:]
    if classes(before) & {"OR", "SAME_AMOUNT"}:
        before = items[-2:-1]
    closed = not after or after[0].mark is not None
    return (
        closed
        and bool(marks(before) & SET_APART)
        and content(items) <= 1
        and not classes(items) & {"RANGE_AND", "FROM", "OF_WHICH"}
    )


def _restated(items: tuple[Item, ...]) -> bool:
    if classes(items) & {"RANGE_AND", "FROM", "PAST"} or (
        content(items) and "OR" not in classes(items)
    ):
        return False
    return close(items, BESIDE) and bool("OR" in classes(items) or marks(items) & {"(", ","})


def _says_share(items: tuple[Item, ...]) -> bool:
    commas = [at for at, item in enumerate(items) if item.mark == ","]
    if commas and "SHARE" in classes(items[commas[-1] :]):
        items = items[commas[-1] :]  # were upheld, a rate of 35 percent
    found = classes(items)
    if not (marks(items) & SET_APART or found & SAYS_SHARE):
        return False
    told = any(
        one.mark in SET_APART
        and other.classes & {"OR", "SAME_AMOUNT"}
        and not content(items[at + 2 :])
        for at, (one, other) in enumerate(pairwise(items))
    )
    if told and "RANGE_AND" not in found:
        return True  # had side effects, or 32 percent
    if "RANGE_AND" in found or "PAST" in found - SAYS_SHARE:
        return False
    noun = [
        at for at, item in enumerate(items)
        if item.mark in {",", "("} and content(items[:at]) <= 1
    ]  # fmt: skip
    apposed = bool(noun) and content(items[noun[-1] :]) == 0
    return content(items) == 0 or apposed or bool(lead(items[::-1], SAYS_SHARE, 1))


def _changes(row: Row, slot: Slot, signs: frozenset[str]) -> bool:
    """Whether a figure is a change, or what something changed from."""
    before = list(takewhile(lambda item: item.mark not in SET_APART, row.before(slot)))
    found = lead(before, signs, 0) - {"OR", "SAME_AMOUNT"}
    found |= classes(row.items[slot.at + 1 : slot.at + 2]) & (COMPARED - {"BY"})
    return bool(found or lead(row.after(slot)[:2], CHANGES - {"BY", "FROM", "TO"}, 0))


def _agrees(share: Slot, part: Slot, whole: Slot) -> bool:
    size = share.amount
    if share.figure.kind == "ratio":
        value = middle(share)
        size = Interval(
            None if size.low is None else min(size.low, value * 92 / HUNDRED),
            None if size.high is None else max(size.high, value * 108 / HUNDRED),
        )
    else:
        step = (size.high - size.low) / 2 if size.high is not None and size.low is not None else 0
        size = size.widened(Fraction(step)).scaled(1 / HUNDRED)
    return size.times(in_base(whole, part)).meets(in_base(part, whole))


def _finding(share: Slot, part: Slot, whole: Slot) -> Finding:
    amounts = (
        middle(part) * factor(part.figure, whole.figure),
        middle(whole) * factor(whole.figure, part.figure),
    )
    real = plain(amounts[0] / amounts[1] * HUNDRED)
    return finding(
        "SHR01",
        (part.figure, whole.figure, share.figure),
        f"“{part.figure.surface}” of “{whole.figure.surface}” is about {real} percent,"
        f" not “{share.figure.surface}”",
        suggestion=f"check the three figures, or write “{real} percent”",
    )
