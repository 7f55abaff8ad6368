"""What a figure is stated of, in words that can be held against another figure's: REP01 and SRC01."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from figurecheck.extract.figures import PER, RANGE
from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dimensions import dimension
from figurecheck.reconcile.names import STEM, counts, last_word, named, stem
from figurecheck.reconcile.statements import (
    FUNCTION,
    STOPS,
    classes,
    factor,
    is_content,
    is_letter,
    lead,
    row,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from figurecheck.extract.reading import Item, Sentence
    from figurecheck.model import Figure
    from figurecheck.reconcile.intervals import Interval
    from figurecheck.reconcile.names import Name
    from figurecheck.reconcile.rules.context import Context
    from figurecheck.reconcile.statements import Row, Slot

BEFORE, AFTER = 14, 10
"""Items before and after a figure that belong to its statement."""

TIES = frozenset({"RATIO_IN", "OUT_OF", "FROM"})
COMPARED = frozenset({"FROM", "VERSUS", "OF_WHICH", "PLUS"})
HEADS = frozenset({"METRIC", "METRIC_VERB"})
VERBS = frozenset({"PAST", "UP", "DOWN"})
ACTS = VERBS | {"METRIC_VERB"}
CHANGES = frozenset({"UP", "DOWN", "BY"})
APART = ("ORDINAL", "WEEKDAY")
FOLLOWED = frozenset({"MORE_THAN", "LESS_THAN", "UP", "DOWN", "OF_WHICH", "EACH"})
APOSTROPHES = frozenset("'\u2019")
DASHES = frozenset("-\u2013")
PERIODS = {"Q": "quarter", "H": "half"}
YEAR_LENGTH, MONTH_LENGTH = 4, 7
NAMED = 2
"""A number, its noun and more."""

OPENS = 4
"""Items at the head of a sentence that may name another time than the last sentence's."""

FEW, ROUNDED = 2, 20
"""What is about so much, or stands in a headline, in few digits, is rounded to this part of it."""

HEADLINE = 28
"""Items that a headline has at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure as it is stated: `names` are words with a capital; they and other words are stems.

    `complement` is what is said behind the figure, up to the next comma.
    """

    figure: Figure
    amount: Interval
    sentence: int
    paragraph: int
    headline: bool
    words: frozenset[str]
    leads: tuple[str, ...]  # the words before it but for its metric, the nearest first
    owners: frozenset[str]  # whose it is: the bank's profit
    verbs: frozenset[str]  # that it is the object of
    names: frozenset[str]
    named: tuple[Name, ...]
    countries: frozenset[str]
    qualifiers: frozenset[str]
    complement: frozenset[str]
    scopes: frozenset[str]
    apart: tuple[frozenset[str], ...]  # ordinals, days of the week, the time it is compared with
    length: int  # of its sentence, in items
    kind: str  # the word before the counted noun: season tickets, single tickets
    per: str  # what each of which it is: a month, a barrel
    change: bool
    people: bool
    looks_back: bool
    ahead: bool  # of a forecast
    dated: bool  # beside it
    compares: bool  # begins with what it is compared with: the winter before it fed
    spans: bool  # its date ends a longer time: from January to September
    flags: int


def mentions(
    context: Context,
    sentences: Iterable[int],
    figures: Collection[int] | None = None,
    *,
    per: bool = False,
) -> Iterator[Mention]:
    """The figures of sentences that state an amount by itself: no parts and no comparisons.

    Of them only those of `figures`, by index; None means all. `per` asks for amounts of each unit of
    something as well: rents by the month, prices by the barrel.
    """
    for number in sentences:
        line = row(context, number)
        heads = _is_headline(context, line.sentence)
        known, aside = named(context, line)
        names = frozenset(word for name in known for word in name.words)
        for slot in line.slots:
            if figures is not None and slot.figure.index not in figures:
                continue
            each = _per(line, slot)
            if (each and not per) or not _stands_alone(line, slot):
                continue
            near = _near(line, slot)
            said = [item for item in near if item.start not in aside]
            scopes = frozenset(
                value
                for item in said
                if "SCOPE" in item.classes and (value := value_of(item, "SCOPE"))
            )
            yield Mention(
                slot.figure,
                slot.amount,
                number,
                line.sentence.paragraph,
                heads,
                frozenset(stem(last_word(item)) for item in near if counts(item)),
                _leads(near, slot),
                _owners(line, slot),
                _verbs(line, slot),
                names,
                known,
                _countries(line, said),
                frozenset(_qualifiers(line, slot, aside)),
                frozenset(stem(last_word(item)) for item in _behind(line, slot) if counts(item)),
                _scopes(scopes, line, slot),
                (*(_texts(_uncompared(near, slot), each) for each in APART), _base(line, slot)),
                len(line.items),
                _kind(slot),
                each,
                _is_change(line, slot),
                "PEOPLE" in slot.classes,
                line.has("PAST_FORECAST"),
                slot.figure.statement == "forecast"
                or (line.postposed and "FORECAST" in classes(line.after(slot))),
                _is_dated(line, slot, near),
                any("VERSUS" in item.classes for item in line.items[: min(slot.at, OPENS)]),
                _spans(near),
                slot.flags,
            )


