"""The folder where Dagster records runs, so that the UI shows what the command line started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from warehouse.paths import ROOT


def prepare() -> Path:
    """Make the folder with its settings, and name it to Dagster.

    It is `.dagster` in the checkout, unless DAGSTER_HOME names another.
    """
    home = Path(os.environ.get("DAGSTER_HOME") or ROOT / ".dagster").expanduser().resolve()
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists() or home == ROOT / ".dagster":
        shutil.copyfile(Path(__file__).with_name("dagster.yaml"), settings)
    os.environ["DAGSTER_HOME"] = str(home)
    return home
