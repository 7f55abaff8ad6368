"""The rules, and running them.

A rule of scope `document` is a module with `check(context: Context) -> Iterator[Finding]`; one of
scope `documents` has `gather(context, figures) -> Any`, what it keeps of a document, and
`compare(gathered: Sequence[Any]) -> Iterator[tuple[int, Finding]]`, the number being that of the
document. Each is listed in `catalogue.toml` and has its page beside it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from figurecheck.reconcile.rules.catalogue import Rule, catalogue, rule
from figurecheck.reconcile.rules.context import Context, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from types import ModuleType

    from figurecheck.model import Finding

__all__ = [
    "Across",
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
        if context.reading.may_speak(each.id):
            yield from _module(each.module).check(context)


def findings_across(
    contexts: Sequence[Context], rules: Iterable[str] | None = None
) -> Iterator[tuple[int, Finding]]:
    """What the rules find between documents, each with the number of the document it stands in."""
    across = Across(rules)
    for context in contexts:
        across.add(context)
    yield from across.findings()


class Across:
    """What the rules between documents keep of each, so that the documents themselves can go."""

    def __init__(self, rules: Iterable[str] | None = None) -> None:
        """`rules` are ids, None means all."""
        self._rules = _chosen("documents", rules)
        self._kept: list[tuple[Any, ...]] = []

    def __bool__(self) -> bool:
        """Whether there is any rule to run."""
        return bool(self._rules)

    def add(self, context: Context | None, figures: Collection[int] | None = None) -> None:
        """Keep what the rules need of the next document; None stands for one that is not compared.

        `figures` are those that are compared, by index; None means all.
        """
        self._kept.append(
            tuple(context and _module(each.module).gather(context, figures) for each in self._rules)
        )

    def findings(self) -> Iterator[tuple[int, Finding]]:
        """What the rules find between all documents that were added, with the document's number."""
        for place, each in enumerate(self._rules):
            yield from _module(each.module).compare([kept[place] for kept in self._kept])


def _chosen(scope: str, rules: Iterable[str] | None) -> tuple[Rule, ...]:
    return _of_scope(scope, None if rules is None else frozenset(rules))


@cache
def _of_scope(scope: str, wanted: frozenset[str] | None) -> tuple[Rule, ...]:
    return tuple(
        each
        for each in catalogue()
        if each.scope == scope and (wanted is None or each.id in wanted)
    )


@cache
def _module(name: str) -> ModuleType:
    """The code of a rule: loaded when it is first to speak, since most never do."""
    return import_module(f"{__name__}.{name}")
