"""Random texts for the reader: fragments of figures in many languages, and any Unicode between them."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import strategies as st

LANGUAGES = (None, "en", "de", "fr", "es", "pt", "it", "nl", "sv", "no", "da", "pl", "ru", "tr", "id",
             "vi", "th", "hi", "ar", "zh", "ja", "ko", "bn", "ta", "te", "ml", "mr", "kn", "pa", "ro",
             "cs", "is")  # fmt: skip

CASES = Path(__file__).parents[1] / "cases"
FRAGMENTS: list[str] = yaml.safe_load((CASES / "fragments.yaml").read_text(encoding="utf-8"))[
    "fragments"
]


def texts(*, surrogates: bool = False, longest: int = 24) -> st.SearchStrategy[str]:
    """Texts of up to `longest` pieces; without lone surrogates unless they are asked for."""
    excluded: tuple[str, ...] = () if surrogates else ("Cs",)
    characters = st.characters(exclude_categories=excluded, exclude_characters="\0")  # type: ignore[arg-type]
    piece = st.one_of(
        st.sampled_from(FRAGMENTS),
        st.sampled_from(FRAGMENTS),
        st.integers(0, 10**13).map(str),
        st.text(characters, max_size=4),
    )
    separator = st.sampled_from(("", "", " ", " ", " "))
    pair = st.tuples(piece, separator).map("".join)
    return st.lists(pair, max_size=longest).map("".join)


languages = st.sampled_from(LANGUAGES)
dates = st.sampled_from((None, "2022-12-31", "2022-12", "2022", "1999-01-01", "2024-02-29"))
homes = st.sampled_from((None, "US", "CN", "AU", "DE", "GB"))
