"""The two ways of reading, one document at a time and columns of them, give the same figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from figurecheck.extract import columns
from figurecheck.extract.columns import batches, read_columns
from figurecheck.extract.kernel import kernel
from figurecheck.extract.reading import Reader
from figurecheck.model import Document
from tests.extract.texts import dates, homes, languages, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Figure

READER = Reader()
LARGEST = Decimal(10) ** 32
PLACES = Decimal(1).scaleb(-6)
WIDE = Context(prec=200, rounding=ROUND_HALF_UP)
SCHEMA = {
    "id": pl.String,
    "text": pl.String,
    "lang": pl.String,
    "published": pl.String,
    "home": pl.String,
}

documents = st.lists(st.tuples(texts(), languages, dates, homes), min_size=1, max_size=8)
Rows = list[tuple[str, str | None, str | None, str | None]]


def frame(rows: Rows) -> pl.DataFrame:
    named = [(f"d{n}", *row) for n, row in enumerate(rows)]
    return pl.DataFrame(named, schema=SCHEMA, orient="row")


def in_column(amount: Decimal | None) -> Decimal | None:
    """An amount as DECIMAL(38, 6) holds it; None where it is too large."""
    if amount is None or abs(amount) >= LARGEST:
        return None
    return amount.quantize(PLACES, context=WIDE)


def one_by_one(rows: Rows) -> Iterator[dict[str, Any]]:
    for number, (text, lang, published, home) in enumerate(rows):
        for figure in READER.read(Document("d", text, published, lang), home).figures:
            yield {"document_id": f"d{number}", **row(figure)}


def row(figure: Figure) -> dict[str, Any]:
    return {
        "figure_index": figure.index,
        "start": figure.start,
        "end": figure.end,
        "surface": figure.surface,
        "kind": figure.kind,
        "low": in_column(figure.low),
        "value": in_column(figure.value),
        "high": in_column(figure.high),
        "unit": figure.unit,
        "unit_candidates": list(figure.unit_candidates) if figure.unit_candidates else None,
        "modifier": figure.modifier,
        "as_of": figure.as_of,
        "subject": figure.subject,
        "metric": figure.metric,
        "attribution": figure.attribution,
        "statement": figure.statement,
    }


@given(documents)
def test_columns_hold_what_documents_read_alone_give(rows: Rows) -> None:
    expected = list(one_by_one(rows))
    figures = read_columns(frame(rows), threads=1).figures
    got = figures.select(list(expected[0]) if expected else ["document_id"]).to_dicts()
    assert got == expected


@given(documents)
@example([("It cost €5 million ($6 million), or 4 million pounds.", "en", None, None)])
@example([("No pair.", "en", None, None), ("$24/7pesos", None, None, None)])
def test_pairs_in_columns_are_those_of_documents_read_alone(rows: Rows) -> None:
    expected = [
        (f"d{number}", link.from_index, link.to_index, link.link)
        for number, (text, lang, published, home) in enumerate(rows)
        for link in READER.read(Document("d", text, published, lang), home).links
    ]
    pairs = read_columns(frame(rows), threads=1).pairs
    got = list(pairs.drop("_document").iter_rows())
    assert got == expected
    assert pairs["_document"].to_list() == [int(each[0].removeprefix("d")) for each in expected]


@given(documents, st.sampled_from((1, 40, 1000)))
def test_where_batches_end_does_not_matter(rows: Rows, size: int) -> None:
    whole = read_columns(frame(rows), threads=1)
    with pytest.MonkeyPatch.context() as patch:
        small = list(batches(frame(rows), kernel(), size))
        patch.setattr(columns, "batches", lambda *_: iter(small))
        cut = read_columns(frame(rows), threads=1)
    for one, other in zip(whole, cut, strict=True):
        assert_frame_equal(one, other)


@given(documents)
def test_neighbours_do_not_matter(rows: Rows) -> None:
    """A document reads the same alone, first, last or in the midst of others."""
    together = read_columns(frame(rows), threads=1).figures.drop("_document")
    backwards = read_columns(frame(rows)[::-1], threads=1).figures.drop("_document")
    assert_frame_equal(
        together.sort("document_id", "figure_index"), backwards.sort("document_id", "figure_index")
    )


def test_threads_do_not_matter() -> None:
    pieces = [
        "It sold 5,000 cars for €{} million ($7 million), 12% more.",
        "売上高は{}億円。",
        "{}",
    ]
    rows: Rows = [
        (pieces[n % 3].format(n % 91) * (1 + n % 7), ("en", "ja", None)[n % 3], "2020-05", None)
        for n in range(4000)
    ]
    with pytest.MonkeyPatch.context() as patch:
        many = list(batches(frame(rows), kernel(), 10_000))
        assert len(many) > 20
        patch.setattr(columns, "batches", lambda *_: iter(many))
        alone = read_columns(frame(rows), threads=1)
        patch.setattr(columns, "batches", lambda *_: iter(many))
        together = read_columns(frame(rows), threads=4)
    assert alone[0].height > 10_000
    for one, other in zip(alone, together, strict=True):
        assert_frame_equal(one, other)


def test_no_documents_give_frames_without_rows() -> None:
    figures, pairs, *_, documents_read = read_columns(frame([]))
    filled, stated, *_ = read_columns(frame([("€5 million ($6 million)", "en", None, None)]))
    assert (figures.height, pairs.height, documents_read.height) == (0, 0, 0)
    assert figures.schema == filled.schema
    assert pairs.schema == stated.schema


def test_a_text_that_is_null_holds_no_figure() -> None:
    documents = pl.DataFrame({"id": ["a", "b"], "text": [None, "5 cars"]})
    figures = read_columns(documents).figures
    assert figures["document_id"].to_list() == ["b"]


def test_only_what_is_to_be_judged_has_names_and_rules() -> None:
    rows: Rows = [("Belvane Foods sold 5,000 cars in 2021, Torlin said.", "en", "2022", None)]
    read, judged = (read_columns(frame(rows), to_judge=to_judge) for to_judge in (False, True))
    assert_frame_equal(read.figures, judged.figures)
    assert read.names.height == 0
    assert judged.names.height > 0
    assert read.documents["rules"].to_list() == [columns.ANY_RULE]
    assert judged.documents["rules"][0] != columns.ANY_RULE
