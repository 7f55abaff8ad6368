"""What the tables of the warehouse promise, and the check of those promises.

`validate(warehouse)` is all that a caller needs.  Great Expectations takes seconds to import, so it
is loaded on the first call and not when this package is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from expectations.report import ValidationReport

__all__ = ["validate"]


def validate(
    warehouse: Path,
    *,
    names: Collection[str] | None = None,
    data_docs: Path | None = None,
) -> ValidationReport:
    """Check the warehouse as it stands against every suite, without writing to it.

    `names` keeps only the expectations of these names.  `data_docs` is the folder that gets the
    Data Docs site; without it no page is written.  Raises `WarehouseError` where the file cannot be
    opened or was written by another version, and `SettingsError` where a suite is not well formed;
    a table that cannot be read is a failed expectation, not an error.
    """
    from expectations.checkpoint import run

    return run(warehouse, names=names, data_docs=data_docs)
