"""What a person reads of a validation: which rows, how many, and what could not be checked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import expectations
from expectations.report import SAMPLE_SIZE, Outcome, ValidationReport, markdown_table
from figurecheck.errors import SettingsError, WarehouseError

if TYPE_CHECKING:
    from tests.expectations.conftest import Spoil


def outcome(**found: object) -> Outcome:
    return Outcome(
        **{
            "suite": "rules",
            "table": "main.rules",
            "asset": "rules",
            "name": "ids",
            "protects": "One id is one rule.",
            "severity": "content",
            "success": False,
            **found,
        }  # type: ignore[arg-type]
    )


def report(*outcomes: Outcome) -> ValidationReport:
    return ValidationReport(Path("w.duckdb"), datetime(2026, 1, 1, tzinfo=UTC), outcomes)


def test_failing_rows_are_listed_and_the_rest_counted() -> None:
    sample = tuple({"rule": f"R{number}"} for number in range(SAMPLE_SIZE))
    text = report(outcome(rows=50, failing=23, sample=sample)).to_text()
    assert "23 of 50 rows" in text
    assert "rule=R19" in text
    assert "… and 3 more" in text
    assert text.endswith("1 of 1 expectations do not hold (0 structural, 1 content).")


def test_structural_failures_come_first_and_alone_make_a_warehouse_unsound() -> None:
    found = report(outcome(), outcome(name="names", severity="structural"))
    assert [item.name for item in found.failures] == ["names", "ids"]
    assert not found.sound
    assert report(outcome()).sound
    assert not report(outcome()).success


def test_what_could_not_be_read_is_told_once() -> None:
    text = report(outcome(problem="no table"), outcome(name="names", problem="no table")).to_text()
    assert text.count("no table") == 1
    assert "nothing could be checked" in text


def test_what_holds_is_told_briefly() -> None:
    text = report(outcome(success=True, rows=3, failing=0)).to_text()
    assert text.endswith("All 1 expectations hold.")


def test_cells_of_a_markdown_table_cannot_break_it() -> None:
    table = markdown_table(({"quoted": "a|b\nc", "status": "fine"},))
    assert table.splitlines()[-1] == "| a\\|b c | fine |"
    assert markdown_table(()) == ""


@pytest.mark.pipeline
def test_more_failing_rows_than_are_listed_are_counted(spoil: Spoil) -> None:
    warehouse = spoil(
        "INSERT INTO raw.read_failures"
        " SELECT i, 'f' || i, NULL, 'not UTF-8', 'first' FROM range(1000) AS r(i)"
    )
    (found,) = expectations.validate(warehouse, names=["inputs_were_read"]).failures
    assert (found.failing, len(found.sample)) == (1000, SAMPLE_SIZE)
    assert found.sample[0] == {"input": "f0", "place": "NULL", "problem": "not UTF-8"}


@pytest.mark.pipeline
def test_a_missing_warehouse_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="python -m orchestration run"):
        expectations.validate(tmp_path / "none.duckdb")


@pytest.mark.pipeline
def test_unknown_names_are_refused(sound_warehouse: Path) -> None:
    with pytest.raises(SettingsError, match="no expectation of these names"):
        expectations.validate(sound_warehouse, names=["nothing"])
