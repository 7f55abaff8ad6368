"""What was decided before the run: settings with the options put over them, ledger, baseline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.baseline import read_baseline
from figurecheck.errors import UsageError
from figurecheck.near import advice
from figurecheck.review import Review
from figurecheck.settings import Choice, Settings, all_rules, rules_named
from figurecheck.settings_file import find_settings, read_settings

if TYPE_CHECKING:
    import argparse

    from figurecheck.ledger import Decision


def settled(chosen: argparse.Namespace) -> Settings:
    """The settings of the project; an option of the command line goes before them.

    Raises `SettingsError` for what a file says wrongly, `UsageError` for an option.
    """
    settings = (
        read_settings(Path(chosen.settings)) if chosen.settings else find_settings(Path.cwd())
    )
    choice, per_path = settings.choice, settings.per_path
    if chosen.select:
        choice = replace(choice, select=_rules("--select", chosen.select))
        per_path = tuple((path, replace(each, select=None)) for path, each in per_path)
    if chosen.ignore:
        choice = Choice(
            choice.select, choice.ignore | _rules("--ignore", chosen.ignore), choice.severity
        )
    return replace(
        settings,
        choice=choice,
        per_path=per_path,
        base=chosen.base or settings.base,
        rates=chosen.rates or settings.rates,
        fail_on=chosen.fail_on or settings.fail_on,
        ledger=Path(chosen.ledger) if chosen.ledger else settings.ledger,
        baseline=Path(chosen.baseline) if chosen.baseline else settings.baseline,
    )


def review_of(settings: Settings) -> Review:
    """The review that the settings name. Raises `SettingsError` for a ledger or baseline that is wrong."""
    ledger: tuple[Decision, ...] = ()
    if settings.ledger:
        from figurecheck.ledger import read_ledger

        ledger = read_ledger(settings.ledger)
    known = read_baseline(settings.baseline) if settings.baseline else None
    return Review(settings, ledger, known)


def _rules(option: str, names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names.split(","):
        meant = rules_named(name.strip())
        if not meant:
            raise UsageError(
                f"unknown rule `{name}`", source=option, advice=advice(name, sorted(all_rules()))
            )
        found |= meant
    return frozenset(found)
