"""The sensor: new or changed files in the inbox folder are checked, off until switched on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.jobs import market_metrics_job
from warehouse.paths import ROOT

VARIABLE = "FIGURECHECK_INBOX"


def inbox() -> Path:
    """Return the folder that is watched: `warehouse/inbox`, or that of the variable."""
    return Path(os.environ.get(VARIABLE) or ROOT / "warehouse" / "inbox").expanduser().resolve()


@dg.sensor(job=market_metrics_job, minimum_interval_seconds=30)
def new_articles(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for one run over the files of the inbox that changed since the last one."""
    folder = inbox()
    seen = int(context.cursor or 0)
    changed = {
        path: path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_mtime_ns > seen
    }
    if not changed:
        yield dg.SkipReason(f"no new file in {folder}")
        return
    newest = max(changed.values())
    context.update_cursor(str(newest))
    yield dg.RunRequest(
        run_key=str(newest),
        run_config={"ops": {"documents": {"config": {"paths": [str(path) for path in changed]}}}},
    )


SENSORS = [new_articles]
