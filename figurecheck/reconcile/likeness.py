"""What a figure is stated of, in words that can be held against another figure's: REP01 and SRC01."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.figures import PER, RANGE, singular
from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.statements import (
    FUNCTION,
    STOPS,
    classes,
    is_content,
    is_letter,
    lead,
    row,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from figurecheck.extract.reading import Item, Sentence
    from figurecheck.model import Figure
    from figurecheck.reconcile.intervals import Interval
    from figurecheck.reconcile.rules.context import Context
    from figurecheck.reconcile.statements import Row, Slot

BEFORE, AFTER = 14, 10
"""Items before and after a figure that belong to its statement."""

STEM = 5
"""Letters by which two forms of a word are taken to be one."""

COMPARED = frozenset({"FROM", "VERSUS", "OF_WHICH", "PLUS"})
CHANGES = frozenset({"UP", "DOWN", "BY"})
APART = ("ORDINAL", "WEEKDAY")
FOLLOWED = frozenset({"MORE_THAN", "LESS_THAN", "UP", "DOWN", "OF_WHICH", "EACH"})
IDLE = frozenset({
    "ATTRIBUTION_VERB", "ATTRIBUTION_BEFORE", "WEEKDAY", "TIME_UNIT", "MONTH", "YEAR_WORD", "MODIFIER",
    "END_OF", "START_OF", "FORECAST", "SAME_AMOUNT", "SCOPE",
})  # fmt: skip
NAMES = frozenset({"ALIAS", "COUNTRY"})
CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital."""

EXPLAINS = frozenset("',")
"""Marks behind a name: Belvane's, Belvane, the maker."""

PERIODS = {"Q": "quarter", "H": "half"}
YEAR_LENGTH, MONTH_LENGTH = 4, 7
NAMED = 2
"""A number, its noun and more."""

HEADLINE = 28
"""Items that a headline has at most."""


