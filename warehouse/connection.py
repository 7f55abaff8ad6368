"""Opens a DuckDB file, for reading or for writing, with the settings that every use needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from figurecheck.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

# Extensions come from the network, and a bare table name must never find a Python variable.
_OFFLINE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
# The file can then still be opened by the 1.5 line, which other tools ship with.
_STORAGE = {"storage_compatibility_version": "v1.5.0"}


def read(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file read-only.  Raises `WarehouseError` where there is none or a writer holds it."""
    if not path.is_file():
        raise WarehouseError(
            "there is no warehouse yet",
            source=str(path),
            advice="make one with: python -m orchestration run",
        )
    return _connect(path, read_only=True, settings=_OFFLINE)


def write(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file for writing, and make it where there is none."""
    return _connect(path, read_only=False, settings=_OFFLINE | _STORAGE)


def _connect(path: Path, *, read_only: bool, settings: dict[str, str]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(settings))
    except duckdb.IOException as error:
        raise WarehouseError(
            f"cannot be opened: {str(error).splitlines()[0]}",
            source=str(path),
            advice="close the program that has it open for writing, then try again",
        ) from error
