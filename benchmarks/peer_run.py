"""One peer over some documents, run by the peers' own Python: `peer_run.py NAME FILE.jsonl`.

Imports nothing of this project, which is not installed there.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def quantulum3() -> Callable[[str], int]:
    """Quantities, with the disambiguation that needs no further packages."""
    from quantulum3 import parser  # type: ignore[import-not-found,unused-ignore]

    return lambda text: len(parser.parse(text))


def recognizers_currency() -> Callable[[str], int]:
    """Amounts of money alone."""
    from recognizers_number_with_unit import (  # type: ignore[import-not-found,unused-ignore]
        recognize_currency,
    )

    return lambda text: len(recognize_currency(text, "en-us"))


def recognizers() -> Callable[[str], int]:
    """Numbers, percentages, money and dimensions: what comes nearest to all that is read here."""
    from recognizers_number import (  # type: ignore[import-not-found,unused-ignore]
        recognize_number,
        recognize_percentage,
    )
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    return lambda text: sum(len(model(text, "en-us")) for model in models)


PEERS = {
    "quantulum3": quantulum3,
    "Recognizers-Text, currency": recognizers_currency,
    "Recognizers-Text, four models": recognizers,
}


def main(name: str, path: str) -> None:
    """Read every document once and print the seconds that took; loading does not count."""
    warnings.simplefilter("ignore")
    texts = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    read = PEERS[name]()
    read(texts[0])
    begun = time.perf_counter()
    found = sum(read(text) for text in texts)
    print(json.dumps({"seconds": time.perf_counter() - begun, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
