"""Facts about currencies that a rate must be read with: pegs, redenominations, several rates at once.

They are edited in `data/*.yaml`, checked by `facts_yaml.py` and compiled into the rates file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)


class Peg(NamedTuple):
    """`units` of `currency` were worth `per` units of `anchor` from `first` to `last`, both included.

    With `final` the anchor replaced the currency, so that the rate holds for good.
    """

    currency: str
    units: Decimal
    anchor: str
    per: Decimal
    first: date
    last: date
    source: str
    final: bool


class Redenomination(NamedTuple):
    """From `on`, one unit of `new` stood for `factor` units of `old` (the code may stay the same)."""

    old: str
    new: str
    factor: Decimal
    on: date
    source: str


class SeveralRates(NamedTuple):
    """`currency` had rates beside the official one from `first` to `last`.

    `highest_premium` is how many times the official price of a dollar the dearest known rate came
    to, or None where no figure is known; `reason` says which rates there were.
    """

    currency: str
    first: date
    last: date
    reason: str
    highest_premium: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of the data files."""

    pegs: tuple[Peg, ...] = ()
    redenominations: tuple[Redenomination, ...] = ()
    several: tuple[SeveralRates, ...] = ()

    def as_json(self) -> dict[str, list[list[str | bool | None]]]:
        """Rows of texts, dates in ISO form, to be stored in the rates file."""
        return {
            "pegs": [as_texts(each) for each in self.pegs],
            "redenominations": [as_texts(each) for each in self.redenominations],
            "several": [as_texts(each) for each in self.several],
        }

    @classmethod
    def from_json(cls, rows: Mapping[str, Iterable[list[Any]]]) -> Facts:
        """Read what `as_json` gave."""
        day = date.fromisoformat
        return cls(
            tuple(
                Peg(code, Decimal(units), anchor, Decimal(per), day(first), day(last), *rest)
                for code, units, anchor, per, first, last, *rest in rows["pegs"]
            ),
            tuple(
                Redenomination(old, new, Decimal(factor), day(on), source)
                for old, new, factor, on, source in rows["redenominations"]
            ),
            tuple(
                SeveralRates(
                    code,
                    day(first),
                    day(last),
                    reason,
                    None if premium is None else Decimal(premium),
                    source,
                )
                for code, first, last, reason, premium, source in rows["several"]
            ),
        )


def as_texts(fact: Iterable[object]) -> list[str | bool | None]:
    """The fields of a fact as JSON can hold them."""
    return [each if isinstance(each, bool) or each is None else str(each) for each in fact]


class Link(NamedTuple):
    """`currency` is worth a fixed part of `anchor` on the days from `first` to `last` (ordinals)."""

    anchor: str
    units: int  # so many units of the currency
    per: int  # are worth so many of the anchor
    first: int
    last: int


def links(facts: Facts) -> dict[str, tuple[Link, ...]]:
    """Every fixed relation of each currency: its pegs, then what it was redenominated from or to."""
    found: dict[str, list[Link]] = {}
    for peg in facts.pegs:
        (units, over), (per, under) = peg.units.as_integer_ratio(), peg.per.as_integer_ratio()
        units, per = units * under, per * over
        link = Link(peg.anchor, units, per, peg.first.toordinal(), peg.last.toordinal())
        found.setdefault(peg.currency, []).append(link)
    for change in facts.redenominations:
        if change.old == change.new:
            continue
        units, per = change.factor.as_integer_ratio()
        on = change.on.toordinal()
        after = Link(change.new, units, per, on, LAST_DAY.toordinal())
        before = Link(change.old, per, units, FIRST_DAY.toordinal(), on - 1)
        found.setdefault(change.old, []).append(after)
        found.setdefault(change.new, []).append(before)
    return {currency: tuple(each) for currency, each in found.items()}
