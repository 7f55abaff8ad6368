"""PCT01: shares of one whole that pass 100 percent together, or one share that alone cannot."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER, RANGE, singular
from figurecheck.reconcile.changes import HUNDRED
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    FUNCTION,
    classes,
    close,
    content,
    is_content,
    lead,
    marks,
    row,
    rows,
    value_of,
)
from figurecheck.reconcile.telling_amounts import middle, plain
from figurecheck.reconcile.wholes import begins_of, implied, opposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

PHRASE = 2
LISTED = 8
"""Words of their own between two shares of a list."""

CHANGES = frozenset({"UP", "DOWN", "BY", "FROM", "TO", "VERSUS", "MORE_THAN", "LESS_THAN"})

APOSTROPHES = frozenset("'\u2019")
SHARE = frozenset({"SHARE"})

WORDED = Decimal("0.04")
"""The part by which a share in words may be less: two-thirds are 64 percent and more."""

NEAR = 5
"""Percentage points by which a share in words is off what it stands for."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every list of shares over 100 percent, and for every share above it by itself."""
    for each in rows(context, least=1, when=_pass_the_whole):
        shares = [slot for slot in each.slots if _is_share(each, slot)]
        shares = [
            _in_percent(slot)
            for at, slot in enumerate(shares)
            if not _told_again(slot, shares[at + 1 :])
        ]
        for slot in shares:
            if _impossible(each, slot):
                yield finding(
                    "PCT01",
                    (slot.figure,),
                    f"“{slot.figure.surface}” of them is more than all of them",
                )
        yield from _lists(context, each, shares)


def _pass_the_whole(figures: tuple[Figure, ...]) -> bool:
    shares = [figure.value for figure in figures if figure.unit == "percent" and figure.value]
    parts = [figure.value for figure in figures if figure.kind == "ratio" and figure.value]
    return bool(shares) and sum(shares) + sum(parts) * int(HUNDRED) > HUNDRED


def _told_again(slot: Slot, after: Sequence[Slot]) -> bool:
    """Over half of revenue, 53 percent: a share in words that the next figure gives in digits."""
    if slot.figure.kind != "ratio" or not after:
        return False
    return abs(middle(slot) * HUNDRED - middle(after[0])) <= NEAR


def _in_percent(slot: Slot) -> Slot:
    """Seven in ten homes, 25 percent: a share in words as the percentage that it is."""
    figure = slot.figure
    if figure.kind != "ratio" or figure.value is None:
        return slot
    value = figure.value * int(HUNDRED)
    low = value * (1 - WORDED)  # the words are rounder than the numbers beside them
    told = replace(figure, kind="percent", unit="percent", value=value, low=low, high=value)
    return replace(slot, figure=told, place=0)


def _is_share(row: Row, slot: Slot) -> bool:
    figure = slot.figure
    worded = figure.kind == "ratio" and figure.value is not None and figure.value < 1
    if not (worded or (figure.kind == "percent" and figure.unit == "percent")):
        return False
    if slot.flags & (PER | RANGE):
        return False
    if figure.value is None or figure.value <= 0 or figure.modifier == "up_to":
        return False
    after = row.after(slot)
    parted = len(after) > 1 and (after[-1].mark or "RANGE_AND" in after[-1].classes)
    alone = parted or not row.between(slot, None)[len(after) :]
    if after and "VERSUS" in after[0].classes and not content(after[1:]) and alone:
        after = ()  # 62 percent in favour, 48 percent against it
    before = takewhile(lambda item: "RANGE_AND" not in item.classes, row.before(slot))
    return not lead(before, CHANGES - {"TO", "BY"}, 0) and not lead(
        after[:2], CHANGES - {"FROM", "TO", "BY"}, 0
    )


def _impossible(row: Row, slot: Slot) -> bool:
    """Above 100 percent of people or of what is divided among them."""
    if slot.figure.low is None or slot.figure.low <= HUNDRED:
        return False
    after = row.after(slot)
    if not after or "OUT_OF" not in after[0].classes or "RATIO_IN" in after[0].classes:
        return False
    if row.has("SAME_AMOUNT"):
        return False
    beside = takewhile(lambda item: item.mark is None or item.mark in APOSTROPHES, after[1:5])
    whole = [item for item in beside if is_content(item) or "PEOPLE" in item.classes]
    return "PEOPLE" in classes(whole[:2]) or _a_people(after)


