"""What may be imported where: the engine alone, and a command line that starts at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = "{'polars', 'pint', 'pandas', 'dagster', 'duckdb', 'great_expectations', 'numpy'}"


def lint(repository: Path, name: str, code: str) -> str:
    """Lint `code` as if it stood in the file `name`; returns what the import rule says."""
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--no-cache"]
    options = ["--output-format", "concise", "--stdin-filename", name, "-"]
    result = subprocess.run(
        command + options, input=code, cwd=repository, capture_output=True, text=True, check=False
    )
    assert not result.stderr
    return result.stdout


@pytest.mark.parametrize("module", ["dagster", "duckdb", "great_expectations"])
def test_engine_may_not_import_the_pipeline(repository: Path, module: str) -> None:
    code = f"import {module}\n\nprint({module})\n"
    for place in ("figurecheck/cli.py", "figurecheck/reconcile/rules/fx01.py"):
        said = lint(repository, place, code)
        assert f"`{module}` is banned" in said
        assert "belong" in said
    assert "All checks passed" in lint(repository, "assets/figures.py", code)


@pytest.mark.parametrize(
    "line", ["import requests", "import socket", "import http.client", "import urllib.request"]
)
def test_only_the_live_provider_may_use_the_network(repository: Path, line: str) -> None:
    assert "only figurecheck/rates/live.py" in lint(repository, "figurecheck/ingest/html.py", line)
    assert "All checks passed" in lint(repository, "figurecheck/rates/live.py", line)


@pytest.mark.parametrize("module", ["figurecheck", "figurecheck.model", "figurecheck.errors"])
def test_importing_the_words_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(sorted({HEAVY} & set(sys.modules)))"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert loaded.strip() == "[]"
