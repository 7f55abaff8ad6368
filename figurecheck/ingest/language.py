"""The language of a document that does not say it, told by a library."""

from __future__ import annotations

from functools import cache
from typing import Any

SAMPLE = 2000
"""So many characters are looked at: more tell no more."""


@cache
def _detector() -> Any:
    from cld3 import get_language  # noqa: PLC0415  most documents say their language

    return get_language


def detect(text: str) -> str | None:
    """ISO 639-1 code, or None where the text does not tell."""
    sample = text[:SAMPLE].strip()
    if not sample:
        return None
    found = _detector()(sample)
    if not found or not found.is_reliable:
        return None
    return str(found.language).split("-")[0]
