"""Numbers and fractions in words that are no figures of their own, as slots of their sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.extract.figures import BARE, WORDS
from figurecheck.model import Figure
from figurecheck.reconcile.statements import Slot, value_of

if TYPE_CHECKING:
    from figurecheck.extract.reading import Item
    from figurecheck.model import Kind
    from figurecheck.reconcile.statements import Row

NONE = -1
"""The index of a figure that the document has not."""

HALF = Decimal("0.5")


def with_numbers(row: Row) -> Row:
    """The row with its small numbers in words: nine in Europe, eight in Asia."""
    return _with(row, "NUMBER")


def with_fractions(row: Row) -> Row:
    """The row with its fractions in words: 36 of the 240, or a quarter."""
    return _with(row, "FRACTION")


def _with(row: Row, word_class: str) -> Row:
    found = [
        slot
        for at, item in enumerate(row.items)
        if word_class in item.classes and not item.figure and (slot := _slot(row, at, word_class))
    ]
    if not found:
        return row
    return replace(row, slots=tuple(sorted((*row.slots, *found), key=lambda slot: slot.at)))


def _slot(row: Row, at: int, word_class: str) -> Slot | None:
    item = row.items[at]
    meant = value_of(item, word_class)
    if not meant or item.date:
        return None
    if word_class == "NUMBER":
        value = Decimal(meant)
        return Slot(at, _figure(item, "count", value, HALF), 0, WORDS | BARE, item.classes)
    value = Decimal(meant[0]) / Decimal(meant[1])
    figure = _figure(item, "ratio", value, Decimal(0))
    before = row.items[at - 1] if at else None
    if before and "MODIFIER" in before.classes:
        figure = replace(figure, modifier=value_of(before, "MODIFIER") or "exact")
    return Slot(at, figure, 0, WORDS | BARE, item.classes)


def _figure(item: Item, kind: Kind, value: Decimal, half: Decimal) -> Figure:
    return Figure(
        index=NONE,
        start=item.start,
        end=item.end,
        surface=item.text,
        kind=kind,
        low=value - half,
        value=value,
        high=value + half,
        unit=None,
        unit_candidates=None,
        modifier="exact",
        as_of=None,
        subject=None,
        metric=None,
        attribution=None,
    )
