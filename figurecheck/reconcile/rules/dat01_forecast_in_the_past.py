"""DAT01: a forecast for a time that was past at publication, or a result of a time still to come."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from figurecheck.extract.figures import FISCAL
from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dates import period
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import (
    FUNCTION,
    UNSPACED,
    classes,
    content,
    is_content,
    lead,
    marks,
    mask,
    row_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from figurecheck.extract.reading import Item
    from figurecheck.model import Finding
    from figurecheck.reconcile.statements import Row, Slot

TIES = frozenset({"RATIO_IN", "BY", "DATED_IN", "END_OF", "START_OF", "MIDDLE_OF"})
"""Words that date a figure: in 2020, by 2020, at the end of 2020; not for, since or until it."""

PREPOSITION = frozenset({FUNCTION, "DATE_BEFORE"})

OVERDUE = {len("2022"): 120, len("2022-Q1"): 60}
"""Days from the end of a year, a quarter or a month within which its results may still be awaited."""

COMPARED = frozenset({"VERSUS", "FROM", "MORE_THAN", "LESS_THAN"})
OF = 2
"""Items that say of what: "of grain"."""

VERB = 4
"""Words of their own between the verb and its figure."""

HEAD, OPENS = 12, 2
"""Items that open a sentence and date what follows, and words before the date: a year later, in."""

BASE = 4
"""Items that name the base of a comparison: more than in 2019."""

YEARS = 1000
"""Of the numbers of a date, those from here on are years."""

_DIGIT = re.compile(r"\d")

SILENT = ("PAST_FORECAST", "FISCAL")


def check(context: Context) -> Iterator[Finding]:
    """One warning for every figure whose verb and date do not go with the date of publication."""
    published = context.reading.document.published
    if published is None:
        return
    first, last = period(published)
    reading = context.reading
    for figure in context.figures:
        if figure.as_of is None or reading.flags[figure.index] & FISCAL:
            continue
        begins, ends = period(figure.as_of)
        past = ends < first
        if past and first - ends < timedelta(days=OVERDUE.get(len(figure.as_of), 0)):
            continue  # what the period brought is not yet out
        if not past and begins.replace(day=1) <= last:
            continue
        if not reading.class_bits[figure.index] & mask(("FORECAST" if past else "PAST",)):
            continue
        row, slot = row_of(context, figure)
        if row.has(*SILENT) or not _is_dated(row, slot, begins, past):
            continue
        problem = _problem(row, slot, past)
        if problem and not _looks_back(row, begins):
            yield finding(
                "DAT01",
                (figure,),
                f"“{figure.surface}” is {problem} {figure.as_of}, in a text of {published}",
                suggestion="check the year and the tense",
            )


def _problem(row: Row, slot: Slot, past: bool) -> str | None:  # noqa: FBT001
    if row.postposed:
        return "forecast for" if past and _is_forecast(row.after(slot)) else None
    if row.role(slot, COMPARED) or _is_compared(slot):
        return None
    before = _past_the_change(row, slot)
    verbs = lead(before, frozenset({"FORECAST", "PAST"}), VERB)
    behind = lead(row.after(slot), frozenset({"FORECAST", "PAST", "CLAUSE"}), VERB)
    if past and not verbs and "FORECAST" in behind and _opens(row, slot):
        return "forecast for"  # by 2018, 60 percent of homes will have
    if past:
        at = next((at for at, item in enumerate(before) if "PAST" in item.classes), len(before))
        ahead = verbs | classes(before[at + 1 : at + 2])  # are projected to hit
        if _is_done(before[at : at + 2]):
            return None
        return "forecast for" if "FORECAST" in ahead else None
    reached = "PAST" in verbs and not row.has("FORECAST") and not _is_meant(before)
    return "stated as reached in" if reached else None


def _is_done(verbs: Sequence[Item]) -> bool:
    """Is expected to | have reached: a guess at a result; not will | have reached."""
    done, ahead = verbs[:1], classes(verbs[1:])
    return any(" " in item.text for item in done) and "FORECAST" in ahead and FUNCTION not in ahead


def _is_compared(slot: Slot) -> bool:
    """Larger than the 2.8 percent: more stands before the number than a modifier."""
    led = _DIGIT.split(slot.figure.surface, maxsplit=1)[0].strip().lower()
    known = kernel().names["word_values"]["MODIFIER"]
    return slot.figure.modifier in {"more_than", "less_than"} and bool(led) and led not in known


def _past_the_change(row: Row, slot: Slot) -> tuple[Item, ...]:
    """What stands before the change that a figure is the end of: will rise by 4 percent | to 12,300."""
    before = row.items[: slot.at][::-1]
    change = next((each for each in row.slots if each.at == slot.at - 2), None)
    if change and change.figure.kind == "percent" and "TO" in before[0].classes:
        return before[2:]
    return before


def _is_meant(before: Sequence[Item]) -> bool:
    """Whether a verb only tells what is to be done: won a contract to supply so much."""
    at = next((at for at, item in enumerate(before) if "PAST" in item.classes), 0)
    return any(
        "TO" in led.classes and is_content(item) and not item.classes
        for item, led in pairwise(before[:at])
    )


def _opens(row: Row, slot: Slot) -> bool:
    """Whether a figure opens its clause: what the verb behind it is of."""
    before, after = row.before(slot)[:1], row.after(slot)
    verb = next(at for at, item in enumerate(after) if "FORECAST" in item.classes)
    apposed = "," in marks(after[:verb])  # production, 1.3 million in 2013, will
    opens = not before or before[0].mark == ","
    return opens and not apposed and "RANGE_AND" not in classes(after[:verb])


def _is_forecast(after: Sequence[Item]) -> bool:
    """Where the verb stands behind its figure: is forecast to reach so much, not was."""
    at = next((at for at, item in enumerate(after) if "FORECAST" in item.classes), None)
    return at is not None and "PAST" not in classes(after[at + 1 :])


def _is_dated(row: Row, slot: Slot, begins: date, past: bool) -> bool:  # noqa: FBT001
    """Whether a date of that year is tied to the figure, beside it or at the sentence's head."""
    after = row.after(slot)
    if len(after) > OF and "OUT_OF" in after[0].classes and not after[0].classes & TIES:
        after = after[OF:]  # 40 million tonnes of grain in 2022
    if after and after[0].classes & TIES and _year_in(after, begins) is not None:
        return content(after[: _year_in(after, begins)]) <= 1
    if past and _is_due(after, begins):
        return True
    led = after[0].classes if after else frozenset()
    beside = "PER" in led or (past and ("SCOPE" in led or led >= PREPOSITION))
    if beside and _ends_in_date(after, begins):
        return True
    before = row.before(slot)
    place = _year_in(before, begins)
    spaced = not any(item.date and item.text > UNSPACED for item in before)
    if past and place is not None and (row.postposed or not spaced or _is_led(before, place)):
        return content(before[:place]) <= VERB and not classes(before[:place]) & {"CLAUSE"}
    return _is_headed(row.items[: min(slot.at, HEAD)], begins)


