"""pint, the table derived from it and the lexicon say the same about every unit."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pint
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import figurecheck
from figurecheck.errors import LexiconError, RatesError, UsageError
from figurecheck.normalise import compile as compiling
from figurecheck.normalise import dimensions, units

LEXICON = Path(figurecheck.__file__).parent / "lexicon"
RELATIVE = Fraction(1, 10**24)

UNITS: dict[str, dict[str, Any]] = yaml.safe_load(
    (LEXICON / "units.yaml").read_text(encoding="utf-8")
)["units"]
CURRENCIES = sorted(
    yaml.safe_load((LEXICON / "currencies.yaml").read_text(encoding="utf-8"))["currencies"]
)
NAMES = st.sampled_from([*UNITS, *CURRENCIES, "follower", "active user", "store", "60-year-old"])


def test_the_shipped_table_is_what_the_lexicon_compiles_to() -> None:
    shipped = dimensions.TABLE.read_text(encoding="utf-8")
    assert shipped == compiling.render(compiling.compile_dimensions()), (
        "run `python -m figurecheck.normalise.compile`"
    )


@pytest.mark.parametrize("unit", [unit for unit in UNITS if "offset" not in UNITS[unit]])
def test_factor_of_the_lexicon_is_pints(unit: str) -> None:
    facts = UNITS[unit]
    base = dimensions.table().bases[facts["dimension"]]
    expected = dimensions.fraction(facts["factor"])
    assert dimensions.scale(unit) == expected
    assert abs(Fraction(units.factor(unit, base)) - expected) <= expected * RELATIVE


@pytest.mark.parametrize(
    ("unit", "at_zero", "at_hundred"),
    [("degree_celsius", "273.15", "373.15"), ("degree_fahrenheit", "255.3722", "310.9278")],
)
def test_offset_of_temperatures(unit: str, at_zero: str, at_hundred: str) -> None:
    made = units.registry()
    for degrees, kelvin in ((0, at_zero), (100, at_hundred)):
        found = made.Quantity(Decimal(degrees), unit).to("kelvin").magnitude
        assert round(found, 4) == round(Decimal(kelvin), 4)
    with pytest.raises(UsageError, match="zero"):
        units.factor(unit, "kelvin")
    with pytest.raises(UsageError, match="zero"):
        dimensions.scale(unit)


@pytest.mark.parametrize(
    ("unit", "to", "expected"),
    [
        ("mile", "kilometre", "1.609344"),
        ("hectare", "square_metre", "10000"),
        ("barrel", "litre", "158.987294928"),
        ("kilowatt_hour", "megajoule", "3.6"),
        ("gigabyte", "bit", "8000000000"),
        ("year", "month", "12"),
        ("pound_mass", "gram", "453.59237"),
        ("kilometre/hour", "metre_per_second", "0.2777777777777777777777777778"),
        ("barrel/day", "barrel/year", "365.25"),
        ("basis_point", "percentage_point", "0.01"),
        ("USD/barrel", "USD/gallon", "0.02380952380952380952380952381"),
        ("hour/day", "minute/day", "60"),
        ("hour/day", "hour/week", "7"),
    ],
)
def test_known_factors(unit: str, to: str, expected: str) -> None:
    assert abs(units.factor(unit, to) - Decimal(expected)) <= Decimal(expected) * Decimal("1e-26")
    ratio = dimensions.scale(unit) / dimensions.scale(to)
    assert abs(ratio - Fraction(expected)) <= Fraction(expected) * RELATIVE


@given(NAMES, NAMES)
def test_both_ways_name_the_same_dimensions(left: str, right: str) -> None:
    for unit in (left, f"{left}/{right}", f"{left}/second"):
        assert units.dimension(unit) == dimensions.dimension(unit)
    assert units.compatible(left, right) == dimensions.compatible(left, right)


@given(NAMES, NAMES, NAMES)
def test_a_rate_converts_by_the_same_factor_both_ways(above: str, below: str, to: str) -> None:
    rate = f"{above}/{below}"
    offsets = dimensions.table().offsets
    for target in (
        to,
        f"{dimensions.table().bases.get(dimensions.dimension(above), above)}/{below}",
    ):
        if offsets.isdisjoint({above, below, to}) and dimensions.compatible(rate, target):
            expected = dimensions.scale(rate) / dimensions.scale(target)
            assert abs(Fraction(units.factor(rate, target)) - expected) <= expected * RELATIVE


@pytest.mark.parametrize("quotient", dimensions.table().quotients)
def test_the_base_of_a_quotient_is_the_quotient_of_the_bases(quotient: str) -> None:
    known = dimensions.table()
    above, _, below = quotient.partition("/")
    rate = f"{known.bases[above]}/{known.bases[below]}"
    assert units.factor(rate, known.bases[known.quotients[quotient]]) == 1


@given(NAMES, NAMES)
def test_what_is_compatible_has_a_factor_and_its_inverse(left: str, right: str) -> None:
    offsets = dimensions.table().offsets
    if not units.compatible(left, right):
        with pytest.raises(UsageError, match="cannot be converted"):
            units.factor(left, right)
    elif left == right or offsets.isdisjoint({left, right}):
        product = units.factor(left, right) * units.factor(right, left)
        assert abs(product - 1) < Decimal("1e-24")


@pytest.mark.parametrize("code", CURRENCIES)
def test_every_currency_has_a_dimension_of_its_own(code: str) -> None:
    assert dimensions.dimension(code) == units.dimension(code) == f"currency:{code}"
    other = "USD" if code != "USD" else "CNY"
    assert not units.compatible(code, other)
    with pytest.raises(UsageError):
        units.factor(code, other)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hour/day", "hour"),
        ("hour/day", "percent"),
        ("hour/day", "metre/kilometre"),
        ("viewer", "follower"),
        ("user", "USD"),
        ("percent", "percentage_point"),
        ("newton_metre", "joule"),
        ("sievert", "gray"),
        ("becquerel", "hertz"),
        ("watt_hour", "watt"),
        ("degree", "degree_celsius"),
        ("pound_mass", "GBP"),
        ("CUP", "cup"),
        ("USD/barrel", "USD"),
    ],
)
def test_what_looks_alike_is_kept_apart(left: str, right: str) -> None:
    assert not units.compatible(left, right)
    assert not dimensions.compatible(left, right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 * lakh * crore", "3000000000000"),
        ("284 * 百 * 亿", "2840000000000"),
        ("1 * 兆", "1000000000000"),
        ("2 * milliard", "2000000000"),
        ("2 * billion", "2000000000"),
        ("2 * long_billion", "2000000000000"),
        ("5 * dozen", "60"),
    ],
)
def test_magnitudes_are_plain_numbers(text: str, expected: str) -> None:
    found = units.registry().parse_expression(text).to_base_units()
    assert found.magnitude == Decimal(expected)
    assert found.dimensionless


def test_rates_of_one_day_convert_through_the_euro() -> None:
    rates = {"USD": Decimal("1.0666"), "CNY": Decimal("7.3582")}
    with units.rate_context(rates, date(2022, 12, 30)) as made:
        euros = made.Quantity(Decimal(10), "EUR").to("USD").magnitude
        yuan = made.Quantity(Decimal("42.3"), "USD").to("CNY").magnitude
    assert euros == Decimal("10.666")
    assert abs(yuan - Decimal("42.3") * Decimal("7.3582") / Decimal("1.0666")) < Decimal("1e-20")


def test_rates_are_gone_when_their_day_is_left() -> None:
    quantity = units.registry().Quantity
    for rate in ("1.0666", "1.1"):
        rates = {"USD": Decimal(rate), "CNY": Decimal("7.3582")}
        with units.rate_context(rates, date(2022, 12, 30)):
            assert quantity(Decimal(2), "EUR").to("USD").magnitude == 2 * Decimal(rate)
        with pytest.raises(pint.DimensionalityError):
            quantity(Decimal(1), "USD").to("CNY")


@pytest.mark.parametrize("rates", [{"USD": Decimal(0)}, {"USD": Decimal(-1)}, {"USX": Decimal(1)}])
def test_a_rate_that_is_none_is_refused(rates: dict[str, Decimal]) -> None:
    with pytest.raises(RatesError, match="is no rate"), units.rate_context(rates, date(2022, 1, 3)):
        pass


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('factor: "1609.344"', 'factor: "1609"', "mile"),
        ('dimension: area, factor: "10000"', 'dimension: length, factor: "10000"', "hectometre"),
        ("pint: furlong", "pint: furlongs_of_old", "furlong"),
        ('offset: "273.15"', 'offset: "273"', "degree_celsius"),
    ],
)
def test_a_wrong_table_is_refused_by_name(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (LEXICON / "units.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "units.yaml").write_text(text.replace(old, new), encoding="utf-8")
    (tmp_path / "currencies.yaml").write_bytes((LEXICON / "currencies.yaml").read_bytes())
    with pytest.raises(LexiconError, match=told):
        compiling.compile_dimensions(tmp_path)


def test_comparing_dimensions_loads_neither_pint_nor_yaml() -> None:
    program = (
        "import sys; from figurecheck.normalise.dimensions import compatible, scale;"
        "compatible('hour/day', 'USD'); scale('mile');"
        "import json; print(json.dumps([m for m in ('pint', 'yaml', 'polars') if m in sys.modules]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(run.stdout) == []
