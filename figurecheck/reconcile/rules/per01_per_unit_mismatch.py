"""PER01: a total, a number and an amount for each, where number times amount is not the total."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import RANGE, singular
from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dimensions import dimension, scale
from figurecheck.reconcile.paces import CALENDAR, Paces, agree, base, paces, period, timeless
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    STOPS,
    UNSPACED,
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
YEAR = "year"
PHRASE = 2
"""A month; of fuel."""

STEM = 4
OPENING = 3
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
    named, time = _per(row, each, number, total)
    if not named or not _together(row, number, each, total, inside):
        return None
    if number.figure.kind == "measure" and (
        (time is None or not _is_time(row, number, total)) and not _per_unit(row, each, number)
    ):
        return None
    if number.figure.kind == "count" and (
        time is not None or _at_other_paces(row, number, each, total)
    ):
        return None
    return Product(number, each, total, time)


def _at_other_paces(row: Row, number: Slot, each: Slot, total: Slot) -> bool:
    """90 bottles a minute, 21,600 an hour: two paces, and no product of the number."""
    times = {period(row, slot) for slot in (number, each, total)}
    return len(times - {None}) > 1


def _shared_out(row: Row, number: Slot, each: Slot, total: Slot) -> bool:
    """Whether even a dividend is so many times so much: each of the 3,400 holders; $2 a share."""
    opened = "EACH" in classes(row.items[:OPENING])
    return total.figure.metric == "dividend" and (opened or _names_number(row, each, number))


def _is_time(row: Row, number: Slot, total: Slot) -> bool:
    """Whether a number is one of hours or days; 40 hours a week where the total is for a week too."""
    unit, _, longer = (number.figure.unit or "").partition("/")
    return dimension(unit) == "time" and longer == ((period(row, total) or "") if longer else "")


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


def _per(row: Row, each: Slot, number: Slot, total: Slot) -> tuple[bool, str | None]:
    """Whether a figure is said to be for one of them, and for which time."""
    unit = number.figure.unit
    subject = unit is not None and _is_subject(row, each, unit)
    if subject or _per_unit(row, each, number) or _is_paid(row, each, number, total):
        return True, None
    if _is_daily(row, each, number, total):
        return True, period(row, each)
    if _is_yearly(row, each, number, total):
        return True, None
    after = _behind_noun(row.after(each))
    if _for_time(after) and period(row, total) == period(row, each) and len(after) > PHRASE:
        after = after[PHRASE:]  # $30 a month each, $1.9 million a month
    found = _said_behind(row, after, each, number, total)
    if found is not None:
        return found
    if "/" in (each.figure.unit or "") and each.figure.unit != total.figure.unit:
        return False, None
    led = lead(row.before(each), frozenset({"EACH", "AVERAGE"}), 2)
    opened = "EACH" in classes(row.items[: min(each.at, number.at)][-4:])
    given = "EACH" in classes(row.between(each, number)) if each.at < number.at else False
    return bool(led) or opened or given, None


def _said_behind(
    row: Row, after: tuple[Item, ...], each: Slot, number: Slot, total: Slot
) -> tuple[bool, str | None] | None:
    """What the words right behind a figure say of it: each, a head, per barrel, a day; None: nothing."""
    for place, item in enumerate(after[:2]):
        if "EACH" in item.classes or ("AVERAGE" in item.classes and item.text > UNSPACED):
            return True, None
        if "PER" in item.classes and place == 0:
            noun = after[1] if len(after) > 1 else None
            if noun is None:
                return False, None
            if "TIME_UNIT" in noun.classes:
                time = value_of(noun, "TIME_UNIT")
                same = period(row, total) == time
                return None if same else (number.figure.kind == "measure", time)
            unit = number.figure.unit
            named = unit is None or _is_noun(noun, unit) or "PEOPLE" in noun.classes
            return named or _of_number(row, each, number), None
        if is_content(item) or item.mark:
            return None
    return None


def _for_time(after: tuple[Item, ...]) -> bool:
    return len(after) > 1 and "PER" in after[0].classes and "TIME_UNIT" in after[1].classes


def _is_paid(row: Row, each: Slot, number: Slot, total: Slot) -> bool:
    """220 rooms, at $150 a night, bring in $33,000 a night; members who pay $30 a month."""
    after = row.after(each)
    if not _for_time(after) or period(row, total) != period(row, each) or number.at > each.at:
        return False
    told = "CLAUSE" in classes(row.after(number)[:1]) or "TO" in classes(row.before(each)[:1])
    return told and number.figure.kind == "count"


def _is_yearly(row: Row, each: Slot, number: Slot, total: Slot) -> bool:
    """Each house uses 3,500 kilowatt-hours a year, 20,000 use 70 million: the total is a year's too."""
    if period(row, each) != YEAR or period(row, total) or number.figure.kind != "count":
        return False
    opened = "EACH" in classes(row.items[:OPENING]) and each.at < number.at
    average = lead(row.before(each), frozenset({"AVERAGE", "EACH"}), 1)
    return bool(opened or average)