def _is_dated(line: Row, slot: Slot, near: Sequence[Item]) -> bool:
    """Whether a date behind a figure or between commas is its own: not built in 1999, the hall holds."""
    if any(item.date and item.start > slot.figure.start for item in near):
        return True
    items = line.items[: slot.at]
    led = (at for at in range(len(items) - 1) if items[at + 1].date and not items[at].date)
    return any(at == 0 or items[at - 1].mark for at in led if items[at + 1] in near)


def _base(line: Row, slot: Slot) -> frozenset[str]:
    """The time that a change is measured over: up 4 percent from a month before."""
    if not _is_change(line, slot):
        return frozenset()
    known = kernel().names["word_values"]["TIME_UNIT"]
    words = " ".join(item.text.lower() for item in line.after(slot) if not item.date).split()
    return frozenset(known[word] for word in words if word in known)


def _leads(near: Sequence[Item], slot: Slot) -> tuple[str, ...]:
    before = (
        item for item in near if item.start < slot.figure.start and "METRIC" not in item.classes
    )
    return tuple(
        stem(item.text.partition(" ")[0] if item.classes & ACTS else last_word(item))
        for item in before
        if counts(item) or (item.classes & ACTS and FUNCTION not in item.classes)
    )


def _owners(line: Row, slot: Slot) -> frozenset[str]:
    """The words before an apostrophe: the pension fund's stake."""
    before = line.before(slot)
    marked = next((at for at, item in enumerate(before) if item.mark in APOSTROPHES), None)
    if marked is None:
        return frozenset()
    return frozenset(stem(last_word(item)) for item in takewhile(counts, before[marked + 1 :]))


def _verbs(line: Row, slot: Slot) -> frozenset[str]:
    before = takewhile(lambda item: not item.mark and not item.date, line.before(slot))
    return frozenset(stem(item.text) for item in before if item.classes & ACTS and counts(item))


def _is_change(line: Row, slot: Slot) -> bool:
    """Whether a figure says by how much something changed, and not to what."""
    found = lead(line.before(slot), CHANGES | {"TO"}, 0)
    return bool(found & CHANGES) and "TO" not in found


def named_alike(one: Mention, other: Mention) -> bool:
    """Whether two statements name somebody or something in common, in full or in part."""
    return any(
        (left.sure or right.sure) and (left.words <= right.words or right.words <= left.words)
        for left in one.named
        for right in other.named
    )


def meet(one: Mention, other: Mention) -> bool:
    """Whether two statements have an amount in common; "about" is taken more widely than in sums."""
    left, right = (
        _loosened(each).scaled(factor(each.figure, beside.figure))
        for each, beside in ((one, other), (other, one))
    )
    return left.meets(right)


def _loosened(mention: Mention) -> Interval:
    value = mention.figure.value
    if value is None or mention.figure.modifier != "about" or digits(mention.figure) > FEW:
        return mention.amount
    return mention.amount.widened(abs(Fraction(value)) / ROUNDED)


def shared(one: Mention, other: Mention) -> int:
    """How many words two statements have in common, with and without endings."""
    return sum(in_common(frozenset({word}), other.words) for word in one.words)


