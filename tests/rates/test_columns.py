"""The columnar path: the frame says what the history says, and amounts in columns are exact."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import InputError
from figurecheck.normalise.base import to_base
from figurecheck.rates import History, table
from figurecheck.schema import MONEY, RATE

WIDE = Context(prec=90, rounding=ROUND_HALF_EVEN)
LARGEST = Decimal(10) ** 32


@pytest.fixture(scope="module")
def rates(history: History) -> pl.DataFrame:
    """The whole table."""
    return table(history)


@pytest.fixture(scope="module")
def summer(rates: pl.DataFrame) -> pl.DataFrame:
    """The rates of June 2022."""
    return rates.filter(pl.col("rate_date").is_between(date(2022, 6, 1), date(2022, 6, 30)))


def figures(*rows: tuple[str | None, str | None, str | None, str | None]) -> pl.DataFrame:
    """Value, unit, as-of and publication date of each row."""
    return pl.DataFrame(
        {
            "document_id": ["d"] * len(rows),
            "value": [None if row[0] is None else Decimal(row[0]) for row in rows],
            "unit": [row[1] for row in rows],
            "as_of": [row[2] for row in rows],
            "published": [row[3] for row in rows],
        },
        schema={
            "document_id": pl.String,
            "value": MONEY,
            "unit": pl.String,
            "as_of": pl.String,
            "published": pl.String,
        },
    )


def test_the_frame_is_what_was_promised(rates: pl.DataFrame) -> None:
    assert dict(rates.schema) == {
        "rate_date": pl.Date,
        "currency": pl.String,
        "rate": RATE,
        "provider": pl.String,
    }
    assert rates.select("currency", "rate_date").is_duplicated().sum() == 0
    assert rates.null_count().sum_horizontal().item() == 0
    assert rates.select("currency", "rate_date").equals(
        rates.select("currency", "rate_date").sort("currency", "rate_date")
    )
    assert "EUR" not in rates["currency"]


def test_the_frame_says_what_the_history_says(rates: pl.DataFrame, history: History) -> None:
    tied = {code for change in history.facts.redenominations for code in (change.old, change.new)}
    chosen = range(0, rates.height, 199)
    for day, currency, rate, provider in rates[chosen].iter_rows():
        if currency in tied:
            continue
        point = history.pair("EUR", currency).at(day.toordinal())
        assert point is not None
        said = (currency, date.fromordinal(point.day), point.provider)
        assert said == (currency, day, provider)
        assert abs(point.rate - rate) <= Decimal("1e-17")


@pytest.mark.parametrize("currency", ["USD", "AED", "TWD", "RUB", "ISK", "XOF", "BTN", "KYD"])
def test_the_frame_has_every_day_of_the_history(
    rates: pl.DataFrame, history: History, currency: str
) -> None:
    first = date(1999, 1, 4).toordinal()
    points = history.pair("EUR", currency).points(first, history.last_date.toordinal())
    days = rates.filter(pl.col("currency") == currency, pl.col("rate_date") >= date(1999, 1, 4))
    assert days["rate_date"].to_list() == [date.fromordinal(point.day) for point in points]


def test_some_currencies_are_as_they_are_in_the_whole(
    rates: pl.DataFrame, history: History
) -> None:
    asked = ["BTN", "CNY", "TWD", "XOF", "DEM"]
    some = table(history, currencies=asked)
    assert {*asked, "USD", "INR"} <= set(some["currency"])
    assert some.equals(rates.filter(pl.col("currency").is_in(some["currency"].unique())))


def test_the_amount_of_the_article_at_the_end_of_2022(rates: pl.DataFrame) -> None:
    """2.84 trillion yuan were some 412 billion dollars."""
    done = to_base(figures(("2840000000000", "CNY", "2022", "2023-01")), rates)
    row = done.row(0, named=True)
    assert round(row["value_usd"] / 10**9) == 412
    assert row["rate_on"] == date(2022, 12, 31)
    assert row["usd_rate_date"] == date(2022, 12, 30)
    assert row["usd_rate_provider"] == "ECB"
    assert row["value_reason"] is None
    assert done.schema["value_usd"] == MONEY
    assert done.schema["usd_rate"] == RATE
    assert not any(kind.is_float() for kind in done.dtypes)


def test_rows_keep_their_order_and_what_has_no_rate_is_null(rates: pl.DataFrame) -> None:
    done = to_base(
        figures(
            ("5", "percent", "2022", "2022"),
            ("7", "TWD", "2023-07", "2023-07-07"),
            (None, "EUR", "2022", None),
            ("10", "EUR", "2022-06-30", None),
            ("3", "USD", None, None),
            ("3", "CNY", None, None),
            ("3", None, "2022", None),
            ("3", "CNY", "1985", None),
        ),
        rates,
    )
    assert done["unit"].to_list() == ["percent", "TWD", "EUR", "EUR", "USD", "CNY", None, "CNY"]
    known = [row is not None for row in done["value_usd"]]
    assert known == [False, True, False, True, True, False, False, False]
    assert done["value_usd"][3] == Decimal("10.387")
    assert done["usd_rate_provider"].to_list()[1] == "ECB and NBP"
    assert done["usd_rate_provider"].to_list()[4] == "same currency"
    assert done["value_reason"].null_count() == done.height


def test_only_money_is_brought_to_the_base(rates: pl.DataFrame) -> None:
    """A counted noun may be spelt like a currency code."""
    two = figures(("5", "TOP", "2022", None), ("5", "TOP", "2022", None))
    done = to_base(two.with_columns(pl.Series("kind", ["count", "money"])), rates)
    assert done["value_usd"].is_null().to_list() == [True, False]
    assert done["usd_rate"].is_null().to_list() == [True, False]


def test_another_base_names_its_columns(rates: pl.DataFrame) -> None:
    done = to_base(figures(("10", "USD", "2022-06-30", None)), rates, "EUR")
    assert done["value_eur"][0] == Decimal("9.627419")
    assert done["eur_rate_provider"][0] == "ECB"
    assert "value_usd" not in done.columns


def test_an_amount_too_large_for_the_column_is_null_with_its_reason(rates: pl.DataFrame) -> None:
    done = to_base(
        figures(
            ("99999999999999999999999999999999", "KWD", "2022", None), ("1", "KWD", "2022", None)
        ),
        rates,
    )
    assert done["value_usd"].is_null().to_list() == [True, False]
    assert done["value_reason"].to_list() == ["the amount in USD is too large for the column", None]


def test_a_reason_given_before_is_kept(rates: pl.DataFrame) -> None:
    given_reason = figures((None, "KWD", "2022", None)).with_columns(
        pl.lit("too large").alias("value_reason")
    )
    assert to_base(given_reason, rates)["value_reason"].to_list() == ["too large"]


def test_a_wrong_date_is_named(rates: pl.DataFrame) -> None:
    with pytest.raises(InputError, match="'soon' is no date"):
        to_base(figures(("1", "CNY", "soon", None)), rates)


def test_no_rows(rates: pl.DataFrame) -> None:
    done = to_base(figures(), rates)
    assert done.height == 0
    assert {"value_usd", "usd_rate", "usd_rate_date", "usd_rate_provider", "rate_on"} <= set(
        done.columns
    )


amounts = st.integers(1 - 10**38, 10**38 - 1).map(lambda number: Decimal(number).scaleb(-6, WIDE))


@given(
    st.lists(
        st.tuples(amounts, st.sampled_from(["CNY", "JPY", "KWD", "IDR", "GBP", "USD", "EUR"])),
        min_size=1,
        max_size=8,
    )
)
def test_an_amount_is_value_times_rate_to_the_last_place(
    summer: pl.DataFrame, rows: list[tuple[Decimal, str]]
) -> None:
    done = to_base(
        figures(*((str(value), unit, "2022-06-30", None) for value, unit in rows)), summer
    )
    for (value, _), got, rate, reason in zip(
        rows, done["value_usd"], done["usd_rate"], done["value_reason"], strict=True
    ):
        exact = WIDE.multiply(value, rate)
        if got is None:
            assert exact.copy_abs() > WIDE.subtract(LARGEST, Decimal(1))
            assert reason
        else:
            assert WIDE.subtract(exact, got).copy_abs() <= Decimal("0.0000005")
            assert reason is None
