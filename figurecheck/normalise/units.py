"""Units as pint knows them: an own small registry, where every currency has a dimension of its own.

pint answers what is asked rarely and derives what is asked often (`dimensions.py`); it is loaded at
the first question. Units are named as in a figure: `metre`, `USD`, `percent`, `hour/day`, `follower`.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeAlias

from figurecheck.errors import RatesError, UsageError
from figurecheck.normalise.dimensions import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pint

    Registry: TypeAlias = pint.UnitRegistry[Any]

DEFINITIONS = Path(__file__).with_name("definitions.txt")
EURO = "EUR"

_changing = RLock()
"""Nouns and rates are put into the registry as they are met, perhaps by several threads."""


def build(currencies: Iterable[str]) -> Registry:
    """A registry of the measures of definitions.txt, and one dimension for each currency.

    In one shared dimension a yuan would silently equal a dollar.
    """
    import pint  # half a second that one article does not need

    made: Registry = pint.UnitRegistry(
        str(DEFINITIONS), non_int_type=Decimal, on_redefinition="raise"
    )
    for code in currencies:
        made.define(f"{code} = [currency_{code}]")
    return made


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry with every currency of the lexicon; the same one at each call."""
    return build(sorted(table().currencies))


def expression(unit: str) -> str:
    """A figure's unit in pint's terms; a counted noun that is new gets a dimension of its own."""
    known = table()
    if unit in known.currencies:
        return unit
    if unit in known.units:
        return unit.replace("/", " / ")
    above, slash, below = unit.rpartition("/")
    if slash and above and below:
        return f"{expression(above)} / {expression(below)}"
    noun = f"noun_{unit}" if unit.isidentifier() else f"noun_x{unit.encode().hex()}"
    made = registry()
    with _changing:
        if noun not in made:
            made.define(f"{noun} = [{noun}]")
    return noun


def dimension(unit: str) -> str:
    """The name of a unit's dimension, as `dimensions.dimension` says it, but asked of pint."""
    known = table()
    if unit in known.currencies:
        return f"currency:{unit}"
    above, slash, below = unit.rpartition("/")
    if unit not in known.units and slash and above and below:
        sides = f"{dimension(above)}/{dimension(below)}"
        return sides if _bare(expression(unit)) else _names().get(_key(expression(unit)), sides)
    return _names().get(_key(expression(unit)), f"count:{unit}")


def compatible(unit: str, other: str) -> bool:
    """Whether two figures in these units can be compared, added or be one the share of the other.

    Hours a day and a share of a day are both bare numbers to pint: there the sides must agree too.
    """
    left, right = expression(unit), expression(other)
    if _bare(left) or _bare(right):
        return dimension(unit) == dimension(other)
    return bool(_key(left) == _key(right))


def factor(unit: str, to: str) -> Decimal:
    """How many `to` one `unit` is, to 28 significant digits.

    Raises `UsageError` where the two are not of one dimension, and where no factor converts them:
    temperatures counted from different zeros.
    """
    if not compatible(unit, to):
        raise UsageError(
            f"{unit!r} ({dimension(unit)}) cannot be converted to {to!r} ({dimension(to)})",
            advice="give two units of one dimension",
        )
    if unit != to and not table().offsets.isdisjoint({unit, to}):
        raise UsageError(
            f"no factor converts {unit!r} to {to!r}: they count from different zeros",
            advice="compare temperatures in one unit only",
        )
    made = registry()
    return Decimal(made.convert(Decimal(1), expression(unit), expression(to)))


@contextmanager
def rate_context(rates: Mapping[str, Decimal], on: date) -> Iterator[Registry]:
    """The registry, in which money converts at the rates of one day, through the euro.

    `rates` holds units of a currency for one euro. Use it as
    `with rate_context(rates, on) as made: made.Quantity(amount, "USD").to("CNY")`; other threads
    that ask for a context wait until it is left.
    Raises `RatesError` for a currency that is not known and for a rate that is not positive.
    """
    import pint

    context = pint.Context(f"rates of {on.isoformat()}")
    euro = _key(EURO)
    for code, rate in rates.items():
        if code not in table().currencies or rate <= 0:
            raise RatesError(
                f"{rate} {code} for one euro on {on.isoformat()} is no rate",
                advice="give positive rates by ISO 4217 code",
            )
        if code != EURO:
            context.add_transformation(euro, _key(code), _times(rate, f"{code} / {EURO}"))
            context.add_transformation(_key(code), euro, _times(1 / rate, f"{EURO} / {code}"))
    made = registry()
    with _changing:
        made.enable_contexts(context)
        try:
            yield made
        finally:
            made.disable_contexts(1)


def _times(rate: Decimal, unit: str) -> Callable[..., Any]:
    def transform(made: Registry, money: Any) -> Any:  # noqa: ANN401 - pint's own quantity
        return money * made.Quantity(rate, unit)

    return transform


def _key(unit: str) -> Any:  # noqa: ANN401 - pint's container of dimensions
    made = registry()
    return made.get_dimensionality(made.parse_units(unit))


def _bare(unit: str) -> bool:
    return not _key(unit)


@lru_cache(maxsize=1)
def _names() -> dict[Any, str]:
    return {_key(expression(base)): name for name, base in table().bases.items()}
