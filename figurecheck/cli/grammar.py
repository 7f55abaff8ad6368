"""Commands and options, and what is said when they are mistyped."""

from __future__ import annotations

import argparse
import os
import re
from typing import TYPE_CHECKING, NoReturn

from figurecheck import __version__
from figurecheck.errors import UsageError
from figurecheck.near import advice, did_you_mean
from figurecheck.report.widths import terminal_width
from figurecheck.report.writer import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FAIL_ON = ("error", "warning", "never")
NAME = "figurecheck"
HELP = "see `figurecheck --help`"
CHECK_EPILOGUE = """exit status:
  0  nothing to report
  1  findings (see --fail-on), or a document that could not be processed
  2  bad usage, or a file or a line of it that cannot be read
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as reports are; argparse's own way to the width is slow to load."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=terminal_width())


class _Parser(argparse.ArgumentParser):
    """Raises `UsageError` instead of printing usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message.replace("argument ", "", 1), advice=HELP)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The chosen command with its options; `run` is the function that carries it out.

    Raises `UsageError` for what is not known, naming what is nearest to it.
    """
    parser, commands = _parser()
    words = list(arguments)
    if words and not words[0].startswith("-") and words[0] not in commands:
        raise UsageError(
            f"unknown command `{words[0]}`", advice=_nearest_command(words[0], commands)
        )
    chosen, unknown = parser.parse_known_args(words)
    if unknown:
        known = [*_options(parser), *_options(commands.get(chosen.command))]
        word = unknown[0].partition("=")[0]
        near = did_you_mean(word, known) if word.startswith("--") else None
        raise UsageError(f"unknown option `{word}`", advice=near or HELP)
    if chosen.command is None:
        raise UsageError("no command given", advice=f"known are {', '.join(commands)}; {HELP}")
    return chosen


def _nearest_command(word: str, commands: Iterable[str]) -> str:
    if os.path.exists(word):  # noqa: PTH110  no path object for one question
        return f"did you mean `figurecheck check {word}`?"
    return advice(word, commands)


def _options(parser: argparse.ArgumentParser | None) -> list[str]:
    """The long options, as the parser's own usage line names them."""
    return re.findall(r"--[a-z-]+", parser.format_usage()) if parser else []


def _one_of(known: Sequence[str], option: str) -> Callable[[str], str]:
    def choose(word: str) -> str:
        if word not in known:
            raise UsageError(f"`{word}` is not known", source=option, advice=advice(word, known))
        return word

    return choose


def _parser() -> tuple[_Parser, dict[str, argparse.ArgumentParser]]:
    parser = _Parser(
        prog=NAME,
        description="A spell-checker for market figures: recomputes what can be recomputed.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"figurecheck {__version__}")
    commands = parser.add_subparsers(
        dest="command",
        title="commands",
        metavar="COMMAND",
        prog=NAME,  # worked out otherwise, by modules that are slow to load
    )
    _check(
        commands.add_parser(
            "check",
            help="check documents",
            description="Check the figures of documents, each and against each other.",
            epilog=CHECK_EPILOGUE,
            allow_abbrev=False,
            formatter_class=_Help,
        )
    )
    explain = commands.add_parser(
        "explain",
        help="print the page of a rule, or list the rules",
        description="Print what a rule checks, why, and when it is silent; without RULE, list all.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    explain.add_argument("rule", metavar="RULE", nargs="?", help="such as FX01")
    explain.set_defaults(run=_explain)
    rates = commands.add_parser(
        "rates",
        help="bring the exchange rates up to date",
        description="Fetch the newest reference rates of the ECB for later runs.",
        allow_abbrev=False,
        formatter_class=_Help,
    )
    rates.add_argument("action", metavar="update", type=_one_of(["update"], "figurecheck rates"))
    rates.set_defaults(run=_rates)
    return parser, dict(commands.choices)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="text, Markdown, HTML, PDF or .jsonl; a folder of them; - for standard input",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="publication date of documents that carry none: YYYY, YYYY-MM or YYYY-MM-DD",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        default="text",
        type=_one_of(FORMATS, "--format"),
        help=f"{', '.join(FORMATS)} (default: text)",
    )
    parser.add_argument(
        "--rates",
        metavar="RATES",
        help="ecb (bundled), live, or a CSV file of your own (default: ecb)",
    )
    parser.add_argument(
        "--base", metavar="CURRENCY", help="also give amounts in this currency, such as USD"
    )
    parser.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        type=_one_of(FAIL_ON, "--fail-on"),
        help="error, warning or never: what makes the exit status 1 (default: warning)",
    )
    parser.add_argument("--select", metavar="RULES", help="run these only: FX01,SUM or all of FX")
    parser.add_argument("--ignore", metavar="RULES", help="leave these out")
    parser.add_argument(
        "--settings",
        metavar="FILE",
        help="settings (default: figurecheck.toml or pyproject.toml, here or above)",
    )
    parser.add_argument("--ledger", metavar="FILE", help="decisions on findings (YAML)")
    parser.add_argument("--baseline", metavar="FILE", help="known findings, which do not count")
    parser.add_argument(
        "--write-baseline", metavar="FILE", help="write what is found now as known findings"
    )
    parser.set_defaults(run=_run_check)


def _run_check(chosen: argparse.Namespace) -> int:
    from figurecheck.cli.check import check

    return check(chosen)


def _explain(chosen: argparse.Namespace) -> int:
    from figurecheck.cli.explain import explain

    return explain(chosen.rule)


def _rates(chosen: argparse.Namespace) -> int:
    from figurecheck.cli.rates import update_rates

    del chosen  # `update` is all that can be asked for
    return update_rates()
