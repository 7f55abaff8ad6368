"""The language of a document that does not say it, and one code for each language."""

from __future__ import annotations

from functools import cache
from typing import Any

from figurecheck.ingest.markdown import without_front_matter

SAMPLE = 700
"""So many characters are looked at: more tell no more."""

HEAD = 4000
"""The sample is taken from so many characters, so that a front matter does not use it up."""

LEAST_BYTES = 60
"""Of a shorter text in Latin letters the detector's answer is not to be trusted."""

ENGLISH = (" the ", " of ", " and ", " to ")
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "jw": "jv", "tl": "fil"}
TWINS = frozenset({"id"})
"""Malay takes a part of the probability of Indonesian; of the two this is the one that has words here."""

HALF = 0.5
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
    if latin and all(sample.count(word) > 1 for word in ENGLISH):
        return "en"  # as sure as the detector, and a hundred times as fast
    if not sample or (latin and len(encoded) < LEAST_BYTES):
        return None
    found = _identifier().FindLanguage(encoded.decode())
    code = language_code(found.language)
    sure = found.is_reliable or (code in TWINS and found.probability > HALF)
    if not sure or found.language.endswith("-Latn") or (latin and code not in LATIN):
        return None
    return code
