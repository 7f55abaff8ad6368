"""Texts made to slow a reader down: how long a megabyte takes, and how time grows with more."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from benchmarks.timing import MEGABYTE, growth, timed
from figurecheck.extract.columns import read_columns

SIZES = (1, 2, 4)  # MB
INPUTS: dict[str, tuple[str, str]] = {
    # what it is: (the piece that is repeated, the language it is read in)
    "digits": ("7", "en"),
    "commas": (",", "en"),
    "digits in groups of three": ("123,", "en"),
    "digits and points": ("1.2", "en"),
    "digits and spaces": ("123 ", "fr"),
    "currency signs": ("$", "en"),
    "signs and digits": ("$1", "en"),
    "brackets that open": ("(", "en"),
    "amounts in nested brackets": ("($5 million ", "en"),
    "spaces": (" ", "en"),
    "line ends": ("\n", "en"),
    "spaces in a phrase": ("hong" + " " * 60, "en"),
    "number words run together": ("eine", "de"),
    "number words": ("hundred thousand ", "en"),
    "number words joined": ("one and twenty ", "en"),
    "numerals of Chinese": ("九万", "zh"),
    "digits of Chinese": ("三", "zh"),
    "letters that match nothing": ("q", "en"),
    "the start of a long phrase": ("the equivalent ", "en"),
    "hyphens": ("-", "en"),
    "ranges": ("5-", "en"),
    "full stops": (".", "en"),
    "percent signs": ("%", "en"),
    "conversions in a row": ("€5 million ($5 million) ", "en"),
    "dates": ("5 May 2020 ", "en"),
    "slashes": ("1/2/", "en"),
    "combining marks": ("e\u0301", "fr"),
    "astral characters": ("\U0001f4b0", "en"),
    "right-to-left marks": ("\u200f5\u200e", "ar"),
}


def adversarial(piece_of: str, runs: int = 1) -> dict[str, Any]:
    """Seconds of reading 1, 2 and 4 MB of one of `INPUTS` as one document, and the growth."""
    piece, language = INPUTS[piece_of]
    seconds = []
    for size in SIZES:
        text = piece * (size * MEGABYTE // len(piece.encode()))
        one = pl.DataFrame({"id": ["one"], "text": [text], "lang": [language]})
        seconds.append(timed(partial(read_columns, one, 1), runs)["best"])
    return {"seconds": seconds, "exponent": growth(SIZES, seconds)}
