"""Speed of judging: every stated conversion and every rule, on documents as `check` takes them."""

from __future__ import annotations

from typing import Any

from benchmarks.speed import load
from benchmarks.speed import megabytes as size_of
from benchmarks.timing import timed
from figurecheck import api


def judging(path: str, megabytes: float, runs: int = 2) -> dict[str, Any]:
    """Seconds of the steps of `check` on the first documents of a corpus.

    `judge` is timed as the API calls it, with whatever it reads again by itself.
    """
    frame, whole = load(path)
    part = frame.head(max(1, round(frame.height * min(1.0, megabytes / whole)))).rechunk()
    size = size_of(part)
    checks = api.check(part)
    verdicts = checks.conversions["verdict"].value_counts().rows()
    return {
        "size": size,
        "documents": part.height,
        "read": timed(lambda: api.read(part), runs)["best"],
        "judge": timed(lambda: api.judge(part), runs)["best"],
        "check": timed(lambda: api.check(part), runs)["best"],
        "verdicts": dict(sorted(verdicts)),
        "findings": checks.findings.height,
    }
