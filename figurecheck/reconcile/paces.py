"""Two paces that are stated to be one: so many a day, or so many a year."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import RANGE
from figurecheck.normalise.dimensions import dimension, scale
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.statements import (
    classes,
    content,
    factor,
    is_break,
    is_content,
    marks,
    same_measure,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure
    from figurecheck.reconcile.statements import Row, Slot

SAME = frozenset({"OR", "SAME_AMOUNT", "TOTAL"})
LINKING = SAME | {"TIME_UNIT", "AVERAGE"}
HOUR, DAY, WEEK = Fraction(3600), Fraction(86_400), Fraction(604_800)
WORKED_HOURS, WORKED_DAYS, WORKED = Fraction(1, 3), Fraction(1, 2), Fraction(9, 10)
"""The part of a longer time that is worked: of a day eight hours, of a year every other day."""

BEHIND = 5
"""Items behind the second pace that a condition may begin in: or $200 a year if they pay at once."""

PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
CALENDAR = Fraction(102, 100)
"""Months and years are of different lengths."""


class Paces(NamedTuple):
    """`fast` is per the shorter time, `slow` per the longer; that many of the one make the other."""

    fast: Slot
    slow: Slot
    times: Interval


def paces(row: Row) -> Iterator[Paces]:
    """Every two neighbours that a sentence states to be one pace."""
    for one, other in pairwise(row.slots):
        gap = row.between(one, other)
        first, second = period(row, one), period(row, other)
        if (
            first is None
            or second is None
            or not _ties(gap, other)
            or is_break(gap)
            or "CLAUSE" in classes(row.items[other.at + 1 : other.at + BEHIND])
            or content(item for item in gap if not item.classes & LINKING) > 1
            or not _alike(one, other)
        ):
            continue
        left, right = scale(first), scale(second)
        if left < right:
            yield Paces(one, other, _times(left, right))
        elif right < left:
            yield Paces(other, one, _times(right, left))


def _ties(gap: tuple[Item, ...], other: Slot) -> bool:
    """Whether the second figure is said to be the first one again: or, on average, equal to, about."""
    told = classes(gap) & SAME or "AVERAGE" in classes(gap[-1:]) or "SAME_AMOUNT" in other.classes
    again = bool(marks(gap[-1:]) & {",", "("}) and other.figure.modifier in {"about", "nearly"}
    return bool(told) or again


def period(row: Row, slot: Slot) -> str | None:
    """The time that a figure is said to be for: 10 million a month, 200 litres an hour."""
    per = (slot.figure.unit or "").partition("/")[2]
    if per and slot.figure.kind == "measure":
        return per if dimension(per) == "time" else None
    after = row.after(slot)[:4]
    of = len(after) > 3 and "OUT_OF" in after[0].classes and is_content(after[1])  # noqa: PLR2004
    after = after[2:] if of else after  # 45 tonnes of fuel a day
    timed = len(after) > 1 and "PER" in after[0].classes and "TIME_UNIT" in after[1].classes
    return value_of(after[1], "TIME_UNIT") if timed else _led(row, slot)


def _led(row: Row, slot: Slot) -> str | None:
    """Monthly revenue of $96 million: the time is told before the figure."""
    before = row.before(slot)[:3]
    if len(before) < 3 or "OUT_OF" not in before[0].classes:  # noqa: PLR2004
        return None
    scope = value_of(before[2], "SCOPE") if "SCOPE" in before[2].classes else None
    return scope if scope in PERIODS and "METRIC" in before[1].classes else None


def agree(found: Paces) -> bool:
    """Whether some usual number of the shorter times makes the longer."""
    fast = found.fast.amount.scaled(base(found.fast, found.slow))
    slow = found.slow.amount.scaled(base(found.slow, found.fast))
    return fast.times(found.times).meets(slow)


def base(slot: Slot, beside: Slot) -> Fraction:
    """How many base units one unit of a figure is, the time that it is per left aside."""
    return factor(timeless(slot), timeless(beside))


def timeless(slot: Slot) -> Figure:
    """A figure without the time that its unit is per: 700 tonnes for 700 tonnes a day."""
    unit = slot.figure.unit
    if slot.figure.kind == "measure" and unit and "/" in unit:
        return replace(slot.figure, unit=unit.partition("/")[0])
    return slot.figure


def _alike(one: Slot, other: Slot) -> bool:
    values = one.figure.value, other.figure.value
    return (
        not (one.flags | other.flags) & RANGE
        and all(value is not None and value > 0 for value in values)
        and one.figure.kind in {"money", "count", "measure"}
        and same_measure(timeless(one), timeless(other))
        and (one.figure.kind != "money" or one.figure.unit == other.figure.unit)
    )


def _times(short: Fraction, long: Fraction) -> Interval:
    worked = Fraction(1)
    if short <= HOUR and long >= DAY:
        worked *= WORKED_HOURS
    if short < WEEK and long >= WEEK:
        worked *= WORKED_DAYS
    if short >= WEEK:
        worked *= WORKED
    return Interval(long / short * worked, long / short * CALENDAR)
