"""`run` takes articles to the warehouse, says what it found, and can be repeated."""

from __future__ import annotations

from subprocess import CompletedProcess

import dagster as dg
import pytest

from figurecheck import check
from tests.pipeline.project import ARTICLES, Project

# Dagster and Great Expectations take seconds to load, and a run of the pipeline some tens of them.
pytestmark = [pytest.mark.pipeline, pytest.mark.timeout(900)]

Run = tuple[Project, CompletedProcess[str]]


def test_every_figure_becomes_a_checked_metric(first_run: Run) -> None:
    query = (
        "SELECT quoted, unit, value, status FROM checked_metrics ORDER BY document_id, span_start"
    )
    found = {
        (quoted, unit, int(value), status)
        for quoted, unit, value, status in first_run[0].rows(query)
    }
    assert found >= {
        ("50 billion rupees", "INR", 50_000_000_000, "inconsistent"),
        ("$6.7 billion", "USD", 6_700_000_000, "inconsistent"),
        ("€10 million", "EUR", 10_000_000, "consistent"),
        ("$11.3 million", "USD", 11_300_000, "consistent"),
    }


def test_a_currency_that_a_conversion_settles_is_that_of_the_engine(first_run: Run) -> None:
    project = first_run[0]
    stored = project.rows(
        "SELECT quoted, unit, value_usd, rate, rate_date, rate_provider FROM checked_metrics"
        " WHERE document_title = 'A new pier' ORDER BY span_start"
    )
    ((text,),) = project.rows("SELECT text FROM raw.documents WHERE title = 'A new pier'")
    checked = check([{"id": "pier", "text": text, "published": "2022-06-10"}]).figures
    assert (
        stored
        == checked.select(
            "surface", "unit", "value_usd", "usd_rate", "usd_rate_date", "usd_rate_provider"
        ).rows()
    )
    assert stored[0][:2] == ("$15 million", "AUD")
    settled = project.rows("SELECT unit FROM core.settled_currencies")
    assert settled == [("AUD",)]
    assert project.rows(
        "SELECT from_unit, to_unit FROM conversions WHERE document_title = 'A new pier'"
    ) == [("AUD", "EUR")]


def test_every_span_leads_back_to_the_text(first_run: Run) -> None:
    traced = first_run[0].rows("SELECT quoted, text_at_span FROM evidence")
    assert len(traced) >= 5
    assert all(quoted == text for quoted, text in traced)


def test_amounts_in_dollars_are_those_of_the_macro(first_run: Run) -> None:
    query = """
        SELECT value_usd, convert(value, unit, 'USD', rate_date)
        FROM checked_metrics WHERE value_usd IS NOT NULL"""
    amounts = first_run[0].rows(query)
    assert len(amounts) >= 4
    assert all(abs(stored - computed) <= abs(stored) / 10**12 for stored, computed in amounts)


def test_a_bad_file_is_told_and_the_good_ones_are_stored(first_run: Run) -> None:
    project, said = first_run
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "scan.txt" in said.stderr
    assert "binary" in said.stderr
    assert project.rows("SELECT count(*) FROM raw.documents") == [(len(ARTICLES),)]
    assert project.rows("SELECT count(*) FROM raw.read_failures") == [(1,)]


def test_the_closing_words_name_what_was_flagged_and_where_to_look(first_run: Run) -> None:
    project, said = first_run
    for told in (
        "FX01 error",
        "Harbour Gazette",
        "The tea market was worth 50 billion rupees ($6.7 billion) at the end of 2021",
        str(project.warehouse),
        str(project.warehouse.parent / "data_docs" / "index.html"),
        "make ui",
    ):
        assert " ".join(told.split()) in " ".join(said.stdout.split())
    assert "Traceback" not in said.stdout + said.stderr


def test_what_is_named_is_there(first_run: Run) -> None:
    folder = first_run[0].warehouse.parent
    assert (folder / "data_docs" / "index.html").is_file()
    assert "50 billion rupees" in (folder / "reports" / "flagged.md").read_text(encoding="utf-8")


def test_the_run_is_recorded_with_rows_schema_lineage_and_preview(first_run: Run) -> None:
    home = str(first_run[0].folder / "dagster")
    with dg.DagsterInstance.from_config(home) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.SUCCESS]
        written = instance.get_latest_materialization_event(dg.AssetKey("findings"))
    assert written is not None
    assert written.asset_materialization is not None
    metadata = written.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == 1
    assert "50 billion rupees" in str(metadata["flagged"].value)
    columns = metadata["dagster/column_schema"].value
    assert isinstance(columns, dg.TableSchema)
    assert all(column.description for column in columns.columns)


def test_a_second_run_changes_no_row(project: Project) -> None:
    before = project.tables()
    # The same files at the same place, as the first run saw them.
    paths = project.rows("SELECT path FROM raw.documents ORDER BY path")
    said = project.command("run", *[path for (path,) in paths], "--published", "2021-12")
    assert said.returncode == 0, said.stderr
    after = project.tables()
    # The file that could not be read was not given again, and is not forgotten.
    assert after == before


def test_a_spoilt_row_blocks_what_is_published_and_is_named(project: Project) -> None:
    project.spoil("UPDATE checked_metrics SET status = 'perhaps' WHERE unit = 'EUR'")
    (metric,) = project.rows("SELECT metric_id FROM checked_metrics WHERE status = 'perhaps'")[0]
    before = project.warehouse.read_bytes()

    checked = project.command("check")
    assert checked.returncode == 1
    assert metric in checked.stdout
    assert project.warehouse.read_bytes() == before

    other = project.folder / "other.txt"
    other.write_text("The bakery sold 40 million loaves in 2021.\n", encoding="utf-8")
    blocked = project.command("run", other)
    assert blocked.returncode == 1
    assert metric in blocked.stderr
    assert "left as it was" in blocked.stderr
    assert project.warehouse.read_bytes() == before


def test_a_sound_warehouse_passes_and_is_not_written_to(project: Project) -> None:
    before = project.warehouse.read_bytes()
    checked = project.command("check")
    assert checked.returncode == 0, checked.stdout
    assert project.warehouse.read_bytes() == before
