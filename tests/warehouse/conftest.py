"""A warehouse in a folder of its own, and one that a run has filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.warehouse.filling import fill


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Return where a warehouse may be made."""
    return tmp_path / "market_metrics.duckdb"


@pytest.fixture(scope="session")
def _filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("filled") / "market_metrics.duckdb"
    fill(made, "first-run").publish()
    return made


@pytest.fixture
def filled(_filled_once: Path, warehouse: Path) -> Path:
    """Return a published warehouse with one document."""
    shutil.copyfile(_filled_once, warehouse)
    return warehouse
