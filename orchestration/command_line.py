"""The commands of the pipeline: what they take, and the one line that a wrong call is answered with.

Exit status: 0 done, 1 the warehouse fails a check that blocks, 2 a wrong call or an input that
could not be read (the others are stored all the same).
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from figurecheck.errors import FigurecheckError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED_CHECK, WRONG_CALL = 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    try:
        return _dispatch(_parser().parse_args(arguments))
    except FigurecheckError as error:
        sys.stderr.write(f"orchestration: {error}\n")
        return WRONG_CALL


def _dispatch(options: argparse.Namespace) -> int:
    # Each command loads only what it needs: Dagster alone takes a second.
    if options.command == "run":
        from orchestration.run_command import run

        return run(options)
    if options.command == "check":
        from orchestration.check_command import check

        return check()
    from orchestration.query_command import query

    return query(options.statement)


class _Parser(argparse.ArgumentParser):
    """Answers a wrong call with one line, where argparse would print its usage first."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, advice=f"see: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m orchestration", description="Check market figures and store them."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="run|check|query")
    run = commands.add_parser(
        "run",
        help="read, check and store articles",
        description="Read articles, check their figures, store them, validate and publish.",
    )
    run.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: examples/articles)"
    )
    run.add_argument(
        "--published", metavar="DATE", help="of documents that carry no date: YYYY[-MM[-DD]]"
    )
    run.add_argument(
        "--rates", metavar="RATES", help="`ecb` (bundled, the default), or a CSV file of rates"
    )
    run.add_argument(
        "--settings", metavar="FILE", help="settings (default: the nearest figurecheck.toml)"
    )
    run.add_argument("--ledger", metavar="FILE", help="decisions on findings")
    run.add_argument("--baseline", metavar="FILE", help="findings that are known")
    commands.add_parser(
        "check",
        help="validate the warehouse as it stands",
        description="Validate the warehouse as it stands, without writing to it.",
    )
    query = commands.add_parser(
        "query", help="ask the warehouse in SQL", description="Print the rows of a query."
    )
    query.add_argument("statement", metavar="SQL")
    return parser
