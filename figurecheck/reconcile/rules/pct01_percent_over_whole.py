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
    STOPS,
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding
    from figurecheck.reconcile.statements import Row, Slot

LISTED = 8
"""Words of their own between two shares of a list."""

CHANGES = frozenset({"UP", "DOWN", "BY", "FROM", "TO", "VERSUS", "MORE_THAN", "LESS_THAN"})
ENDS = STOPS | {","}
AGAINST, UNDECIDED = "against", "undecided"
ANSWERS = frozenset({"in favour", AGAINST, UNDECIDED})
OPPOSITES = (ANSWERS, frozenset({"women", "men"}))
"""Scopes of which everybody has one only."""

APOSTROPHES = frozenset("'\u2019")
SHARE = frozenset({"SHARE"})
MANY = 3
"""So many listed shares are a division without a word that says so."""

WORDED = Decimal("0.04")
"""The part by which a share in words may be less: two-thirds are 64 percent and more."""

NEAR = 5
"""Percentage points by which a share in words is off what it stands for."""

TERSE = 2
"""Words between two shares that are told of one whole: "of the votes, no 51 percent"."""


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
    if (
        after
        and "VERSUS" in after[0].classes
        and not content(after[1:])
        and not row.between(slot, None)[len(after) :]
    ):
        after = ()  # 62 percent in favour, 48 percent against it
    return not lead(row.before(slot), CHANGES - {"TO", "BY"}, 0) and not lead(
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


def _listed(gap: Sequence[Item]) -> bool:
    joined = "," in marks(gap) or "RANGE_AND" in classes(gap) or ";" in marks(gap)
    return (
        joined
        and close([item for item in gap if item.mark != ";"], LISTED)
        and not any(item.figure for item in gap)
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
        item.date or "ORDINAL" in item.classes for gap in gaps for item in gap
    ):
        return False
    if _opposed(each, run):
        return True
    if (
        any("PAST" in item.classes and FUNCTION in item.classes for gap in gaps for item in gap)
        or sum(_begins_of(tail) for tail in tails) > 1
    ):
        return False
    said = any(_one_choice(other) for other in around)
    return said or "REST" in classes(each.items[: run[-1].at + 4]) or _implied(each, run, tails)


def _around(context: Context, each: Row, run: Sequence[Slot]) -> list[Row]:
    """The sentence with those beside it in its paragraph."""
    reading = context.reading
    first = reading.sentence_of[run[0].figure.index]
    return [
        row(context, number)
        for number in range(max(0, first - 1), min(reading.sentence_count, first + 2))
        if reading.sentence(number).paragraph == each.sentence.paragraph
    ]


def _implied(each: Row, run: Sequence[Slot], tails: Sequence[Sequence[Item]]) -> bool:
    """Whether the list itself divides a whole: of the vote; divided among them; accounted for."""
    elsewhere = [
        tail for tail in tails if "RATIO_IN" in classes(tail) or any(item.date for item in tail)
    ]
    opening = each.items[: run[0].at]
    head = classes(opening)
    if head & {"UP", "DOWN"}:
        return False
    if _is_made_of(opening, tails) or _is_dealt_out(opening, tails):
        return True
    if len(elsewhere) > 1:
        return False
    if _divides(opening) and (len(run) >= MANY or "TOTAL" in head or ":" in marks(opening)):
        return True
    again = any(  # each a share of its own; not takes 45 percent, takes 38 percent
        "SHARE" in item.classes and "OUT_OF" not in item.classes
        for gap in tails[:-1]
        for item in gap
    )
    if len(run) >= MANY and not again and "SHARE" in classes(opening[-1:]):
        return True  # agriculture accounts for 72 percent, industry for 24 percent
    headed = ":" in marks(opening) and _ends_with_whole(opening)
    if not headed and any("PEOPLE" in classes(gap) for gap in tails[:-1]):
        return False
    if "OUT_OF" in classes(opening[:1]) and classes(opening[:3]) & {"PER", "EACH"}:
        return True  # of each euro spent
    return _divided(each, run, tails) or (
        len(run) >= MANY and not again and _shares(each.before(run[0])[:3][::-1])
    )


def _is_made_of(opening: Sequence[Item], tails: Sequence[Sequence[Item]]) -> bool:
    """A fabric of 70 percent cotton and 45 percent polyester; invested 60 percent in shares."""
    last = classes(opening[-1:])
    consists = "CONSISTS_OF" in last and "OF_WHICH" not in last
    if consists and "DIVIDED_WHOLE" in classes(opening):
        return True
    named = all(tail and is_content(tail[0]) and content(tail[:3]) <= TERSE for tail in tails)
    of = "OUT_OF" in last and "RATIO_IN" not in last
    return (of or consists) and named and content(opening) > 0


def _is_dealt_out(opening: Sequence[Item], tails: Sequence[Sequence[Item]]) -> bool:
    """Went to research, 35 percent to care and 18 percent to staff; or some are undecided."""
    given = all("TO" in classes(tail[:4]) for tail in tails) and (
        len(tails) >= MANY or "DIVIDED_WHOLE" in classes([*opening, *tails[0]])
    )
    undecided = any(_side(tail, ANSWERS) == UNDECIDED for tail in tails)
    return given or (undecided and all(content(tail) <= TERSE for tail in tails[:-1]))


def _divided(each: Row, run: Sequence[Slot], tails: Sequence[Sequence[Item]]) -> bool:
    """Whether the list names what it divides: share the market; fuel mix: gas 42%; of the votes."""
    opening = each.items[: run[0].at]
    head = classes(opening)
    terse = all(content(gap) <= TERSE for gap in tails[:-1])
    if "DIVIDED_WHOLE" in head and ("CONSISTS_OF" in head or _shares(opening)):
        return len(run) >= MANY or terse
    if (
        ":" in marks(opening)
        and "DIVIDED_WHOLE" in head
        and ("BY" in head or _ends_with_whole(opening))
    ):
        return len(run) >= MANY and terse  # revenue by region: Europe 45%, Asia 35%
    if "TOTAL" in head and "DIVIDED_WHOLE" in classes(tails[-1]):
        return True  # between them A (58 percent) and B (51 percent) control the market
    return any(_of_divided(tail) for tail in tails) and (len(run) >= MANY or terse)


def _shares(items: Sequence[Item]) -> bool:
    """Whether a word says that something is shared: accounts for, shares of; not the rate is."""
    return any(
        "SHARE" in item.classes and (at + 1 == len(items) or not _is_verb(items[at + 1]))
        for at, item in enumerate(items)
    )


def _is_verb(item: Item) -> bool:
    """The tax rate is: a word of grammar that does not tell what is shared."""
    return FUNCTION in item.classes and not item.classes & {"OUT_OF", "DATE_BEFORE"}


def _ends_with_whole(opening: Sequence[Item]) -> bool:
    """Fuel mix last year: the last word of its own before the colon is what is divided."""
    before = takewhile(lambda item: item.mark != ":", opening)
    words = [item for item in before if is_content(item)]
    return bool(words) and "DIVIDED_WHOLE" in words[-1].classes


def _divides(opening: Sequence[Item]) -> bool:
    """Whether a list opens with what is divided: consists of, is split between; not with examples."""
    for at, item in enumerate(opening):
        if "CONSISTS_OF" in item.classes and "OF_WHICH" not in item.classes:
            led = takewhile(lambda item: item.mark != ":", opening[at + 1 :])
            return content(led) <= TERSE
    return False


def _opposed(each: Row, run: Sequence[Slot]) -> bool:
    """62 percent were in favour and 48 percent against; 55 percent are women, 52 percent men."""
    behind = [each.between(one, other) for one, other in pairwise(run)]
    behind.append(tuple(takewhile(lambda item: item.mark not in ENDS, each.after(run[-1]))))
    before = [each.before(run[0])[:3], *behind[:-1]]
    return any(
        len(sides) > 1 and len(set(sides)) == len(sides) and set(sides) <= opposites
        and all(content(gap) <= TERSE for gap in stretches[1:])
        for stretches in (behind, before)
        for opposites in OPPOSITES
        if (sides := [side for gap in stretches if (side := _side(gap, opposites))])
        and len(sides) == len(run)
    )  # fmt: skip


def _side(gap: Sequence[Item], opposites: frozenset[str]) -> str | None:
    for at, item in enumerate(gap):
        side = value_of(item, "SCOPE") if "SCOPE" in item.classes else None
        led = classes(gap[max(0, at - 1) : at])
        if "RANGE_AND" in led:
            led = frozenset()
        if side in opposites and not led & {"DATE_BEFORE", "OUT_OF", "RATIO_IN"}:
            return str(side)
    left = gap[0] if gap else None
    if AGAINST in opposites and left and "VERSUS" in left.classes and not content(gap[1:]):
        return AGAINST
    return None


def _of_divided(tail: Sequence[Item]) -> bool:
    """Percent of the votes, of the market: of what falls to one or to another."""
    return _begins_of(tail) and "DIVIDED_WHOLE" in classes(tail[:4])


def _begins_of(tail: Sequence[Item]) -> bool:
    of = bool(tail) and bool(tail[0].classes & {"OUT_OF", "OF_WHICH"})
    return of and "RATIO_IN" not in tail[0].classes


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
