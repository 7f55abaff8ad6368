"""Where rates come from by default: the compiled bundle, or the newer history that the user fetched."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from figurecheck.rates.history import History
from figurecheck.rates.store import RatesFile, read

BUNDLE = Path(__file__).with_name("rates.bin")
CACHE_VARIABLE = "FIGURECHECK_CACHE"


def cache_folder() -> Path:
    """The user's cache folder for figurecheck: `$FIGURECHECK_CACHE`, or the system's usual place."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "figurecheck"


def updated_file() -> Path:
    """Where `figurecheck rates update` keeps the newer ECB history."""
    return cache_folder() / "ecb.rates"


def rates_file() -> RatesFile:
    """The bundle, its ECB book replaced by the updated one where that is newer.

    Raises `RatesError` where the bundle has not been compiled, or the updated file is damaged.
    """
    bundle = read(BUNDLE)
    updated = updated_file()
    if not updated.exists():
        return bundle
    (newer,) = read(updated).books
    books = tuple(
        newer if book.provider == newer.provider and newer.last_day() > book.last_day() else book
        for book in bundle.books
    )
    return RatesFile(books, bundle.facts)


@cache
def bundled() -> History:
    """The history that needs no network; read once."""
    return History(rates_file())
