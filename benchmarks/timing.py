"""Wall time, memory and growth: how they are measured, the same way everywhere."""

from __future__ import annotations

import math
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MEGABYTE = 1_000_000
STATUS = Path("/proc/self/status")


class Times(TypedDict):
    """Seconds: the best and the median of some runs, and what the best took of a processor."""

    best: float
    median: float
    processor: float


def timed(work: Callable[[], object], runs: int = 5) -> Times:
    """Seconds that `work` takes; it is run once before, so that caches and pages are warm."""
    work()
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        processors.append(time.process_time() - processor)
        walls.append(time.perf_counter() - wall)
    return {
        "best": min(walls),
        "median": statistics.median(walls),
        "processor": min(processors),
    }


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The exponent k of seconds = c * size^k, by least squares over the logarithms."""
    slope: float = statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(each) for each in seconds]
    ).slope
    return slope


def resident(*, peak: bool = False) -> float:
    """Megabytes of this process in memory, now or at most since `forget_peak`; nan if unknown."""
    wanted = "VmHWM:" if peak else "VmRSS:"
    if STATUS.exists():
        for line in STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith(wanted):
                return int(line.split()[1]) * 1024 / MEGABYTE
    return math.nan


def forget_peak() -> None:
    """Let the peak of memory start again from what is resident now (Linux)."""
    switch = Path("/proc/self/clear_refs")
    if switch.exists():
        switch.write_text("5", encoding="ascii")
