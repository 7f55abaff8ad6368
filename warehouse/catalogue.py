"""What a table looks like: its columns with their types and comments, and its number of rows."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from warehouse import connection, statements


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


def describe(path: Path, table: str) -> Table:
    """Describe `schema.table` of a file; a table that is not there has no columns."""
    schema, name = table.split(".")
    with closing(connection.read(path)) as opened:
        opened.execute("SET VARIABLE schema_name = $1", [schema])
        opened.execute("SET VARIABLE table_name = $1", [name])
        columns = opened.sql(statements.text("read/columns")).fetchall()
        rows = opened.table(table).count("*").fetchall() if columns else [(0,)]
    return Table(int(rows[0][0]), tuple(Column(*column) for column in columns))
