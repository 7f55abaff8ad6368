"""Whether an amount is said to be for one of the things that are numbered, or for a time."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import singular
from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.paces import period, timeless
from figurecheck.reconcile.statements import (
    UNSPACED,
    classes,
    content,
    is_content,
    lead,
    value_of,
)

if TYPE_CHECKING:
    from figurecheck.extract.reading import Item
    from figurecheck.reconcile.statements import Row, Slot

YEAR = "year"

PHRASE = 2
"""A month; of fuel."""

STEM = 4

OPENING = 3


def is_time(row: Row, number: Slot, total: Slot) -> bool:
    """Whether a number is one of hours or days; 40 hours a week where the total is for a week too."""
    unit, _, longer = (number.figure.unit or "").partition("/")
    return dimension(unit) == "time" and longer == ((period(row, total) or "") if longer else "")


def per(row: Row, each: Slot, number: Slot, total: Slot) -> tuple[bool, str | None]:
    """Whether a figure is said to be for one of them, and for which time."""
    unit = number.figure.unit
    subject = unit is not None and is_subject(row, each, unit)
    if subject or per_unit(row, each, number) or _is_paid(row, each, number, total):
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
    before = takewhile(lambda item: "RANGE_AND" not in item.classes, row.before(each))
    led = lead(before, frozenset({"EACH", "AVERAGE"}), 2)
    ahead = row.items[: min(each.at, number.at)][-4:][::-1]
    opened = "EACH" in classes(takewhile(lambda item: "RANGE_AND" not in item.classes, ahead))
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
            return named or of_number(row, each, number), None
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
    return longer and is_time(row, number, total)


def _behind_noun(after: tuple[Item, ...]) -> tuple[Item, ...]:
    """What stands behind the noun of a measure: 45 tonnes of fuel | a day."""
    of = len(after) > PHRASE and "OUT_OF" in after[0].classes and is_content(after[1])
    return after[PHRASE:] if of and "PER" in after[PHRASE].classes else after


def _is_noun(noun: Item, unit: str) -> bool:
    """Whether a word is the singular of a counted noun, as far as endings let it be told."""
    word = singular(noun.text)
    return word == unit or (len(word) >= STEM and unit.startswith(word[:-1]))


def of_number(row: Row, each: Slot, number: Slot) -> bool:
    """$400 for each of the city's 300,000 people."""
    gap = row.between(each, number)
    opened = any("PER" in one.classes and "OUT_OF" in other.classes for one, other in pairwise(gap))
    return opened and content(gap) <= 1


def per_unit(row: Row, each: Slot, number: Slot) -> bool:
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


def names_number(row: Row, each: Slot, number: Slot) -> bool:
    """Whether an amount is said to be per one of the very things that are numbered: $14 a share."""
    after, unit = row.after(each), number.figure.unit
    if unit is None or number.figure.kind != "count":
        return False
    if _for_time(after) and len(after) > PHRASE:
        after = after[PHRASE:]  # $900 a month per van
    named = len(after) > 1 and "PER" in after[0].classes and _is_noun(after[1], unit)
    return named or is_subject(row, each, unit)


def is_subject(row: Row, each: Slot, unit: str) -> bool:
    """A dose costs $18, each house uses 40 litres: the sentence begins with one of what is numbered."""
    opening = row.items[: each.at]
    begins = classes(opening[:1]) & {"ONE", "EACH"}
    one = len(opening) > 1 and begins and not row.before(each)[len(opening) :]
    return bool(one) and _is_noun(opening[1], unit) and content(opening) <= PHRASE
