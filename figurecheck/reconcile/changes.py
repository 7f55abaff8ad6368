"""Stated changes of a sentence: by P percent, by so many points, by an amount, doubled, halved."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.statements import classes, lead, marks, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.statements import Row, Slot

UP, DOWN, BY, FURTHER = "UP", "DOWN", "BY", "PLUS"
ENDS = frozenset({"FROM", "TO", "VERSUS"})
DIRECTIONS = frozenset({UP, DOWN, "MORE_THAN", "LESS_THAN"})
MULTIPLES = {
    "DOUBLED": Fraction(2), "TRIPLED": Fraction(3), "QUADRUPLED": Fraction(4), "HALVED": Fraction(1, 2),
}  # fmt: skip
HALF = Fraction(1, 2)
LOOSE = Fraction(1, 10)
"""Writers say doubled, or by a third, within this part of it."""

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A change as stated, at the items `first` to `last`.

    `kind`: `relative` (in percent of what it was), `points`, `amount` (in the unit of `slot`), or
    `multiple`. `direction` is 1, -1, or 0 where the words do not say it for certain.
    """

    first: int
    last: int
    start: int
    end: int
    kind: Literal["relative", "points", "amount", "multiple"]
    size: Interval
    direction: int
    slot: Slot | None = None


def changes(row: Row) -> Iterator[Change]:
    """Every change that a sentence states in a word or a figure, in the order of the text."""
    for slot in row.slots:
        found = _of_figure(row, slot)
        if found:
            yield found
    for at, item in enumerate(row.items):
        if not item.figure and item.classes:
            found = _of_word(row, at, item)
            if found:
                yield found


def _of_figure(row: Row, slot: Slot) -> Change | None:
    figure, size = slot.figure, slot.amount
    led = row.role(slot, ENDS | DIRECTIONS | {BY, FURTHER})
    if FURTHER in led or (led & ENDS and BY not in led):
        return None
    if figure.kind == "percent":
        if figure.unit == "percent":  # half a unit more: writers also cut digits off
            size = size.widened(Fraction(10) ** slot.place / 2)
        if figure.unit == "basis_point":
            size = size.scaled(1 / HUNDRED)
        kind: Literal["relative", "points"] = "relative" if figure.unit == "percent" else "points"
    elif figure.kind == "ratio":
        if _of_point(row, slot.at):
            return None
        size, kind = _loose(size.scaled(HUNDRED)), "relative"
    else:
        if figure.kind == "count" and figure.value is None:
            return None
        before = lead(row.before(slot), ENDS | DIRECTIONS | {BY}, 0)
        beside = row.items[slot.at + 1 : slot.at + 2]
        after = lead(row.after(slot), DIRECTIONS | {"FORECAST"}, 1) or classes(beside)
        after &= DIRECTIONS
        if not before & ({BY} | DIRECTIONS) and not (after and not before):
            return None
        return _change(row, slot, "amount", size)
    return _change(row, slot, kind, size)


def _of_point(row: Row, at: int) -> bool:
    """Half a point, a quarter of a percentage point: no part of what it was."""
    after = row.items[at + 1 : at + 4]
    return bool(classes(after) & {"PERCENTAGE_POINT", "DECIMAL_WORD"})


def _change(
    row: Row, slot: Slot, kind: Literal["relative", "points", "amount"], size: Interval
) -> Change:
    return Change(
        slot.at, slot.at, slot.figure.start, slot.figure.end, kind, size, _direction(row, slot.at), slot
    )  # fmt: skip


def _of_word(row: Row, at: int, item: Item) -> Change | None:
    multiple = next((MULTIPLES[each] for each in item.classes if each in MULTIPLES), None)
    before = row.items[max(0, at - 3) : at][::-1]
    modifier = next(
        (value_of(each, "MODIFIER") for each in before[:1] if "MODIFIER" in each.classes), None
    )
    if multiple == HALF and _of_point(row, at):
        return None
    if multiple == HALF and UP in lead(before, DIRECTIONS, 0):  # rose by half
        size = _modified(_loose(Interval(HALF * HUNDRED, HALF * HUNDRED)), modifier)
        return Change(at, at, item.start, item.end, "relative", size, 1)
    if multiple is not None and "ONE" not in classes(row.items[at + 1 : at + 2]):
        size = _modified(_loose(Interval(multiple, multiple)), modifier)
        direction = 1 if multiple > 1 else -1
        return Change(at, at, item.start, item.end, "multiple", size, direction)
    if "MULTIPLIED" in item.classes:
        return _times(row, at, item)
    after = row.items[at + 1 : at + 2]
    told = lead(before, DIRECTIONS | {BY}, 0) or classes(after) & DIRECTIONS
    if "FRACTION" in item.classes and told and not _of_point(row, at):
        parts = value_of(item, "FRACTION")
        if parts is None:
            return None
        value = Fraction(*parts) * HUNDRED
        size = _modified(_loose(Interval(value, value)), modifier)
        return Change(at, at, item.start, item.end, "relative", size, _direction(row, at))
    return None


def _times(row: Row, at: int, item: Item) -> Change | None:
    """Fivefold; five times as many: as often as the word or the number before it says."""
    times, first = value_of(item, "MULTIPLIED"), at
    if times == 1:
        first -= 2 if marks(row.items[at - 1 : at]) else 1
        number = row.items[first] if first >= 0 else None
        if number is None:
            return None
        value = number.figure.value if number.figure else None
        times = value if number.figure else value_of(number, "NUMBER")
    if not times or times <= 1:
        return None
    before = row.items[max(0, first - 1) : first]
    modifier = next(
        (value_of(each, "MODIFIER") for each in before if "MODIFIER" in each.classes), None
    )
    size = _modified(_loose(Interval(Fraction(times), Fraction(times))), modifier)
    return Change(first, at, row.items[first].start, item.end, "multiple", size, 1)


def _loose(size: Interval) -> Interval:
    return Interval(
        None if size.low is None else size.low * (1 - LOOSE),
        None if size.high is None else size.high * (1 + LOOSE),
    )


def _modified(size: Interval, modifier: str | None) -> Interval:
    shrinks = size.high is not None and size.high < 1  # more than halved: to less than a half
    if modifier in ({"less_than", "up_to"} if shrinks else {"more_than", "at_least"}):
        return Interval(size.low, None)
    if modifier in {"more_than", "at_least", "less_than", "up_to"}:
        return Interval(None, size.high)
    if modifier in {"about", "nearly"}:
        return _loose(size)
    return size


def _direction(row: Row, at: int) -> int:
    """1 or -1 where the word right before or after it says so, else 0."""
    before = lead(row.items[max(0, at - 3) : at][::-1], DIRECTIONS | {BY}, 0)
    if BY in before and not before & DIRECTIONS:
        before = lead(row.items[max(0, at - 4) : at][::-1], DIRECTIONS, 1)
    found = before & DIRECTIONS or classes(row.items[at + 1 : at + 2]) & DIRECTIONS
    if found & {UP, "MORE_THAN"} and found & {DOWN, "LESS_THAN"}:
        return 0
    return 1 if found & {UP, "MORE_THAN"} else -1 if found else 0
