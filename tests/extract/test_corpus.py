"""The corpus of the benchmarks is what it says: repeatable, ten figures in 3 KB, prose without any."""

from __future__ import annotations

from datetime import date
from itertools import islice
from random import Random

import pytest

from benchmarks.corpus import DOCUMENT_BYTES, SEED, documents, monthly_rates
from benchmarks.prose import Language, Slots, languages
from figurecheck.extract.reading import Reader
from figurecheck.model import Document

READER = Reader()
LANGUAGES = languages()


def test_the_same_seed_gives_the_same_documents() -> None:
    once, again = (list(islice(documents(SEED), 60)) for _ in range(2))
    assert once == again
    assert once != list(islice(documents(SEED + 1), 60))


def test_documents_are_of_3_kb_and_hold_about_ten_figures() -> None:
    found = list(islice(documents(SEED), 200))
    sizes = [len(each["text"].encode()) for each in found]
    assert DOCUMENT_BYTES <= min(sizes) <= max(sizes) < 1.3 * DOCUMENT_BYTES
    figures = sum(
        len(READER.read(Document("d", each["text"], each["published"], each["lang"])).figures)
        for each in found
    )
    assert 9.5 < figures / len(found) < 11.5


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_plain_sentences_hold_no_figure(language: Language) -> None:
    random = Random(SEED)  # noqa: S311  to be repeated
    rates = monthly_rates(set(language.data["money"]))
    for _ in range(200):
        slots = Slots(language, random, date(2015, 5, 4), rates)
        sentence = language.plain(slots)
        figures = READER.read(Document("d", sentence, "2015-05-04", language.code)).figures
        assert [each.surface for each in figures] == [], sentence
