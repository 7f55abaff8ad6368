"""What kind of machine and what software a measurement was taken on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("polars", "numpy")


def machine() -> dict[str, str]:
    """Facts for the head of the page: processor, memory, system, versions, date."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": f"{_fact('/proc/cpuinfo', 'model name') or platform.processor()}, {usable} cores usable",
        "memory": _fact("/proc/meminfo", "MemTotal") or "unknown",
        "system": f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def _fact(path: str, name: str) -> str | None:
    if not Path(path).exists():
        return None
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return None
