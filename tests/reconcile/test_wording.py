"""Amounts, rates and periods in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from figurecheck.reconcile import wording


@pytest.mark.parametrize(
    ("value", "unit", "place", "told"),
    [
        ("423e9", "USD", 9, "$423 billion"),
        ("2.84e12", "CNY", 10, "2.84 trillion yuan"),
        ("30.0e9", "GBP", 8, "£30 billion"),
        ("697000", "USD", 3, "$697,000"),
        ("0.05", "EUR", -2, "€0.05"),
        ("1.50", "USD", -2, "$1.50"),
        ("12", "USD", -2, "$12"),
        ("84.99e9", "KES", 7, "84.99 billion Kenyan shillings"),
        ("5e6", "XAF", 6, "5 million XAF"),
        ("2.5e34", "USD", 33, "$25 decillion"),
    ],
)
def test_amounts(value: str, unit: str, place: int, told: str) -> None:
    assert wording.money(Decimal(value), unit, place) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2022-05-09", "2022-07-13", "May to mid-July 2022"),
        ("2023-01-13", "2023-02-02", "mid-January to early February 2023"),
        ("2023-01-13", "2023-01-16", "mid-January 2023"),
        ("2021-03-01", "2021-03-31", "March 2021"),
        ("2021-11-25", "2022-02-28", "late November 2021 to February 2022"),
    ],
)
def test_periods(first: str, last: str, told: str) -> None:
    assert wording.period(date.fromisoformat(first), date.fromisoformat(last)) == told


def test_many_periods_are_told_by_the_last_ones() -> None:
    years = [(date(year, 6, 1), date(year, 6, 30)) for year in range(2010, 2016)]
    assert wording.periods(years) == "earlier dates, June 2013, June 2014 and June 2015"


def test_rates_are_told_the_way_round_that_is_asked_for() -> None:
    low, high = Decimal("0.1366"), Decimal("0.1486")
    told = wording.rates(low, high, "CNY", "USD", over=True)
    assert told == "6.73 to 7.32 yuan to the dollar"


def test_two_currencies_of_one_name_are_told_apart() -> None:
    told = wording.rates(Decimal("0.65"), Decimal("0.65"), "AUD", "USD", over=False)
    assert told == "0.65 US dollars to the Australian dollar"


def test_the_last_days_of_a_year_are_its_end() -> None:
    assert wording.day(date(2022, 12, 30)) == "the end of 2022"
    assert wording.day(date(2022, 9, 30)) == "30 September 2022"
