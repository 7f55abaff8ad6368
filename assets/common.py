"""What every asset of the flow shares: its owner, its code version and the lineage of its columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg
import yaml

import figurecheck

OWNERS = ["team:figurecheck"]
POOL = "duckdb"  # of one slot: the file has one writer
CODE_VERSION = figurecheck.__version__

_LINEAGE = Path(__file__).with_name("lineage.yaml")


def table_metadata(asset: str, table: str) -> dict[str, Any]:
    """Return the metadata that is known before a run: the table, and what its columns come from."""
    return {
        "dagster/table_name": table,
        "dagster/column_lineage": dg.TableColumnLineage(
            {
                column: [_dependency(source) for source in sources]
                for column, sources in lineage().get(asset, {}).items()
            }
        ),
    }


@cache
def lineage() -> dict[str, dict[str, list[str]]]:
    """Return the columns that each column comes from: asset, column, then `asset.column`."""
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(_LINEAGE.read_text(encoding="utf-8"))
    return read


def _dependency(source: str) -> dg.TableColumnDep:
    asset, column = source.split(".")
    return dg.TableColumnDep(dg.AssetKey(asset), column)
