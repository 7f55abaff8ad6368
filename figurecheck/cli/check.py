"""`figurecheck check`: documents in, a report out, and what it comes to as an exit status."""

from __future__ import annotations

import os
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.baseline import write_baseline
from figurecheck.cli import FOUND, WRONG_CALL, complain
from figurecheck.cli.chosen_rates import chosen_rates
from figurecheck.cli.decisions import review_of, settled
from figurecheck.engine import Engine, Options
from figurecheck.errors import FigurecheckError, UsageError
from figurecheck.ingest.files import iterate
from figurecheck.model import Document
from figurecheck.report.in_base import InBase
from figurecheck.report.tally import Tally
from figurecheck.report.writer import Look, writer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from figurecheck.report.writer import Writer
    from figurecheck.review import Review


def check(chosen: argparse.Namespace) -> int:
    """Check the documents of the paths and return the exit status."""
    if not chosen.paths:
        raise UsageError("no PATH given", advice="name files or folders, or - for standard input")
    settings = settled(chosen)
    review = review_of(settings)
    engine = Engine(
        Options(
            rates=chosen_rates(settings.rates), rules=settings.rules(), aliases=settings.aliases
        )
    )
    base = InBase(settings.base, lambda: engine.rates).checked() if settings.base else None
    report = writer(chosen.format, sys.stdout.write, Look(_colour(), base))
    tally = Tally()
    run(engine, iterate(chosen.paths, chosen.published), review, report, tally)
    if chosen.write_baseline:
        write_baseline(Path(chosen.write_baseline), review.open)
    return status(tally, review, settings.fail_on or "warning")


def run(
    engine: Engine,
    inputs: Iterable[Document | FigurecheckError],
    review: Review,
    report: Writer,
    tally: Tally,
) -> None:
    """Check documents one after the other; failures keep their place between them."""
    waiting: deque[FigurecheckError | None] = deque()  # None stands for a document

    def documents() -> Iterator[Document]:
        for each in inputs:
            if isinstance(each, Document):
                waiting.append(None)
                yield each
            else:
                tally.unread += 1
                complain(each)
                waiting.append(each)

    def tell_failures() -> None:
        while waiting and (failure := waiting[0]) is not None:
            report.failure(failure)
            waiting.popleft()

    for checks in map(review.apply, engine.check_all(documents())):
        tell_failures()
        waiting.popleft()
        tally.add(checks)
        report.document(checks)
    tell_failures()
    for error in review.errors:
        complain(error)
    for note in (*review.notes, *getattr(engine.options.rates, "notes", ())):
        sys.stderr.write(f"figurecheck: note: {note}\n")
    report.end(tally)


def status(tally: Tally, review: Review, fail_on: str) -> int:
    """2 where something could not be read or a decision cannot stand, 1 where enough was found, else 0."""
    if tally.unread or review.errors:
        return WRONG_CALL
    counts = {"error": tally.errors, "warning": tally.errors + tally.warnings, "never": 0}
    return FOUND if counts[fail_on] or (tally.failed and fail_on != "never") else 0


def _colour() -> bool:
    """Colours are for people: on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
