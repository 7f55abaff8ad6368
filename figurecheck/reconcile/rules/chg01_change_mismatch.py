"""CHG01: from A to B by P percent, by an amount, doubled or halved, where A and B give another change."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER
from figurecheck.reconcile.changes import DIRECTIONS, HUNDRED, LOOSE, MULTIPLES, Change, changes
from figurecheck.reconcile.intervals import Interval, rounding
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    classes,
    close,
    content,
    dimension_of,
    in_base,
    is_break,
    lead,
    marks,
    rows,
    same_measure,
)
from figurecheck.reconcile.telling_amounts import message, middle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Finding
    from figurecheck.reconcile.statements import Row, Slot

SIGNS = ("UP", "DOWN", "FROM", "MORE_THAN", "LESS_THAN", *MULTIPLES)
COMPARISON = frozenset({"MORE_THAN", "LESS_THAN"})
BASE = frozenset({"FROM", "VERSUS", "MORE_THAN", "LESS_THAN"})
GOAL = frozenset({"TO"})
APART = GOAL | {"RATIO_IN"}
ROLES = BASE | GOAL | {"BY", "UP", "DOWN"}
BETWEEN_ENDS, BESIDE_CHANGE = 7, 3
"""Words of their own that may stand between the two amounts, and between an amount and the change."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every change that its two amounts do not give, over all three."""
    for row in rows(context, SIGNS):
        if row.has("ADJUSTED", "AT_RATE"):
            continue
        told: set[int] = set()
        for change in changes(row):
            ends = _ends(row, change)
            if ends is None or ends[0].at in told:
                continue
            was, now = ends
            if not _agrees(change, was, now):
                told.add(was.at)
                figures = [was.figure, now.figure]
                if change.slot:
                    figures.append(change.slot.figure)
                start = min(change.start, *(each.start for each in figures))
                end = max(change.end, *(each.end for each in figures))
                text = context.reading.document.text[change.start : change.end]
                said, suggestion = message(change, was, now, text)
                yield finding(
                    "CHG01", tuple(figures), said, suggestion=suggestion, span=(start, end)
                )


def _ends(row: Row, change: Change) -> tuple[Slot, Slot] | None:
    """What it was and what it is now, where the sentence ties both to the change."""
    slots = [slot for slot in row.slots if slot is not change.slot and _may_change(slot)]
    before = [slot for slot in slots if slot.at < change.first]
    after = [slot for slot in slots if slot.at > change.last]
    pairs = [
        (after[:2], "after"),
        ([*before[-1:], *after[:1]], "around"),
        (before[-2:], "before"),
    ]
    for pair, where in pairs:
        if len(pair) == 2 and _comparable(*pair) and _same_as(change, pair):  # noqa: PLR2004
            found = _tied(row, change, pair[0], pair[1], where)
            if found:
                return found
    return None


def _comparable(one: Slot, other: Slot) -> bool:
    nouns = {one.figure.unit, other.figure.unit}
    if one.figure.kind == other.figure.kind == "count" and len(nouns) > 1 and None not in nouns:
        return "PEOPLE" in one.classes & other.classes
    return same_measure(one.figure, other.figure)


def _same_as(change: Change, ends: list[Slot]) -> bool:
    """Whether an amount of change is of what changed; points are told by bare numbers too."""
    if change.kind != "amount" or change.slot is None:
        return True
    if dimension_of(ends[0].figure) == "percent":
        return change.slot.figure.kind == "count"
    return all(_comparable(change.slot, end) for end in ends)


def _may_change(slot: Slot) -> bool:
    if slot.figure.unit in {"percentage_point", "basis_point"}:
        return False
    return not slot.flags & PER or slot.figure.kind == "money"


