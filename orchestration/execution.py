"""Executes a job of the definitions in this process, recorded in the instance that the UI shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration import home, progress
from orchestration.definitions import defs


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    result: dg.ExecuteInProcessResult
    log: Path

    def metadata(self, asset: str) -> dict[str, Any]:
        """Return the metadata of an asset that the run wrote; empty where it did not come to it."""
        for event in self.result.get_asset_materialization_events():
            if event.asset_key == dg.AssetKey(asset):
                found = event.step_materialization_data.materialization.metadata
                return {name: value.value for name, value in found.items()}
        return {}

    def failed_checks(self) -> list[dg.AssetCheckEvaluation]:
        """Return the evaluations of the checks that did not pass, errors before warnings."""
        failed = [check for check in self.result.get_asset_check_evaluations() if not check.passed]
        return sorted(failed, key=lambda check: check.severity is not dg.AssetCheckSeverity.ERROR)

    def reason(self) -> str:
        """Return why a run failed: the first line of the error at the root."""
        for event in self.result.get_step_failure_events():
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            if error is not None:
                return error.message.strip().splitlines()[0]
        return "the run failed"


def execute(
    job: str, ops: dict[str, Any] | None = None, resources: dict[str, Any] | None = None
) -> Outcome:
    """Run a job to its end and return how it went; a failed step is not raised."""
    folder = home.prepare()
    log = folder / "logs" / f"{job}.log"
    config = {"ops": ops or {}, "resources": resources or {}, "loggers": progress.settings(log)}
    with dg.DagsterInstance.get() as instance:
        result = (
            defs()
            .resolve_job_def(job)
            .execute_in_process(run_config=config, instance=instance, raise_on_error=False)
        )
    return Outcome(result, log)
