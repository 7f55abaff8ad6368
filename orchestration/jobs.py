"""The jobs: the whole flow, the rates alone, and the checks of the warehouse as it stands."""

from __future__ import annotations

import dagster as dg

market_metrics_job = dg.define_asset_job(
    "check_articles",
    selection=dg.AssetSelection.all(),
    description="Read, normalise, check and store articles; publish the warehouse and the reports.",
)
rates_job = dg.define_asset_job(
    "refresh_rates",
    selection=dg.AssetSelection.assets("fx_rates"),
    description="Store the exchange rates that ship with the engine.",
)
checks_job = dg.define_asset_job(
    "check_warehouse",
    selection=dg.AssetSelection.all_asset_checks(),
    description="Validate the warehouse as it stands, without writing to it.",
)

JOBS = [market_metrics_job, rates_job, checks_job]