def _is_due(after: Sequence[Item], begins: date) -> bool:
    """Whether "by" a date of that year stands further behind: a quarter of its power from wind by 2020."""
    place = _year_in(after, begins)
    if place is None or marks(after[:place]) or "CLAUSE" in classes(after[:place]):
        return False
    led = next((item for item in after[:place][::-1] if not item.date), None)
    return led is not None and "BY" in led.classes and content(after[:place]) <= VERB


def _ends_in_date(after: Sequence[Item], begins: date) -> bool:
    """Whether one more word stands between a figure and its date: online in 2018, on its roads in 2018."""
    place = _year_in(after, begins)
    if place is None or marks(after[:place]) or "CLAUSE" in classes(after[:place]):
        return False
    led = next((item for item in after[:place][::-1] if not item.date), None)
    return led is not None and bool(led.classes & TIES) and content(after[:place]) <= 1


def _is_headed(head: Sequence[Item], begins: date) -> bool:
    """Whether the sentence begins with the date: in 2026, the utility; a year later, in 2026, the utility."""
    place = _year_in(head, begins)
    if place is None:
        return False
    at = next((at for at in range(place, -1, -1) if head[at].classes & TIES), None)
    if at is None or content(head[at:place]):
        return False
    return not content(head[:at]) or (head[at - 1].mark == "," and content(head[:at]) <= OPENS)


def _is_led(before: Sequence[Item], place: int) -> bool:
    """Whether a word that dates stands before a date: will by 2020 reach; wird bis 2020 auf."""
    led = next((item for item in before[place:] if not item.date), None)
    return led is not None and bool(led.classes & TIES) and not marks(before[:place])


def _year_in(items: Sequence[Item], begins: date) -> int | None:
    return next(
        (at for at, item in enumerate(items) if item.date and str(begins.year) in item.text), None
    )


def _looks_back(row: Row, begins: date) -> bool:
    """Whether the sentence names an earlier year, other than that of a figure that it compares with.

    It may report what was said then.
    """
    base = frozenset(
        item.start
        for at, turn in enumerate(row.items)
        if turn.classes & COMPARED and not turn.classes & {"FORECAST", "PAST_FORECAST"}
        for item in row.items[at : at + BASE]
    )
    of_base = base | {
        item.start for slot in row.slots if row.role(slot, COMPARED) for item in row.after(slot)
    }
    years = (
        item.text for item in row.items
        if item.date and item.text.isdecimal() and item.start not in of_base
    )  # fmt: skip
    return any(YEARS <= int(year) < begins.year for year in years)
