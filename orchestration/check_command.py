"""`check`: validates the warehouse as it stands, without writing to it."""

from __future__ import annotations

import sys
from contextlib import closing

from orchestration import quality
from orchestration.command_line import FAILED_CHECK
from orchestration.execution import execute
from warehouse import connection, paths
from warehouse.migrations import refuse_outdated


def check() -> int:
    """Execute the checks and return 1 where one that blocks did not pass."""
    with closing(connection.read(paths.published())) as opened:
        refuse_outdated(opened)
        sys.stdout.write(f"validating {paths.published()}\n")
    outcome = execute("check_warehouse")
    failed = outcome.failed_checks()
    sys.stdout.write(f"\n{quality.in_full(failed)}")
    pages = paths.data_docs() / "index.html"
    sys.stdout.write(f"Data quality pages: {pages}\n")
    if not outcome.result.success:
        sys.stderr.write(f"orchestration: {outcome.reason()}; see {outcome.log}\n")
        return FAILED_CHECK
    return FAILED_CHECK if quality.red(failed) else 0
