"""SUM01: parts that are listed with their total, and do not add up to it."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER, RANGE
from figurecheck.reconcile.intervals import Interval
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.spelled import with_numbers
from figurecheck.reconcile.statements import (
    FUNCTION,
    classes,
    close,
    content,
    dimension_of,
    factor,
    is_content,
    lead,
    marks,
    rows,
    same_measure,
    value_of,
)
from figurecheck.reconcile.telling_amounts import middle, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

BEFORE_COLON = 3
LISTED, BESIDE_TOTAL = 6, 6
"""Words of their own between two parts of a list, and between the list and its total."""

HUNDRED = 100
POINTS = 20
"""A text numbers fewer points than this."""

BULLETS = frozenset("-*|\u2022")
"""Marks that open a line of a list or part the cells of a table."""

FEWEST = 2
"""A list has so many parts at least."""

NO_PART = frozenset({"FROM", "TO", "BY", "UP", "DOWN", "VERSUS"})
ANSWERS = frozenset({"in favour", "against", "undecided"})
"""Scopes of which everybody who is asked has one."""

BEHIND = frozenset({"DATE_BEFORE", "OUT_OF", "RANGE_AND", "FROM", "TO", "BY"})
"""Words of grammar that may follow a part: in Lyon, of coal, for halls."""

APART = frozenset({"OF_WHICH", "CUMULATIVE", "VERSUS"})


def check(context: Context) -> Iterator[Finding]:
    """One finding for every list whose parts cannot give the total, from the first figure to the last."""
    for row in rows(context, least=3, when=_three_alike):
        yield from _of_row(row)
    for row in rows(context, ("NUMBER",), least=1, when=_counts):
        spelled = with_numbers(row)
        if len(row.slots) <= FEWEST < len(spelled.slots):
            yield from _of_row(spelled)


def _of_row(row: Row) -> Iterator[Finding]:
    for total, parts in _lists(row):
        if not _adds_up(parts, total):
            yield _finding(parts, total)
            break


def _counts(figures: tuple[Figure, ...]) -> bool:
    return len(figures) <= FEWEST and any(figure.kind in {"count", "measure"} for figure in figures)


def _three_alike(figures: tuple[Figure, ...]) -> bool:
    kinds = [figure.kind for figure in figures]
    return any(kinds.count(kind) + kinds.count("count") > FEWEST for kind in set(kinds))


def _lists(row: Row) -> Iterator[tuple[Slot, tuple[Slot, ...]]]:
    slots = tuple(
        slot
        for slot in row.slots
        if not (slot.flags & (PER | RANGE) or _is_number_of_point(row, slot))
    )
    digits = tuple(slot for slot in slots if not slot.in_words)
    measures = sum(slot.figure.kind == "measure" for slot in digits)
    if measures <= FEWEST and len(digits) - measures <= 1 and any(slot.in_words for slot in slots):
        digits = ()  # in 3 minutes and 12 seconds by a team of 12: five women and eight men
    slots = digits if len(digits) > FEWEST else slots
    for at, total in enumerate(slots):
        before = _run(row, slots[:at][::-1], total)
        if len(before) > 1 and _total_after(row, before, total) and _whole(row, before[-1]):
            yield total, before[::-1]
        after = _run(row, _behind_colon(row, slots[at + 1 :], total), total)
        if len(after) > 1 and _total_before(row, total, after):
            yield total, after


def _behind_colon(row: Row, slots: Sequence[Slot], total: Slot) -> Sequence[Slot]:
    """The figures behind a total; where a colon opens its list, those behind the colon."""
    alike = next((at for at, slot in enumerate(slots) if _of_one_kind(slot, total)), 0)
    opened = alike and ":" in marks(row.between(slots[alike - 1], slots[alike]))
    return slots[alike:] if opened else slots


def _is_number_of_point(row: Row, slot: Slot) -> bool:
    """Two steps: (1) this and (2) that."""
    beside = (*row.items[max(0, slot.at - 1) : slot.at], *row.items[slot.at + 1 : slot.at + 2])
    bare = slot.figure.kind == "count" and slot.figure.unit is None and middle(slot) < POINTS
    bare = bare and any(map(is_content, row.items[slot.at + 2 : slot.at + 3]))
    return bare and ")" in marks(beside[-1:]) and (len(beside) == 1 or "(" in marks(beside[:1]))


def _whole(row: Row, first: Slot) -> bool:
    """Whether no number stands before a list's first part that was not read as one of its parts."""
    before = row.before(first)[:2]
    return not (
        len(before) > 1 and before[0].mark == "," and any(char.isdigit() for char in before[1].text)
    )


