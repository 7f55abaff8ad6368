"""RNG01: a range whose first end is above its second."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from figurecheck.extract.figures import NEGATIVE, RANGE, WORDS
from figurecheck.normalise.dimensions import compatible
from figurecheck.reconcile.changes import HUNDRED
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    classes,
    dimension_of,
    in_base,
    in_scale_of,
    lead,
    mask,
    row_of,
    scale_words,
    value_of,
)

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

HOURS, THOUSAND = 24, 1000
CENTS = -2
MOVES = frozenset({"UP", "DOWN", "PAST", "FORECAST"})
ARROWS = (">", "\u2192")
"""A join that tells of a move."""

BEHIND = frozenset({"UP", "DOWN", "AGO"})
MOVED = frozenset({"UP", "DOWN", "VERSUS", "DOUBLED", "HALVED"})
DEGREES = {"temperature", "angle"}
SCALED_UNITS = {"money", "measure", "percent"}


def check(context: Context) -> Iterator[Finding]:
    """One finding for every reversed range, over both ends."""
    reading = context.reading
    for figure in context.figures:
        if reading.flags[figure.index] & RANGE:
            if _is_reversed(figure):
                line, slot = row_of(context, figure)
                if _is_above_zero(slot) and not (
                    _share_scale(slot) or _is_move(line, slot) or _is_time(line, slot)
                ):
                    yield _finding((figure,), figure.surface)
        elif _may_end(context, figure):
            line, slot = row_of(context, figure)
            yield from _unread(line, slot)
            yield from _apart(line, slot)
            yield from _closed(line, slot)


def _may_end(context: Context, figure: Figure) -> bool:
    """Whether a number stands so shortly before the figure that the two could be a range."""
    bits = context.reading.class_bits[figure.index]
    if not bits & mask(("RANGE_TO", "RANGE_AND", "RANGE_AFTER")):
        return False
    in_words = context.reading.flags[figure.index] & WORDS and figure.kind in SCALED_UNITS
    if in_words and bits & mask(("RANGE_TO",)):
        return True
    before = context.figures[figure.index - 1] if figure.index else None
    return before is not None and 0 <= figure.start - before.end <= JOINED


def _is_reversed(figure: Figure) -> bool:
    low, high = figure.low, figure.high
    return low is not None and high is not None and 0 < high < low


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
    if "RANGE_OPEN" in opened and "FROM" not in opened:
        return False  # anywhere from 400 to 250 dollars
    moved = "FROM" in opened and ("RANGE_OPEN" not in opened or row.has(*MOVES))
    return moved or bool(lead(before, MOVES, 2))


def _share_scale(slot: Slot) -> bool:
    """Whether the ends may be far apart only because one scale word was written for both."""
    low, high = slot.figure.low or 0, slot.figure.high or 0
    return low > high * FURTHEST and scale_words(slot.figure) < 2  # noqa: PLR2004


def _is_time(row: Row, slot: Slot) -> bool:
    """Between 9 and 5, hours of the day; between 40 and 30 years ago, counted backwards."""
    figure, beside = slot.figure, classes((*row.before(slot)[:1], *row.after(slot)[:1]))
    bare = figure.kind == "count" and figure.unit is None and not slot.place
    return "AGO" in beside or (bare and (figure.low or 0) <= HOURS)


def _unread(row: Row, slot: Slot) -> Iterator[Finding]:
    """Ten to five years; 80-50 mm: two ends that do not read as a range for their order."""
    figure, items = slot.figure, row.items
    if slot.at < 2 or figure.value is None or "RANGE_TO" not in items[slot.at - 1].classes:  # noqa: PLR2004
        return
    first, joiner = items[slot.at - 2], items[slot.at - 1]
    value = _value(first, slot)
    if value is None or not figure.value < value <= figure.value * FURTHEST:
        return
    if (
        (joiner.text.endswith(ARROWS) or figure.surface.startswith(ARROWS))
        or _is_led(items[: slot.at - 2])
        or classes(row.after(slot)[:2]) & BEHIND
    ):
        return
    glued = joiner.start == first.end and joiner.end == figure.start
    halves = figure.kind != "measure" and value + Fraction(figure.value) == HUNDRED
    in_words = slot.flags & WORDS and "NUMBER" in first.classes
    aged = bool(first.figure and "AGE_BEFORE" in classes(items[slot.at - 3 : slot.at - 2]))
    if halves or not (
        (glued and _is_scaled(slot, value))
        or (not glued and (in_words or aged or _is_of_things(row, slot, value)))
    ):
        return
    span = (first.start, figure.end)
    figures = (first.figure, figure) if first.figure else (figure,)
    text = f"{first.text}{'' if glued else ' '}{joiner.text}{'' if glued else ' '}{figure.surface}"
    yield _finding(figures, text, span)


def _is_scaled(slot: Slot, value: Fraction) -> bool:
    """Whether a number is none of a score: it has a unit, or is in thousands and no year."""
    grouped = value >= THOUSAND and not slot.figure.surface.isdecimal()
    return slot.figure.kind in SCALED_UNITS or slot.place >= SCALED or grouped


def _is_of_things(row: Row, slot: Slot, value: Fraction) -> bool:
    """Takes 30 to 20 minutes; firms with 250 to 50 employees; not won by 12 to 6 votes."""
    figure, before = slot.figure, row.items[: slot.at - 2][::-1]
    led = classes(before[:1])
    if figure.kind == "count":
        counted = figure.unit is not None and value >= HUNDRED / 10
        if slot.place < SCALED and (not counted or "BY" in led or "DIVIDED_WHOLE" in slot.classes):
            return False
    elif figure.kind not in SCALED_UNITS:
        return False
    elif led & {"BY", "OUT_OF"}:  # cuts the risk by 40 to 30 percent; not leads by 44 to 38 percent
        changes = "BY" not in led or lead(before, frozenset({"UP", "DOWN"}), 3)
        return bool(changes) and not lead(row.after(slot), frozenset({"FROM"}), 2)
    if "TO" in led and dimension_of(figure) in DEGREES:
        return False  # bake at 200 to 180 degrees
    if not before:
        return figure.unit is not None  # 4,000 to 3,500 pilgrims; no score
    level = "TO" in led and "BY" not in led  # comes in at 3.5 to 3 percent
    moved = lead(before, MOVED, 4) or (led & {"PAST"} and not led & {"METRIC"})
    return level or not moved


def _closed(row: Row, slot: Slot) -> Iterator[Finding]:
    """Two ends that a word behind them makes a range: 50만~30만 원 사이."""
    if "RANGE_AFTER" not in classes(row.after(slot)[:1]) or slot.figure.value is None:
        return
    before = next((each for each in row.slots if slot.at - 2 <= each.at < slot.at), None)
    if before is None or before.figure.value is None:
        return
    first = in_scale_of(before, slot)
    joined = classes(row.between(before, slot)) & {"RANGE_AND", "RANGE_TO"}
    if not joined and "RANGE_TO" not in slot.classes:
        return
    value = _value(row.items[before.at]._replace(figure=first.figure), slot)
    if value is not None and slot.figure.value < value <= slot.figure.value * FURTHEST:
        text = f"{before.figure.surface} {slot.figure.surface}"
        yield _finding((before.figure, slot.figure), text)


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
        alike = one.unit == other.unit or None in {one.unit, other.unit}
        if not alike or one.value is None:
            return None
        return Fraction(one.value) / (HUNDRED if one.unit is None and _in_cents(slot) else 1)
    number = value_of(item, "NUMBER") if "NUMBER" in item.classes else None
    return None if number is None else Fraction(number)


def _in_cents(slot: Slot) -> bool:
    """Whether a figure is printed in hundredths of its unit: 30 cents."""
    marked = any(mark in slot.figure.surface for mark in ".,")
    return slot.figure.kind == "money" and slot.place == CENTS and not marked


def _is_led(items: tuple[Item, ...]) -> bool:
    """Whether the first end is where something came from, or one of more numbers in a row."""
    near = items[-1:]
    if len(items) > 1 and items[-2].figure and "RANGE_TO" in classes(near):
        return True  # in steps: from 900 to 750 to 600 dollars
    return bool(lead(items[::-1], frozenset({"FROM"}), 1)) or any(
        item.mark in {"-", "/", ":", ","} for item in near
    )


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
