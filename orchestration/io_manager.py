"""Writes an asset's frame to its tables, and reads it back, with the statements of `sql/`."""

# Annotations are left unquoted here: Dagster finds a resource's dependencies in them.
import dagster as dg
import polars as pl

from orchestration.warehouse_resource import Warehouse


class WarehouseIOManager(dg.ConfigurableIOManager):
    """An asset named `x` is written by `sql/write/x.sql` and read by `sql/read/x.sql`.

    A write is one transaction in the run's draft: kill it at any moment and the rows are all old or
    all new. What is read is the batch, the documents that the run is about.
    """

    warehouse: dg.ResourceDependency[Warehouse]

    def handle_output(self, context: dg.OutputContext, obj: pl.DataFrame) -> None:
        """Replace the rows of the batch and attach what the table looks like now."""
        name = context.asset_key.path[-1]
        run = context.step_context.dagster_run
        self.warehouse.write(run, name, obj)
        described = self.warehouse.describe(run, context.definition_metadata)
        context.add_output_metadata({"batch_rows": obj.height, **described})

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        """Return the rows of the batch as the engine takes them."""
        run = context.step_context.dagster_run
        return self.warehouse.draft(run).read(context.asset_key.path[-1])
