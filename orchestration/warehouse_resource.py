"""The warehouse as a Dagster resource: one draft for each run, ended when the run ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import dagster as dg

from warehouse import catalogue, paths
from warehouse.draft import Draft

if TYPE_CHECKING:
    import polars as pl

FIRST: Final = "documents"
LAST: Final = "market_metrics"

# By run: Dagster gives the IO manager and the assets a resource each, and both write to one draft.
_DRAFTS: Final[dict[str, Draft]] = {}


class Warehouse(dg.ConfigurableResource[None]):
    """Gives each step of a run the same draft.

    A run that ends with the step `market_metrics` publishes there, after the checks that block.
    A run of single steps publishes after each of them. A run that picks another up where it failed
    goes on with that one's draft.
    """

    path: str | None = None

    @property
    def file(self) -> Path:
        """Return the file that readers open."""
        return Path(self.path) if self.path else paths.published()

    def draft(self, run: dg.DagsterRun) -> Draft:
        """Return the draft of the run, begun on first use."""
        if run.run_id not in _DRAFTS:
            resumed = run.parent_run_id if FIRST not in _steps(run, FIRST) else None
            _DRAFTS[run.run_id] = Draft(self.file, run.run_id, resumed=resumed)
        return _DRAFTS[run.run_id]

    def write(self, run: dg.DagsterRun, name: str, incoming: pl.DataFrame | None = None) -> None:
        """Write one table, or the tables of one step, with `sql/write/<name>.sql`."""
        self.draft(run).write(name, incoming)
        if LAST not in _steps(run, LAST):
            self.publish(run)

    def publish(self, run: dg.DagsterRun) -> None:
        """Put the run's draft in the place of the file that readers open."""
        self.draft(run).publish()
        del _DRAFTS[run.run_id]

    def describe(self, run: dg.DagsterRun, definition: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a table looks like now, as metadata beside what its asset's definition says.

        That is the number of rows, and the types and comments of the columns.
        """
        table = str(definition["dagster/table_name"])
        found = catalogue.describe(paths.readable(run.run_id, self.file), table)
        columns = [
            dg.TableColumn(column.name, column.type, description=column.comment)
            for column in found.columns
        ]
        return {
            **definition,
            "dagster/row_count": dg.MetadataValue.int(found.rows),
            "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns)),
            "warehouse": dg.MetadataValue.path(str(self.file)),
        }

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Let the next run write; the draft of a failed run stays for the run that resumes it."""
        left = _DRAFTS.pop(context.run_id or "", None)
        if left is not None:
            left.suspend()


def _steps(run: dg.DagsterRun, default: str) -> set[str]:
    """Return the assets that a run was narrowed to; one of a whole job counts as having them all."""
    if run.asset_selection:
        return {key.path[-1] for key in run.asset_selection}
    if run.step_keys_to_execute:
        return set(run.step_keys_to_execute)
    return {default}
