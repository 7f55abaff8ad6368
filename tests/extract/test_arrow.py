"""Texts are found where polars holds them."""

from __future__ import annotations

import ctypes

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import EngineError
from figurecheck.extract.arrow import Texts

TEXTS = ["", "€5", "twelve bytes", "a baker's dozen of bytes", "兆" * 9, "x" * 5000]


def held(texts: Texts) -> list[str]:
    """The texts at the addresses that were told."""
    places = zip(texts.addresses.tolist(), texts.lengths.tolist(), strict=True)
    return [ctypes.string_at(address, length).decode() for address, length in places]


@given(st.lists(st.lists(st.sampled_from(TEXTS), max_size=7), min_size=1, max_size=4))
def test_texts_of_every_length_and_of_several_pieces_are_found(parts: list[list[str]]) -> None:
    column = pl.concat([pl.Series(part, dtype=pl.String) for part in parts], rechunk=False)
    assert held(Texts(column)) == [text for part in parts for text in part]


def test_texts_of_a_slice_are_those_of_the_slice() -> None:
    assert held(Texts(pl.Series(TEXTS)[2:5])) == TEXTS[2:5]


def test_texts_outlive_their_column() -> None:
    texts = Texts(pl.Series([text * 3 for text in TEXTS]))
    pl.Series(["something else"] * 1000)
    assert held(texts) == [text * 3 for text in TEXTS]


def test_a_column_of_numbers_holds_no_texts() -> None:
    with pytest.raises(EngineError, match="expected a column of strings"):
        Texts(pl.Series("text", [1, 2]))
