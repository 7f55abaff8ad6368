"""Runs the statements of a file in `sql/`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from warehouse.paths import SQL

if TYPE_CHECKING:
    import duckdb
    import polars as pl


@cache
def text(name: str) -> str:
    """Return the statements of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of `sql/<name>.sql` one after the other."""
    for statement in connection.extract_statements(text(name)):
        connection.execute(statement)


def select(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """Return the rows of the one statement of `sql/<name>.sql`."""
    rows: pl.DataFrame = connection.sql(text(name)).pl()
    return rows
