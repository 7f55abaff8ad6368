"""Speed of judging beside reading: every stated conversion and every rule, on columns of documents."""

from __future__ import annotations

from typing import Any

from benchmarks.speed import load
from benchmarks.speed import megabytes as size_of
from benchmarks.timing import timed
from figurecheck import api
from figurecheck.bulk import judged
from figurecheck.engine import Options


def judging(path: str, megabytes: float, runs: int = 3) -> dict[str, Any]:
    """Seconds of the steps of `check` on the first documents of a corpus.

    `read` and `judge` take the documents one after the other; `first` is judging with no rate of the
    history worked out yet. `closely` is how many documents were looked at one by one.
    """
    frame, whole = load(path)
    part = frame.head(max(1, round(frame.height * min(1.0, megabytes / whole)))).rechunk()
    documents = api.documents_frame(part)
    options = Options()
    read = api.read_documents(documents, to_judge=True)
    first = timed(lambda: judged(documents, read, options), 1)["best"]
    found = judged(documents, read, options)
    verdicts = found.conversions["verdict"].value_counts().rows()
    return {
        "size": size_of(part),
        "documents": part.height,
        "closely": len(found.closely),
        "read": timed(lambda: api.read_documents(documents, to_judge=True), runs)["best"],
        "first": first,
        "judge": timed(lambda: judged(documents, read, options), runs)["best"],
        "check": timed(lambda: api.check(part), runs)["best"],
        "verdicts": dict(sorted(verdicts)),
        "findings": found.findings.height,
    }
