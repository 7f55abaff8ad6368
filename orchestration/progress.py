"""Prints a line for each step of a run as it ends; all else that Dagster says goes to a file."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import dagster as dg

_EVENTS = {
    dg.DagsterEventType.ASSET_MATERIALIZATION,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
    dg.DagsterEventType.STEP_START,
    dg.DagsterEventType.STEP_SUCCESS,
    dg.DagsterEventType.STEP_FAILURE,
}


class Progress(logging.Handler):
    """Gathers what a step wrote, and prints it when the step ends."""

    def __init__(self) -> None:
        """Start with no step under way."""
        super().__init__()
        self._written: dict[str, int | None] = {}
        self._passed = self._failed = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take one of Dagster's records."""
        event = _event(record)
        if event is None or event.event_type not in _EVENTS:
            return
        if event.event_type is dg.DagsterEventType.STEP_START:
            self._written, self._passed, self._failed = {}, 0, 0
        elif event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION:
            written = event.step_materialization_data.materialization
            rows = written.metadata.get("batch_rows") or written.metadata.get("dagster/row_count")
            self._written[written.asset_key.path[-1]] = rows.value if rows else None  # type: ignore[assignment]
        elif event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            passed = event.asset_check_evaluation_data.passed
            self._passed += passed
            self._failed += not passed
        elif event.event_type is dg.DagsterEventType.STEP_SUCCESS:
            self._print(event.step_success_data.duration_ms / 1000)
        else:
            sys.stdout.write(f"  {event.step_key or 'a step':<20} failed\n")
            sys.stdout.flush()

    def _print(self, seconds: float) -> None:
        lines = [
            f"{name:<20} {rows:>9,} rows" if rows is not None else f"{name:<20} {'written':>14}"
            for name, rows in self._written.items()
        ]
        if self._passed or self._failed:
            told = f"{self._passed:>9,} pass, {self._failed} fail"
            lines.append(f"{'data quality':<20} {told}")
        for line in lines:
            sys.stdout.write(f"  {line:<46}{seconds:>6.1f} s\n")
        sys.stdout.flush()


class _WithTraceback(logging.Formatter):
    """Adds to a failed step what failed in it, which Dagster keeps beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the error under it."""
        line = super().format(record)
        event = _event(record)
        if event is None or event.event_type is not dg.DagsterEventType.STEP_FAILURE:
            return line
        error = event.step_failure_data.error
        return f"{line}\n{error.to_string()}" if error else line


def _event(record: logging.LogRecord) -> dg.DagsterEvent | None:
    event: dg.DagsterEvent | None = getattr(record, "dagster_meta", {}).get("dagster_event")
    return event


@dg.logger(
    {"file": str},
    description="A line for each step on the terminal, and everything in a file.",
)
def progress_logger(context: dg.InitLoggerContext) -> logging.Logger:
    """Return the logger of one run."""
    file = Path(context.logger_config["file"])
    file.parent.mkdir(parents=True, exist_ok=True)
    told = logging.FileHandler(file, mode="w", encoding="utf-8")
    told.setFormatter(_WithTraceback("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("orchestration")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.handlers = [told, Progress()]
    return logger


def settings(file: Path) -> dict[str, Any]:
    """Return the part of a run's configuration that chooses this logger and silences the others."""
    return {"progress": {"config": {"file": str(file)}}}
