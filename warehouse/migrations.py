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
                "was edited after it had been run on the warehouse",
                source=f"sql/{name}.sql",
                advice="put the change in a migration of its own",
            )
    for name in (*migrations, *_scripts("macros"), *_scripts("views")):
        if applied.get(name) != _digest(name):
            _apply(connection, name)
    connection.execute("COMMIT")


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
