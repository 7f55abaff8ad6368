"""The language of a document that does not say it, and one code for each language."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from figurecheck.ingest.markdown import without_front_matter

SAMPLE = 700
"""So many characters are looked at: more tell no more."""

HEAD = 4000
"""The sample is taken from so many characters, so that a front matter does not use it up."""

LEAST_LETTERS = 60
"""Of a shorter text in Latin letters the detector's answer is not to be trusted."""

NO_WORDS = re.compile(r"\S*\d\S*|\b[A-Z]{2,}\b|\s+")
"""Numbers and codes tell nothing of the language, yet the detector makes something of them."""

ENGLISH = (" the ", " of ", " and ", " to ", " in ")
LEAST_ARTICLES, LEAST_WORDS = 3, 6
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "jw": "jv", "tl": "fil"}
TWINS = frozenset({"id"})
"""Malay takes a part of the probability of Indonesian; of the two this is the one that has words here."""

HALF = 0.5
FEW_LETTERS, ALMOST_CERTAIN = 150, 0.99
LATIN = frozenset(
    {
        "cs", "da", "de", "en", "es", "fi", "fr", "hu", "id", "is", "it", "nl", "no", "pl", "pt",
        "ro", "sk", "sl", "sv", "tr", "vi",
    }
)  # fmt: skip


def language_code(stated: str) -> str:
    """ISO 639-1 code of a stated language: `en-GB` and `EN_us` are `en`, `nb` is `no`."""
    code = stated.strip().replace("_", "-").split("-")[0].lower()
    return SAME.get(code, code)


@cache
def _identifier() -> Any:  # noqa: ANN401  its module has no types
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(0, SAMPLE)


def detect(text: str) -> str | None:
    """ISO 639-1 code, or None where the text does not tell."""
    sample = without_front_matter(text[:HEAD]).strip()[:SAMPLE]
    encoded = sample.encode("utf-8", "replace")
    latin = len(encoded) < 1.1 * len(sample)
    if latin and _is_english(sample):
        return "en"
    words = NO_WORDS.sub(" ", encoded.decode())
    if not sample or (latin and len(words) < LEAST_LETTERS):
        return None
    found = _identifier().FindLanguage(words)
    code = language_code(found.language)
    if latin and len(words) < FEW_LETTERS and found.probability < ALMOST_CERTAIN:
        return None
    sure = found.is_reliable or (code in TWINS and found.probability > HALF)
    if not sure or found.language.endswith("-Latn") or (latin and code not in LATIN):
        return None
    return code


def _is_english(sample: str) -> bool:
    """Whether function words leave no doubt: as sure as the detector, and a hundred times as fast."""
    return (
        sample.count(ENGLISH[0]) >= LEAST_ARTICLES
        and sum(map(sample.count, ENGLISH)) >= LEAST_WORDS
    )
