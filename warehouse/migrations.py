"""Brings a file to the tables, macros and views of `sql/`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from figurecheck.errors import WarehouseError
from warehouse import statements
from warehouse.paths import SQL

if TYPE_CHECKING:
    import duckdb

_LEDGER = "migrations/0000_ledger"


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the migrations that the file has not seen, then the macros and views that changed.

    Raises `WarehouseError` where a migration was edited after it was run, or where the file has
    seen one that this checkout does not have.
    """
    connection.execute("BEGIN")
    statements.run(connection, _LEDGER)
    applied = dict(connection.sql(statements.text("read/scripts")).fetchall())
    migrations = _scripts("migrations")
    unknown = sorted(
        name for name in applied if name.startswith("migrations/") and name not in migrations
    )
    if unknown:
        raise WarehouseError(
            f"was written by a newer version, which has {unknown[0]}.sql",
            source=_file(connection),
            advice="update the checkout, or move the file away and run again",
        )
    for name in migrations:
        if name in applied and applied[name] != _digest(name):
            raise WarehouseError(
                f"was made with another sql/{name}.sql than that of this checkout",
                source=_file(connection),
                advice="move the file away and run again (who edits a migration: add one instead)",
            )
    for name in (*migrations, *_scripts("macros"), *_scripts("views")):
        if applied.get(name) != _digest(name):
            _apply(connection, name)
    connection.execute("COMMIT")


def refuse_outdated(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `WarehouseError` where a file lacks tables, macros or views of this checkout."""
    known = connection.sql(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'core' AND table_name = 'scripts'"
    ).fetchall()
    applied = dict(connection.sql(statements.text("read/scripts")).fetchall()) if known else {}
    for name in (*_scripts("migrations"), *_scripts("macros"), *_scripts("views")):
        if applied.get(name) != _digest(name):
            raise WarehouseError(
                f"was written by another version, without sql/{name}.sql as it is here",
                source=_file(connection),
                advice="the next run brings it up to date: python -m orchestration run PATH",
            )


def _apply(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    statements.run(connection, name)
    connection.execute("SET VARIABLE script_name = $1", [name])
    connection.execute("SET VARIABLE script_sha256 = $1", [_digest(name)])
    statements.run(connection, "write/script")


def _scripts(folder: str) -> list[str]:
    return sorted(f"{folder}/{path.stem}" for path in (SQL / folder).glob("*.sql"))


def _digest(name: str) -> str:
    return hashlib.sha256(statements.text(name).encode()).hexdigest()


def _file(connection: duckdb.DuckDBPyConnection) -> str:
    return str(
        connection.sql("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()[0][0]
    )
