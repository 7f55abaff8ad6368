"""`run`: the whole flow over some articles, what it found, and where to look."""

from __future__ import annotations

import sys
from pathlib import Path

from figurecheck import ingest
from figurecheck.errors import InputError
from orchestration import closing_words
from orchestration.command_line import FAILED_CHECK, WRONG_CALL
from orchestration.execution import execute
from warehouse.paths import ROOT


def run(paths: list[str], published: str | None) -> int:
    """Execute the job and return the exit status."""
    chosen = [Path(path).resolve() for path in paths] or [ROOT / "examples" / "articles"]
    _refuse_unreadable(chosen, published)
    config = {"paths": [str(path) for path in chosen], "published": published}
    sys.stdout.write(f"checking {', '.join(paths) or 'examples/articles'}\n")
    outcome = execute("check_articles", {"documents": {"config": config}})
    failures = [
        *outcome.metadata("read_failures").get("failures", []),
        *outcome.metadata("conversions").get("document_errors", []),
    ]
    for line in failures:
        sys.stderr.write(f"orchestration: {line}\n")
    if not outcome.result.success:
        sys.stderr.write(closing_words.failure(outcome))
        return FAILED_CHECK
    sys.stdout.write(closing_words.success(outcome))
    return WRONG_CALL if failures else 0


def _refuse_unreadable(paths: list[Path], published: str | None) -> None:
    """Raise before a run is recorded for a call that cannot come to anything."""
    ingest.load([], published)  # raises for a wrong date
    if any(path.is_dir() for path in paths):
        return
    documents, failures = ingest.load(paths, published)
    if not documents:
        raise InputError("; ".join(str(failure) for failure in failures))
