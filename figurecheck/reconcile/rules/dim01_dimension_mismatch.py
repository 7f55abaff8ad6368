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


def check(context: Context) -> Iterator[Finding]:
    """One finding for every change and every sum across dimensions, over the figures."""
    for row in rows(context, ("UP", "DOWN", "TOTAL", "FROM"), when=_some_differ):
        yield from _changes(row)
        yield from _sums(row)


def _some_differ(figures: tuple[Figure, ...]) -> bool:
    return any(_differ(one, other, one.unit is None) for one, other in pairwise(figures))


def _changes(row: Row) -> Iterator[Finding]:
    for was, now in zip(row.slots, row.slots[1:], strict=False):
        if not _differ(was.figure, now.figure, _counted(row, was)):
            continue
        gap = row.between(was, now)
        before = row.before(was)
        if (
            _leads(before, was.figure)
            and lead(gap[::-1], frozenset({"TO", "RANGE_TO"}), 0)
            and close(gap, ENDS)
            and not marks(gap)
            and not classes(gap) & {"RANGE_AND", "UP", "DOWN", "FORECAST"}
            and (lead(before, frozenset({"UP", "DOWN"}), VERB) or _moves(row, was, now))
            and not _describes(row, now)
        ):
            yield finding(
                "DIM01",
                (was.figure, now.figure),
                f"“{was.figure.surface}” and “{now.figure.surface}” measure different things, so one"
                " cannot have become the other",
                suggestion="check the unit of both figures",
            )


def _sums(row: Row) -> Iterator[Finding]:
    for one, other, total in zip(row.slots, row.slots[1:], row.slots[2:], strict=False):
        gap = row.between(other, total)
        said = classes(gap) | total.classes | classes(row.after(total)[:2])
        if (
            _differ(one.figure, other.figure)
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
    """Whether a bare number counts what an "of" behind it names: 3 millones de usuarios."""
    after = row.after(slot)[:2]
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
