"""The rules, and running them.

A rule of scope `document` is a module with `check(context: Context) -> Iterator[Finding]`; one of
scope `documents` has `check(contexts: Sequence[Context]) -> Iterator[tuple[int, Finding]]`, the
number being that of the document. It is listed in `catalogue.toml` and has its page beside it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from figurecheck.reconcile.rules.catalogue import Rule, catalogue, rule
from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from figurecheck.model import Finding

__all__ = [
    "Context",
    "Rule",
    "catalogue",
    "finding",
    "findings",
    "findings_across",
    "rule",
]


def findings(context: Context, rules: Iterable[str] | None = None) -> Iterator[Finding]:
    """What the rules find in one document, rule by rule; `rules` are ids, None means all."""
    for each in _chosen("document", rules):
        yield from import_module(f"{__name__}.{each.module}").check(context)


def findings_across(
    contexts: Sequence[Context], rules: Iterable[str] | None = None
) -> Iterator[tuple[int, Finding]]:
    """What the rules find between documents, each with the number of the document it stands in."""
    for each in _chosen("documents", rules):
        yield from import_module(f"{__name__}.{each.module}").check(contexts)


def _chosen(scope: str, rules: Iterable[str] | None) -> Iterator[Rule]:
    wanted = None if rules is None else frozenset(rules)
    for each in catalogue():
        if each.scope == scope and (wanted is None or each.id in wanted):
            yield each