class Name(NamedTuple):
    """The stems of a name's words, and whether it is a name for certain."""

    words: frozenset[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it is stated: `words` and `qualifiers` are stems, `names` words with a capital."""

    figure: Figure
    amount: Interval
    sentence: int
    paragraph: int
    headline: bool
    words: frozenset[str]
    names: frozenset[str]
    named: tuple[Name, ...]
    countries: frozenset[str]
    qualifiers: frozenset[str]
    scopes: frozenset[str]
    apart: tuple[frozenset[str], ...]  # ordinals, days of the week: the first is not the second
    length: int  # of its sentence, in items
    kind: str  # the word before the counted noun: season tickets, single tickets
    change: bool
    people: bool
    looks_back: bool
    ahead: bool  # of a forecast
    flags: int


def mentions(context: Context, sentences: Iterable[int]) -> Iterator[Mention]:
    """The figures of sentences that state an amount by itself: no parts and no comparisons."""
    for number in sentences:
        line = row(context, number)
        heads = _is_headline(context, line.sentence)
        named = _named(context, line)
        names = frozenset(stem for name in named for stem in name.words)
        for slot in line.slots:
            if not _stands_alone(line, slot):
                continue
            near = _near(line, slot)
            scopes = frozenset(
                value
                for item in near
                if "SCOPE" in item.classes and (value := value_of(item, "SCOPE"))
            )
            yield Mention(
                slot.figure,
                slot.amount,
                number,
                line.sentence.paragraph,
                heads,
                frozenset(_stem(item.text) for item in near if _counts(item)),
                names,
                named,
                _countries(line, near),
                frozenset(_qualifiers(line, slot)),
                _without_period(scopes, slot.figure.as_of),
                tuple(_texts(near, each) for each in APART),
                len(line.items),
                _kind(slot),
                bool(lead(line.before(slot), CHANGES, 0)),
                "PEOPLE" in slot.classes,
                line.has("PAST_FORECAST"),
                slot.figure.statement == "forecast"
                or (line.postposed and "FORECAST" in classes(line.after(slot))),
                slot.flags,
            )


def named_alike(one: Mention, other: Mention) -> bool:
    """Whether two statements name somebody or something in common, in full or in part."""
    return any(
        (left.sure or right.sure) and (left.words <= right.words or right.words <= left.words)
        for left in one.named
        for right in other.named
    )


def shared(one: Mention, other: Mention) -> int:
    """How many words two statements have in common, with and without endings."""
    return sum(
        any(left == right or _begins(left, right) or _begins(right, left) for right in other.words)
        for left in one.words
    )


def _begins(word: str, other: str) -> bool:
    return len(word) >= STEM - 1 and other.startswith(word)


def alike(one: Figure, other: Figure, *, people: bool) -> bool:
    """Whether two figures could be the same quantity: same kind, and units that can be compared."""
    if one.kind != other.kind:
        return False
    if one.kind == "count":
        return one.unit == other.unit or None in {one.unit, other.unit} or people
    if one.kind == "measure":
        return dimension(one.unit or "") == dimension(other.unit or "")
    return one.unit == other.unit


def slip(one: Figure, other: Figure) -> bool:
    """Whether one printed number is the other with digits swapped, or shifted by tens."""
    if one.value is None or other.value is None or one.value == other.value:
        return False
    left, right = one.value.normalize(), other.value.normalize()
    digits, others = left.as_tuple().digits, right.as_tuple().digits
    if digits == others:
        return True
    if one.value.as_tuple().exponent == other.value.as_tuple().exponent:  # 480 and 408
        digits, others = one.value.as_tuple().digits, other.value.as_tuple().digits
    return (
        len(digits) > 1 and sorted(digits) == sorted(others) and left.adjusted() == right.adjusted()
    )


def digits(figure: Figure) -> int:
    """How many digits a printed number has, zeros at its ends aside."""
    return 0 if figure.value is None else len(figure.value.normalize().as_tuple().digits)


def _countries(line: Row, near: Sequence[Item]) -> frozenset[str]:
    """The countries and cities that a statement is of; not where a firm sits: Oslo-based."""
    bound = {
        item.end
        for item, behind in pairwise(line.items)
        if behind.mark == "-" and behind.start == item.end
    }
    return frozenset(
        item.text.lower() for item in near if "COUNTRY" in item.classes and item.end not in bound
    )


def _texts(items: Iterable[Item], word_class: str) -> frozenset[str]:
    return frozenset(
        item.text.lower()
        for item in items
        if word_class in item.classes and not is_letter(item.text)
    )


def _kind(slot: Slot) -> str:
    words = slot.figure.surface.lower().split()
    named = slot.figure.kind == "count" and slot.figure.unit and len(words) > NAMED
    return words[-2] if named and words[-2].isalpha() else ""


def _stands_alone(line: Row, slot: Slot) -> bool:
    figure = slot.figure
    if figure.kind == "ratio" or slot.flags & (PER | RANGE) or figure.value is None:
        return False
    if figure.kind == "count" and (figure.value < 10 or (slot.in_words and figure.value < 100)):  # noqa: PLR2004
        return False
    before, after = line.before(slot), line.after(slot)
    if lead(before, COMPARED, 0):
        return False
    if after and "PER" in after[0].classes:
        return False
    beside = list(takewhile(lambda item: not item.mark, after[:3]))
    return not lead(beside, FOLLOWED, 0)


def _near(line: Row, slot: Slot) -> list[Item]:
    found: list[Item] = []
    for item in line.items[max(0, slot.at - BEFORE) : slot.at][::-1]:
        if item.figure or item.mark in STOPS:
            break
        found.append(item)
    for item in line.items[slot.at + 1 : slot.at + 1 + AFTER]:
        if item.figure or item.mark in STOPS or "CLAUSE" in item.classes:
            break
        found.append(item)
    return found


def _counts(item: Item) -> bool:
    return is_content(item) and " " not in item.text and not item.classes & IDLE


def _named(context: Context, line: Row) -> tuple[Name, ...]:
    """The names of a sentence: runs of words with a capital that no grammar asks for.

    Where a sentence begins, or every noun has a capital, a name is sure only if it is known to be one,
    owns, speaks, or is explained; else it may be any word.
    """
    found: list[Name] = []
    run: list[int] = []
    for at, item in enumerate((*line.items, None)):
        if item is not None and _is_name(item):
            run.append(at)
            continue
        if run:
            found.append(_name(context, line, run))
        run = []
    if line.has(
        "ATTRIBUTION_BEFORE"
    ):  # what two sources say of two things has the source in common
        sources = {
            _stem(word) for slot in line.slots for word in (slot.figure.attribution or "").split()
        }
        found = [name for name in found if not name.words <= sources]
    return tuple(found)


def _name(context: Context, line: Row, run: Sequence[int]) -> Name:
    first, behind = line.items[run[0]], line.items[run[-1] + 1 : run[-1] + 2]
    told = bool(behind) and (behind[0].mark in EXPLAINS or "ATTRIBUTION_VERB" in behind[0].classes)
    plain = bool(first.classes - NAMES) or singular(first.text) != first.text.lower()
    known = any(line.items[at].classes & NAMES for at in run)
    capitals = context.reading.document.lang in CAPITAL_NOUNS
    sure = known or not (capitals or (run[0] == 0 and (plain or not told) and len(run) == 1))
    return Name(frozenset(_stem(line.items[at].text) for at in run), sure)


def _is_name(item: Item) -> bool:
    return (
        item.text[:1].isupper()
        and not item.figure and not item.date
        and FUNCTION not in item.classes
        and not item.classes & IDLE
        and not item.mark
    )  # fmt: skip


def _stem(text: str) -> str:
    return singular(text)[:STEM]


def _qualifiers(line: Row, slot: Slot) -> Iterator[str]:
    """The words that say of what: before the metric's word, between it and the figure, and "in X"."""
    before = line.before(slot)
    at = next((at for at, item in enumerate(before) if "METRIC" in item.classes), None)
    if at is not None:
        for item in before[:at]:
            if _counts(item) and not item.classes & {"METRIC", "PAST", "SHARE"}:
                yield _stem(item.text)
        for item in before[at + 1 :]:
            if not _counts(item) or item.classes & {"PAST", "UP", "DOWN"}:
                break
            yield _stem(item.text)
    tied = False
    for item in line.after(slot):
        if item.mark in STOPS or item.mark == "," or item.figure or "PAST" in item.classes:
            break
        if item.date:
            continue
        if item.classes & {"RATIO_IN", "OUT_OF", "FROM", "DATE_BEFORE"} or FUNCTION in item.classes:
            tied = tied or bool(item.classes & {"RATIO_IN", "OUT_OF", "FROM"})
        elif tied and _counts(item):
            yield _stem(item.text)
        elif is_content(item):
            break


def _without_period(scopes: frozenset[str], as_of: str | None) -> frozenset[str]:
    """The scopes that the figure's date does not already say."""
    if as_of is None:
        return scopes
    said = {PERIODS.get(as_of[5:6], "")} if len(as_of) > YEAR_LENGTH else {"year"}
    if len(as_of) == MONTH_LENGTH and not said & {"quarter", "half"}:
        said = {"month"}
    return scopes - said


def _is_headline(context: Context, sentence: Sentence) -> bool:
    reading = context.reading
    if sentence.number or len(sentence.items) > HEADLINE or reading.sentence_count < 2:  # noqa: PLR2004
        return False
    ends: Sequence[Item] = sentence.items[-1:]
    follows = next(
        (
            reading.sentence(n)
            for n in range(1, reading.sentence_count)
            if reading.sentence(n).items
        ),
        None,
    )
    return bool(
        follows and follows.paragraph != sentence.paragraph
        and ends and ends[0].mark not in STOPS
    )  # fmt: skip
