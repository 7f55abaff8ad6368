"""Every figure is the text of its span, and figures stand in order without sharing a character."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import example, given

from figurecheck.extract.reading import Reader
from figurecheck.model import Document
from tests.extract.texts import dates, homes, languages, texts

if TYPE_CHECKING:
    from figurecheck.extract.reading import Reading

READER = Reader()


def read(
    text: str, lang: str | None = None, published: str | None = None, home: str | None = None
) -> Reading:
    return READER.read(Document("d", text, published, lang), home)


@given(texts(), languages, dates, homes)
@example("e\u0301 €5 million \U0001f4b0 £3 bn", "en", None, None)
@example("\u200f\u0663\u066b\u0665 مليار دولار\u200e", "ar", None, None)
@example("\uff11\uff12\uff13億円と\uff15\uff05", "ja", None, None)
@example("sold 5 m\rworth $3", "en", None, None)
def test_a_figure_is_the_text_of_its_span(
    text: str, lang: str | None, published: str | None, home: str | None
) -> None:
    reading = read(text, lang, published, home)
    last = 0
    for figure in reading.figures:
        assert text[figure.start : figure.end] == figure.surface
        assert last <= figure.start < figure.end <= len(text)
        assert figure.surface == figure.surface.strip()
        last = figure.end


@given(texts(surrogates=True), languages)
@example("\ud800 $5 million \udfff", "en")
@example("5 \ud800s", "en")
def test_halves_of_surrogate_pairs_are_characters_like_others(text: str, lang: str | None) -> None:
    for figure in read(text, lang).figures:
        assert text[figure.start : figure.end] == figure.surface


@given(texts(), languages)
def test_items_of_sentences_cover_every_figure_once_and_in_order(
    text: str, lang: str | None
) -> None:
    reading = read(text, lang)
    items = [item for sentence in reading.sentences for item in sentence.items]
    assert tuple(item.figure for item in items if item.figure) == reading.figures
    for before, after in pairwise(items):
        assert before.end <= after.start
    for item in items:
        assert text[item.start : item.end] == item.text


@given(texts(), languages)
def test_ends_of_a_figure_enclose_its_value(text: str, lang: str | None) -> None:
    for figure in read(text, lang).figures:
        if figure.value is None:
            assert figure.modifier == "between"
            continue
        assert figure.low is None or figure.low <= figure.value
        assert figure.high is None or figure.value <= figure.high


@given(texts(), languages)
def test_pairs_are_of_two_figures_of_the_document(text: str, lang: str | None) -> None:
    reading = read(text, lang)
    for link in reading.links:
        assert 0 <= link.from_index < link.to_index < len(reading.figures)
        assert {reading.figures[n].kind for n in (link.from_index, link.to_index)} == {"money"}
