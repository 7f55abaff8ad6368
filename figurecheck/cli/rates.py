"""`figurecheck rates update`: newer reference rates for later runs."""

from __future__ import annotations

import sys

from figurecheck.rates.update import update


def update_rates() -> int:
    """Fetch the newest history and say what changed. Raises `RatesError` where it cannot be had."""
    done = update()
    if done.path is None:
        told = f"the rates are up to date: the last are of {done.last_before}"
    else:
        told = f"rates to {done.last_after} (before: {done.last_before}) are kept in {done.path}"
    sys.stdout.write(told + "\n")
    return 0
