"""Which figures may be the ends of a change, and which two of them can be held against each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER
from figurecheck.reconcile.statements import (
    FURTHEST,
    content,
    dimension_of,
    marks,
    same_measure,
)
from figurecheck.reconcile.stretches import (
    PHRASE,
)

if TYPE_CHECKING:
    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.changes import Change
    from figurecheck.reconcile.statements import Row, Slot

COMPARISON = frozenset({"MORE_THAN", "LESS_THAN"})

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")


def is_told_again(row: Row, change: Change, slot: Slot) -> bool:
    """By a quarter, or $3 billion, to $6 billion: the change once more, as an amount."""
    gap = row.items[change.last + 1 : slot.at]
    between = len(gap) == PHRASE and bool(marks(gap[:1])) and "OR" in gap[1].classes
    return between and bool(marks(row.items[slot.at + 1 : slot.at + 2]) & {","})


def comparable(one: Slot, other: Slot) -> bool:
    """Whether two figures may be what something was and what it is."""
    nouns = {one.figure.unit, other.figure.unit}
    if one.figure.kind == other.figure.kind == "count" and len(nouns) > 1 and None not in nouns:
        return "PEOPLE" in one.classes & other.classes
    if not same_measure(one.figure, other.figure):
        return False
    values = one.figure.value, other.figure.value
    if one.figure.kind == other.figure.kind or None in values or not all(values):
        return True
    low, high = sorted(abs(each) for each in values if each is not None)
    return high < low * FURTHEST  # else the bare one is in another unit: from 20 to 25 cents


def same_as(change: Change, ends: list[Slot]) -> bool:
    """Whether an amount of change is of what changed; points are told by bare numbers too."""
    if change.kind != "amount" or change.slot is None:
        return True
    if dimension_of(ends[0].figure) == "percent":
        return change.slot.figure.kind == "count"
    return all(comparable(change.slot, end) for end in ends)


def is_duration(slot: Slot) -> bool:
    """In ten years: how long a change took."""
    return slot.figure.kind == "measure" and dimension_of(slot.figure) == "time"


def is_spelled(slot: Slot) -> bool:
    """Between the two winters: a small number in words beside larger ones in digits."""
    return slot.figure.kind == "count" and slot.in_words


def _is_year(slot: Slot) -> bool:
    """A third below 2019: a number that is held against is a year where it looks like one."""
    bare = slot.figure.kind == "count" and slot.figure.unit is None and slot.classes & COMPARISON
    return bool(bare) and YEAR.search(slot.figure.surface) is not None


def may_change(slot: Slot) -> bool:
    """Whether a figure may be an end: no points, no year, no pace but a price."""
    if slot.figure.unit in {"percentage_point", "basis_point"} or _is_year(slot):
        return False
    return not slot.flags & PER or slot.figure.kind == "money"


def takes_unit(one: Slot, other: Slot, between: tuple[Item, ...]) -> bool:
    """Whether the second figure is of the first one's kind, or a bare number of its unit."""
    bare = other.figure.unit is None and content(between) <= 1
    return one.figure.kind == other.figure.kind or bare


def as_printed(slot: Slot) -> Slot:
    """More than the 600 it had: the words compare, and the figure is what is printed."""
    return replace(slot, figure=replace(slot.figure, modifier="exact"))
