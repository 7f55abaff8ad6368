"""The two ends of a stated change: which figures of its sentence it leads from and to."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import RANGE
from figurecheck.reconcile.changes import DIRECTIONS
from figurecheck.reconcile.may_end import (
    COMPARISON,
    as_printed,
    comparable,
    is_duration,
    is_spelled,
    is_told_again,
    may_change,
    same_as,
    takes_unit,
)
from figurecheck.reconcile.statements import (
    FUNCTION,
    classes,
    close,
    content,
    in_scale_of,
    is_content,
    lead,
    marks,
)
from figurecheck.reconcile.stretches import (
    BESIDE_CHANGE,
    BETWEEN_ENDS,
    GOAL,
    PHRASE,
    behind_unit,
    bound,
    bracketed,
    foreseen,
    grown_since,
    interrupts,
    is_base,
    leads_to,
    subject,
    tight,
    timely,
    turns,
    when,
)
from figurecheck.reconcile.telling_amounts import quantity

if TYPE_CHECKING:
    from decimal import Decimal

    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.changes import Change
    from figurecheck.reconcile.statements import Row, Slot

BASE = frozenset({"FROM", "VERSUS", "MORE_THAN", "LESS_THAN"})
APART = GOAL | {"RATIO_IN"}
ROLES = BASE | GOAL | {"BY", "UP", "DOWN"}
APOSTROPHES = frozenset("'\u2019")

COMPARED = frozenset({"MORE_THAN", "LESS_THAN", "VERSUS"})
EXPECTED = frozenset({"FORECAST", "PAST_FORECAST", "AVERAGE", "ATTRIBUTION_VERB"})
"""Words for what might have been, or usually is."""

YEAR = re.compile(r"(?:19|20)\d\d")


def ends(row: Row, change: Change) -> tuple[Slot, Slot] | None:
    """What it was and what it is now, where the sentence ties both to the change."""
    if _based_elsewhere(row, change):
        return None
    found = _halves(row, change)
    if found:
        return found
    again = next((slot.at for slot in row.slots if is_told_again(row, change, slot)), change.last)
    change = replace(change, last=again)
    slots = [
        slot for slot in row.slots
        if not change.first <= slot.at <= change.last and may_change(slot)
    ]  # fmt: skip
    for aside in (is_duration, is_spelled):
        others = [slot for slot in slots if not aside(slot)]
        slots = others if len(others) > 1 else slots
    before = [slot for slot in slots if slot.at < change.first]
    after = [slot for slot in slots if slot.at > change.last]
    pairs = [
        (after[:2], _after),
        ([*before[-1:], *after[:1]], _around),
        (before[-2:], _before),
    ]
    for pair, tied in pairs:
        if len(pair) != 2:  # noqa: PLR2004
            continue
        one, other = in_scale_of(pair[0], pair[1]), in_scale_of(pair[1], pair[0])
        if comparable(one, other) and same_as(change, [one, other]):
            found = tied(row, change, one, other)
            if found:
                return found
    return None


def _around(row: Row, change: Change, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """$412 million, up 5 percent from $392 million; 900 employees, 200 more than the 600 of 2019."""
    left, right = row.items[one.at + 1 : change.first], row.items[change.last + 1 : other.at]
    left = behind_unit(left)
    if _opens(row, one) and subject(left) and not classes(right) & APART:
        led = other.classes & COMPARISON or row.role(other, BASE) & BASE
        return (as_printed(other), one) if led and bound(right, 1) else None
    if not bound(left, 2):
        return None
    if when(right) or bracketed(right):
        return other, one
    if not bound(right, BESIDE_CHANGE):
        return None
    if grown_since(left) and not content(right) and leads_to(right):
        return one, other
    return (other, one) if is_base(right, row.after(other)) else _told_of(row, change, one, other)


def _told_of(row: Row, change: Change, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """What stands before a change is now, what stands behind it was, as the words between them say."""
    left, right = row.items[one.at + 1 : change.first], row.items[change.last + 1 : other.at]
    own = row.role(one, ROLES)
    role = row.role(other, BASE | GOAL) if row.postposed else lead(right[::-1], BASE | GOAL, 1)
    if "FROM" in own:
        led = row.postposed or (right and not right[0].classes & DIRECTIONS)
        return (one, other) if role & GOAL and led else None
    if one.figure.unit is None and other.figure.unit is not None and "FROM" not in role:
        return None
    held = change.slot or change.kind == "relative"
    if held and other.classes & COMPARISON and not right and marks(left):
        return as_printed(other), one
    if (
        right
        and right[0].classes & DIRECTIONS
        and not classes(right) & APART
        and close(right[1:], 1)
    ):
        return (other, one) if not marks(right) - APOSTROPHES else None
    if not role & {"FROM", "VERSUS", "TO"} and (marks(right) or any(item.date for item in right)):
        return None
    if change.kind == "multiple" and not role and not classes(right) & {"OF_WHICH", "PAST"}:
        return other, one
    return (other, one) if role & BASE and "VERSUS" not in own else None


def _after(row: Row, change: Change, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """Rose 25 percent, from 40 million to 60 million; up 20 percent to $540 million from $450 million."""
    beside, between = row.items[change.last + 1 : one.at], row.items[one.at + 1 : other.at]
    if change.kind == "amount":
        beside = behind_unit(beside)  # by 20 a week, from 130 to 160
    if beside and marks(beside[:1]) and "SAME_AMOUNT" in classes(beside[1:2]):
        beside = beside[PHRASE:]  # by 4 percent, that is from $520 to $566
    bracket = next((at for at, item in enumerate(between) if item.mark == "("), 0)
    if content(between[:bracket]) <= 1 and "PER" in classes(between[:1]):
        between = between[bracket:]  # to 66 cents per share (previous year: 55 cents)
    if ")" in marks(beside) and "(" not in marks(beside):
        return None  # the change stands in brackets, and the figures do not
    colon = next((at for at, item in enumerate(beside) if item.mark == ":"), None)
    if colon == 0 or (
        colon and close(beside[:colon], 1) and "FROM" in classes(beside[colon + 1 :])
    ):
        beside = beside[colon + 1 :]  # down 40% in a year: from 25,000 to 20,000
    if marks(beside[-1:]) & {"("} and ")" in marks(row.after(other)[:6]):
        return _within_brackets(row, one, other) if bound(beside, BESIDE_CHANGE) else None
    if bound(beside, BESIDE_CHANGE) and bracketed(between) and leads_to(beside):
        return other, one
    if not (bound(beside, BESIDE_CHANGE) and close(between, BETWEEN_ENDS)):
        return None
    if is_base(beside, row.after(one)) and lead(between[::-1], GOAL, 0):
        return one, other
    return None if _begins_anew(row, change, beside) else _from_to(row, one, other)


def _begins_anew(row: Row, change: Change, beside: tuple[Item, ...]) -> bool:
    """Whether another subject or verb stands between a change and the amounts behind it."""
    commas = [at for at, item in enumerate(beside) if item.mark == ","]
    if commas and content(
        item for item in beside[commas[-1] :] if not item.classes & {"UP", "DOWN"}
    ):
        return True
    return turns(beside, apposed="," in marks(row.items[max(0, change.first - 2) : change.first]))


def _from_to(row: Row, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """From 40 million to 60 million; to $540 million from $450 million."""
    between = row.between(one, other)
    first, second = _roles(row, one, other, between)
    if "FROM" in first and second & GOAL and not second & BASE and not interrupts(between):
        return one, other
    turned = second & {"FROM", "VERSUS"} and first & GOAL and "FROM" not in first
    turned = turned and not classes(between) & {"UP", "DOWN", "RANGE_AND"}
    turned = turned and not (foreseen(between) or "TO" in classes(row.after(other)[:1]))
    if "FROM" not in second and "START_OF" in classes(row.items[other.at + 1 : other.at + 4]):
        return None  # rose 2 percent on the day, after 18.1 cents at the start of the month
    return (other, one) if turned and takes_unit(one, other, between) else None


def _within_brackets(row: Row, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """Up a quarter on last summer (148,000 against 103,000)."""
    between = row.between(one, other)
    first, second = _roles(row, one, other, between)
    if content(between) > 1 or marks(between) - {","}:
        return None
    if second & GOAL and not second & BASE:
        return one, other
    return (other, one) if second & {"FROM", "VERSUS"} and "FROM" not in first else None


def _opens(row: Row, one: Slot) -> bool:
    """At $84 billion, …; with 38,500 sold, …: a figure that its sentence opens with, before its subject."""
    return not content(row.items[: one.at]) and not row.postposed and bool(row.items[: one.at])


def _based_elsewhere(row: Row, change: Change) -> bool:
    """12 percent better than expected: what a change is held against is no figure of the sentence."""
    after = row.items[change.last + 1 :]
    at = next((at for at, item in enumerate(after[:2]) if item.classes & COMPARED), None)
    if at is None:
        return False
    told = list(takewhile(lambda item: not (item.mark or item.figure), after[at:]))
    return bool(classes(told) & EXPECTED)


def _halves(row: Row, change: Change) -> tuple[Slot, Slot] | None:
    """The ends of what reads as a range beside a change: went from 2,400 to 3,000, up 25 percent."""
    for slot in row.slots:
        if not slot.flags & RANGE or slot is change.slot or slot.end_place is None:
            continue
        last = slot.at < change.first
        beside = (
            row.items[slot.at + 1 : change.first] if last else row.items[change.last + 1 : slot.at]
        )
        if bound(beside, 1) and _moves(row, slot, beside, behind=last):
            low, high = slot.figure.low, slot.figure.high
            if low is not None and high is not None:
                return _end(slot, low, slot.place), _end(slot, high, slot.end_place)
    return None


def _moves(row: Row, slot: Slot, beside: tuple[Item, ...], *, behind: bool) -> bool:
    if "RANGE_BETWEEN" in slot.classes:
        return False
    if row.postposed:
        return behind and "TO" in classes(beside[:1])
    before = row.items[: slot.at][::-1]
    if "FROM" not in classes(before[:1]):
        return False
    verb = classes(before[1:2])
    return bool(verb & {"PAST", "UP", "DOWN"} - {"METRIC"}) if behind else not content(beside)


def _end(slot: Slot, value: Decimal, place: int) -> Slot:
    told = quantity(Fraction(value), slot.figure)
    figure = replace(slot.figure, value=value, modifier="exact", surface=told)
    return replace(slot, figure=figure, place=place)


def _before(row: Row, change: Change, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """From 40 million to 60 million, or 25 percent; fell to $31 million from $44 million, down 6 percent."""
    beside, between = behind_unit(row.items[other.at + 1 : change.first]), row.between(one, other)
    apart = _set_apart(row, change, one, other, beside)
    if apart:
        return apart
    if classes(beside[-1:]) & DIRECTIONS:  # from 1,200 to 1,500: a rise of 40 percent
        beside = tuple(item for item in beside if item.mark != ":")
    if not (bound(beside, BESIDE_CHANGE) and close(between, BETWEEN_ENDS)):
        return None
    verbs = classes(item for item in beside if FUNCTION not in item.classes)
    if "PAST" in (verbs if classes(beside) & {"UP", "DOWN"} else classes(beside)) or (
        change.kind == "amount" and not marks(beside) and not classes(beside)
    ):
        return None
    first, second = _roles(row, one, other, between)
    if "FROM" in first and second & GOAL and not second & BASE and not interrupts(between):
        return one, other
    if not second & {"FROM", "VERSUS"} or first & {"FROM", "VERSUS"} or foreseen(between):
        return None
    tight = first & GOAL or content(between) <= BESIDE_CHANGE
    tight = tight and not classes(between) & {"UP", "DOWN"}
    return (other, one) if tight and takes_unit(one, other, between) else None


def _set_apart(
    row: Row, change: Change, one: Slot, other: Slot, beside: tuple[Item, ...]
) -> tuple[Slot, Slot] | None:
    """The ends of a change that follows in brackets, behind a comma or behind its own subject."""
    between = row.between(one, other)
    if bracketed(between, colon=True) and beside and beside[0].mark == ")" and bound(beside, 2):
        return other, one
    led = row.role(other, BASE) & {"FROM", "VERSUS"} and _opens(row, one) and close(between, 2)
    if led and subject(beside) and _of_same(row, change):
        return other, one
    told = _is_told(row, change) and tight(beside) and timely(between)
    return _by_time(row, one, other) if told else None


def _of_same(row: Row, change: Change) -> bool:
    """Whether a change is not told to be in something else: a 20 percent jump in profit."""
    return "METRIC" not in classes(row.items[change.last + 1 : change.last + 6])


def _is_told(row: Row, change: Change) -> bool:
    """Whether what stands behind two amounts is a change for certain: a sign or a word says so."""
    signed = change.slot is not None and "MODIFIER_AFTER" in change.slot.classes
    led = classes(row.items[max(0, change.first - 3) : change.first])
    return (
        signed
        or change.kind == "multiple"
        or (
            change.kind != "amount"
            and bool((led | classes(row.items[change.last + 1 : change.last + 2])) & {"UP", "DOWN"})
        )
    )


def _by_time(row: Row, one: Slot, other: Slot) -> tuple[Slot, Slot] | None:
    """The two by their times: $720 three years ago, now $1,150; 4,120 in 2016, 5,356 in 2017."""
    past = [_is_past(row, slot) for slot in (one, other)]
    if past[0] != past[1]:
        return (one, other) if past[0] else (other, one)
    years = [_year(row.items[: one.at]), _year(row.between(one, other))]
    if None not in years and years[0] != years[1]:
        return (one, other) if str(years[0]) < str(years[1]) else (other, one)
    first, second = one.figure.as_of, other.figure.as_of
    if not first or not second or len(first) != len(second) or first == second:
        return None
    return (one, other) if first < second else (other, one)


def _year(items: tuple[Item, ...]) -> str | None:
    """The last year that some items name: in 2015 it had 940, and in 2022 it had 700."""
    told = [item.text for item in items if item.date and YEAR.fullmatch(item.text)]
    return told[-1] if told else None


def _is_past(row: Row, slot: Slot) -> bool:
    """Three years ago, a year earlier: a time right behind a figure that is counted backwards."""
    for item in row.items[slot.at + 1 : slot.at + 4]:
        if item.mark or is_content(item) or (item.figure and not item.classes & {"TIME_UNIT"}):
            return False
        if item.classes & {"AGO", "LAST_YEAR"}:
            return True
    return False


def _roles(
    row: Row, one: Slot, other: Slot, between: tuple[Item, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """What the words right before two figures make of them."""
    return (
        row.role(one, BASE | GOAL),
        row.role(other, BASE | GOAL)
        if row.postposed
        else lead(between[::-1], BASE | GOAL, int("OUT_OF" in classes(between[-1:]))),
    )