def in_common(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of words share one, with and without endings."""
    return any(_begins(one, other) or _begins(other, one) for one in left for other in right)


def _begins(word: str, other: str) -> bool:
    return word == other or (len(word) >= STEM - 1 and other.startswith(word))


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
    scaled = words[-2:-1] and words[-2] in kernel().names["word_values"]["MAGNITUDE"]
    return words[-2] if named and words[-2].isalpha() and not scaled else ""


def _per(line: Row, slot: Slot) -> str:
    """What a figure is told of each of; empty where it stands for the whole."""
    after = line.after(slot)
    if not (slot.flags & PER or (after and "PER" in after[0].classes)):
        return ""
    return stem(after[1].text) if len(after) > 1 else "each"


def _stands_alone(line: Row, slot: Slot) -> bool:
    figure = slot.figure
    if figure.kind == "ratio" or slot.flags & RANGE or figure.value is None:
        return False
    if figure.kind == "count" and (figure.value < 10 or (slot.in_words and figure.value < 100)):  # noqa: PLR2004
        return False
    before, after = line.before(slot), line.after(slot)
    if lead(before, COMPARED, 0):
        return False
    beside = list(takewhile(lambda item: not item.mark, after[:3]))
    found = lead(beside, FOLLOWED, 0)
    if found & {"MORE_THAN", "LESS_THAN"} and len(beside) > 1 and is_content(beside[1]):
        return True  # 47 billion under management
    if figure.kind == "count" and figure.unit and "PAST" in classes(beside[:2]):
        return True  # 6,700 trees fell; that fell
    return not found


def _near(line: Row, slot: Slot) -> list[Item]:
    found: list[Item] = []
    for item in line.items[max(0, slot.at - BEFORE) : slot.at][::-1]:
        if item.figure or item.mark in STOPS:
            break
        found.append(item)
    for item in line.items[slot.at + 1 : slot.at + 1 + AFTER]:
        told_on = "CLAUSE" in item.classes and item.start > slot.figure.end + 1  # volunteers | who
        if item.figure or item.mark in STOPS or told_on or "OF_WHICH" in item.classes:
            break
        found.append(item)
    return found


def _behind(line: Row, slot: Slot) -> Iterator[Item]:
    return takewhile(
        lambda item: not (item.mark in STOPS or item.mark == "," or "CLAUSE" in item.classes),
        line.after(slot),
    )


def _uncompared(near: Sequence[Item], slot: Slot) -> list[Item]:
    """What stands before a figure, and behind it as far as a comparison."""
    end = slot.figure.end
    turn = min(
        (item.start for item in near if item.start >= end and "VERSUS" in item.classes),
        default=None,
    )
    return [item for item in near if turn is None or item.start < turn]


def _spans(near: Sequence[Item]) -> bool:
    """Whether a date is the end of a longer time: from January to September 2021."""
    placed = sorted(near, key=lambda item: item.start)
    return any(
        one.date and last.date and (joined.classes & {"RANGE_TO", "RANGE_AND"} or joined.mark in DASHES)
        for one, joined, last in zip(placed, placed[1:], placed[2:], strict=False)
    )  # fmt: skip


def _qualifiers(line: Row, slot: Slot, aside: frozenset[int]) -> Iterator[str]:
    """The words that say of what: before the metric's word, between it and the figure, and "in X"."""
    for item in (*_of_metric(line.before(slot)), *_of_figure(line.after(slot))):
        if item.start not in aside:
            yield stem(last_word(item))


def _of_metric(before: Sequence[Item]) -> Iterator[Item]:
    """The words round the metric's word, the nearest to the figure first."""
    at = next((at for at, item in enumerate(before) if item.classes & HEADS), None)
    if at is None:
        return
    yield from (
        item for item in before[:at] if counts(item) and not item.classes & {*VERBS, "SHARE"}
    )
    if "METRIC" in before[at].classes:
        yield from takewhile(
            lambda item: counts(item) and not item.classes & VERBS, before[at + 1 :]
        )


def _of_figure(after: Sequence[Item]) -> Iterator[Item]:
    """What a word behind a figure ties to it: in farms, of copper; not in 2022."""
    tied = False
    for item in after:
        if item.mark in STOPS or item.mark == "," or item.figure or "PAST" in item.classes:
            break
        if item.date or item.classes & TIES:
            tied = not item.date
        elif FUNCTION in item.classes or item.classes & {"DATE_BEFORE", "METRIC"}:
            continue
        elif counts(item) and (tied or " " in item.text):
            yield item
        elif is_content(item):
            break


def _scopes(scopes: frozenset[str], line: Row, slot: Slot) -> frozenset[str]:
    """The scopes that the figure's date does not already say, and its first or second year."""
    after = line.after(slot)
    if any(
        "ORDINAL" in one.classes and "TIME_UNIT" in last.classes for one, last in pairwise(after)
    ):
        scopes |= {"of its time"}
    as_of = slot.figure.as_of
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
