"""Takes from the warehouse the rows that a suite is checked on, with the evidence beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from expectations.report import Row
    from expectations.suite import Suite


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows of one suite in a Parquet file, in a fixed order, or why they cannot be had."""

    suite: Suite
    path: Path
    count: int = 0
    problem: str | None = None

    def sample(self, positions: Sequence[int], columns: Iterable[str]) -> tuple[Row, ...]:
        """Return the rows at these positions as text, with the columns in the order given."""
        wanted = list(dict.fromkeys(columns))
        frame = (
            pl.scan_parquet(self.path)
            .select(wanted)
            .with_row_index("_position")
            .filter(pl.col("_position").is_in(list(positions)))
            .drop("_position")
            .collect()
        )
        return tuple({name: _text(row[name]) for name in wanted} for row in frame.to_dicts())


def extract(
    connection: duckdb.DuckDBPyConnection, suites: Iterable[Suite], folder: Path
) -> tuple[Extract, ...]:
    """Write the rows of each suite to a file in `folder`."""
    return tuple(_extract(connection, suite, folder / f"{suite.name}.parquet") for suite in suites)


def _extract(connection: duckdb.DuckDBPyConnection, suite: Suite, path: Path) -> Extract:
    try:
        connection.sql(suite.rows.read_text(encoding="utf-8")).write_parquet(str(path))
    except duckdb.Error as error:
        return Extract(suite, path, problem=str(error).splitlines()[0])
    count = pl.scan_parquet(path).select(pl.len()).collect().item()
    return Extract(suite, path, count=int(count))


def _text(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    text = str(value)
    if hasattr(value, "as_tuple") and "." in text:
        return text.rstrip("0").rstrip(".")
    return text
