"""What Dagster loads: the assets, their checks, and how and when they run."""

from __future__ import annotations

import dagster as dg

import assets
from expectations.checks import build_asset_checks
from orchestration.jobs import JOBS
from orchestration.progress import progress_logger
from orchestration.resources import RESOURCES
from orchestration.schedules import SCHEDULES
from orchestration.sensors import SENSORS


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions of the code location `market_metrics`."""
    return dg.Definitions(
        assets=dg.load_assets_from_package_module(assets),
        asset_checks=build_asset_checks(),
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=SENSORS,
        resources=RESOURCES,
        loggers={"console": dg.colored_console_logger, "progress": progress_logger},
        # One process for all steps: the draft of the warehouse has one writer from first to last.
        executor=dg.in_process_executor,
    )
