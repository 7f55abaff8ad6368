"""What reading gives for one document: its figures, its stated pairs, and its sentences in items.

A rule sees a sentence as a row of items — figures, words with their classes, marks — and so needs
no word of any language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.errors import InputError
from figurecheck.extract.figures import figure
from figurecheck.extract.kernel import Scan, Text, kernel
from figurecheck.extract.records import TOKEN
from figurecheck.ingest.markdown import without_front_matter
from figurecheck.normalise.dates import period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.kernel import Scanned
    from figurecheck.extract.records import FigureRecord, PairRecord
    from figurecheck.model import Document, Figure

DATE_ROLE, EXCLUDED_ROLE = 1, 2
WORD, NUMBER, MARK, BREAK = range(4)
NO_CLASSES: frozenset[str] = frozenset()
OF_TIMES = "BND01 of times"
"""What BND01 says of hours in a day and the like, which the kernel tells apart from the rest of the rule."""

SIEVED = (
    "CHG01", "SUM01", "SHR01", "PCT01", "PER01", "RNG01", "DIM01", "DAT01", "BND01", OF_TIMES, "REP01",
)  # fmt: skip
"""The rules that the kernel rules out for a document that gives them nothing to say, by their bit."""

_OF_ITEMS = TOKEN.some("classes_low", "classes_high", "cbegin", "cend", "type", "mark", "role")
_BEGINS = 2

LINKS = ("none", "bracket", "connector", "sentence", "targets", "equals")


class Item(NamedTuple):
    """A figure, word, date or mark of a sentence, in the order of the text.

    `classes` are the lexicon's word classes (`{"UP"}`); `mark` is the ASCII sign that a mark
    amounts to; `figure` is set for figures, and such an item stands for all words of its span and
    has their classes.
    """

    start: int
    end: int
    text: str
    classes: frozenset[str] = frozenset()
    mark: str | None = None
    figure: Figure | None = None
    date: bool = False


@dataclass(frozen=True, slots=True)
class StatedLink:
    """Two figures (by index) that the text states to be one amount, and how it says so.

    `says_more` is set where it says more of the second than of the first: "(€40 million last year)".
    """

    from_index: int
    to_index: int
    link: str
    says_more: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the document, its paragraph, and its items."""

    number: int
    paragraph: int
    items: tuple[Item, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the sentence, in order."""
        return tuple(item.figure for item in self.items if item.figure)


@dataclass(frozen=True)
class Reading:
    """All that was read in one document. Flags are those of `figurecheck.extract.figures`."""

    document: Document
    figures: tuple[Figure, ...]
    flags: tuple[int, ...]  # per figure
    places: tuple[tuple[int, int], ...]  # per figure: exponent of the last digit of each end
    sentence_of: tuple[int, ...]  # per figure
    class_bits: tuple[int, ...]  # per figure: the word classes that its sentence holds
    links: tuple[StatedLink, ...]
    group_candidates: tuple[tuple[str, ...] | None, ...]  # per figure: all that its sign may mean
    rules: int  # bits of `SIEVED`: the rules among them that may find anything
    _raw_tokens: bytes = field(repr=False)
    _starts: Sequence[int] = field(repr=False)
    _made: dict[int, Sentence] = field(default_factory=dict, repr=False, compare=False)

    def may_speak(self, rule: str) -> bool:
        """Whether a rule may find anything in the document, by what is cheap to see of it."""
        return rule not in SIEVED or bool(self.rules >> SIEVED.index(rule) & 1)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, with its items."""
        return tuple(self.sentence(number) for number in range(self.sentence_count))

    @property
    def sentence_count(self) -> int:
        """How many sentences there are."""
        return len(self._starts)

    def sentence(self, number: int) -> Sentence:
        """One sentence, with its items. Made when it is first asked for."""
        if number not in self._made:
            self._made[number] = self._sentence(number)
        return self._made[number]

    @cached_property
    def figures_of(self) -> dict[int, tuple[Figure, ...]]:
        """The figures of every sentence that has any, by its number."""
        found: dict[int, list[Figure]] = {}
        for figure_, number in zip(self.figures, self.sentence_of, strict=True):
            found.setdefault(number, []).append(figure_)
        return {number: tuple(figures) for number, figures in found.items()}

    @cached_property
    def _types(self) -> bytes:
        """The type of every token."""
        return self._raw_tokens[TOKEN.offset("type") :: TOKEN.size]

    def _sentence(self, number: int) -> Sentence:
        text, classes = self.document.text, kernel().classes
        begin = self._starts[number]
        after = number + 1
        end = self._starts[after] if after < len(self._starts) else len(self._types)
        raw = self._raw_tokens[begin * TOKEN.size : end * TOKEN.size]
        tokens = list(_OF_ITEMS.iter_unpack(raw))
        figures = iter(self.figures_of.get(number, ()))
        figure_ = next(figures, None)
        paragraph = self._types.count(BREAK, 0, begin)
        items: list[Item] = []
        at, last = 0, len(tokens)
        while at < last:
            low, high, start, end, kind, sign, role = tokens[at]
            at += 1
            while figure_ is not None and start >= figure_.end:
                figure_ = next(figures, None)
            if kind == BREAK:
                paragraph += not items
            elif figure_ is not None and start >= figure_.start:
                while at < last and tokens[at][_BEGINS] < figure_.end:
                    low |= tokens[at][0]
                    high |= tokens[at][1]
                    at += 1
                span = classes(low | high << 64)
                items.append(Item(figure_.start, figure_.end, figure_.surface, span, None, figure_))
            else:
                mark = chr(sign) if kind == MARK and sign else None
                meant = classes(low | high << 64) if low or high else NO_CLASSES
                dated = role == DATE_ROLE
                items.append(Item(start, end, text[start:end], meant, mark, None, dated))
        return Sentence(number, paragraph, tuple(items))


def published_number(published: str | None) -> int:
    """A publication date as the kernel takes it: yyyymmdd, zeros for what is not known.

    Raises `InputError` where it is no year, month or day.
    """
    if not published:
        return 0
    period(published)
    digits = published.replace("-", "")
    if not digits.isdecimal():
        raise InputError(
            f"{published!r} is no date of publication",
            advice="write it as 2022, 2022-06 or 2022-06-30",
        )
    return int(digits.ljust(8, "0"))


class Reader:
    """Reads documents. Not for several threads at once."""

    def __init__(self) -> None:
        """Open the kernel, or share the one that is open."""
        self._scan = Scan()
        self._names = self._scan.kernel.names
        self._languages = {code: n for n, code in enumerate(self._names["languages"])}
        self._countries = {code: n for n, code in enumerate(self._names["countries"])}

    def read(self, document: Document, home: str | None = None) -> Reading:
        """The reading of one document, as `read_all`."""
        return next(self.read_all([document], [home]))

    def read_all(
        self, documents: Sequence[Document], homes: Sequence[str | None]
    ) -> Iterator[Reading]:
        """The readings of some documents. `homes` are their publishers' countries (ISO 3166).

        Raises `InputError` where a date of publication is none.
        """
        texts = [
            Text(
                without_front_matter(document.text).encode("utf-8", "replace"),
                self._languages.get(document.lang or "", -1),
                published_number(document.published),
                self._countries.get(home or "", -1),
            )
            for document, home in zip(documents, homes, strict=True)
        ]
        for document, text, found in zip(documents, texts, self._scan.read(texts), strict=True):
            yield self._reading(document, text.raw, found)

    def _reading(self, document: Document, raw: bytes, found: Scanned) -> Reading:
        records = found.figures
        figures = tuple(
            figure(record, index, document.text, raw, self._names)
            for index, record in enumerate(records)
        )
        return Reading(
            document=document,
            figures=figures,
            flags=tuple(record.flags for record in records),
            places=tuple((record.place, record.place2) for record in records),
            sentence_of=tuple(record.sentence for record in records),
            class_bits=tuple(record.classes_low | record.classes_high << 64 for record in records),
            links=tuple(_links(found.pairs)),
            group_candidates=tuple(self._group(record) for record in records),
            rules=found.rules,
            _raw_tokens=found.tokens,
            _starts=found.sentences,
        )

    def _group(self, record: FigureRecord) -> tuple[str, ...] | None:
        return tuple(self._names["candidates"][record.group]) if record.group >= 0 else None


def _links(pairs: Sequence[PairRecord]) -> list[StatedLink]:
    return [
        StatedLink(pair.from_figure, pair.to_figure, LINKS[pair.link], bool(pair.flags))
        for pair in pairs
    ]
