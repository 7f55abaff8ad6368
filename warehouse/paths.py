"""Where the warehouse lies: the file that readers open, and the writer's folder beside it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SQL = ROOT / "sql"
VARIABLE = "FIGURECHECK_WAREHOUSE"


def published() -> Path:
    """Return the file that readers open: the one of the checkout, or that of the variable."""
    named = os.environ.get(VARIABLE)
    return (
        Path(named).expanduser().resolve()
        if named
        else ROOT / "warehouse" / "market_metrics.duckdb"
    )


def writer_folder(warehouse: Path) -> Path:
    """Return the folder of the lock and the drafts; it lies on the same disk as the warehouse."""
    return warehouse.parent / ".writer"


def draft(warehouse: Path, run_id: str) -> Path:
    """Return the file that a run writes to before it is published."""
    return writer_folder(warehouse) / f"{run_id}.duckdb"


def readable(run_id: str, warehouse: Path | None = None) -> Path:
    """Return what a step of a run should read: the run's draft while it has one, else the warehouse."""
    warehouse = warehouse or published()
    own = draft(warehouse, run_id)
    return own if own.exists() else warehouse


def data_docs(warehouse: Path | None = None) -> Path:
    """Return the folder of the data-quality pages, beside the warehouse."""
    return (warehouse or published()).parent / "data_docs"


def reports(warehouse: Path | None = None) -> Path:
    """Return the folder of the reports on what was flagged, beside the warehouse."""
    return (warehouse or published()).parent / "reports"
