"""PER01: a total, a number and an amount for each, where number times amount is not the total."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations, takewhile
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import RANGE
from figurecheck.normalise.dimensions import scale
from figurecheck.reconcile.for_each import (
    OPENING,
    PHRASE,
    is_subject,
    is_time,
    names_number,
    of_number,
    per,
    per_unit,
)
from figurecheck.reconcile.paces import CALENDAR, Paces, agree, base, paces, period, timeless
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    STOPS,
    classes,
    content,
    is_content,
    lead,
    marks,
    rows,
    same_measure,
    value_of,
)
from figurecheck.reconcile.telling_amounts import middle, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

SIGNS = ("EACH", "PER", "AVERAGE")
NO_PRODUCT = frozenset(
    {"profit", "operating profit", "loss", "ebitda", "dividend", "market value", "debt"}
)
"""Metrics that are never so many at so much each."""

TURNS = frozenset({"FROM", "VERSUS", "UP", "DOWN", "BY", "OF_WHICH", "CUMULATIVE", "PLUS"})
TIES = frozenset({"OR", "TOTAL", "SAME_AMOUNT", "TO", "EACH"})
TOTALS = frozenset({"METRIC", "TOTAL", "DATE_BEFORE", "SHARE"})

NOUNS = 2
"""One noun, and none."""

QUANTITIES = frozenset({"FRACTION", "MAGNITUDE", "NUMBER", "SHARE", "AVERAGE", "TOTAL", "EACH"})
BETWEEN = 6
"""Words of their own between two of the three figures."""


class Product(NamedTuple):
    """So many (`number`) at so much (`each`) make `total`; `period` is the time `each` is for, if any."""

    number: Slot
    each: Slot
    total: Slot
    period: str | None


def check(context: Context) -> Iterator[Finding]:
    """One finding for every product that is not its total, and every two paces that are not one."""
    for row in rows(context, SIGNS, least=3, when=_may_multiply):
        slots, at = row.slots, 0
        while at + 2 < len(slots):
            found = next(
                (
                    each
                    for trio in permutations(slots[at : at + 3])
                    if (each := _product(row, *trio))
                ),
                None,
            )
            at += 3 if found else 1
            if found and not _agrees(found):
                yield _finding(found)
    for row in rows(
        context,
        ("PER",),
        ("OR", "SAME_AMOUNT", "AVERAGE", "MODIFIER", "TOTAL"),
        when=_may_be_one_pace,
    ):
        for pace in paces(row):
            if not agree(pace):
                yield _of_paces(pace)


def _may_be_one_pace(figures: tuple[Figure, ...]) -> bool:
    return any(
        one.kind == other.kind or "count" in {one.kind, other.kind}
        for one, other in pairwise(figures)
    )


def _may_multiply(figures: tuple[Figure, ...]) -> bool:
    """Whether two figures of one kind stand beside a number of things or a time."""
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        kinds = {first.kind, second.kind, third.kind}
        if "percent" not in kinds and len(kinds) < 3:  # noqa: PLR2004
            return True
    return False


def _product(row: Row, number: Slot, each: Slot, total: Slot) -> Product | None:
    first, last = min(number.at, each.at, total.at), max(number.at, each.at, total.at)
    inside = [item for item in row.items[first : last + 1] if not item.figure]
    if not _kinds(number, each, total) or (
        total.figure.metric in NO_PRODUCT and not _shared_out(row, number, each, total)
    ):
        return None
    named, time = per(row, each, number, total)
    if not named or not _together(row, number, each, total, inside):
        return None
    if number.figure.kind == "measure" and (
        (time is None or not is_time(row, number, total)) and not per_unit(row, each, number)
    ):
        return None
    if _at_other_paces(row, number, each, total) and not (
        number.figure.kind == "measure" and is_time(row, number, total)
    ):
        return None
    if number.figure.kind == "count" and time is not None:
        return None
    return Product(number, each, total, time)


def _at_other_paces(row: Row, number: Slot, each: Slot, total: Slot) -> bool:
    """90 bottles a minute, 21,600 an hour: two paces, and no product of the number."""
    times = {period(row, slot) for slot in (number, each, total)}
    after = row.after(each)[: 2 * PHRASE]
    for one, other in pairwise(after):  # $30 a square metre a month, $1.4 million a year
        if "PER" in one.classes and "TIME_UNIT" in other.classes:
            times.add(value_of(other, "TIME_UNIT"))
    return len(times - {None}) > 1


def _shared_out(row: Row, number: Slot, each: Slot, total: Slot) -> bool:
    """Whether even a dividend is so many times so much: each of the 3,400 holders; $2 a share."""
    opened = "EACH" in classes(row.items[:OPENING])
    return total.figure.metric == "dividend" and (opened or names_number(row, each, number))


def _kinds(number: Slot, each: Slot, total: Slot) -> bool:
    for slot in (number, each, total):
        if slot.flags & RANGE or slot.figure.value is None or slot.figure.value <= 0:
            return False
    if number.figure.kind not in {"count", "measure"}:
        return False
    one, other = each.figure, total.figure
    if one.kind not in {"money", "measure", "count"} or other.kind not in {
        "money",
        "measure",
        "count",
    }:
        return False
    if one.kind == other.kind == "count" and len({one.unit, other.unit, None}) > NOUNS:
        return False
    if one.kind == "count" and number.figure.kind == "count":
        noun = one.unit or (other.unit if total.at < each.at else None)
        nouns = noun is not None and {one.unit, other.unit} <= {noun, None}
        return nouns and number.figure.unit not in {None, noun}
    return same_measure(timeless(each), timeless(total)) and (one.kind == other.kind)


def _together(row: Row, number: Slot, each: Slot, total: Slot, inside: list[Item]) -> bool:
    ordered = sorted((number, each, total), key=lambda slot: slot.at)
    gaps = [row.between(one, other) for one, other in pairwise(ordered)]
    tail = classes(row.after(total)[:3]) | total.classes
    strong = names_number(row, each, number) or of_number(row, each, number)
    summed = "EACH" in classes(row.after(each)[:1]) or strong or per_unit(row, each, number)
    if marks(gaps[1]) & STOPS or not classes(gaps[1][-1:]) & {"TOTAL", "SAME_AMOUNT"}:
        summed = False  # 34 cents a litre; for 2 million litres that makes
    summed = summed or "EACH" in classes(row.items[:OPENING])
    stops = marks(inside) & STOPS - ({";"} if summed else set())
    before = row.before(number)[:3]
    of = "OUT_OF" in classes(before[:1]) and "RATIO_IN" not in classes(before[:1])
    of = of and not _is_of_noun(before) and row.items[number.at - 2].figure is not total.figure
    of = of and not (number.at > each.at and of_number(row, each, number))
    part = of and "EACH" not in classes(before)
    paid = gaps[1][1:]  # at $25 each and paid $1,000
    bought = "EACH" in classes(gaps[1][:1]) and content(paid) <= 1 and "PAST" in classes(paid[-1:])
    bought = bought and period(row, number) is None and not marks(paid)
    metrics = sum(
        "METRIC" in item.classes and not (at and "PER" in gaps[1][at - 1].classes)
        for at, item in enumerate(gaps[1])
    )
    timed = period(row, each) is not None and is_time(row, number, total)
    timed = timed and (each.at < number.at or "/" in (number.figure.unit or ""))
    # each ticket cost $95 and 62,000 were sold, for receipts of $5.9 million
    opened = (
        "EACH" in classes(row.items[:OPENING]) and ordered[1] is number and bool(marks(gaps[1]))
    )
    opened = opened or is_subject(row, each, number.figure.unit or "")
    turns = TURNS - {"FROM"} if strong else TURNS  # sales of $2.7 billion from 150 stores
    apart = (
        stops
        or part
        or metrics > 1
        or _opens_clause(row, inside, number, strong=strong)
        or _compares(gaps)
        or _is_multiplied(row, number, each)
        or classes(row.between(*sorted((number, each), key=lambda slot: slot.at)))
        & {"PAST_FORECAST"}
        or any(content(gap) > BETWEEN for gap in gaps)
        or any(lead(gap[::-1], turns, 0) - TIES and "PAST" not in classes(gap[-1:]) for gap in gaps)
        or (
            not bought
            and any(
                "RANGE_AND" in classes(gap) and "TOTAL" not in classes(gap)
                for gap in (gaps[1:] if timed or opened or strong else gaps)
            )
        )
        or _is_within(gaps[1])
        or sum(map(_says_each, row.items)) > 1
    )
    if apart:
        return False
    average = "AVERAGE" in classes(gaps[1])
    told = (
        strong and ordered[2] is each and bool(marks(gaps[1]) or average)
    )  # …, about £20 per lamp
    last = (
        gaps[1][PHRASE:] if strong and ordered[1] is each else gaps[1]
    )  # per container costs the firm
    takes = (
        (timed or strong or per_unit(row, each, number))
        and ordered[2] is total
        and content(last) <= OPENING
    )
    return told or takes or "TOTAL" in tail or _ties(row, gaps, each, ordered[2] is total)


def _is_multiplied(row: Row, number: Slot, each: Slot) -> bool:
    """20 trips a day each, at $9: the number is itself for each of something else."""
    after = row.after(number)[: PHRASE + 1]
    beside = takewhile(lambda item: not item.mark, after)
    return number.at < each.at and len(after) > PHRASE and "EACH" in classes(beside)


def _is_of_noun(before: tuple[Item, ...]) -> bool:
    """The country of 5.2 million people; not two thirds of 300 homes."""
    return len(before) > 1 and is_content(before[1]) and not before[1].classes & QUANTITIES


def _opens_clause(row: Row, inside: list[Item], number: Slot, *, strong: bool) -> bool:
    """Whether a clause of its own begins among the figures; not: when 200,000 cars qualified."""
    opened = [item for item in inside if "CLAUSE" in item.classes]
    if len(opened) > 1 or not opened:
        return bool(opened)
    before, after = row.items[number.at - 1], row.items[number.at + 1 : number.at + 2]
    return not ((strong and before is opened[0]) or opened[0] in after)


def _compares(gaps: list[tuple[Item, ...]]) -> bool:
    """For $6.6 billion, less than the list price of; at $6 each, less discounts: not all of it."""
    return any(
        (
            item.classes & {"MORE_THAN", "LESS_THAN"}
            or ("DOWN" in item.classes and at and gap[at - 1].mark)
        )
        and any(map(is_content, gap[at + 1 :]))
        for gap in gaps
        for at, item in enumerate(gap)
    )


def _says_each(item: Item) -> bool:
    """Each, and for each: with a figure it is one of them."""
    several = "PER" in item.classes and " " in item.text
    return not item.figure and ("EACH" in item.classes or several)


def _is_within(gap: tuple[Item, ...]) -> bool:
    """Are part of a $300,000 programme; not at a cost of, for sales of."""
    begins = (
        at for at, item in enumerate(gap)
        if "OUT_OF" in item.classes and "RATIO_IN" not in item.classes
    )  # fmt: skip
    of = next(begins, len(gap))
    tail = gap[of + 1 :]
    return of < len(gap) and not content(tail) and not classes(gap[:of]) & TOTALS


def _ties(row: Row, gaps: list[tuple[Item, ...]], each: Slot, total_last: bool) -> bool:  # noqa: FBT001
    """Whether a word or a comma joins the last figure to the two before it."""
    if any(len(gap) == 1 and gap[0].mark for gap in gaps):
        return False
    last = gaps[1]
    if marks(last) or classes(last) & TIES:
        return True
    if "METRIC" in classes(last) and "OUT_OF" in last[-1].classes:
        return True
    after = row.after(each)
    named = classes(after[:1]) & {"EACH", "PER"} and "TIME_UNIT" not in classes(after[:2])
    return total_last and "PAST" in classes(last) and bool(named)


def _agrees(found: Product) -> bool:
    each, total = found.each, found.total
    number = found.number.amount.scaled(_periods(found))
    product = number.times(each.amount.scaled(base(each, total)))
    return product.meets(total.amount.scaled(base(total, each))) or _is_of_two(found)


def _is_of_two(found: Product) -> bool:
    """Whether what each has is shared by two: 12 teams with 22 matches each play 132."""
    number, each, total = (slot.figure for slot in found[:3])
    if {number.kind, each.kind, total.kind} != {"count"} or total.unit not in {None, each.unit}:
        return False
    if number.value is None or each.value is None or total.value is None:
        return False
    return number.value * each.value == 2 * total.value


def _of_paces(found: Paces) -> Finding:
    fast, slow, times = found
    unit = base(slow, fast) / base(fast, slow)
    most = quantity(middle(fast) * (times.high or 1) / CALENDAR / unit, slow.figure)
    return finding(
        "PER01",
        (fast.figure, slow.figure),
        f"“{fast.figure.surface}” in the shorter time is at most {most} in the longer,"
        f" not “{slow.figure.surface}”",
        suggestion=f"check the two figures, or write {most} for “{slow.figure.surface}”",
    )


def _periods(found: Product) -> Fraction:
    """How many of the periods that `each` is per one unit of `number` is."""
    if found.period is None:
        return Fraction(1)
    unit = (found.number.figure.unit or "").partition("/")[0]
    return scale(unit) / scale(found.period)


def _finding(found: Product) -> Finding:
    number, each, total, _ = found
    unit = base(total, each) / base(each, total)
    real = quantity(middle(number) * _periods(found) * middle(each) / unit, total.figure)
    return finding(
        "PER01",
        (number.figure, each.figure, total.figure),
        f"“{number.figure.surface}” times “{each.figure.surface}” is about {real},"
        f" not “{total.figure.surface}”",
        suggestion=f"check the three figures, or write {real} for “{total.figure.surface}”",
    )
