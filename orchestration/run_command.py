"""`run`: the whole flow over some articles, what it found, and where to look."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figurecheck import ingest
from figurecheck.errors import InputError
from figurecheck.settings_file import find_settings
from orchestration import closing_words
from orchestration.command_line import FAILED_CHECK, WRONG_CALL
from orchestration.execution import execute
from orchestration.project import Project
from warehouse.paths import ROOT

if TYPE_CHECKING:
    import argparse


def run(chosen: argparse.Namespace) -> int:
    """Execute the job and return the exit status."""
    paths = [Path(path).resolve() for path in chosen.paths] or [ROOT / "examples" / "articles"]
    _refuse_unreadable(paths, chosen.published)
    project = _project(chosen)
    config = {"paths": [str(path) for path in paths], "published": chosen.published}
    sys.stdout.write(f"checking {', '.join(chosen.paths) or 'examples/articles'}\n")
    outcome = execute(
        "check_articles",
        ops={"documents": {"config": config}},
        resources={"project": {"config": project}},
    )
    failures = [
        *outcome.metadata("read_failures").get("failures", []),
        *outcome.metadata("conversions").get("document_errors", []),
        *outcome.metadata("decisions").get("cannot_stand", []),
    ]
    for line in failures:
        sys.stderr.write(f"orchestration: {line}\n")
    if not outcome.result.success:
        sys.stderr.write(closing_words.failure(outcome))
        return FAILED_CHECK
    sys.stdout.write(closing_words.success(outcome))
    return WRONG_CALL if failures else 0


def _project(chosen: argparse.Namespace) -> dict[str, Any]:
    """Return the configuration of the project, with files seen from here; raise where one is wrong."""
    settings = Path(chosen.settings) if chosen.settings else find_settings(Path.cwd()).file
    named = {
        "settings": settings,
        "ledger": _file(chosen.ledger),
        "baseline": _file(chosen.baseline),
        "rates": _file(chosen.rates),
    }
    config = {name: str(value) for name, value in named.items() if value}
    project = Project(**config)
    project.options()
    project.review()
    return config


def _file(name: str | None) -> Path | str | None:
    return Path(name).resolve() if name and Path(name).exists() else name


def _refuse_unreadable(paths: list[Path], published: str | None) -> None:
    """Raise before a run is recorded for a call that cannot come to anything."""
    ingest.load([], published)  # raises for a wrong date
    if any(path.is_dir() for path in paths):
        return
    documents, failures = ingest.load(paths, published)
    if not documents:
        raise InputError("; ".join(str(failure) for failure in failures))
