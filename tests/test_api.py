"""The public API: frames or mappings in, frames of the documented columns out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import figurecheck
from figurecheck.engine import Engine
from figurecheck.errors import UsageError
from figurecheck.model import Document
from figurecheck.schema import CONVERSIONS, FIGURES, FINDINGS

WRONG = "The dam cost 2.84 trillion yuan ($42.3 billion), the ministry said."
SOUND = "The bridge cost 284 billion yuan ($41 billion), and 12,000 people built it."
DOCUMENTS: list[dict[str, str | None]] = [
    {"id": "a", "text": WRONG, "published": "2022-12-31", "lang": "en"},
    {"id": "b", "text": SOUND, "published": "2022-12-31"},
    {"id": "c", "text": "", "published": None, "lang": None},
]


def test_check_gives_three_frames_of_the_documented_columns() -> None:
    checks = figurecheck.check(DOCUMENTS)
    assert checks.figures.schema == pl.Schema(FIGURES)
    assert checks.conversions.schema == pl.Schema(CONVERSIONS)
    assert checks.findings.schema == pl.Schema(FINDINGS)


def test_check_finds_the_wrong_conversion_and_only_that() -> None:
    checks = figurecheck.check(DOCUMENTS)
    verdicts = checks.conversions.select("document_id", "verdict").rows()
    assert verdicts == [("a", "inconsistent"), ("b", "consistent")]
    assert checks.findings.select("document_id", "rule", "severity").rows() == [
        ("a", "FX01", "error")
    ]
    explanation = checks.conversions["explanations"][0][0]
    assert (explanation["kind"], explanation["factor"]) == ("power_of_ten", Decimal("0.1"))
    start, end = checks.findings.select("start", "end").row(0)
    assert "$42.3 billion" in WRONG[start:end]


def test_figures_are_keyed_by_document_and_index_and_carry_dollars() -> None:
    figures = figurecheck.check(DOCUMENTS).figures
    keys = figures.select("document_id", "figure_index").rows()
    assert keys == [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("b", 2)]
    yuan = figures.row(0, named=True)
    assert (yuan["unit"], yuan["value"]) == ("CNY", Decimal(2_840_000_000_000))
    assert Decimal(400_000_000_000) < yuan["value_usd"] < Decimal(420_000_000_000)
    assert yuan["usd_rate_date"] <= date(2022, 12, 31)
    people = figures.row(4, named=True)
    assert (people["kind"], people["unit"], people["value_usd"]) == ("count", "person", None)


def test_spans_index_the_text_that_was_given() -> None:
    texts = {str(each["id"]): str(each["text"]) for each in DOCUMENTS}
    for name, start, end, surface in (
        figurecheck.read(DOCUMENTS)
        .figures.select("document_id", "start", "end", "surface")
        .iter_rows()
    ):
        assert texts[name][start:end] == surface


def test_a_frame_and_mappings_are_the_same() -> None:
    frame = pl.DataFrame(DOCUMENTS, schema_overrides={"lang": pl.String})
    of_frame, of_mappings = figurecheck.check(frame), figurecheck.check(iter(DOCUMENTS))
    assert_frame_equal(of_frame.figures, of_mappings.figures)
    assert_frame_equal(of_frame.conversions, of_mappings.conversions)
    assert_frame_equal(of_frame.findings, of_mappings.findings)


def test_columns_and_single_documents_judge_alike() -> None:
    checks = figurecheck.check(DOCUMENTS)
    engine = Engine()
    for row in DOCUMENTS:
        alone = engine.check(Document(**row))  # type: ignore[arg-type]
        mine = checks.conversions.filter(pl.col("document_id") == row["id"])
        assert mine["verdict"].to_list() == [each.verdict for each in alone.conversions]
        found = checks.findings.filter(pl.col("document_id") == row["id"])
        assert found["rule"].to_list() == [each.rule for each in alone.findings]


def test_columns_beyond_those_asked_for_do_no_harm() -> None:
    frame = pl.DataFrame({"id": ["a"], "text": ["5 cars"], "colour": ["red"]})
    assert figurecheck.read(frame).figures["unit"].to_list() == ["car"]


def test_no_documents_give_empty_frames() -> None:
    checks = figurecheck.check([])
    assert (checks.figures.height, checks.conversions.height, checks.findings.height) == (0, 0, 0)
    assert checks.figures.schema == pl.Schema(FIGURES)


@pytest.mark.parametrize("missing", ["id", "text"])
def test_a_missing_column_is_named(missing: str) -> None:
    row = {"id": "a", "text": "5 cars"}
    del row[missing]
    with pytest.raises(UsageError, match=f"`{missing}`"):
        figurecheck.check([row])


def test_amounts_too_large_for_the_column_say_so() -> None:
    document = {"id": "a", "text": f"It printed {'9' * 33} dollars and 5 euros.", "lang": "en"}
    figures = figurecheck.read([document]).figures
    large, small = figures.select("value", "value_reason").rows()
    assert large[0] is None
    assert "too large" in large[1]
    assert small == (Decimal(5), None)


def test_language_is_found_where_it_is_not_given() -> None:
    german = "Der Umsatz des Konzerns stieg im vergangenen Jahr auf 1,234 Milliarden Euro."
    figures = figurecheck.read([{"id": "a", "text": german}]).figures
    assert figures["value"].to_list() == [Decimal(1_234_000_000)]
