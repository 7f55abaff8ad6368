"""RNG01: a range whose first end is above its second."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from figurecheck.extract.figures import NEGATIVE, RANGE, WORDS
from figurecheck.normalise.dimensions import compatible
from figurecheck.reconcile.changes import HUNDRED
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import classes, in_base, lead, mask, row_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

FURTHEST = 60
"""Ends further apart share no scale word ("between 900 and 1.2 million"), so their order is not told."""

JOINED = 8
"""Characters at most between the ends of a range: " and ", " a "."""

MINUS = "-\u2212\u2013"
SCALED = 3
"""A number with this exponent or more at its last digit is in thousands: no score."""

MOVES = frozenset({"UP", "DOWN", "PAST", "FORECAST"})
SCALED_UNITS = {"money", "measure", "percent"}


def check(context: Context) -> Iterator[Finding]:
    """One finding for every reversed range, over both ends."""
    reading = context.reading
    for figure in context.figures:
        if reading.flags[figure.index] & RANGE:
            if _is_reversed(figure):
                line, slot = row_of(context, figure)
                if _is_above_zero(slot) and not _is_move(line, slot):
                    yield _finding((figure,), figure.surface)
        elif _may_end(context, figure):
            line, slot = row_of(context, figure)
            yield from _unread(line, slot)
            yield from _apart(line, slot)


def _may_end(context: Context, figure: Figure) -> bool:
    """Whether a number stands so shortly before the figure that the two could be a range."""
    bits = context.reading.class_bits[figure.index]
    if not bits & mask(("RANGE_TO", "RANGE_AND")):
        return False
    if context.reading.flags[figure.index] & WORDS:
        return figure.kind in SCALED_UNITS and bool(bits & mask(("RANGE_TO",)))
    before = context.figures[figure.index - 1] if figure.index else None
    return before is not None and 0 < figure.start - before.end <= JOINED


def _is_reversed(figure: Figure) -> bool:
    low, high = figure.low, figure.high
    return low is not None and high is not None and 0 < high < low <= high * FURTHEST


def _is_above_zero(slot: Slot) -> bool:
    if any(one.isdigit() and two == "-" and three.isalpha() for one, two, three in _threes(slot)):
        return False  # between 10-year and 2-year bonds
    return not slot.flags & NEGATIVE and slot.figure.surface[0] not in MINUS


def _threes(slot: Slot) -> Iterator[tuple[str, str, str]]:
    text = slot.figure.surface
    return zip(text, text[1:], text[2:], strict=False)


def _is_move(row: Row, slot: Slot) -> bool:
    """Fell from 30 to 20: a change and no range."""
    before = row.before(slot)
    opened = classes(before[:1])
    if "RANGE_BETWEEN" in slot.classes or "RANGE_BETWEEN" in opened:
        return False
    moved = "FROM" in opened and ("RANGE_OPEN" not in opened or row.has(*MOVES))
    return moved or bool(lead(before, MOVES, 2))


def _unread(row: Row, slot: Slot) -> Iterator[Finding]:
    """Ten to five years; 80-50 mm: two ends that do not read as a range for their order."""
    figure, items = slot.figure, row.items
    if slot.at < 2 or figure.value is None or "RANGE_TO" not in items[slot.at - 1].classes:  # noqa: PLR2004
        return
    first, joiner = items[slot.at - 2], items[slot.at - 1]
    if _is_led(items[: slot.at - 2]):
        return
    value = _value(first, slot)
    if value is None or not figure.value < value <= figure.value * FURTHEST:
        return
    glued = joiner.start == first.end and joiner.end == figure.start
    scaled = figure.kind in SCALED_UNITS or slot.place >= SCALED
    halves = figure.kind != "measure" and value + Fraction(figure.value) == HUNDRED
    if glued and (not scaled or halves):
        return
    in_words = slot.flags & WORDS and "NUMBER" in first.classes
    led = scaled and not halves and classes(items[slot.at - 3 : slot.at - 2]) & {"BY", "OUT_OF"}
    if not glued and not in_words and not led:
        return
    span = (first.start, figure.end)
    figures = (first.figure, figure) if first.figure else (figure,)
    text = f"{first.text}{'' if glued else ' '}{joiner.text}{'' if glued else ' '}{figure.surface}"
    yield _finding(figures, text, span)


def _apart(row: Row, slot: Slot) -> Iterator[Finding]:
    """Between 12 kg and 900 g: each end with a unit of its own."""
    before = next((each for each in row.slots if each.at == slot.at - 2), None)
    joiner = row.items[slot.at - 1]
    if (
        before is None
        or "RANGE_AND" not in joiner.classes
        or before.figure.kind != slot.figure.kind
    ):
        return
    opened = "RANGE_BETWEEN" in classes(row.items[: before.at][-1:])
    one, other = before.figure.unit, slot.figure.unit
    if not opened or one is None or other is None or not compatible(one, other):
        return
    first, last = in_base(before, slot), in_base(slot, before)
    if first.low is not None and last.high is not None and first.low > last.high > 0:
        text = f"{before.figure.surface} {joiner.text} {slot.figure.surface}"
        yield _finding((before.figure, slot.figure), text)


def _value(item: Item, slot: Slot) -> Fraction | None:
    if item.figure:
        one, other = item.figure, slot.figure
        alike = one.unit == other.unit or (one.kind == "count" and one.unit is None)
        return Fraction(one.value) if alike and one.value is not None else None
    number = value_of(item, "NUMBER") if "NUMBER" in item.classes else None
    return None if number is None else Fraction(number)


def _is_led(items: tuple[Item, ...]) -> bool:
    """Whether the first end is where something came from, or one of more numbers in a row."""
    near = items[-1:]
    return "FROM" in classes(near) or any(item.mark in {"-", "/", ":", ","} for item in near)


def _finding(
    figures: tuple[Figure, ...], text: str, span: tuple[int, int] | None = None
) -> Finding:
    return finding(
        "RNG01",
        figures,
        f"“{text}” runs from the higher end to the lower",
        suggestion="swap the ends, or check them",
        span=span,
    )
