"""Meanings that a phrase has by the words it is made of, so that no table lists them twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from figurecheck.lexicon.load import Form, Lexicon, word_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_STEM = 4

Key = tuple[str | None, str]


def derived(lexicon: Lexicon) -> Iterator[Form]:
    """Every form that follows from the listed ones, with the class and value it has."""
    yield from _led_modifiers(lexicon)
    yield from _moves(lexicon)


def _led_modifiers(lexicon: Lexicon) -> Iterator[Form]:
    """What phrases such as "to just under" say of the figure behind them, by the modifier they end in."""
    table = word_classes()
    modifiers: dict[Key, Form] = {
        (form.language, form.text): form
        for form in lexicon.forms
        if form.word_class == table["modifiers"].number
    }
    totals = table["relations.total"].number
    for form in lexicon.forms:
        if (form.language, form.text) in modifiers or form.word_class == totals:
            continue  # what adds up to so much is that much
        words = form.text.split(" ")
        ends = (modifiers.get((form.language, " ".join(words[n:]))) for n in range(1, len(words)))
        if modifier := next(filter(None, ends), None):
            number = table["led_modifiers"].number
            yield replace(form, word_class=number, value=modifier.value, second=0, flags=0)


def _moves(lexicon: Lexicon) -> Iterator[Form]:
    """What verbs of the past such as "è salito" say of a direction, by the word or stem that they hold."""
    table = word_classes()
    ways = {table["relations.up"].number, table["relations.down"].number}
    whole: dict[Key, Form] = {}
    stems: dict[Key, Form] = {}
    for form in lexicon.forms:
        if form.word_class in ways and len(form.text) >= SHORTEST_STEM:
            (stems if form.open_end else whole)[form.language, form.text] = form
    for form in lexicon.forms:
        if (
            form.word_class != table["statements.past"].number
            or (form.language, form.text) in whole
        ):
            continue
        for word in form.text.split(" "):
            lengths = range(SHORTEST_STEM, len(word) + 1)
            starts = (stems.get((form.language, word[:length])) for length in lengths)
            found = whole.get((form.language, word)) or next(filter(None, starts), None)
            if found:
                yield replace(form, word_class=found.word_class)
                break
