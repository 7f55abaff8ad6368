"""What may be compared with what, and by which factor: the standard library and a small table alone.

The table is derived ahead of time (`figurecheck/normalise/compile.py`) from the lexicon and from
pint, so that one article needs neither the YAML nor pint; tests hold it equal to both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from figurecheck.errors import EngineError, UsageError

TABLE = Path(__file__).with_name("dimensions.json")


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Dimension and factor of every measure, the currencies, and the quotients that have a name."""

    units: dict[str, tuple[str, Fraction]]
    currencies: frozenset[str]
    quotients: dict[str, str]
    bases: dict[str, str]
    offsets: frozenset[str]


@lru_cache(maxsize=1)
def table() -> Dimensions:
    """The table as shipped. Raises `EngineError` where it is missing."""
    try:
        data = json.loads(TABLE.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EngineError(
            "the table of dimensions is missing",
            source=TABLE.name,
            advice="run `python -m figurecheck.normalise.compile`",
        ) from error
    return Dimensions(
        units={
            name: (dimension, fraction(factor))
            for name, (dimension, factor) in data["units"].items()
        },
        currencies=frozenset(data["currencies"]),
        quotients=data["quotients"],
        bases=data["bases"],
        offsets=frozenset(data["offsets"]),
    )


def fraction(factor: str) -> Fraction:
    """A factor of units.yaml: a decimal, or two of them around a slash."""
    above, _, below = factor.partition("/")
    return Fraction(above) / Fraction(below or "1")


@lru_cache(maxsize=65536)
def dimension(unit: str) -> str:
    """The name of a unit's dimension.

    `length` for `metre`, `currency:USD` for `USD`, `count:follower` for a counted noun, and for a
    rate the name of its quotient (`speed` for `metre/second`) or both sides (`time/time` for
    `hour/day`: hours a day are no hours).
    """
    known = table()
    if unit in known.units:
        return known.units[unit][0]
    if unit in known.currencies:
        return f"currency:{unit}"
    above, slash, below = unit.rpartition("/")
    if not slash or not above or not below:
        return f"count:{unit}"
    quotient = f"{dimension(above)}/{dimension(below)}"
    return known.quotients.get(quotient, quotient)


def compatible(unit: str, other: str) -> bool:
    """Whether two figures in these units can be compared, added or be one the share of the other."""
    return dimension(unit) == dimension(other)


@lru_cache(maxsize=65536)
def scale(unit: str) -> Fraction:
    """How many base units of its dimension one of this unit is; exact.

    Currencies and counted nouns are their own base unit. Raises `UsageError` for a temperature that
    is counted from another zero than kelvin: no factor converts it.
    """
    known = table()
    if unit in known.offsets:
        raise UsageError(
            f"no factor converts {unit!r}: its zero is not that of its base unit",
            advice="compare temperatures in one unit only",
        )
    if unit in known.units:
        return known.units[unit][1]
    above, slash, below = unit.rpartition("/")
    if unit in known.currencies or not slash or not above or not below:
        return Fraction(1)
    return scale(above) / scale(below)
