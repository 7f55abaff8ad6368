"""How the key of a table becomes the numbers that a reading holds: one function per way of a key."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODIFIERS = ("exact", "about", "more_than", "less_than", "at_least", "up_to", "nearly")

Value = tuple[int, int]


class Keys:
    """Turns keys into (value, second); `KeyError` with the reason where a key is none of its way."""

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, object]],
        groups: Mapping[str, object],
        nouns: dict[str, int],
    ) -> None:
        """Take the tables that values point into: `unit`, `country` and `currency`, and the nouns."""
        self._places = {
            way: {name: place for place, name in enumerate(table)} for way, table in tables.items()
        }
        self._groups = {name: place for place, name in enumerate(groups)}
        self._nouns = nouns
        self._ways: dict[str, Callable[[object], Value]] = {
            "none": lambda _: (0, 0),
            "int": lambda key: (int(str(key)), 0),
            "ratio": _ratio,
            "enum": _modifier,
            "noun": lambda key: (nouns.setdefault(str(key), len(nouns)), 0),
            "unit": lambda key: (self._place("unit", key, "unit of units.yaml"), 0),
            "country": lambda key: (self._place("country", key, "country of places.yaml"), 0),
            "currency": self._currency,
        }

    def value(self, way: str, key: object) -> Value:
        """The numbers of a key; `second` is a denominator, or 1 for a group of currencies."""
        if way not in self._ways:
            raise KeyError("stands in a file of its own")
        return self._ways[way](key)

    def _place(self, way: str, key: object, name: str) -> int:
        try:
            return self._places[way][str(key)]
        except KeyError:
            raise KeyError(f"`{key}` is no {name}") from None

    def _currency(self, key: object) -> Value:
        if key in self._groups:
            return self._groups[str(key)], 1
        return self._place("currency", key, "currency or group of currencies.yaml"), 0


def _ratio(key: object) -> Value:
    if "/" in str(key):
        top, bottom = str(key).split("/")
        return int(top), int(bottom)
    fraction = Fraction(str(key))
    return fraction.numerator, fraction.denominator


def _modifier(key: object) -> Value:
    if key not in MODIFIERS:
        raise KeyError(f"unknown modifier `{key}`")
    return MODIFIERS.index(str(key)), 0
