"""A run's own copy of the warehouse: written step by step, then published whole or thrown away."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from figurecheck.errors import WarehouseError
from warehouse import connection, paths, statements
from warehouse.derivation import derivation
from warehouse.lock import WriterLock
from warehouse.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import duckdb
    import polars as pl


class Draft:
    """The one writer of a warehouse, from the first step of a run to the last.

    The batch is the documents that the run is about: those it read, or all that are stored where it
    starts at a later step or they were stored by another version. A step replaces rows of the batch
    that differ and leaves all others.
    """

    def __init__(self, warehouse: Path, run_id: str, *, resumed: str | None = None) -> None:
        """Take the writer's lock and copy the warehouse.

        `resumed` is the failed run whose draft is to be gone on with. Raises `WarehouseError` where
        another run is writing, a program has the file open for writing, or the draft to resume is
        gone or older than the warehouse.
        """
        self.warehouse = warehouse
        self.run_id = run_id
        self.path = paths.draft(warehouse, run_id)
        self._lock = WriterLock(self.path.parent, f"run {run_id}")
        try:
            if resumed is None:
                self._begin()
            else:
                self._resume(resumed)
        except BaseException:
            self.discard()
            raise

    def write(self, name: str, incoming: pl.DataFrame | None = None) -> None:
        """Run `sql/write/<name>.sql` over the frame, whole or not at all."""

        def replace_rows(opened: duckdb.DuckDBPyConnection) -> None:
            opened.execute("SET VARIABLE run_id = $1", [self.run_id])
            opened.execute("SET VARIABLE derivation = $1", [derivation()])
            if incoming is not None:
                opened.register("incoming", incoming)
            statements.run(opened, f"write/{name}")

        self._transact(replace_rows)

    def read(self, name: str, **variables: object) -> pl.DataFrame:
        """Return the rows of `sql/read/<name>.sql`, which may look at the variables."""
        return statements.select(self.path, f"read/{name}", **variables)

    def publish(self) -> None:
        """Put the draft in the place of the warehouse, and end it.

        Who has the old file open goes on reading the old rows until they open it anew.
        """
        self._transact(lambda opened: statements.run(opened, "write/batch_drop"))
        with closing(connection.write(self.path)) as opened:
            opened.execute("CHECKPOINT")
        _flush(self.path)
        # A log left beside the old file would be played into the new one.
        _log(self.warehouse).unlink(missing_ok=True)
        self.path.replace(self.warehouse)
        _flush(self.warehouse.parent)
        self._lock.release()

    def discard(self) -> None:
        """Throw the draft away; the warehouse stays as it was."""
        self._clear()
        self._lock.release()

    def suspend(self) -> None:
        """Let others write, and keep the draft until then for a run that resumes this one."""
        self._lock.release()

    def _begin(self) -> None:
        self._clear()
        self._copy()
        with closing(connection.write(self.path)) as opened:
            migrate(opened)
        self._transact(lambda opened: statements.run(opened, "write/batch_all"))

    def _resume(self, failed: str) -> None:
        theirs = paths.draft(self.warehouse, failed)
        published = self.warehouse.stat().st_mtime_ns if self.warehouse.exists() else 0
        if not theirs.exists() or theirs.stat().st_mtime_ns < published:
            raise WarehouseError(
                f"what run {failed} had written is gone or out of date",
                source=str(self.warehouse),
                advice="run all steps again, from documents on",
            )
        theirs.replace(self.path)
        if _log(theirs).exists():
            _log(theirs).replace(_log(self.path))

    def _copy(self) -> None:
        if not self.warehouse.exists():
            return
        # Held open for reading, the file cannot be changed by another program during the copy.
        with closing(connection.read(self.warehouse)):
            for source, target in (
                (self.warehouse, self.path),
                (_log(self.warehouse), _log(self.path)),
            ):
                if source.exists():
                    shutil.copyfile(source, target)

    def _clear(self) -> None:
        for leftover in self.path.parent.glob("*.duckdb*"):
            leftover.unlink()

    def _transact(self, change: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        with closing(connection.write(self.path)) as opened:
            opened.execute("BEGIN")
            change(opened)
            opened.execute("COMMIT")


def _log(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
