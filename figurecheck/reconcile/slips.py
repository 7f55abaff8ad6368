"""The table of slips: how often each is the cause, and the scale words that are mixed up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from figurecheck.extract.kernel import kernel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figurecheck.model import Figure


MOST_AKIN = 8
"""So many of the currencies of one name, the likeliest, are taken for each other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale word: where it stands, and the powers of ten that an amount grows by if it is misread."""

    kind: str
    prior: float
    forms: tuple[str, ...]
    misread: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Slips:
    """The table as read from `slips.toml`."""

    priors: Mapping[str, float]
    common_currencies: Mapping[str, float]
    scales: tuple[Scale, ...]


@cache
def slips() -> Slips:
    """The table; read once, when a conversion is first found wrong."""
    table = tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))
    priors = {name: float(prior) for name, prior in table["priors"].items()}
    return Slips(
        priors,
        {currency: float(part) for currency, part in table["common_currencies"].items()},
        tuple(
            Scale(
                row["kind"],
                priors[row["prior"]],
                tuple(row["forms"]),
                {int(power): told for power, told in row["misread"].items()},
            )
            for row in table["scales"]
        ),
    )


@cache
def akin(currency: str) -> Mapping[str, float]:
    """The currencies that share a name with one, as kroner or dollars do, and how often each is taken for it.

    The parts add up to one; those that the lexicon lists first are the likeliest.
    """
    parts: dict[str, float] = {}
    for group in kernel().names["candidates"]:
        if currency in group:
            for place, each in enumerate(group[:MOST_AKIN], start=1):
                parts[each] = max(parts.get(each, 0.0), 1 / place)
    parts.pop(currency, None)
    return {each: part / sum(parts.values()) for each, part in parts.items()}


def misreadings(figure: Figure) -> list[tuple[Scale, int, str]]:
    """The scale words printed in a figure that may be mixed up: word, powers of ten, in words."""
    return [
        (scale, power, told)
        for scale in slips().scales
        if any(stands_in(form, figure.surface.lower()) for form in scale.forms)
        for power, told in scale.misread.items()
    ]


def has_magnitude(figure: Figure) -> bool:
    """Whether a scale word is printed: the amount has more digits than the surface, or none are printed."""
    amount = figure.value if figure.value is not None else figure.high
    printed = sum(character.isdigit() for character in figure.surface)
    return amount is not None and (printed == 0 or amount.adjusted() + 1 > printed)


def stands_in(form: str, surface: str) -> bool:
    """Whether a scale word stands in a surface in small letters; one in Latin letters as a word by itself."""
    at = surface.find(form)
    if at < 0 or not form.isascii():
        return at >= 0
    end = at + len(form)
    return not surface[at - 1 : at].isalpha() and not surface[end : end + 1].isalpha()
