"""Bands, single days and periods of the bundled history, held against what the sources printed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates import History
from figurecheck.rates.store import Book, RatesFile

D = Decimal


def printed(book: Book, currency: str, day: date) -> Decimal:
    series = book.series[currency]
    return series.printed(list(series.days).index(day.toordinal()))


def test_a_cross_rate_is_the_quotient_of_the_two_printed_rates(history: History) -> None:
    ecb = history.rates.books[0]
    day = date(2022, 11, 3)
    rate = history.on("USD", "CNY", day)
    assert rate is not None
    assert rate.date == day
    assert rate.provider == "ECB"
    assert rate.rate == printed(ecb, "CNY", day) / printed(ecb, "USD", day)
    assert len(rate.rate.as_tuple().digits) == 28


def test_the_yuan_of_2022(history: History) -> None:
    """ECB reference rates: the dollar cost 6.31 yuan on 28 February and 7.32 on 3 November 2022."""
    band = history.band("USD", "CNY", date(2022, 1, 1), date(2022, 12, 31))
    assert band is not None
    assert (round(band.low, 2), band.low_date) == (D("6.31"), date(2022, 2, 28))
    assert (round(band.high, 2), band.high_date) == (D("7.32"), date(2022, 11, 3))
    assert band.provider == "ECB"
    assert band.note is None


def test_when_the_yuan_stood_between_6694_and_6734(history: History) -> None:
    periods = history.dates_where(
        "USD",
        "CNY",
        D("6.694"),
        D("6.734"),
        date(2021, 1, 1),
        date(2023, 12, 31),
        join_days=31,
    )
    assert periods == [
        (date(2022, 5, 9), date(2022, 7, 13)),
        (date(2023, 1, 13), date(2023, 2, 2)),
    ]


def test_a_weekend_has_the_rate_of_the_friday(history: History) -> None:
    friday, sunday = date(2022, 6, 10), date(2022, 6, 12)
    rate = history.on("EUR", "USD", sunday)
    assert rate is not None
    assert rate.date == friday
    band = history.band("EUR", "USD", sunday, sunday)
    assert band is not None
    assert band.low == band.high == rate.rate
    assert band.low_date == friday


def test_a_currency_that_the_ecb_lacks_has_a_rate_of_the_polish_central_bank(
    history: History,
) -> None:
    rate = history.on("USD", "TWD", date(2023, 7, 5))
    assert rate is not None
    assert rate.provider == "NBP"
    assert D("30.9") < rate.rate < D("31.3")


def test_the_rouble_goes_on_where_the_ecb_stopped(history: History) -> None:
    before = history.on("USD", "RUB", date(2022, 3, 1))
    after = history.on("USD", "RUB", date(2022, 6, 30))
    assert before is not None
    assert after is not None
    assert (before.provider, after.provider) == ("ECB", "NBP")
    band = history.band("USD", "RUB", date(2022, 2, 1), date(2022, 12, 31))
    assert band is not None
    assert band.provider == "ECB and NBP"


def test_a_gap_in_the_ecbs_list_is_filled(history: History) -> None:
    """The ECB gave no króna rate from December 2008 to February 2018."""
    rate = history.on("EUR", "ISK", date(2012, 6, 1))
    assert rate is not None
    assert rate.provider == "NBP"
    assert D(150) < rate.rate < D(170)


def test_a_peg_is_exact_and_says_so(history: History) -> None:
    band = history.band("USD", "AED", date(2019, 1, 1), date(2021, 12, 31))
    assert band is not None
    assert band.low == band.high == D("3.6725")
    assert band.provider == "ECB+peg"


def test_a_peg_follows_its_anchor(history: History) -> None:
    day = date(2020, 3, 18)
    euro, dollar = history.on("EUR", "SAR", day), history.on("EUR", "USD", day)
    assert euro is not None
    assert dollar is not None
    assert euro.rate == dollar.rate * D("3.75")


@pytest.mark.parametrize(
    ("source", "to", "day", "rate"),
    [
        ("TRY", "TRL", date(2008, 5, 7), D(1000000)),
        ("EUR", "DEM", date(2010, 5, 7), D("1.95583")),
        ("ITL", "EUR", date(2000, 5, 5), 1 / D("1936.27")),
        ("HRK", "BAM", date(2024, 5, 7), D("1.95583") / D("7.5345")),
        ("BTN", "NPR", date(2020, 5, 7), D("1.6")),
    ],
)
def test_fixed_relations(history: History, source: str, to: str, day: date, rate: Decimal) -> None:
    found = history.on(source, to, day)
    assert found is not None
    assert abs(found.rate / rate - 1) < D("1e-26")


def test_the_new_lira_before_it_existed_is_the_old_one_in_millions(history: History) -> None:
    old, new = (history.on("USD", code, date(2003, 6, 2)) for code in ("TRL", "TRY"))
    assert old is not None
    assert new is not None
    assert abs(old.rate / new.rate - 1000000) < D("1e-20")


def test_a_currency_with_itself(history: History) -> None:
    band = history.band("EUR", "EUR", date(2022, 1, 1), date(2022, 2, 1))
    assert band is not None
    assert band.low == band.high == 1
    assert band.provider == "same currency"


def test_past_its_end_the_history_is_carried_wider_by_age(history: History) -> None:
    end = history.last_date
    widths = []
    for age in (3, 30, 90, 365):
        last = end + timedelta(days=age)
        band = history.band("USD", "CNY", last, last)
        assert band is not None
        widths.append(band.high / band.low - 1)
        assert (band.note is None) == (age == 3)
        if band.note:
            assert f"of {end}, is carried {age} days" in band.note
            assert band.carried_days == age
    assert widths[0] == 0
    assert widths == sorted(widths)
    assert D("0.05") < widths[1] < D("0.15")


def test_a_carried_peg_stays_exact(history: History) -> None:
    last = history.last_date + timedelta(days=90)
    band = history.band("USD", "SAR", last, last)
    assert band is not None
    assert band.low == band.high == D("3.75")
    assert band.note
    assert "widened" not in band.note


def test_a_rate_of_the_distant_future_is_none_and_says_why(history: History) -> None:
    day = history.last_date + timedelta(days=500)
    assert history.band("USD", "CNY", day, day) is None
    assert "more than 400 days before" in history.why_none("USD", "CNY", day, day)


def test_a_currency_that_ended_is_not_carried(history: History) -> None:
    books = tuple(book for book in history.rates.books if book.provider == "ECB")
    alone = History(RatesFile(books))
    last = history.last_date + timedelta(days=20)
    assert alone.band("USD", "RUB", last, last) is None
    assert "no rate of USD/RUB" in alone.why_none("USD", "RUB", last, last)


def test_an_unknown_currency_is_named(history: History) -> None:
    day = date(2022, 1, 1)
    assert history.band("USD", "XYZ", day, day) is None
    assert history.why_none("USD", "XYZ", day, day) == "no rates are known for XYZ"
    assert not history.covers("XYZ", day)


def test_coverage_names_the_providers(history: History) -> None:
    found = history.coverage("RUB")
    assert [provider for provider, _, _ in found] == ["ECB", "NBP"]
    assert found[0][2] == date(2022, 3, 1)
    assert history.covers("RUB", date(2024, 1, 3))
    assert history.covers("EUR", date(2024, 1, 3))
    assert history.covers("AED", date(2024, 1, 3))
    assert not history.covers("VND", date(2001, 1, 3))


def test_a_coarsely_printed_rate_opens_its_band(history: History) -> None:
    """The Polish tables print the Angolan kwanza of 2020 with two digits."""
    day = date(2020, 1, 8)
    rate = history.on("USD", "AOA", day)
    band = history.band("USD", "AOA", day, day)
    assert rate is not None
    assert band is not None
    assert band.rounding > D("0.005")
    assert band.low < rate.rate < band.high


def test_a_band_that_ends_before_it_begins_is_refused(history: History) -> None:
    with pytest.raises(RatesError, match=r"USD/CNY: .* ends before it begins"):
        history.band("USD", "CNY", date(2022, 2, 1), date(2022, 1, 1))


def test_the_whole_history_of_a_pair(history: History) -> None:
    band = history.whole("EUR", "USD")
    assert band is not None
    assert round(band.low, 4) == D("0.8252")
    assert round(band.high, 4) == D("1.5990")
