"""The same input twice changes no row; a changed document changes only its own."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse import frames
from tests.warehouse.filling import fill, rows
from warehouse import connection

TABLES = (
    "raw.documents",
    "raw.read_failures",
    "core.documents",
    "core.figures",
    "core.relations",
    "core.normalised_figures",
    "core.conversions",
    "core.findings",
    "core.settled_currencies",
    "core.fx_rates",
    "core.scripts",
    "main.checked_metrics",
    "main.conversions",
    "main.findings",
    "main.decisions",
    "main.sources",
    "main.rules",
)


def contents(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(connection.read(warehouse)) as opened:
        return {table: opened.table(table).order("ALL").fetchall() for table in TABLES}


def test_every_table_is_compared(filled: Path) -> None:
    query = "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL"
    assert sorted(TABLES) == [name for (name,) in rows(filled, query)]


def test_the_filled_tables_have_rows(filled: Path) -> None:
    empty = {table for table, found in contents(filled).items() if not found}
    assert empty == {"raw.read_failures"}


def test_a_second_run_changes_no_row(filled: Path) -> None:
    before = contents(filled)
    fill(filled, "second-run").publish()
    assert contents(filled) == before


def test_another_document_leaves_the_rows_of_the_first(filled: Path) -> None:
    columns = [
        name for (name,) in rows(filled, "SELECT column_name FROM (DESCRIBE checked_metrics)")
    ]
    before = set(rows(filled, "SELECT * FROM checked_metrics"))
    fill(filled, "second-run", "Tea: " + frames.TEXT, "other").publish()
    after = set(rows(filled, "SELECT * FROM checked_metrics"))
    assert before < after
    assert {row[columns.index("run_id")] for row in after - before} == {"second-run"}
    assert rows(filled, "SELECT documents, figures FROM sources") == [(2, 6)]


def test_a_changed_text_replaces_the_rows_of_its_document(filled: Path) -> None:
    fill(filled, "second-run", frames.TEXT.replace("Some 12 million people", "Many")).publish()
    assert rows(filled, "SELECT quoted FROM checked_metrics ORDER BY span_start") == [
        ("50 billion rupees",),
        ("$6 billion",),
    ]
    assert rows(filled, "SELECT DISTINCT run_id FROM core.documents") == [("second-run",)]
    assert rows(filled, "SELECT figures FROM sources") == [(2,)]


def test_a_row_changed_by_hand_is_put_right(filled: Path) -> None:
    query = "SELECT * EXCLUDE (run_id) FROM checked_metrics ORDER BY ALL"
    before = rows(filled, query)
    with closing(connection.write(filled)) as opened:
        opened.execute("UPDATE checked_metrics SET value = -1, status = 'fine' WHERE unit = 'USD'")
    assert rows(filled, query) != before
    fill(filled, "second-run").publish()
    assert rows(filled, query) == before
    written = rows(filled, "SELECT run_id FROM checked_metrics WHERE unit = 'USD'")
    assert written == [("second-run",)]


@pytest.mark.parametrize("table", [name for name in TABLES if name != "core.scripts"])
def test_every_row_names_the_run_that_wrote_it(filled: Path, table: str) -> None:
    with closing(connection.read(filled)) as opened:
        found = opened.table(table).select("run_id").fetchall()
    assert set(found) <= {("first-run",)}


def test_an_edited_file_takes_the_place_of_what_it_held_before(filled: Path) -> None:
    edited = frames.documents("Tea: " + frames.TEXT, "tea-edited").with_columns(
        pl.lit("tea.md").alias("path")
    )
    draft = fill(filled, "second-run", "Tea: " + frames.TEXT, "tea-edited", edited)
    draft.publish()
    assert rows(filled, "SELECT document_id FROM raw.documents") == [("tea-edited",)]
    query = "SELECT table_name FROM duckdb_columns() WHERE column_name = 'document_id'"
    assert len(rows(filled, query)) > 8
    with closing(connection.read(filled)) as opened:
        for table in TABLES:
            if "document_id" in opened.table(table).columns:
                found = opened.table(table).select("document_id").distinct().fetchall()
                assert found == [("tea-edited",)], table
