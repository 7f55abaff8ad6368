"""`--rates PATH`: a user's own rates come first, and a wrong line is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates.user_file import read_books, with_user_rates

if TYPE_CHECKING:
    from figurecheck.rates import History


def saved(folder: Path, text: str | bytes) -> Path:
    path = folder / "own.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_rates_per_euro(tmp_path: Path, history: History) -> None:
    path = saved(tmp_path, "date,currency,rate\n2022-06-01,USD,1.10\n2022-06-01,CNY,7.7\n")
    own = with_user_rates(path, history)
    rate = own.on("USD", "CNY", date(2022, 6, 20))
    assert rate is not None
    assert (rate.rate, rate.date, rate.provider) == (Decimal(7), date(2022, 6, 1), "own.csv")
    later = own.on("USD", "CNY", date(2022, 8, 1))
    assert later == history.on("USD", "CNY", date(2022, 8, 1))
    assert own.on("USD", "JPY", date(2022, 6, 1)) == history.on("USD", "JPY", date(2022, 6, 1))


def test_rates_between_two_currencies(tmp_path: Path, history: History) -> None:
    text = "\ufeffTo, From ,Rate,Date\nIDR,USD,15161,2022-10-03\n\nCNY,USD,7.0,2022-10-03\n"
    own = with_user_rates(saved(tmp_path, text), history)
    day = date(2022, 10, 3)
    there, back, beside = (
        own.on(*pair, day) for pair in (("USD", "IDR"), ("IDR", "USD"), ("CNY", "IDR"))
    )
    assert there is not None
    assert back is not None
    assert beside is not None
    assert there.rate == 15161
    assert abs(back.rate * 15161 - 1) < Decimal("1e-24")
    assert abs(beside.rate - Decimal(15161) / 7) < Decimal("1e-20")
    band = own.band("USD", "IDR", day, day)
    assert band is not None
    assert (band.low, band.high, band.provider) == (Decimal(15161), Decimal(15161), "own.csv")


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("", "line 1", "unknown header"),
        ("day,rate\n", "line 1", "unknown header 'day,rate'"),
        ("date,currency,rate,rate\n", "line 1", "unknown header"),
        ("date,currency,rate\n", "", "not one rate"),
        ("date,currency,rate\n2022-06-01,USD,1.1\n2022-06-31,USD,1.1\n", "line 3", "day is out"),
        ("date,currency,rate\n2022-06-01,dollar,1.1\n", "line 2", "'dollar' is no currency code"),
        ("date,currency,rate\n2022-06-01,USD,1.1x\n", "line 2", "'1.1x' is no rate"),
        ("date,currency,rate\n2022-06-01,USD,0\n", "line 2", "above zero"),
        ("date,currency,rate\n2022-06-01,EUR,1\n", "line 2", "a rate of EUR to itself"),
        ("date,currency,rate\n2022-06-01,USD\n", "line 2", "shorter"),
        ("date,from,to,rate\n2022-06-01,USD,,1\n", "line 2", "'' is no currency code"),
        (b"\xff\xfe\x00date", "", "no CSV file in UTF-8"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, place: str, told: str
) -> None:
    path = saved(tmp_path, text)
    with pytest.raises(RatesError) as caught:
        read_books(path)
    message = str(caught.value)
    assert str(path) in message
    assert place in message
    assert told in message
    assert "date,currency,rate" in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RatesError, match="check the path") as caught:
        read_books(tmp_path / "nothing.csv")
    assert "nothing.csv" in str(caught.value)
