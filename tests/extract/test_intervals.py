"""The interval that digits and modifier leave open: half a unit of the last place, sides, signs, scale."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.extract.figures import MODIFIERS, NEGATIVE, RANGE, interval
from figurecheck.extract.records import FIGURE, FigureRecord

BLANK = next(FIGURE.records(bytes(FIGURE.size)))
LOW_HALF = (1 << 64) - 1

mantissas = st.integers(0, 10**36)
exponents = st.integers(-30, 40)
trailing = st.integers(0, 6)
modifiers = st.sampled_from([each for each in MODIFIERS if each != "between"])


def record(
    mantissa: int, exponent: int, zeros: int, modifier: str, *, negative: bool = False
) -> FigureRecord:
    """A number whose last written place is `zeros` above its exponent."""
    return BLANK._replace(
        first_lo=mantissa & LOW_HALF,
        first_hi=mantissa >> 64,
        exponent=exponent,
        place=exponent + zeros,
        modifier=MODIFIERS.index(modifier),
        flags=NEGATIVE if negative else 0,
    )


@given(mantissas, exponents, trailing, modifiers)
def test_the_value_is_what_is_written_and_lies_between_the_ends(
    mantissa: int, exponent: int, zeros: int, modifier: str
) -> None:
    low, value, high = interval(record(mantissa, exponent, zeros, modifier))
    assert value is not None
    assert value.as_tuple().sign == 0
    assert value == Decimal((0, tuple(map(int, str(mantissa))), exponent))
    assert low is None or low <= value
    assert high is None or value <= high


@given(mantissas.filter(bool), exponents)
def test_exact_digits_leave_half_a_unit_of_the_last_place_open(
    mantissa: int, exponent: int
) -> None:
    low, value, high = interval(record(mantissa, exponent, 0, "exact"))
    half = Fraction(10) ** exponent / 2
    assert low is not None
    assert high is not None
    assert value is not None
    assert Fraction(high) - Fraction(value) == half
    assert Fraction(value) - Fraction(low) == half


@given(mantissas, exponents, trailing)
def test_modifiers_widen_on_their_own_side(mantissa: int, exponent: int, zeros: int) -> None:
    def ends(modifier: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        return interval(record(mantissa, exponent, zeros, modifier))

    exact_low, value, exact_high = ends("exact")
    about_low, _, about_high = ends("about")
    assert about_low is not None
    assert exact_low is not None
    assert exact_high is not None
    assert about_high is not None
    assert about_low <= exact_low
    assert exact_high <= about_high
    for modifier in ("more_than", "at_least"):
        assert ends(modifier) == (value, value, None)
    for modifier in ("less_than", "up_to"):
        assert ends(modifier) == (None, value, value)
    assert ends("nearly") == (about_low, value, value)


@given(mantissas, exponents, trailing, modifiers)
def test_a_minus_mirrors_the_interval(
    mantissa: int, exponent: int, zeros: int, modifier: str
) -> None:
    low, value, high = interval(record(mantissa, exponent, zeros, modifier))
    mirrored = interval(record(mantissa, exponent, zeros, modifier, negative=True))
    assert mirrored == tuple(None if x is None else x.copy_negate() for x in (high, value, low))


@given(mantissas, st.integers(-30, 10), trailing, modifiers, st.integers(1, 30))
def test_a_magnitude_scales_all_ends(
    mantissa: int, exponent: int, zeros: int, modifier: str, scale: int
) -> None:
    plain = interval(record(mantissa, exponent, zeros, modifier))
    scaled = interval(record(mantissa, exponent + scale, zeros, modifier))
    for before, after in zip(plain, scaled, strict=True):
        if before is None or after is None:
            assert before is after
            continue
        sign, digits, end = before.as_tuple()
        assert isinstance(end, int)
        assert after == Decimal((sign, digits, end + scale))


@given(mantissas, mantissas, exponents, exponents)
def test_a_range_has_its_printed_ends_and_no_value(
    first: int, second: int, exponent: int, exponent2: int
) -> None:
    made = record(first, exponent, 0, "between")._replace(
        flags=RANGE,
        second_lo=second & LOW_HALF,
        second_hi=second >> 64,
        exponent2=exponent2,
        place2=exponent2,
    )
    assert interval(made) == (
        Decimal((0, tuple(map(int, str(first))), exponent)),
        None,
        Decimal((0, tuple(map(int, str(second))), exponent2)),
    )


@pytest.mark.parametrize(("text", "width"), [("350", "1"), ("3.5", "0.1"), ("3.50", "0.01")])
def test_digits_as_written_decide_the_width(text: str, width: str) -> None:
    number = Decimal(text)
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    mantissa = int("".join(map(str, digits)))
    low, _, high = interval(record(mantissa, exponent, 0, "exact"))
    assert sign == 0
    assert low is not None
    assert high is not None
    assert high - low == Decimal(width)
