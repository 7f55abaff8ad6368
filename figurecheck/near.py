"""“Did you mean …?”: the known word that a mistyped one is nearest to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """`did you mean X?`, or None where no known word is near."""
    from difflib import get_close_matches

    by_folded = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"did you mean {by_folded[found[0]]}?" if found else None


def advice(word: str, known: Iterable[str]) -> str:
    """The nearest known word, else all of them."""
    words = list(known)
    return did_you_mean(word, words) or f"known are {', '.join(words)}"
