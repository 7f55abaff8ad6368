"""What may stand between a change and its two ends, and between the ends: stretches of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figurecheck.reconcile.changes import DIRECTIONS
from figurecheck.reconcile.statements import (
    FUNCTION,
    classes,
    close,
    content,
    is_break,
    lead,
    marks,
)

if TYPE_CHECKING:
    from figurecheck.extract.reading import Item

GOAL = frozenset({"TO"})

WITHIN = frozenset({"RATIO_IN", "DATE_BEFORE"})

NO_BASE = frozenset({"TO", "BY", "OUT_OF", "RATIO_IN", "FROM", "RANGE_AND", "OR"})

PHRASE = 2
"""A week; per share."""

FORESEEN = frozenset({"FORECAST", "PAST_FORECAST"})

OPENED = 4
"""Words of its own between an opening figure's comma and the change that it is held to."""

BETWEEN_ENDS, BESIDE_CHANGE = 7, 3
"""Words of their own that may stand between the two amounts, and between an amount and the change."""


def behind_unit(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What follows an amount and what it is for: a night | , an increase of."""
    timed = len(items) > PHRASE and "PER" in items[0].classes and not items[1].mark
    return items[PHRASE:] if timed else items


def foreseen(between: tuple[Item, ...]) -> bool:
    """Compared with analysts' forecasts of $64 million: no amount that was."""
    compared = sum("VERSUS" in item.classes and not item.date for item in between)
    return compared > 1 or bool(classes(between) & FORESEEN)


def interrupts(between: tuple[Item, ...]) -> bool:
    """Up from $2.2 billion, with services, at $610 million: another subject stands in between."""
    comma = next((at for at, item in enumerate(between) if item.mark == ","), len(between))
    return content(between[comma:]) > 0


def subject(items: tuple[Item, ...]) -> bool:
    """Whether a comma and a short subject of its own follow: , operating profit was."""
    comma = next((at for at, item in enumerate(items) if item.mark == ","), None)
    if comma is None or content(items[:comma]) > 1:
        return False
    rest = items[comma + 1 :]
    return 0 < content(rest) <= OPENED and not marks(rest) and not is_break(rest)


def turns(beside: tuple[Item, ...], *, apposed: bool) -> bool:
    """Whether a verb of its own begins behind a comma: the fund, up 5 percent, grew from 3 to 4."""
    for at, item in enumerate(beside):
        after = "," in marks(beside[:at])
        if after and item.classes & {"UP", "DOWN"} and (apposed or beside[at - 1].mark != ","):
            return True
        if after and "PAST" in item.classes and not item.classes & {"UP", "DOWN"}:
            return True
    return False


def tight(beside: tuple[Item, ...]) -> bool:
    """Whether a change stands right behind an amount, in brackets or behind a comma."""
    words = [item for item in beside if not item.classes & DIRECTIONS and not item.date]
    opened = marks(beside) & {",", "("} and not marks(beside) - {",", "("}
    return bool(opened) and not content(words) and not classes(words) & {"CLAUSE", "RANGE_AND"}


def timely(between: tuple[Item, ...]) -> bool:
    """Whether one subject may go from the one amount to the other: 4,120 in 2016, 5,356 in 2017."""
    return content(between) <= BESIDE_CHANGE and not classes(between) & {
        "METRIC",
        "OF_WHICH",
        "CLAUSE",
    }


def is_base(before: tuple[Item, ...], after: tuple[Item, ...]) -> bool:
    """Whether a change is told of a figure by its date: up 30 percent on the 2.2 million of 2018."""
    led = before and "DATE_BEFORE" in before[0].classes and len(before) > 1
    words = all(FUNCTION in item.classes and not item.classes & NO_BASE for item in before)
    return bool(led and words and any(item.date or "VERSUS" in item.classes for item in after[:4]))


def bracketed(gap: tuple[Item, ...], *, colon: bool = False) -> bool:
    """Whether a figure is set apart with its own date: (2021: €1.65bn); a year ago it was €1.65bn."""
    if not gap or not any(item.date or item.classes & {"VERSUS", "FROM"} for item in gap):
        return False
    if gap[0].mark == ";":
        return "PAST" in classes(gap[-1:]) and not content(gap)
    return gap[0].mark == "(" and content(gap) <= 1 and (not colon or not is_break(gap[:-1]))


def leads_to(beside: tuple[Item, ...]) -> bool:
    """Whether a stretch ends with a word for to."""
    return bool(lead(beside[::-1], GOAL, 0))


def grown_since(gap: tuple[Item, ...]) -> bool:
    """4,000 in 2016, has since grown: what stands before a change is its date and its verb."""
    words = [item for item in gap if not item.classes & DIRECTIONS]
    dated = any(item.date for item in gap) and bool(classes(gap[-1:]) & DIRECTIONS)
    return dated and not content(words) and not classes(gap) & {"FROM", "VERSUS"}


def when(gap: tuple[Item, ...]) -> bool:
    """Twice as many as in 2010, when it had 600,000; up 25 percent over 2017, when it flew 600,000."""
    opened = [at for at, item in enumerate(gap) if "CLAUSE" in item.classes]
    return (
        len(opened) == 1
        and any(item.date for item in gap[: opened[0]])
        and not is_break(gap[: opened[0]])
        and not any(item.figure for item in gap)
        and content(gap[opened[0] + 1 :]) <= 1
        and content(gap[: opened[0]]) <= 1
    )


def bound(items: tuple[Item, ...], words: int) -> bool:
    """Whether what stands between a change and an amount keeps them in one statement."""
    items = tuple(
        item for at, item in enumerate(items)
        if not (item.figure and "TIME_UNIT" in item.classes and at and items[at - 1].classes & WITHIN)
    )  # fmt: skip
    if not close(items, words) or is_break(items) or any(item.figure for item in items):
        return False
    found = classes(items)
    metrics = [
        at for at, item in enumerate(items)
        if "METRIC" in item.classes and not item.classes & {"UP", "DOWN"}
    ]  # fmt: skip
    told_of = all(
        at and items[at - 1].classes & ({"RATIO_IN", "OUT_OF"} | DIRECTIONS) for at in metrics
    )
    return (
        told_of
        and not any(
            "RANGE_AND" in item.classes
            and not (
                at and items[at - 1].date and any(each.date for each in items[at + 1 : at + 2])
            )
            and "TO" not in item.classes | (items[at - 1].classes if at else item.classes)
            for at, item in enumerate(items)
        )
        and "OF_WHICH" not in found
        and "TIME_UNIT" not in classes(items[:2])
    )
