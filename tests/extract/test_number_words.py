"""Every listed number word before every listed magnitude is their product, in the words' own language."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml

from figurecheck.extract.reading import Reader
from figurecheck.lexicon.compile import unspaced
from figurecheck.lexicon.load import FOLDER
from figurecheck.model import Document

if TYPE_CHECKING:
    from pathlib import Path

READER = Reader()
FILES = sorted((FOLDER / "languages").glob("*.yaml"))
SMALLEST_SCALE = 3  # twenty hundred is no one's number


def words(table: dict[object, list[str]]) -> list[tuple[int, str]]:
    """The forms of a table with their keys: whole words only, as they stand in a text."""
    return [
        (key, form)
        for key, forms in table.items()
        for form in forms
        if isinstance(key, int) and form.isalpha() and len(form.encode()) > 2
    ]


def value_of(text: str, lang: str) -> list[Decimal | None]:
    return [each.value for each in READER.read(Document("d", text, None, lang)).figures]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_number_word_and_a_magnitude_are_their_product(path: Path) -> None:
    tables = yaml.safe_load(path.read_text(encoding="utf-8"))
    lang = tables["language"]["code"]
    wrong = []
    for number, word in words(tables["numbers"]):
        if number < 2 or number > 99:
            continue
        for exponent, scale in words(tables["magnitudes"]):
            if exponent < SMALLEST_SCALE:
                continue
            space = "" if unspaced(word[-1]) and unspaced(scale[0]) and lang != "ko" else " "
            text = f"{word}{space}{scale} USD"
            got = value_of(text, lang)
            if got != [Decimal(number).scaleb(exponent)]:
                wrong.append((text, got))
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_digits_and_a_magnitude_are_their_product(path: Path) -> None:
    tables = yaml.safe_load(path.read_text(encoding="utf-8"))
    lang = tables["language"]["code"]
    decimal = tables["language"]["decimal"]
    wrong = []
    for exponent, scale in words(tables["magnitudes"]):
        text = f"7{decimal}25 {scale} USD"
        got = value_of(text, lang)
        if got != [Decimal("7.25").scaleb(exponent)]:
            wrong.append((text, got))
    assert not wrong
