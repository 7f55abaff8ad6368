"""CHG01: from A to B by P percent, by an amount, doubled, or P percent a year, where A and B give another."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from figurecheck.reconcile.changes import HUNDRED, LOOSE, MULTIPLES, Change, changes
from figurecheck.reconcile.ends import ends
from figurecheck.reconcile.growth import Growth, agrees, growths, real_rate
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    classes,
    dimension_of,
    in_base,
    is_content,
    rows,
    same_measure,
    value_of,
)
from figurecheck.reconcile.telling_amounts import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

SIGNED = "MODIFIER_AFTER"
SIGNS = ("UP", "DOWN", "FROM", "MORE_THAN", "LESS_THAN", SIGNED, "MULTIPLIED", *MULTIPLES)
SAME = frozenset({"money", "measure"})
APART = frozenset(";-")
"""Marks that part what is said from its neighbours: clauses, the points of a list."""

ONE = Interval(Fraction(1), Fraction(1))


def check(context: Context) -> Iterator[Finding]:
    """One finding for every change that its two amounts do not give, over all three."""
    for row in rows(context, SIGNS, least=1, when=_may_change):
        yield from _findings(context, row)
    for row in rows(context, ("COMPOUND",), least=3, when=_may_change):
        for growth in growths(row):
            if not agrees(growth):
                yield _of_growth(growth)


def _of_growth(growth: Growth) -> Finding:
    rate, was, now, years = growth
    real = f"about {real_rate(growth):.1f} percent a year"
    return finding(
        "CHG01",
        (was.figure, now.figure, rate.figure),
        f"from “{was.figure.surface}” to “{now.figure.surface}” in {years} years is {real},"
        f" not “{rate.figure.surface}”",
        suggestion=f"check the two amounts and their years, or write “{real}”",
    )


def _findings(context: Context, row: Row) -> Iterator[Finding]:
    held: dict[tuple[int, int], list[tuple[Change, Slot, Slot]]] = {}
    for change in changes(row):
        found = ends(row, change)
        if found and not _otherwise(row, change, *found):
            was, now = found
            held.setdefault((was.at, now.at), []).append((change, was, now))
    told: set[int] = set()
    for (at, _), stated in held.items():
        if at in told or any(_agrees(*each) for each in stated):
            continue  # a second change beside the right one is another one's
        told.add(at)
        change, was, now = stated[0]
        figures = [was.figure, now.figure]
        if change.slot:
            figures.append(change.slot.figure)
        start = min(change.start, *(each.start for each in figures))
        end = max(change.end, *(each.end for each in figures))
        text = context.reading.document.text[change.start : change.end]
        said, suggestion = message(change, was, now, text)
        yield finding("CHG01", tuple(figures), said, suggestion=suggestion, span=(start, end))


def _others(row: Row, change: Change, was: Slot, now: Slot) -> Iterator[tuple[Slot, Slot]]:
    """What else the sentence gives that the change may be of: one of the ends may be another's."""
    for slot in row.slots:
        if slot is change.slot or slot.at in {was.at, now.at} or slot.figure.kind not in SAME:
            continue
        if same_measure(slot.figure, now.figure) and now.figure.kind != slot.figure.kind:
            yield slot, now
            yield now, slot
        if same_measure(slot.figure, was.figure) and was.figure.kind != slot.figure.kind:
            yield was, slot


def _otherwise(row: Row, change: Change, was: Slot, now: Slot) -> bool:
    """Whether the change is told otherwise than as printed: adjusted, a year, or not at all."""
    percentages = dimension_of(was.figure) == "percent"
    if percentages and change.kind != "points" and not (change.direction or row.has("UP", "DOWN")):
        return True
    if any(_agrees(change, *pair) for pair in _others(row, change, was, now)):
        return True
    first, last = min(change.first, was.at, now.at), max(change.last, was.at, now.at)
    while first and not (row.items[first - 1].figure or row.items[first - 1].mark in APART):
        first -= 1
    while last + 1 < len(row.items) and not (
        row.items[last + 1].figure or row.items[last + 1].mark in APART
    ):
        last += 1
    stretch = row.items[first : last + 1]
    return bool(classes(stretch) & {"AT_RATE", "COMPOUND"}) or any(
        "ADJUSTED" in item.classes
        and not _names(item, stretch[at + 1 : at + 2])
        and not ("AVERAGE" in item.classes and _of_amount(stretch[max(0, at - 1) : at]))
        for at, item in enumerate(stretch)
    )


def _of_amount(before: tuple[Item, ...]) -> bool:
    """$924 on average: the amount is an average, and not its change."""
    figure = before[0].figure if before else None
    return figure is not None and figure.kind not in {"percent", "ratio"}


def _names(item: Item, after: tuple[Item, ...]) -> bool:
    """Whether a word says what kind of thing changed: organic milk, annual sales; not annual growth."""
    if "SCOPE" not in item.classes or not after or not is_content(after[0]):
        return False
    noun = after[0].classes
    return "METRIC" not in noun or (value_of(item, "SCOPE") == "year" and not noun & {"UP", "DOWN"})


def _may_change(figures: tuple[Figure, ...]) -> bool:
    """Whether two of the figures could be the ends of a change."""
    kinds = [figure.kind for figure in figures]
    return _range(figures) or any(
        one == other or "count" in {one, other} for one, other in combinations(kinds, 2)
    )


def _range(figures: tuple[Figure, ...]) -> bool:
    return any(figure.modifier == "between" for figure in figures)


def _agrees(change: Change, was: Slot, now: Slot) -> bool:
    before, after = in_base(was, now), in_base(now, was)
    if not before.low or before.low <= 0 or before.high is None:
        return True
    if after.low is None or after.low < 0 or after.high is None:
        return True
    ratio, rise = after.over(before), after.minus(before)
    percentages = dimension_of(was.figure) == "percent"
    if change.kind == "multiple":
        return ratio.meets(change.size)
    if change.kind == "amount" and change.slot and not percentages:
        same = same_measure(change.slot.figure, was.figure)
        return not same or _fits(in_base(change.slot, was), rise, change.direction)
    if change.kind != "relative":
        return not percentages or _fits(change.size, rise, change.direction)
    loose = change.slot is None or change.slot.figure.kind == "ratio"
    size = change.size.widened(LOOSE if loose else LOOSE / 10)
    relative = ratio.minus(ONE).scaled(HUNDRED)
    return (percentages and _fits(size, rise, change.direction)) or _fits(
        size, relative, change.direction
    )


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