def _a_people(after: Sequence[Item]) -> bool:
    """Of Germans: a country's word in the plural with no noun behind it."""
    name, behind = after[1:2], after[2:3]
    named = "COUNTRY" in classes(name) and singular(name[0].text) != name[0].text.lower()
    return named and not any(map(is_content, behind)) and not marks(behind) & APOSTROPHES


def _lists(context: Context, each: Row, shares: Sequence[Slot]) -> Iterator[Finding]:
    run: list[Slot] = []
    for slot in [*shares, None]:
        if slot is not None and "TOTAL" in classes(each.before(slot)[:1]):
            continue  # a combined 53 percent
        if slot is not None and (not run or _listed(each.between(run[-1], slot))):
            run.append(slot)
            continue
        if len(run) > 1 and _over(run) and _one_whole(context, each, run):
            yield _finding(run)
        run = [slot] if slot else []


def _in_another(gap: Sequence[Item], at: int) -> bool:
    """In the second quarter, in the third: a share of another whole."""
    led = classes(gap[max(0, at - PHRASE) : at])
    return "ORDINAL" in gap[at].classes and "RATIO_IN" in led


def _listed(gap: Sequence[Item]) -> bool:
    joined = "," in marks(gap) or "RANGE_AND" in classes(gap) or ";" in marks(gap)
    return (
        joined
        and close([item for item in gap if item.mark != ";"], LISTED)
        and not any(item.figure for item in gap)
        and not any(
            one.mark == ";" and "OUT_OF" in other.classes for one, other in pairwise(gap)
        )  # 44 percent of their income; among the poor, 61 percent
    )


def _over(run: Sequence[Slot]) -> bool:
    total = reduce(Interval.plus, (slot.amount for slot in run))
    part = all(slot.amount.low is None or slot.amount.low <= HUNDRED for slot in run)
    return part and total.low is not None and total.low > HUNDRED


def _one_whole(context: Context, each: Row, run: Sequence[Slot]) -> bool:
    """Whether the text says, or the whole implies, that everything falls under one share only."""
    around = _around(context, each, run)
    gaps = [each.between(one, other) for one, other in pairwise(run)]
    tails = [*gaps, each.after(run[-1])]
    if any(_many_choices(other, run) for other in around) or any(
        item.date or _in_another(gap, at) for gap in gaps for at, item in enumerate(gap)
    ):
        return False
    if "RATIO_IN" in classes(each.items[:1]) and any(
        "RATIO_IN" in item.classes for gap in gaps for item in gap[-4:]
    ):
        return False  # in the capital he won 57 percent and in the suburbs 49 percent
    if opposed(each, run):
        return True
    if (
        any("PAST" in item.classes and FUNCTION in item.classes for gap in gaps for item in gap)
        or sum(begins_of(tail) for tail in tails) > 1
    ):
        return False
    said = any(_one_choice(other) for other in around)
    return said or "REST" in classes(each.items[: run[-1].at + 4]) or implied(each, run, tails)


def _around(context: Context, each: Row, run: Sequence[Slot]) -> list[Row]:
    """The sentence with those beside it in its paragraph."""
    reading = context.reading
    first = reading.sentence_of[run[0].figure.index]
    return [
        row(context, number)
        for number in range(max(0, first - 1), min(reading.sentence_count, first + 2))
        if reading.sentence(number).paragraph == each.sentence.paragraph
    ]


def _one_choice(each: Row) -> bool:
    """One favourite; exactly one heading; the one they would pick."""
    items, head = each.items, classes(each.items[:1])
    for before, item in pairwise(items):
        one = "NUMBER" in item.classes and not item.figure and value_of(item, "NUMBER") == 1
        if one and (
            "PER" in head
            or ("MODIFIER" in before.classes and value_of(before, "MODIFIER") == "exact")
        ):
            return True
    return each.has("ONE_CHOICE")


def _many_choices(each: Row, run: Sequence[Slot]) -> bool:
    several = [slot for slot in each.slots if slot not in run and slot.figure.kind == "count"]
    if any(
        slot.figure.modifier in {"up_to", "at_least", "more_than"} and middle(slot) < HUNDRED
        for slot in several
    ):
        return True
    return each.has("MANY_CHOICES")


def _finding(run: Sequence[Slot]) -> Finding:
    total = plain(sum((middle(slot) for slot in run), Fraction(0)), 5)
    listed = " + ".join(plain(middle(slot), 5) for slot in run)
    return finding(
        "PCT01",
        tuple(slot.figure for slot in run),
        f"the shares of one whole make {listed} = {total} percent, more than all of it",
        suggestion="check the shares, or say that more than one answer was possible",
    )
