"""Runs each measurement in a process of its own, on as many cores as it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

Result = dict[str, Any]


class MeasurementError(RuntimeError):
    """A measurement came to no result: it failed, or ran past its time."""


def measured(
    name: str, given: Result | None = None, *, cores: int = 1, timeout: float = 3600
) -> Result:
    """What the measurement `name` of `benchmarks.measure` gives for the arguments `given`.

    Raises `MeasurementError` where the process fails or runs longer than `timeout` seconds.
    """
    environment = {**os.environ, "POLARS_MAX_THREADS": str(cores)}
    command = [
        sys.executable,
        "-m",
        "benchmarks.measure",
        name,
        str(cores),
        json.dumps(given or {}),
    ]
    try:
        done = subprocess.run(  # noqa: S603  this very program
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MeasurementError(f"{name} took longer than {timeout:.0f} s") from None
    if done.returncode:
        raise MeasurementError(f"{name} failed with status {done.returncode}:\n{done.stderr}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def keep_to(cores: int) -> None:
    """Leave this process `cores` of the processors that it may use, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
