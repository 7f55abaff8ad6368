"""A sound warehouse, and copies of it to spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.expectations import sample_warehouse

Spoil = Callable[[str], Path]


@pytest.fixture(scope="session")
def sound_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which every promise is kept; tests do not write to it."""
    path = tmp_path_factory.mktemp("sound") / "market_metrics.duckdb"
    sample_warehouse.build(path)
    return path


@pytest.fixture
def spoil(sound_warehouse: Path, tmp_path: Path) -> Spoil:
    """Run statements on a copy of the sound warehouse and give the copy."""

    def run(statements: str) -> Path:
        copy = tmp_path / sound_warehouse.name
        shutil.copyfile(sound_warehouse, copy)
        with duckdb.connect(str(copy)) as opened:
            opened.execute(statements)
        return copy

    return run