def _is_daily(row: Row, each: Slot, number: Slot, total: Slot) -> bool:
    """300 days a year, 700 tonnes a day, 210,000 tonnes a year: a unit that holds its time."""
    merged = timeless(each).unit
    if merged == each.figure.unit or dimension(merged or "") == "time":
        return False
    longer = number.figure.kind == "measure" and period(row, total) != period(row, each)
    return longer and _is_time(row, number, total)


def _behind_noun(after: tuple[Item, ...]) -> tuple[Item, ...]:
    """What stands behind the noun of a measure: 45 tonnes of fuel | a day."""
    of = len(after) > PHRASE and "OUT_OF" in after[0].classes and is_content(after[1])
    return after[PHRASE:] if of and "PER" in after[PHRASE].classes else after


def _is_noun(noun: Item, unit: str) -> bool:
    """Whether a word is the singular of a counted noun, as far as endings let it be told."""
    word = singular(noun.text)
    return word == unit or (len(word) >= STEM and unit.startswith(word[:-1]))


def _of_number(row: Row, each: Slot, number: Slot) -> bool:
    """$400 for each of the city's 300,000 people."""
    gap = row.between(each, number)
    opened = any("PER" in one.classes and "OUT_OF" in other.classes for one, other in pairwise(gap))
    return opened and content(gap) <= 1


def _per_unit(row: Row, each: Slot, number: Slot) -> bool:
    """$80 a barrel, where barrels are what there is a number of; 1台30万円, 200台."""
    after = row.after(each)[:2]
    unit = number.figure.unit
    if number.figure.kind == "measure" and dimension(unit or "") != "time":
        units: dict[str, str] = kernel().names["word_values"]["UNIT"]
        return (
            len(after) > 1
            and "PER" in after[0].classes
            and units.get(after[1].text.lower()) == unit is not None
        )
    one = row.items[each.at - 1].figure if each.at else None
    return one is not None and one.value == 1 and one.unit == unit is not None


def _together(row: Row, number: Slot, each: Slot, total: Slot, inside: list[Item]) -> bool:
    ordered = sorted((number, each, total), key=lambda slot: slot.at)
    gaps = [row.between(one, other) for one, other in pairwise(ordered)]
    tail = classes(row.after(total)[:3]) | total.classes
    stops = marks(inside) & STOPS - ({";"} if "EACH" in classes(row.items[:OPENING]) else set())
    strong = _names_number(row, each, number) or _of_number(row, each, number)
    before = row.before(number)[:3]
    of = "OUT_OF" in classes(before[:1]) and "RATIO_IN" not in classes(before[:1])
    of = of and not _is_of_noun(before) and row.items[number.at - 2].figure is not total.figure
    of = of and not (number.at > each.at and _of_number(row, each, number))
    part = of and "EACH" not in classes(before)
    paid = gaps[1][1:]  # at $25 each and paid $1,000
    bought = "EACH" in classes(gaps[1][:1]) and content(paid) <= 1 and "PAST" in classes(paid[-1:])
    bought = bought and period(row, number) is None and not marks(paid)
    metrics = sum(
        "METRIC" in item.classes and not (at and "PER" in gaps[1][at - 1].classes)
        for at, item in enumerate(gaps[1])
    )
    timed = period(row, each) is not None and _is_time(row, number, total)
    timed = timed and (each.at < number.at or "/" in (number.figure.unit or ""))
    # each ticket cost $95 and 62,000 were sold, for receipts of $5.9 million
    opened = (
        "EACH" in classes(row.items[:OPENING]) and ordered[1] is number and bool(marks(gaps[1]))
    )
    opened = opened or _is_subject(row, each, number.figure.unit or "")
    turns = TURNS - {"FROM"} if strong else TURNS  # sales of $2.7 billion from 150 stores
    apart = (
        stops
        or part
        or metrics > 1
        or _opens_clause(row, inside, number, strong=strong)
        or _compares(gaps)
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
    takes = (timed or strong) and ordered[2] is total and content(last) <= PHRASE
    return told or takes or "TOTAL" in tail or _ties(row, gaps, each, ordered[2] is total)


def _names_number(row: Row, each: Slot, number: Slot) -> bool:
    """Whether an amount is said to be per one of the very things that are numbered: $14 a share."""
    after, unit = row.after(each), number.figure.unit
    if unit is None or number.figure.kind != "count":
        return False
    if _for_time(after) and len(after) > PHRASE:
        after = after[PHRASE:]  # $900 a month per van
    named = len(after) > 1 and "PER" in after[0].classes and _is_noun(after[1], unit)
    return named or _is_subject(row, each, unit)


def _is_subject(row: Row, each: Slot, unit: str) -> bool:
    """A dose costs $18, each house uses 40 litres: the sentence begins with one of what is numbered."""
    opening = row.items[: each.at]
    begins = classes(opening[:1]) & {"ONE", "EACH"}
    one = len(opening) > 1 and begins and not row.before(each)[len(opening) :]
    return bool(one) and _is_noun(opening[1], unit) and content(opening) <= PHRASE


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
    return product.meets(total.amount.scaled(base(total, each)))


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
