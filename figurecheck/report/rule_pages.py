"""What reports tell of a rule: its name, its statement and its page."""

from __future__ import annotations

import re
from functools import cache

from figurecheck.reconcile.rules.catalogue import Rule, catalogue

MARKS = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the catalogue's order."""
    return catalogue()


def rule_index(identifier: str) -> int:
    """The place of a rule in the catalogue."""
    return next(place for place, each in enumerate(rules()) if each.id == identifier)


def page(rule: Rule) -> str:
    """The page, in Markdown."""
    return rule.page.read_text(encoding="utf-8")


def plain_page(rule: Rule) -> str:
    """The page without its heading and its marks."""
    body = page(rule).partition("\n")[2]
    return MARKS.sub(lambda match: match[1] or "", body).strip()
