"""Lets one run at a time write to a warehouse."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from figurecheck.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path


class WriterLock:
    """A lock on a folder, which the operating system releases when its holder ends, however it ends."""

    def __init__(self, folder: Path, holder: str) -> None:
        """Take the lock for `holder`.  Raises `WarehouseError` at once where another has it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.pread(self._descriptor, 200, 0).decode(errors="replace").strip()
            os.close(self._descriptor)
            raise WarehouseError(
                f"another run is writing to the warehouse: {other or 'unknown'}",
                source=str(folder.parent),
                advice="wait until it ends, or stop that process, then run again",
            ) from error
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{holder}, process {os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Give the lock back."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
