"""One measurement in this process: `python -m benchmarks.measure NAME CORES JSON`, the result as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from benchmarks.child import keep_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.child import Result


def measurements() -> dict[str, Callable[..., Result]]:
    """Every measurement by name. Imported late: polars counts its threads when it is loaded."""
    from benchmarks import accuracy, adversarial, judging, peers, speed, startup

    return {
        "accuracy": accuracy.news,
        "accuracy_outside": accuracy.outside,
        "adversarial": adversarial.adversarial,
        "adversarial_inputs": lambda: {"inputs": list(adversarial.INPUTS)},
        "floor": speed.floor,
        "growing_corpus": speed.growing_corpus,
        "growing_document": speed.growing_document,
        "judging": judging.judging,
        "memory": speed.memory,
        "opening": speed.opening,
        "peers": peers.peers,
        "reading": speed.reading,
        "stages": speed.stages,
        "startup": startup.startup,
    }


def main(name: str, cores: str, given: str) -> None:
    """Measure and print."""
    keep_to(int(cores))
    print(json.dumps(measurements()[name](**json.loads(given))))


if __name__ == "__main__":
    main(*sys.argv[1:])
