"""Wall time of `figurecheck check` on one article, with that of an empty Python beside it."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.child import ROOT

ARTICLE = ROOT / "examples" / "articles" / "china-livestream-shopping.md"
FOUND = 1  # the article's conversion is a wrong one


def startup(runs: int = 10) -> dict[str, Any]:
    """Milliseconds, the two run in turns after one warm-up; `RuntimeError` where nothing is found."""
    command = [str(Path(sys.executable).with_name("figurecheck")), "check", str(ARTICLE)]
    empty = [sys.executable, "-c", "pass"]
    took: dict[str, list[float]] = {"check": [], "python": []}
    for run in range(runs + 1):
        for name, each, status in (("check", command, FOUND), ("python", empty, 0)):
            begun = time.perf_counter()
            done = subprocess.run(each, capture_output=True, check=False)  # noqa: S603
            if done.returncode != status:
                raise RuntimeError(f"{each} ended with {done.returncode}: {done.stderr.decode()}")
            if run:
                took[name].append(1000 * (time.perf_counter() - begun))
    return {
        name: {"median": statistics.median(times), "best": min(times)}
        for name, times in took.items()
    }
