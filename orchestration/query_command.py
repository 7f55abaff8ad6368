"""`query "SQL"`: prints the rows of a query on the published warehouse, which it cannot change."""

from __future__ import annotations

import sys
from contextlib import closing

import duckdb

from figurecheck.errors import UsageError
from orchestration.terminal import table
from warehouse import connection, paths


def query(statement: str) -> int:
    """Print the rows.  Raises `UsageError` for a statement that the database refuses."""
    with closing(connection.read(paths.published())) as opened:
        try:
            answer = opened.execute(statement)
            columns = [column[0] for column in answer.description or ()]
            rows = answer.fetchall()
        except duckdb.Error as error:
            raise UsageError(str(error).splitlines()[0], source="query") from error
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    sys.stdout.write(f"{table(columns, rows)}{count}\n")
    return 0