def _run(row: Row, slots: Sequence[Slot], total: Slot) -> tuple[Slot, ...]:
    """The list that begins with the first of `slots` and may be read in either direction."""
    run: list[Slot] = []
    summed = "TOTAL" in classes(row.after(total)[:1]) | total.classes  # 21 people altogether
    if slots and slots[0].at > total.at and ":" in marks(row.between(total, slots[0])):
        summed = True  # 12 runners: five women and eight men
    beside: Slot | None = None
    for slot in slots:
        fits = _of_one_kind(slot, total, summed=summed)
        if not fits or (run and not _of_one_kind(slot, run[0], summed=summed)):
            break
        nested = bool(run) and _is_nested(row, slot)
        if beside and not nested:
            first, last = sorted((beside, slot), key=lambda each: each.at)
            gap = row.between(first, last)
            if beside is not run[-1]:  # behind what was passed over
                gap = tuple(item for item in gap if "OF_WHICH" not in item.classes)
            if not _listed(gap, _parallel(row, first)) or _is_place(row, first, gap):
                break
        if not nested:
            run.append(slot)
        beside = slot
    return tuple(run)


def _is_nested(row: Row, slot: Slot) -> bool:
    """A part of a part: 14 planes, 6 of them used; 40 million, of which 12 million is for halls."""
    if "OF_WHICH" in classes(row.items[slot.at + 1 : slot.at + 2]):
        return True
    led = takewhile(lambda item: not item.mark, row.before(slot))
    earlier = any(
        each.at < slot.at and same_measure(each.figure, slot.figure) for each in row.slots
    )
    return earlier and bool(lead(led, frozenset({"OF_WHICH"}), 1))


def _of_one_kind(slot: Slot, total: Slot, *, summed: bool = False) -> bool:
    """Bare numbers join any list; spelled-out small ones only a list of their own noun."""
    one, other = slot.figure, total.figure
    if not same_measure(one, other):
        return False
    spelled = slot.in_words and (one.value or 0) < HUNDRED
    named = None not in {one.unit, other.unit} and not total.in_words and not summed
    apart = one.unit != other.unit and named
    return not (one.kind == "count" and spelled and apart)


def _is_place(row: Row, first: Slot, gap: Sequence[Item]) -> bool:
    """Whether a number tells only where: and offices in 11 other countries."""
    led = classes(row.before(first)[:1])
    return "RATIO_IN" in classes(gap[-1:]) and "RATIO_IN" not in led


def _parallel(row: Row, first: Slot) -> frozenset[str]:
    """Donations came to $4 million and sales to $3 million: the second "to" repeats the first."""
    before = classes(row.before(first)[:1])
    if "CONSISTS_OF" in before:
        return NO_PART  # se compose de 4 millions et de 3 millions
    return frozenset({"TO"}) if before & {"TO", "PAST"} else frozenset()


def _listed(gap: Sequence[Item], allowed: frozenset[str]) -> bool:
    found = classes(gap)
    if gap and gap[-1].mark == ":":  # rent: $12m
        gap = [item for item in gap[:-1] if item.mark not in BULLETS]
        joined = True
    else:
        joined = "," in marks(gap) or "RANGE_AND" in found or "PLUS" in found
    return (
        joined
        and close(gap, LISTED)
        and "TOTAL" not in found
        and not classes(gap[-1:]) & NO_PART - allowed
        and not found & {"OF_WHICH", "OR"}
    )


def _counts_out(row: Row, parts: Sequence[Slot], total: Slot) -> bool:
    """14 goals in the first match, 9 in the second and 11 in the third: 34 goals."""
    first, unit = parts[-1], total.figure.unit
    closed = "RANGE_AND" in classes(row.between(parts[1], parts[0])) and len(parts) > FEWEST
    return (
        closed
        and unit is not None
        and first.figure.unit == unit
        and row.items[total.at - 1].mark in {":", "-"}
    )


