"""What rows are made with: once that changes, stored documents are read and judged anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import figurecheck
from warehouse.paths import SQL

ENGINE = Path(figurecheck.__file__).parent


@cache
def derivation() -> str:
    """Return a hash of the engine, and of the statements that write its results.

    A warehouse whose `core.scripts` has another one holds rows of another version.
    """
    files = [path for path in ENGINE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    files += [*(SQL / "write").glob("*.sql"), *(SQL / "macros").glob("core_*.sql")]
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(path.name.encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
