"""A spell-checker for market figures: reads quoted numbers and recomputes what can be recomputed.

`check(documents)` reads and judges, `read(documents)` stops after reading and normalising; both are
described in `figurecheck.api`.  They are loaded on first use, because they bring polars with them,
which one article at the command line does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from figurecheck.api import Checks, check, read

__all__ = ["Checks", "__version__", "check", "read"]

__version__ = "0.1.0"

_FROM_API = frozenset({"Checks", "check", "read"})


def __getattr__(name: str) -> object:
    if name not in _FROM_API:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from figurecheck import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_FROM_API})
