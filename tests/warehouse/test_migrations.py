"""Scripts are run once, in order, and what was run is not rewritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from figurecheck.errors import WarehouseError
from tests.warehouse import frames
from tests.warehouse.filling import rows
from warehouse import connection, migrations, statements
from warehouse.draft import Draft
from warehouse.paths import SQL


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of `sql/` that may be edited."""
    copy = tmp_path / "sql"
    shutil.copytree(SQL, copy)
    monkeypatch.setattr(statements, "SQL", copy)
    monkeypatch.setattr(migrations, "SQL", copy)
    yield copy
    statements.text.cache_clear()


def migrate(warehouse: Path) -> None:
    statements.text.cache_clear()
    with closing(connection.write(warehouse)) as opened:
        migrations.migrate(opened)


def test_a_new_migration_is_run_on_a_warehouse_that_has_rows(filled: Path, scripts: Path) -> None:
    (scripts / "migrations" / "9999_more.sql").write_text(
        "ALTER TABLE main.rules ADD COLUMN since VARCHAR;"
    )
    migrate(filled)
    migrate(filled)
    assert rows(filled, "SELECT rule, since FROM rules") == [("FX01", None)]


def test_a_migration_that_was_run_may_not_be_edited(filled: Path, scripts: Path) -> None:
    with (scripts / "migrations" / "0001_raw.sql").open("a") as script:
        script.write("\n-- a word more\n")
    with pytest.raises(WarehouseError, match=r"made with another sql/migrations/0001_raw\.sql"):
        migrate(filled)


def test_a_warehouse_of_a_newer_version_is_not_touched(filled: Path, scripts: Path) -> None:
    later = scripts / "migrations" / "9999_later.sql"
    later.write_text("CREATE SCHEMA later;")
    migrate(filled)
    later.unlink()
    with pytest.raises(WarehouseError, match="written by a newer version, which has migrations/"):
        migrate(filled)


def test_a_view_that_was_edited_is_made_anew(filled: Path, scripts: Path) -> None:
    (scripts / "views" / "main_evidence.sql").write_text(
        "CREATE OR REPLACE VIEW main.evidence AS SELECT 1 AS one;"
    )
    migrate(filled)
    assert rows(filled, "SELECT * FROM evidence") == [(1,)]


def test_a_script_that_fails_leaves_the_warehouse_as_it_was(filled: Path, scripts: Path) -> None:
    (scripts / "migrations" / "9999_wrong.sql").write_text(
        "CREATE SCHEMA wrong; CREATE TABLE wrong.t (a NOT_A_TYPE);"
    )
    with pytest.raises(Exception, match="NOT_A_TYPE"):
        migrate(filled)
    assert rows(filled, "SELECT * FROM duckdb_schemas() WHERE schema_name = 'wrong'") == []


def test_what_another_version_stored_is_read_again_with_the_next_run(filled: Path) -> None:
    with closing(connection.write(filled)) as opened:
        opened.execute("UPDATE core.scripts SET sha256 = 'x' WHERE name = 'derivation'")
        opened.execute("UPDATE core.figures SET as_of = NULL")  # nothing to compare it with
    draft = Draft(filled, "second-run")
    draft.write("documents", frames.documents("Coffee cost $5.", "coffee"))
    assert draft.read("documents")["id"].to_list() == ["coffee", "tea"]
    assert draft.read("batch_documents")["document_id"].to_list() == ["coffee"]
    draft.write("checked_metrics")
    draft.publish()
    third = Draft(filled, "third-run")
    third.write("documents", frames.documents("Coffee cost $5.", "coffee"))
    assert third.read("documents")["id"].to_list() == ["coffee"]
    third.discard()


def test_a_warehouse_of_another_version_is_not_checked_as_if_it_were_of_this_one(
    filled: Path, scripts: Path
) -> None:
    with closing(connection.read(filled)) as opened:
        migrations.refuse_outdated(opened)
        (scripts / "migrations" / "9999_more.sql").write_text("CREATE SCHEMA more;")
        with pytest.raises(WarehouseError, match=r"another version.*run brings it up to date"):
            migrations.refuse_outdated(opened)
