"""The exchange rates that `--rates` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.errors import UsageError
from figurecheck.near import did_you_mean

if TYPE_CHECKING:
    from figurecheck.rates import History

BUNDLED, LIVE = "ecb", "live"


def chosen_rates(name: str | None) -> History | None:
    """The history to judge by; None means the bundled one, which is read when it is needed.

    Raises `UsageError` for a file that does not exist, `RatesError` for one that holds no rates.
    """
    if name is None or name == BUNDLED:
        return None
    if name == LIVE:
        return _live()
    from figurecheck.rates import bundled
    from figurecheck.rates.user_file import with_user_rates

    path = Path(name)
    if not path.exists():
        near = did_you_mean(name, [BUNDLED, LIVE])
        raise UsageError(
            f"`{name}` is neither ecb, live nor a file of rates",
            source="--rates",
            advice=near or "check the path",
        )
    return with_user_rates(path, bundled())


def _live() -> History:
    from datetime import UTC, datetime

    from figurecheck.rates import bundled
    from figurecheck.rates.live import LiveRates
    from figurecheck.rates.live_cache import FolderCache
    from figurecheck.rates.live_history import LiveHistory
    from figurecheck.rates.load import cache_folder

    live = LiveRates(cache=FolderCache(cache_folder() / "live"))
    return LiveHistory(bundled(), live, datetime.now(UTC).date())