def _tied(  # noqa: PLR0911  one return for each order of the three
    row: Row, change: Change, one: Slot, other: Slot, where: str
) -> tuple[Slot, Slot] | None:
    between = row.between(one, other)
    if where == "around":
        own = lead(row.before(one), ROLES, 0)
        left, right = row.items[one.at + 1 : change.first], row.items[change.last + 1 : other.at]
        if not (_bound(left, 2) and _bound(right, BESIDE_CHANGE)):
            return None
        compared = other.classes & COMPARISON and not right and marks(left)
        if change.slot and "FROM" not in own and compared:
            return _as_printed(other), one
        if right and right[0].classes & DIRECTIONS and not classes(right) & APART and close(right, 1):
            return (other, one) if not marks(right) and "FROM" not in own else None
        role = lead(right[::-1], BASE | GOAL, 1)
        if not role & {"FROM", "VERSUS", "TO"} and (
            marks(right) or any(item.date for item in right)
        ):
            return None
        own = lead(row.before(one), ROLES, 0)
        if change.kind == "multiple" and not role and not classes(right) & {"OF_WHICH", "PAST"}:
            return (other, one) if "FROM" not in own else None
        if role & BASE and not own & {"FROM", "VERSUS"}:
            return other, one
        return (one, other) if role & GOAL and "FROM" in own else None
    beside = (
        row.items[change.last + 1 : one.at]
        if where == "after"
        else row.items[other.at + 1 : change.first]
    )
    if not (_bound(beside, BESIDE_CHANGE) and close(between, BETWEEN_ENDS)):
        return None
    if change.kind == "amount" and where == "before" and not marks(beside) and not classes(beside):
        return None
    first = lead(row.items[: one.at][::-1], BASE | GOAL, 0)
    second = lead(between[::-1], BASE | GOAL, 0)
    if "FROM" in first and second & GOAL and not second & BASE:
        return one, other
    if second & {"FROM", "VERSUS"} and not first & {"FROM", "VERSUS"}:
        if one.figure.kind != other.figure.kind or (not first & GOAL and content(between) > BESIDE_CHANGE):
            return None
        if where == "after" and not first & GOAL:
            return None
        return other, one
    return None


def _as_printed(slot: Slot) -> Slot:
    """More than the 600 it had: the words compare, and the figure is what is printed."""
    value = middle(slot)
    half = rounding(slot.figure.value or Decimal(0), slot.place) / 2
    return replace(slot, amount=Interval(value - half, value + half))


def _bound(items: tuple[Item, ...], words: int) -> bool:
    """Whether what stands between a change and an amount keeps them in one statement."""
    if not close(items, words) or is_break(items) or any(item.figure for item in items):
        return False
    found = classes(items)
    metrics = [at for at, item in enumerate(items) if "METRIC" in item.classes]
    told_of = all(at and items[at - 1].classes & {"RATIO_IN", "OUT_OF"} for at in metrics)
    return (
        told_of
        and "RANGE_AND" not in found
        and "OF_WHICH" not in found
        and "TIME_UNIT" not in classes(items[:2])
    )


def _agrees(change: Change, was: Slot, now: Slot) -> bool:
    before, after = in_base(was, now), in_base(now, was)
    if before.low is None or before.high is None or before.low <= 0:
        return True
    if after.low is None or after.high is None or after.low < 0:
        return True
    ratio = after.over(before)
    relative = ratio.minus(Interval(HUNDRED / HUNDRED, HUNDRED / HUNDRED)).scaled(HUNDRED)
    rise = after.minus(before)
    match change.kind:
        case "multiple":
            return ratio.meets(change.size)
        case "amount":
            if change.slot is None:
                return True
            if change.slot.figure.kind == "count" and dimension_of(was.figure) == "percent":
                return _fits(change.size, rise, change.direction)
            if not same_measure(change.slot.figure, was.figure):
                return True
            return _fits(in_base(change.slot, was), rise, change.direction)
        case "points":
            return (
                _fits(change.size, rise, change.direction) or dimension_of(was.figure) != "percent"
            )
        case _:
            loose = change.slot is None or change.slot.figure.kind == "ratio"
            size = change.size.widened(LOOSE if loose else LOOSE / 10)
            if dimension_of(was.figure) == "percent" and _fits(size, rise, change.direction):
                return True
            return _fits(size, relative, change.direction)


def _fits(size: Interval, computed: Interval, direction: int) -> bool:
    """Whether a stated size meets what was computed, with its sign where the words give one."""
    falls = Interval(
        None if computed.high is None else -computed.high,
        None if computed.low is None else -computed.low,
    )
    if direction > 0:
        return size.meets(computed)
    if direction < 0:
        return size.meets(falls)
    return size.meets(computed) or size.meets(falls)
