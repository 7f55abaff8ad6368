"""The resources: the warehouse, and the IO manager that writes assets to it."""

from __future__ import annotations

from orchestration.io_manager import WarehouseIOManager
from orchestration.warehouse_resource import Warehouse

_warehouse = Warehouse()
RESOURCES = {
    "warehouse": _warehouse,
    "io_manager": WarehouseIOManager(warehouse=_warehouse),
}
