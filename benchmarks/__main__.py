"""Measures speed, memory and accuracy and writes `docs/benchmarks.md`: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.child import ROOT, MeasurementError, measured
from benchmarks.corpus import corpus
from benchmarks.machine import machine
from benchmarks.report import page

if TYPE_CHECKING:
    from benchmarks.child import Result

RESULT = ROOT / "docs" / "benchmarks.md"
SETS = ROOT.parent / "shared" / "eval"
FULL, QUICK = 200, 10  # MB
JUDGED = 50  # MB at most
ADVERSARIAL_SECONDS = 300


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=FULL, help="MB of the corpus (%(default)s)")
    parser.add_argument("--quick", action="store_true", help=f"a corpus of {QUICK} MB, fewer runs")
    parser.add_argument("--no-peers", action="store_true", help="leave the peers out")
    parser.add_argument("--sets", type=Path, default=SETS, help="folder of sets and their scorers")
    parser.add_argument("--output", type=Path, default=RESULT, help="the page (%(default)s)")
    return parser.parse_args()


def attempt(
    results: Result,
    label: str,
    name: str,
    given: Result | None = None,
    *,
    cores: int = 1,
    timeout: float = 3600,
) -> None:
    """Measure and keep the result under `label`; what fails is told on the page and goes on."""
    print(f"benchmarks: {label} …", flush=True)
    try:
        results[label] = measured(name, given, cores=cores, timeout=timeout)
    except MeasurementError as failure:
        print(f"benchmarks: {failure}", flush=True)
        results[label] = {"failed": str(failure).splitlines()[0]}


def main() -> None:
    """Measure one after the other, each in a process of its own, and write the page."""
    chosen = arguments()
    size = QUICK if chosen.quick else chosen.size
    runs = 2 if chosen.quick else 3
    cores = min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
    print(f"benchmarks: a corpus of {size} MB …", flush=True)
    path = str(corpus(size))
    text: Result = {"path": path}
    repeated: Result = text | {"runs": runs}
    results: Result = {"machine": machine(), "size": size}
    attempt(results, "floor", "floor", repeated)
    attempt(results, "one core", "reading", repeated | {"threads": 1})
    attempt(results, "two cores", "reading", repeated | {"threads": cores}, cores=cores)
    attempt(results, "stages", "stages", repeated)
    judged = text | {"megabytes": size / 5 if chosen.quick else min(size, JUDGED)}
    attempt(results, "judging", "judging", judged)
    attempt(results, "memory", "memory", text | {"threads": cores}, cores=cores)
    attempt(results, "growing corpus", "growing_corpus", repeated)
    attempt(results, "growing document", "growing_document", text)
    attempt(results, "opening", "opening")
    attempt(results, "startup", "startup", cores=cores)
    each: Result = {}
    results["adversarial"] = each
    for name in measured("adversarial_inputs")["inputs"]:
        attempt(each, name, "adversarial", {"piece_of": name}, timeout=ADVERSARIAL_SECONDS)
    if not chosen.no_peers:
        slice_ = text | {"kilobytes": 50 if chosen.quick else 200}
        attempt(results, "peers", "peers", slice_)
    attempt(results, "accuracy", "accuracy")
    if chosen.sets.is_dir():
        attempt(results, "sets", "accuracy_outside", {"folder": str(chosen.sets)})
    chosen.output.write_text(page(results), encoding="utf-8")
    print(f"benchmarks: written to {os.path.relpath(chosen.output)}")


if __name__ == "__main__":
    main()
