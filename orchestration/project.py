"""What the owner of the articles has settled and decided, as a Dagster resource."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import dagster as dg
from pydantic import Field

from figurecheck.cli.chosen_rates import LIVE, chosen_rates
from figurecheck.cli.decisions import review_of
from figurecheck.engine import Options
from figurecheck.errors import UsageError
from figurecheck.rates import History, bundled
from figurecheck.review import Review
from figurecheck.settings import Settings
from figurecheck.settings_file import find_settings, read_settings
from warehouse.paths import ROOT


class Project(dg.ConfigurableResource[None]):
    """Gives each step the same settings: those of a file, with what is named here put over them."""

    settings: str | None = Field(
        default=None,
        description="File of settings (default: figurecheck.toml or pyproject.toml of the checkout).",
    )
    ledger: str | None = Field(
        default=None, description="File of decisions (default: the one that the settings name)."
    )
    baseline: str | None = Field(
        default=None, description="File of known findings (default: the one of the settings)."
    )
    rates: str | None = Field(
        default=None, description="`ecb` (the default), or a CSV file of rates of your own."
    )

    def settled(self) -> Settings:
        """Return the settings of the run.  Raises `SettingsError`, naming file and line."""
        found = read_settings(Path(self.settings)) if self.settings else find_settings(ROOT)
        return replace(
            found,
            ledger=Path(self.ledger) if self.ledger else found.ledger,
            baseline=Path(self.baseline) if self.baseline else found.baseline,
            rates=self.rates or found.rates,
        )

    def history(self) -> History:
        """Return the rates to convert and to judge by.  Raises `UsageError` for live ones."""
        name = self.settled().rates
        if name == LIVE:
            raise UsageError(
                "the pipeline judges by rates that it stores, and live ones are not stored",
                source="--rates",
                advice="run `figurecheck rates update`, or give a CSV file of rates",
            )
        return chosen_rates(name) or bundled()

    def review(self) -> Review:
        """Return what was decided, ready to be applied.  Raises `SettingsError`, naming file and line."""
        return review_of(self.settled())

    def options(self) -> Options:
        """Return what the engine is asked for."""
        settings = self.settled()
        return Options(rates=self.history(), rules=settings.rules(), aliases=settings.aliases)