def _near_sum(total: Slot, parts: Sequence[Slot]) -> bool:
    """Whether a total of its own name may be that of the parts: more than each, less than twice all."""
    values = [middle(part) for part in parts]
    return max(values) < middle(total) < 2 * sum(values)


def _total_after(row: Row, parts: Sequence[Slot], total: Slot) -> bool:
    last = parts[0]
    gap, tail = row.between(last, total), row.after(total)
    stop = next((at for at, item in enumerate(gap) if item.mark == ";"), len(gap))
    again = "TOTAL" in classes(gap[stop : stop + 2])
    if again and content(gap[:stop]) <= 1 and _near_sum(total, parts):
        gap = gap[stop + 1 :]  # wind 22 and hydro 9; together they gave 54
    if _counts_out(row, parts, total) or (
        "OUT_OF" in classes(gap) and _with_rest(row, parts[::-1])
    ):
        return True
    found = classes(gap)
    told = [item for item in gap if item.mark != ":"]
    headed = "TOTAL" in classes(row.items[:1])  # together, A (…) and B (…) will have …
    if (
        not close(told, BESIDE_TOTAL)
        or found & APART
        or (_leads_away(gap, tail) and "TOTAL" not in found and not headed)
        or "PLUS" in found
    ):
        return False
    named = (
        headed
        or "TOTAL" in classes(gap[:1])
        or bool(lead(gap[::-1], frozenset({"TOTAL"}), 1))
        or "TOTAL" in total.classes
        or bool(lead(tail, frozenset({"TOTAL"}), int("OUT_OF" in classes(tail[:1]))))
    )
    if not named:
        return False
    led = next((at for at, item in enumerate(gap) if "TOTAL" in item.classes), None)
    if _and_more(gap[:led]) or "FRACTION" in classes(gap[:led]):
        return False
    metric = led is not None and "METRIC" in classes(gap[led + 1 :])
    if led is not None and (
        (metric and not ("OUT_OF" in classes(gap[-1:]) and _near_sum(total, parts)))
        or lead(gap[:led][::-1], frozenset({"OUT_OF"}), 0)
    ):
        return False
    return "RANGE_AND" not in found or led is not None


def _and_more(gap: Sequence[Item]) -> bool:
    """Whether something without a number ends the list: and a smaller sum into batteries."""
    return any(
        "RANGE_AND" in one.classes
        and FUNCTION in other.classes
        and not other.classes & {"FROM", "TO"}
        for one, other in pairwise(gap)
    )


def _leads_away(gap: Sequence[Item], tail: Sequence[Item]) -> bool:
    """Half of 400 in total, to 140 in total; not: they put in 865 million between them."""
    if "RATIO_IN" in classes(gap[-1:]) and "TOTAL" in classes(tail[:1]):
        return False
    on = "DATE_BEFORE" in classes(gap[-1:]) and not marks(gap)  # on 700 hectares in total
    return on or bool(classes(gap[-1:]) & {"OUT_OF", "TO"})


def _total_before(row: Row, total: Slot, parts: Sequence[Slot]) -> bool:
    gap = row.between(total, parts[0])
    found = classes(gap)
    if total.in_words and middle(total) < max(map(middle, parts)):
        return False  # two steps: 40 firms and 12 banks
    if not _is_closed(row, parts, colon=":" in marks(gap)):
        return False
    if (
        dimension_of(total.figure) != "percent"
        and ";" not in marks(gap)
        and content(gap) <= BESIDE_TOTAL
        and _with_rest(row, parts)
    ):
        return True
    than = classes(item for item in gap if "MODIFIER" not in item.classes)  # not over three days
    if (
        ("OUT_OF" in classes(gap[:1]) and "TOTAL" in found)  # 52 percent of the total
        or found & {"OF_WHICH", "CUMULATIVE"}
        or "VERSUS" in than
        or content(gap) > BESIDE_TOTAL
        or "CLAUSE" in found
    ):
        return False
    if (
        _is_other_clause(row, gap, parts)
        or ";" in marks(gap)
        or NO_PART & lead(gap[::-1], NO_PART, 0)
    ):
        return False
    colon = ":" in marks(gap) and content(gap) <= BEFORE_COLON
    led = list(takewhile(lambda item: item.mark != ",", gap[::-1]))
    divided = "CONSISTS_OF" in classes(led)  # not: 12 come from Spain, 8 from Italy
    shared = "TOTAL" in found and "," in marks(gap)
    opened = marks(gap) & ({":", ",", "("} if content(gap) <= 1 else {":", "("})
    return colon or divided or shared or ("TOTAL" in total.classes and bool(opened))


