"""DIM01: figures that are compared or added up though they measure different things."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    UNSPACED,
    classes,
    close,
    dimension_of,
    is_content,
    lead,
    marks,
    rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

COUNTED = frozenset({"METRIC", "PEOPLE"})
ENDS, VERB = 6, 4
"""Words of their own between the two ends of a change, and between its verb and the first."""

MOVES = frozenset({"UP", "DOWN", "DOUBLED", "TRIPLED", "QUADRUPLED", "HALVED"})
NEAR = 20
"""Items before a number that may say what it counts."""

OF_SIZE, FEW = 4, 10
"""Ends of a change are so many times each other at most, where little else shows that it is one."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every change and every sum across dimensions, over the figures."""
    for row in rows(context, ("UP", "DOWN", "TOTAL", "FROM"), when=_some_differ):
        yield from _changes(row)
        yield from _sums(row)


def _some_differ(figures: tuple[Figure, ...]) -> bool:
    return any(_differ(one, other, one.unit is None) for one, other in pairwise(figures))


def _changes(row: Row) -> Iterator[Finding]:
    for one, other in pairwise(row.slots):
        if _differ(one.figure, other.figure, _counted(row, one)) and (
            _is_change(row, one, other) or _is_told_backwards(row, one, other)
            or _is_told_beside(row, one, other)
        ):  # fmt: skip
            yield finding(
                "DIM01",
                (one.figure, other.figure),
                f"“{one.figure.surface}” and “{other.figure.surface}” measure different things, so one"
                " cannot have become the other",
                suggestion="check the unit of both figures",
            )


def _is_change(row: Row, was: Slot, now: Slot) -> bool:
    """From so much to so much."""
    gap, before = row.between(was, now), row.before(was)
    return bool(
        _leads(before, was.figure)
        and lead(gap[::-1], frozenset({"TO", "RANGE_TO"}), 0)
        and close(gap, ENDS)
        and not marks(gap)
        and not classes(gap) & {"RANGE_AND", "UP", "DOWN", "FORECAST"}
        and (lead(before, MOVES, VERB) or _moves(row, was, now) or _follow(before, was, now))
        and not _describes(row, now)
        and not _is_stake(row, was, now)
    )


def _is_told_backwards(row: Row, now: Slot, was: Slot) -> bool:
    """Fell to so much from so much."""
    gap, before = row.between(now, was), row.before(now)
    risen = lead(before, frozenset({"TO"}), 0) and lead(before, frozenset({"UP", "DOWN"}), 1)
    return bool(
        (risen or now.figure.modifier == "up_to")
        and "FROM" in classes(gap[-1:])
        and close(gap[:-1], 1)
        and _alike_in_size(was, now)
        and not _is_stake(row, was, now)
    )


def _is_told_beside(row: Row, was: Slot, now: Slot) -> bool:
    """The headcount, so many in 2016, rose to so many."""
    gap, before = row.between(was, now), row.before(was)
    return bool(
        before[:1] and before[0].mark == ","
        and marks(gap) == {","}
        and classes(gap) & {"UP", "DOWN"}
        and lead(gap[::-1], frozenset({"TO"}), 0)
        and not any(is_content(item) and not item.classes & MOVES for item in gap)
        and _alike_in_size(was, now)
        and not _is_stake(row, was, now)
    )  # fmt: skip


def _alike_in_size(one: Slot, other: Slot) -> bool:
    """Whether both numbers are as large as those of one thing before and after."""
    left, right = one.figure.value, other.figure.value
    return bool(left and right and max(left, right) <= OF_SIZE * min(left, right))


def _follow(before: tuple[Item, ...], was: Slot, now: Slot) -> bool:
    """Whether the numbers alone show a change; small ones may be of two things: from 3 vans to 5 floors."""
    small = min(was.figure.value or 0, now.figure.value or 0) < FEW
    return _alike_in_size(was, now) and (not small or " " in before[0].text)


def _is_stake(row: Row, one: Slot, other: Slot) -> bool:
    """From 2 million shares to 4.9 percent: a stake is told in both."""
    return "percent" in {dimension_of(one.figure), dimension_of(other.figure)} and row.has("SHARE")


def _sums(row: Row) -> Iterator[Finding]:
    for one, other, total in zip(row.slots, row.slots[1:], row.slots[2:], strict=False):
        gap = row.between(other, total)
        said = classes(gap) | total.classes | classes(row.after(total)[:2])
        if (
            _differ(one.figure, other.figure, any(map(is_content, row.after(one)[:1])))
            and "TOTAL" in said
            and "RANGE_AND" in classes(row.between(one, other))
            and close(gap, ENDS)
            and None not in (one.figure.value, other.figure.value, total.figure.value)
            and one.figure.value + other.figure.value == total.figure.value  # type: ignore[operator]
        ):
            yield finding(
                "DIM01",
                (one.figure, other.figure, total.figure),
                f"“{one.figure.surface}” and “{other.figure.surface}” measure different things, so"
                f" they cannot add up to “{total.figure.surface}”",
                suggestion="check the units of the three figures",
            )


def _moves(row: Row, was: Slot, now: Slot) -> bool:
    """Whether something became something else without a word for up or down: passée de 120 litres à."""
    gap, before = row.between(was, now), row.before(was)
    if gap and gap[-1].text > UNSPACED and "RANGE_TO" not in gap[-1].classes:
        return len(gap) == 1
    verb = " " in before[0].text or classes(before[1:2]) & {"PAST"}
    return was.figure.kind == now.figure.kind == "measure" and len(gap) == 1 and bool(verb)


def _counted(row: Row, slot: Slot) -> bool:
    """Whether a bare number counts people: 3 millones de usuarios; the number of employees fell from."""
    after = row.after(slot)[:2]
    before = row.before(slot)[:NEAR]
    named = (
        item.classes >= COUNTED or ("PEOPLE" in item.classes and "OUT_OF" in led.classes)
        for item, led in pairwise(before)
    )
    if slot.figure.unit is None and any(named):
        return True
    return len(after) > 1 and "OUT_OF" in after[0].classes and bool(after[1].classes & COUNTED)


def _differ(one: Figure, other: Figure, counted: bool = False) -> bool:  # noqa: FBT001, FBT002
    left, right = _dimension(one), _dimension(other)
    if counted and one.kind == "count":
        left = "count"
    return left is not None and right is not None and left != right


def _dimension(figure: Figure) -> str | None:
    """What a figure measures, leaving out the time that it is per and which currency it is in."""
    if figure.kind == "money":
        return "money"
    if figure.kind == "measure" and figure.unit:
        return dimension(figure.unit.partition("/")[0])
    return dimension_of(figure)


def _leads(before: tuple[Item, ...], was: Figure) -> bool:
    """Whether "from" stands before it; in some languages the same word is "by"."""
    found = lead(before, frozenset({"FROM", "BY"}), 0)
    return "FROM" in found and ("BY" not in found or was.kind != "percent")


def _describes(row: Row, slot: Slot) -> bool:
    """A $5 billion company: the figure describes what it became."""
    before, after = row.items[slot.at - 1 : slot.at], row.after(slot)[:1]
    return bool(classes(before) & {"ONE"}) and any(map(is_content, after))
