"""The resources: the warehouse, the IO manager that writes assets to it, and the project's settings."""

from __future__ import annotations

from orchestration.io_manager import WarehouseIOManager
from orchestration.project import Project
from orchestration.warehouse_resource import Warehouse

_warehouse = Warehouse()
RESOURCES = {
    "warehouse": _warehouse,
    "io_manager": WarehouseIOManager(warehouse=_warehouse),
    "project": Project(),
}
