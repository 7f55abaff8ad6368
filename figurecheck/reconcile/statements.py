"""Sentences as rows of figures with the word classes round them: what the rules on statements walk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from figurecheck.extract.figures import WORDS
from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dimensions import dimension, scale, table
from figurecheck.reconcile.intervals import Interval, amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from figurecheck.extract.reading import Item, Sentence
    from figurecheck.model import Figure, Modifier
    from figurecheck.reconcile.rules.context import Context

FUNCTION = "FUNCTION_WORD"
STOPS = frozenset(";:.!?")
FURTHEST = 50
"""A bare number further from the other end than this is not in its unit."""

_WORDS = re.compile(r"[^\W\d_]+\.?")
UNSPACED = "\u2e80"
"""Scripts from here on, but for the Korean, put no space between words."""

POSTPOSING = frozenset({"ja", "ko", "hi", "mr", "bn", "pa", "ta", "te", "kn", "ml", "tr"})
"""Languages that put from and to behind the figure."""

OPENERS, CLOSERS = frozenset("("), frozenset(")")
LIGHT = frozenset({
    FUNCTION, "MODIFIER", "MODIFIER_AFTER", "ONE", "PER", "CURRENCY", "PLUS", "JOINER", "YEAR_WORD",
    "OUT_OF", "FROM", "TO", "BY", "OR", "VERSUS", "DATE_BEFORE", "RANGE_TO", "RANGE_AND", "RANGE_OPEN",
    "RANGE_BETWEEN", "MORE_THAN", "LESS_THAN", "RATIO_IN", "END_OF", "START_OF",
    "DATED_IN", "AGO",
})  # fmt: skip
"""Words of these classes alone carry no meaning of their own."""


@dataclass(frozen=True)
class Slot:
    """A figure and its place among the items of its sentence."""

    at: int
    figure: Figure
    place: int
    flags: int
    classes: frozenset[str]
    end_place: int | None = None  # of a range's second end

    @cached_property
    def amount(self) -> Interval:
        """What the figure may stand for."""
        return amount(self.figure, self.place)

    @property
    def in_words(self) -> bool:
        """Whether it is spelled out: three parties."""
        return bool(self.flags & WORDS)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its figures; `after` and `between` give what stands beside and among them."""

    sentence: Sentence
    slots: tuple[Slot, ...]
    postposed: bool = False  # from and to stand behind their figure

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the sentence."""
        return self.sentence.items

    def between(self, one: Slot | None, other: Slot | None) -> tuple[Item, ...]:
        """The items from one figure to the next; None stands for the sentence's beginning or end."""
        return self.items[one.at + 1 if one else 0 : other.at if other else len(self.items)]

    def before(self, slot: Slot) -> tuple[Item, ...]:
        """The items before a figure, back to the figure before it, the nearest first."""
        first = max((each.at + 1 for each in self.slots if each.at < slot.at), default=0)
        return self.items[first : slot.at][::-1]

    def after(self, slot: Slot) -> tuple[Item, ...]:
        """The items after a figure, up to the next one."""
        last = min((each.at for each in self.slots if each.at > slot.at), default=len(self.items))
        return self.items[slot.at + 1 : last]

    def role(self, slot: Slot, wanted: frozenset[str]) -> frozenset[str]:
        """What the word beside a figure makes of it: what something came from, or went to."""
        before = self.items[: slot.at][::-1]
        return lead(self.after(slot)[:2] if self.postposed else before, wanted, 0)

    def has(self, *classes: str) -> bool:
        """Whether some word of the sentence is of one of these classes."""
        wanted = frozenset(classes)
        return any(wanted & item.classes for item in self.items if not item.date)


def rows(
    context: Context,
    *needed: tuple[str, ...],
    least: int = 2,
    when: Callable[[tuple[Figure, ...]], bool] | None = None,
) -> Iterator[Row]:
    """The sentences with so many figures that hold a word of each of the `needed` groups of classes.

    `when` looks at their figures before anything else is made of the sentence.
    """
    reading = context.reading
    if len(reading.figures) < least:
        return
    masks = tuple(mask(group) for group in needed)
    for number, figures in reading.figures_of.items():
        if len(figures) < least or (when and not when(figures)):
            continue
        bits = reading.class_bits[figures[0].index]
        if all(bits & each for each in masks):
            yield row(context, number)


def row(context: Context, number: int) -> Row:
    """One sentence as a row, with the figures' units as the conversions settled them."""
    made = context.rows.get(number)
    if made is None:
        made = context.rows[number] = _row(context, number)
    return made


def row_of(context: Context, figure: Figure) -> tuple[Row, Slot]:
    """The sentence of a figure as a row, and the figure's place in it."""
    line = row(context, context.reading.sentence_of[figure.index])
    return line, next(slot for slot in line.slots if slot.figure.index == figure.index)


def _row(context: Context, number: int) -> Row:
    reading = context.reading
    sentence = reading.sentence(number)
    slots = []
    for at, item in enumerate(sentence.items):
        if item.figure:
            index = item.figure.index
            place, end_place = reading.places[index]
            figure, flags = context.figures[index], reading.flags[index]
            if at and figure.modifier == "exact":
                figure = _modified(figure, sentence.items[at - 1])
            slots.append(Slot(at, figure, place, flags, item.classes, end_place))
    return Row(sentence, tuple(slots), reading.document.lang in POSTPOSING)