def _is_other_clause(row: Row, gap: Sequence[Item], parts: Sequence[Slot]) -> bool:
    """Whether the parts are told by a verb of their own, or something without a number follows them."""
    tail = [item for item in row.after(parts[-1]) if item.mark != ","]
    if "ONE" in classes(tail[:2]) and "RANGE_AND" in classes(tail[:1]):
        return True  # eight sailors, three cooks and a doctor
    told = takewhile(lambda item: item.mark != ":", gap[::-1])
    if ":" in marks(gap) and "PAST" in classes(told):
        return True  # $2,900: flights were $1,100 and hotels $1,300
    # 45 members: 21 Conservatives and 15 Liberals are the largest groups
    verbs = [item for part in parts for item in row.after(part)[:1]]
    return any(FUNCTION in item.classes and not item.classes & BEHIND for item in verbs)


def _is_closed(row: Row, parts: Sequence[Slot], *, colon: bool) -> bool:
    """Whether a list ends with its last part: with an "and" before it, or with its sentence."""
    last = (*row.between(parts[-2], parts[-1]), *row.items[parts[-1].at - 3 : parts[-1].at])
    if "RANGE_AND" in classes(last):
        return True
    after = row.after(parts[-1])
    ends = all(item.mark is None for item in after[:-1]) and content(after) <= LISTED
    return colon and len(parts) > FEWEST and ends


def _with_rest(row: Row, parts: Sequence[Slot]) -> bool:
    """Whether the last part is said to be what remains, or the parts are the answers to one question."""
    last = row.items[parts[-2].at + 1 : parts[-1].at]
    if "REST" in classes(last[-3:]):
        return True
    sides = [_answer(row.items[part.at : part.at + 3]) for part in parts]
    return len(set(sides)) == len(sides) and set(sides) <= ANSWERS


def _answer(items: Sequence[Item]) -> str | None:
    scopes = (value_of(item, "SCOPE") for item in items[1:] if "SCOPE" in item.classes)
    return next((str(each) for each in scopes if each in ANSWERS), None)


def _adds_up(parts: Sequence[Slot], total: Slot) -> bool:
    beside = next((slot for slot in (total, *parts) if slot.figure.unit), total)
    whole = _open(total, beside)
    for first in range(len(parts) - 1):
        for chosen in (parts[first:], parts[: len(parts) - first]):
            amounts = [_open(part, beside) for part in chosen]
            if reduce(Interval.plus, amounts).meets(whole):
                return True
    return False


def _open(slot: Slot, beside: Slot) -> Interval:
    """A small whole number is exact: nobody rounds 14 shops."""
    figure, amount = slot.figure, slot.amount
    exact = figure.kind == "count" and figure.modifier == "exact" and slot.place == 0
    if (
        exact
        and amount.high is not None
        and amount.low is not None
        and amount.high - amount.low <= 1
    ):
        value = middle(slot) * factor(figure, beside.figure)
        return Interval(value, value)
    return amount.scaled(factor(figure, beside.figure))


def _finding(parts: Sequence[Slot], total: Slot) -> Finding:
    beside = next((slot for slot in (total, *parts) if slot.figure.unit), total)
    unit = factor(total.figure, beside.figure)
    total_of = sum(
        (middle(part) * factor(part.figure, beside.figure) for part in parts), Fraction(0)
    )
    real = quantity(total_of / unit, total.figure if total.figure.unit else beside.figure)
    listed = ", ".join(f"“{part.figure.surface}”" for part in parts[:-1])
    return finding(
        "SUM01",
        (*(part.figure for part in parts), total.figure),
        f"{listed} and “{parts[-1].figure.surface}” make {real}, not “{total.figure.surface}”",
        suggestion=f"check the parts, or write {real} for “{total.figure.surface}”",
    )
