"""What a table looks like: its columns with their types and comments, and its number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import statements

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with the type and the comment that the database has for it."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands."""

    rows: int
    columns: tuple[Column, ...]


def describe(connection: duckdb.DuckDBPyConnection, table: str) -> Table:
    """Describe `schema.table`; a table that is not there has no columns."""
    schema, name = table.split(".")
    connection.execute("SET VARIABLE schema_name = $1", [schema])
    connection.execute("SET VARIABLE table_name = $1", [name])
    columns = connection.sql(statements.text("read/columns")).fetchall()
    rows = connection.table(table).count("*").fetchall() if columns else [(0,)]
    return Table(int(rows[0][0]), tuple(Column(*column) for column in columns))