def _modified(figure: Figure, before: Item) -> Figure:
    """A modifier that is part of the word before the figure: by more than, to nearly."""
    if " " not in before.text or not before.classes & {"FROM", "TO", "BY", "OR"}:
        return figure
    words = before.text.lower().split()
    known = kernel().names["word_values"]["MODIFIER"]
    tails = (" ".join(words[first:]) for first in range(1, len(words)))
    modifier: Modifier = next((known[tail] for tail in tails if tail in known), "exact")
    return replace(figure, modifier=modifier) if modifier != "exact" else figure


@lru_cache(maxsize=256)
def mask(classes: tuple[str, ...]) -> int:
    """The bits of word classes, as figures carry them for their sentence."""
    names = kernel().class_names
    return sum(1 << names.index(name) for name in classes)


def classes(items: Iterable[Item]) -> frozenset[str]:
    """All word classes of some items, dates aside."""
    return frozenset().union(*(item.classes for item in items if not item.date))


def marks(items: Iterable[Item]) -> frozenset[str]:
    """All marks of some items."""
    return frozenset(item.mark for item in items if item.mark)


def content(items: Iterable[Item]) -> int:
    """How many of the items are words that carry a meaning of their own.

    Where no spaces are written, an unknown stretch counts as a word for every two characters.
    """
    return sum(
        len(item.text) // 2 if item.text > UNSPACED and not item.classes else 1
        for item in items
        if is_content(item)
    )


def is_content(item: Item) -> bool:
    """Whether an item is a word that is none of a date, a mark, or a word of grammar."""
    return not (
        item.figure or item.date or item.mark or FUNCTION in item.classes
        or not any(char.isalpha() for char in item.text) or is_letter(item.text)
        or (item.classes and item.classes <= LIGHT)
    )  # fmt: skip


def is_letter(text: str) -> bool:
    """Whether a word is one letter of an alphabet, as the s after an apostrophe."""
    return len(text) == 1 and text < UNSPACED


def is_break(items: Iterable[Item]) -> bool:
    """Whether a new statement begins among the items: a stop, or a word that opens a clause."""
    return any(item.mark in STOPS or "CLAUSE" in item.classes for item in items)


def close(items: Sequence[Item], words: int) -> bool:
    """Whether two figures with these items between them belong to one statement."""
    return not is_break(items) and content(items) <= words


def lead(items: Iterable[Item], wanted: frozenset[str], words: int = 2) -> frozenset[str]:
    """The classes of the nearest word that is of a `wanted` class, with few words on the way to it.

    `items` are the nearest first; the search ends at a figure or a stop.
    """
    for item in items:
        found = item.classes & wanted
        if found and not item.date:
            return found
        if item.figure or item.mark in STOPS:
            break
        words -= is_content(item)
        if words < 0:
            break
    return frozenset()


def dimension_of(figure: Figure) -> str | None:
    """What a figure measures; None for a bare number, which may measure anything."""
    if figure.kind in {"percent", "ratio"}:
        return "percent"
    if figure.kind == "count":
        return "count" if figure.unit else None
    return dimension(figure.unit) if figure.unit else None


def same_measure(one: Figure, other: Figure) -> bool:
    """Whether two figures can be held against each other; a bare number takes the other's unit."""
    if one.kind == "count" and other.kind == "count":
        return True
    left, right = dimension_of(one), dimension_of(other)
    return left == right or ((left is None or right is None) and "percent" not in {left, right})


def in_base(slot: Slot, beside: Slot) -> Interval:
    """A figure's interval in base units of its dimension; a bare number is in the unit of `beside`."""
    return slot.amount.scaled(factor(slot.figure, beside.figure))


def factor(figure: Figure, beside: Figure) -> Fraction:
    """How many base units one unit of a figure is; a bare number has the unit of `beside`."""
    measure = figure if figure.kind == "measure" else beside
    if figure.kind == "measure" or (figure.unit is None and beside.kind == "measure"):
        unit = measure.unit or ""
        return Fraction(1) if unit in table().offsets else scale(unit)
    return Fraction(1)


def value_of(item: Item, word_class: str) -> Any:  # noqa: ANN401  as the class says
    """What a word of FRACTION (numerator, denominator), MODIFIER or SCOPE means; None where unknown."""
    words: dict[str, Any] = kernel().names["word_values"][word_class]
    printed = " ".join(item.text.lower().split())
    return words.get(printed.replace("-", " "), words.get(printed))


def scale_words(figure: Figure) -> int:
    """How many scale words a figure is printed with."""
    known = kernel().names["word_values"]["MAGNITUDE"]
    return sum(word in known for word in _WORDS.findall(figure.surface.lower()))


def _scale(slot: Slot) -> int | None:
    """The exponent of a figure's one scale word: 6 for 80 million."""
    if "MAGNITUDE" not in slot.classes:
        return None
    known: dict[str, list[int]] = kernel().names["word_values"]["MAGNITUDE"]
    words = [word for word in _WORDS.findall(slot.figure.surface.lower()) if word in known]
    if len(words) != 1:
        return None
    return min((each for each in known[words[0]] if each >= slot.place), default=None)


def in_scale_of(slot: Slot, beside: Slot) -> Slot:
    """A bare number that shares the scale word and the unit of `beside`: from 50 to 80 million euros."""
    figure, scale_ = slot.figure, _scale(beside)
    if scale_ is None or figure.kind != "count" or figure.unit or "MAGNITUDE" in slot.classes:
        return slot
    value, other = figure.value, beside.figure.value
    if not value or not other or not abs(value) < abs(other) / FURTHEST:
        return slot
    power = Decimal(10) ** scale_
    scaled = replace(figure, value=value * power, low=figure.low and figure.low * power,
                     high=figure.high and figure.high * power)  # fmt: skip
    return replace(slot, figure=scaled, place=slot.place + scale_)
