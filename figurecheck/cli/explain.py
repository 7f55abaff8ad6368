"""`figurecheck explain`: the page of a rule, or the list of rules."""

from __future__ import annotations

import sys

from figurecheck.errors import UsageError
from figurecheck.near import did_you_mean
from figurecheck.reconcile.rules.catalogue import catalogue


def explain(name: str | None) -> int:
    """Print a rule's page, by its id or its name. Raises `UsageError` for an unknown one."""
    rules = catalogue()
    if name is None:
        for each in rules:
            sys.stdout.write(f"{each.id}  {each.name:<26} {each.severity:<8} {each.statement}\n")
        return 0
    for each in rules:
        if name.lower() in {each.id.lower(), each.name}:
            sys.stdout.write(each.page.read_text(encoding="utf-8"))
            return 0
    words = [word for each in rules for word in (each.id, each.name)]
    raise UsageError(
        f"unknown rule `{name}`",
        advice=did_you_mean(name, words) or "`figurecheck explain` lists them",
    )
