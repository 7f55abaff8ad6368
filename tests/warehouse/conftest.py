"""A warehouse in a folder of its own, and a run that fills it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.filling import fill


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Return where a warehouse may be made."""
    return tmp_path / "market_metrics.duckdb"


@pytest.fixture
def filled(warehouse: Path) -> Path:
    """Return a published warehouse with one document."""
    fill(warehouse, "first-run").publish()
    return warehouse
