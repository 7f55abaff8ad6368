"""Derives `dimensions.json` from the lexicon, and checks every factor of units.yaml against pint.

Run it after a change of `currencies.yaml`, `units.yaml` or `definitions.txt`:
`python -m figurecheck.normalise.compile`.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from figurecheck.errors import LexiconError
from figurecheck.normalise.dimensions import TABLE, fraction
from figurecheck.normalise.units import build

if TYPE_CHECKING:
    from figurecheck.normalise.units import Registry

LEXICON = Path(__file__).parent.parent / "lexicon"
PRECISION = Fraction(1, 10**24)
"""pint counts in 28 digits: a factor that differs by more than this is another factor."""


def compile_dimensions(folder: Path = LEXICON) -> dict[str, Any]:
    """The table as `dimensions.table` reads it, the same for the same lexicon.

    Raises `LexiconError` for a unit that pint does not know, that is of another dimension than the
    rest of its name, or whose factor is not pint's.
    """
    units: dict[str, dict[str, str]] = _read(folder / "units.yaml", "units")
    currencies = sorted(_read(folder / "currencies.yaml", "currencies"))
    registry = build(currencies)
    bases: dict[str, str] = {}
    for name, facts in units.items():
        if facts["factor"] == "1" and "offset" not in facts:
            bases.setdefault(facts["dimension"], name)
    for name, facts in units.items():
        _check(registry, name, facts, units, bases)
    return {
        "units": {name: [facts["dimension"], facts["factor"]] for name, facts in units.items()},
        "currencies": currencies,
        "quotients": _quotients(registry, units, bases),
        "bases": bases,
        "offsets": [name for name, facts in units.items() if "offset" in facts],
    }


def _read(path: Path, key: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))[key]
    return content


def _check(
    registry: Registry,
    name: str,
    facts: dict[str, str],
    units: dict[str, dict[str, str]],
    bases: dict[str, str],
) -> None:
    try:
        base = units[bases[facts["dimension"]]]["pint"]
        offset = fraction(facts.get("offset", "0"))
        found = (
            Fraction(registry.Quantity(1, facts["pint"]).to(base).magnitude)
            - Fraction(registry.Quantity(0, facts["pint"]).to(base).magnitude),
            Fraction(registry.Quantity(0, facts["pint"]).to(base).magnitude),
        )
    except Exception as error:
        raise LexiconError(
            f"pint cannot bring it to the base unit of its dimension: {error}",
            source="units.yaml",
            place=name,
            advice="give it a line in definitions.txt, and each dimension a unit of factor 1",
        ) from error
    for what, said, is_so in (
        ("factor", fraction(facts["factor"]), found[0]),
        ("offset", offset, found[1]),
    ):
        if abs(is_so - said) > PRECISION * max(abs(said), 1 if what == "offset" else 0) * 1000:
            raise LexiconError(
                f"its {what} is {said}, pint's is {is_so}",
                source="units.yaml",
                place=name,
                advice="correct it there or in definitions.txt",
            )


def _quotients(
    registry: Registry, units: dict[str, dict[str, str]], bases: dict[str, str]
) -> dict[str, str]:
    def key(unit: str) -> Any:  # noqa: ANN401 - pint's container of dimensions
        return registry.get_dimensionality(registry.parse_units(unit))

    pint_names = {dimension: units[base]["pint"] for dimension, base in bases.items()}
    by_key = {key(name): dimension for dimension, name in pint_names.items()}
    quotients = {}
    for above, numerator in pint_names.items():
        for below, denominator in pint_names.items():
            named = by_key.get(key(f"({numerator}) / ({denominator})"))
            if named and above != below and "/" not in denominator:
                quotients[f"{above}/{below}"] = named
    return quotients


def render(data: dict[str, Any]) -> str:
    """The file's text: one unit a line, so that a change reads as one."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def main(target: Path = TABLE) -> None:
    """Write the table, whole or not at all."""
    made = target.with_suffix(".tmp")
    made.write_text(render(compile_dimensions()), encoding="utf-8")
    made.replace(target)


if __name__ == "__main__":
    main()
