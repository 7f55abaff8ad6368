"""A run's draft is published whole or not at all, and nobody else writes meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from figurecheck.errors import WarehouseError
from tests.warehouse import frames
from tests.warehouse.filling import fill, rows
from warehouse import connection, paths
from warehouse.draft import Draft

COUNT = "SELECT count(*) FROM checked_metrics"


def test_readers_see_nothing_before_it_is_published(filled: Path) -> None:
    draft = fill(filled, "second-run", "Tea: " + frames.TEXT, "other")
    assert rows(filled, COUNT) == [(3,)]
    draft.publish()
    assert rows(filled, COUNT) == [(6,)]


def test_a_reader_that_is_open_does_not_block_and_keeps_what_it_sees(filled: Path) -> None:
    with closing(connection.read(filled)) as reader:
        assert reader.sql(COUNT).fetchall() == [(3,)]
        fill(filled, "second-run", "Tea: " + frames.TEXT, "other").publish()
        assert reader.sql(COUNT).fetchall() == [(3,)]
    assert rows(filled, COUNT) == [(6,)]


def test_a_discarded_draft_leaves_the_warehouse_as_it_was(filled: Path) -> None:
    before = filled.read_bytes()
    fill(filled, "second-run", "Tea: " + frames.TEXT, "other").discard()
    assert filled.read_bytes() == before
    assert [path.name for path in paths.writer_folder(filled).iterdir()] == ["lock"]


def test_the_published_file_holds_nothing_of_the_writer(filled: Path) -> None:
    schemas = "SELECT DISTINCT schema_name FROM duckdb_tables() ORDER BY ALL"
    assert rows(filled, schemas) == [("core",), ("main",), ("raw",)]
    assert not list(filled.parent.glob("*.wal"))


def test_a_second_writer_is_told_who_writes_and_what_to_do(filled: Path) -> None:
    first = Draft(filled, "first")
    with pytest.raises(WarehouseError, match=rf"run first, process {os.getpid()}; wait until"):
        Draft(filled, "second")
    first.discard()
    Draft(filled, "third").discard()


def test_a_program_that_has_the_file_open_for_writing_is_waited_for(filled: Path) -> None:
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script, filled], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(WarehouseError, match="close the program that has it open"):
            Draft(filled, "second")
        holder.communicate(b"\n")
    Draft(filled, "second").discard()


def test_a_step_that_fails_leaves_its_tables_as_they_were(filled: Path) -> None:
    draft = Draft(filled, "second-run")
    spoilt = frames.figures().with_columns(pl.lit(None, pl.String).alias("surface"))
    with pytest.raises(Exception, match="NOT NULL"):
        draft.write("figures", spoilt)
    assert draft.read("figures").height == 3
    draft.discard()


def test_a_run_goes_on_with_the_draft_of_one_that_failed(filled: Path) -> None:
    failed = fill(filled, "failed", "Tea: " + frames.TEXT, "other")
    failed.suspend()
    resumed = Draft(filled, "resumed", resumed="failed")
    assert resumed.read("documents")["id"].to_list() == ["other"]
    resumed.publish()
    assert rows(filled, COUNT) == [(6,)]


def test_a_draft_older_than_the_warehouse_is_not_gone_on_with(filled: Path) -> None:
    fill(filled, "failed").suspend()
    os.utime(filled)
    with pytest.raises(WarehouseError, match="run all steps again"):
        Draft(filled, "resumed", resumed="failed")


def test_more_rows_than_one_group_are_all_stored(warehouse: Path) -> None:
    # A table made empty and filled in one transaction was read back as empty beyond 122,880 rows.
    days = [date(1000, 1, 1) + timedelta(days=number) for number in range(300_000)]
    rates = pl.DataFrame({"rate_date": days}).with_columns(
        currency=pl.lit("USD"),
        rate=pl.lit(Decimal("1.5")).cast(pl.Decimal(38, 18)),
        provider=pl.lit("ECB"),
    )
    draft = Draft(warehouse, "first-run")
    draft.write("fx_rates", rates)
    assert draft.read("fx_rates").height == 300_000
    draft.discard()


WRITER = """
import sys
from pathlib import Path
from tests.warehouse.filling import fill
from tests.warehouse import frames
print(flush=True)
for number in range(1000):
    fill(Path(sys.argv[1]), f"run-{number}", "Tea: " + frames.TEXT, f"document-{number}").publish()
"""


@pytest.mark.pipeline
@pytest.mark.parametrize("after", [0.05, 0.3, 0.55, 0.8, 1.05, 1.3])
def test_a_writer_killed_at_any_moment_leaves_whole_runs(filled: Path, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, filled], cwd=paths.ROOT, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
    counts = """
        SELECT DISTINCT
            (SELECT count(*) FROM checked_metrics AS m WHERE m.document_id = d.document_id),
            (SELECT count(*) FROM conversions AS c WHERE c.document_id = d.document_id),
            (SELECT count(*) FROM findings AS f WHERE f.document_id = d.document_id)
        FROM core.documents AS d"""
    assert rows(filled, counts) == [(3, 1, 1)]
    assert rows(filled, "SELECT sum(documents) FROM sources") == rows(
        filled, "SELECT count(*) FROM raw.documents"
    )
    fill(filled, "afterwards").publish()
