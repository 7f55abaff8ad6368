"""The schedule: the warehouse is validated every morning, off until switched on in the UI."""

from __future__ import annotations

import dagster as dg

from orchestration.jobs import checks_job

every_morning = dg.ScheduleDefinition(
    name="check_warehouse_every_morning",
    job=checks_job,
    cron_schedule="0 6 * * *",
    execution_timezone="UTC",
)

SCHEDULES = [every_morning]
