"""What must hold for every pair and every period, tried on periods chosen by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from figurecheck.rates import History
from figurecheck.rates.load import BUNDLE
from figurecheck.rates.store import read

HISTORY = History(read(BUNDLE))
NEAR = Decimal("1e-24")

quoted_daily = ["USD", "EUR", "CNY", "JPY", "GBP", "INR", "PLN", "TRY"]
quoted_weekly = ["TWD", "VND", "AOA"]
fixed = ["AED", "NPR", "XOF", "LBP", "DEM", "TRL"]
broken_off = ["RUB", "ISK", "HRK", "BGN"]
currencies = st.sampled_from([*quoted_daily, *quoted_weekly, *fixed, *broken_off])
days = st.dates(date(1999, 1, 4), date(2026, 12, 31))
lengths = st.integers(0, 900).map(timedelta)


@given(currencies, currencies, days, lengths, st.floats(0, 1))
@example("USD", "RUB", date(2022, 2, 25), timedelta(40), 0.5)
@example("EUR", "ISK", date(2008, 11, 1), timedelta(400), 0.9)
def test_a_band_holds_the_rate_of_each_of_its_days(
    source: str, to: str, first: date, length: timedelta, part: float
) -> None:
    rate = HISTORY.on(source, to, first + timedelta(int(length.days * part)))
    assume(rate is not None)
    assert rate is not None
    band = HISTORY.band(source, to, first, first + length)
    assert band is not None
    assert band.low <= rate.rate <= band.high


@given(currencies, currencies, days, lengths)
def test_swapping_the_currencies_gives_the_reciprocal(
    source: str, to: str, first: date, length: timedelta
) -> None:
    band = HISTORY.band(source, to, first, first + length)
    swapped = HISTORY.band(to, source, first, first + length)
    assert (band is None) == (swapped is None)
    if band is None or swapped is None:
        return
    assert abs(band.low * swapped.high - 1) < NEAR
    assert abs(band.high * swapped.low - 1) < NEAR
    assert (band.count, band.provider) == (swapped.count, swapped.provider)


@given(currencies, currencies, currencies, days)
def test_a_detour_by_a_third_currency_of_one_provider_changes_nothing(
    one: str, two: str, three: str, day: date
) -> None:
    legs = [HISTORY.on(*pair, day) for pair in ((one, two), (two, three), (one, three))]
    first, second, direct = legs
    assume(first is not None and second is not None and direct is not None)
    assert first is not None
    assert second is not None
    assert direct is not None
    quoted = [leg for leg in legs if leg is not None and leg.provider != "same currency"]
    assume(len({(leg.provider.removesuffix("+peg"), leg.date) for leg in quoted}) <= 1)
    assert abs(first.rate * second.rate / direct.rate - 1) < NEAR


@given(currencies, currencies, days, lengths, lengths)
def test_a_longer_period_has_no_narrower_band(
    source: str, to: str, first: date, length: timedelta, more: timedelta
) -> None:
    short = HISTORY.band(source, to, first, first + length)
    long = HISTORY.band(source, to, first, first + length + more)
    if short is None:
        return
    assume(short.carried_days == 0)
    assert long is not None
    assert long.low <= short.low
    assert long.high >= short.high


@given(currencies, currencies, days, lengths, st.integers(1, 40), st.integers(1, 40))
def test_the_periods_of_a_rate_are_those_found_day_by_day(
    source: str, to: str, first: date, length: timedelta, below: int, above: int
) -> None:
    assume(source != to)
    middle = HISTORY.on(source, to, first)
    assume(middle is not None)
    assert middle is not None
    low = middle.rate * (1 - Decimal(below) / 1000)
    high = middle.rate * (1 + Decimal(above) / 1000)
    last = first + length
    expected: list[tuple[date, date]] = []
    inside = False
    for number in range(length.days + 1):
        day = first + timedelta(number)
        rate = HISTORY.on(source, to, day)
        if rate is None or rate.date != day:
            continue
        if low <= rate.rate <= high:
            start = expected.pop()[0] if inside else day
            expected.append((start, day))
            inside = True
        else:
            inside = False
    assert HISTORY.dates_where(source, to, low, high, first, last) == expected


@pytest.mark.parametrize("join_days", [7, 30])
def test_joined_periods_hold_the_exact_ones(join_days: int) -> None:
    asked = ("USD", "CNY", Decimal("6.694"), Decimal("6.734"), date(2010, 1, 1), date(2026, 1, 1))
    exact = HISTORY.dates_where(*asked)
    joined = HISTORY.dates_where(*asked, join_days=join_days)
    assert len(joined) < len(exact)
    for start, end in exact:
        assert any(first <= start and end <= last for first, last in joined)
    for (_, end), (start, _) in pairwise(joined):
        assert (start - end).days > join_days
