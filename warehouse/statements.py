"""Runs the statements of a file in `sql/`."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import connection
from warehouse.paths import SQL

if TYPE_CHECKING:
    import duckdb
    import polars as pl


@cache
def text(name: str) -> str:
    """Return the statements of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(opened: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run the statements of `sql/<name>.sql` one after the other."""
    for statement in opened.extract_statements(text(name)):
        opened.execute(statement)


def select(path: Path, name: str, **variables: object) -> pl.DataFrame:
    """Return the rows of the one statement of `sql/<name>.sql` on a file, with variables set."""
    with closing(connection.read(path)) as opened:
        for variable, value in variables.items():
            opened.execute(f"SET VARIABLE {variable} = $1", [value])
        rows: pl.DataFrame = opened.sql(text(name)).pl()
    return rows
