"""Reading the sources and the compiled file: exact digits in, exact digits out, other forms refused."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates import History, bundled, ecb, nbp
from figurecheck.rates.columns import Columns
from figurecheck.rates.compile import read_ecb
from figurecheck.rates.load import BUNDLE, rates_file, updated_file
from figurecheck.rates.store import RatesFile, read, write


def zipped(text: str, name: str = "eurofxref-hist.csv") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def test_the_ecbs_file_is_read_as_printed() -> None:
    book = ecb.read_zip(
        zipped("Date,USD,JPY,ROL,\n2022-01-04,1.1279,130.80,N/A,\n2022-01-03,1.1355,N/A,,\n"),
        source="x.zip",
    )
    dollar = book.series["USD"]
    assert list(dollar.days) == [date(2022, 1, 3).toordinal(), date(2022, 1, 4).toordinal()]
    assert [str(dollar.printed(at)) for at in (0, 1)] == ["1.1355", "1.1279"]
    assert str(book.series["JPY"].printed(0)) == "130.80"
    assert "ROL" not in book.series


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<html>not found</html>", "expected a zip"),
        (zipped("Datum,USD\n"), "line 1: expected a first line of Date"),
        (zipped(""), "line 1"),
        (zipped("Date,USD\n2022-01-04,1.1\n2022-13-01,1.2\n"), "line 3"),
        (zipped("Date,USD\n2022-01-04,1,1\n"), ""),
        (zipped("Date,USD\n2022-01-04,-1.1\n"), "line 2"),
        (zipped("Date,USD\n2022-01-04,0.00\n"), "above zero"),
        (zipped("Date,USD\n2022-01-04,N/A\n"), "not one rate"),
    ],
)
def test_what_is_not_the_ecbs_file_is_refused(data: bytes, told: str) -> None:
    if not told:
        assert ecb.read_zip(data, source="x.zip").series["USD"].printed(0) == 1
        return
    with pytest.raises(RatesError, match=r"x\.zip") as caught:
        ecb.read_zip(data, source="x.zip")
    assert told in str(caught.value)


def test_a_module_of_the_polish_rates(tmp_path: Path) -> None:
    days = ["-1"] * 31
    days[6], days[13] = "3.4612", "0.00"
    path = tmp_path / "curr_abc.py"
    row = ",".join(f"'{each}'" for each in days)
    path.write_text(
        "def get_rate(year, month, day):\n    if year == 1994:\n"
        f"        if month == 12: return ({row})[day-1]\n"
        "    elif year == 1999:\n"
        f"        if month == 1: return ({row})[day-1]\n"
        "    return '-1'\n",
        encoding="utf-8",
    )
    series = nbp.read_module(path).series()
    assert list(series.days) == [date(1999, 1, 7).toordinal()]
    assert str(series.printed(0)) == "3.4612"


def test_a_module_of_another_form_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "curr_abc.py"
    path.write_text("def get_rate(year, month, day):\n    return RATES[year]\n", encoding="utf-8")
    with pytest.raises(RatesError, match=r"curr_abc\.py, line 2"):
        nbp.read_module(path)


def test_columns_refuse_what_is_no_rate() -> None:
    columns = Columns()
    for text in ("", "abc", "1e5", "-1", "0", "1,5", "٣", "1" * 19):
        with pytest.raises(ValueError, match="is no rate"):
            columns.add(1, text)
    assert not columns


def test_the_compiled_file_holds_what_the_sources_printed(history: History) -> None:
    source, compiled = read_ecb(), history.rates.books[0]
    assert source.series.keys() == compiled.series.keys()
    for currency, series in source.series.items():
        other = compiled.series[currency]
        assert list(series.days) == list(other.days)
        assert list(series.digits) == list(other.digits)
        assert list(series.places) == list(other.places)


def test_a_rates_file_is_read_as_it_was_written(tmp_path: Path, history: History) -> None:
    path = tmp_path / "rates.bin"
    book = history.rates.books[0]
    write(path, RatesFile((book,), history.facts))
    again = read(path)
    assert again.facts == history.facts
    assert list(again.books[0].series["CNY"].digits) == list(book.series["CNY"].digits)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_a_foreign_and_an_empty_file_are_named(tmp_path: Path) -> None:
    missing, foreign, empty = (tmp_path / name for name in ("a", "b", "c"))
    foreign.write_bytes(b"something else entirely, longer than the first bytes")
    empty.write_bytes(b"")
    for path in (missing, foreign, empty):
        with pytest.raises(RatesError, match="make setup") as caught:
            read(path)
        assert str(path) in str(caught.value)


def test_a_newer_history_of_the_users_takes_the_place_of_the_bundled_one(
    own_cache: Path, history: History
) -> None:
    day = date(2030, 1, 2)
    newer = ecb.read_csv(f"Date,USD\n{day},1.2345\n", source="x")
    own_cache.mkdir()
    write(updated_file(), RatesFile((ecb.overlay(history.rates.books[0], newer),)))
    rate = bundled().on("EUR", "USD", day)
    assert rate is not None
    assert str(rate.rate) == "1.2345"
    assert bundled().on("USD", "CNY", date(2022, 11, 3)) == history.on(
        "USD", "CNY", date(2022, 11, 3)
    )


def test_an_older_history_of_the_users_is_left_alone(own_cache: Path) -> None:
    own_cache.mkdir()
    older = ecb.read_csv("Date,USD\n2020-01-02,1.2345\n", source="x")
    write(updated_file(), RatesFile((older,)))
    assert rates_file().books[0].last_day() == read(BUNDLE).books[0].last_day()


def test_rates_load_without_any_package() -> None:
    """The command line has half a second for an article: nothing large may come along."""
    program = (
        "import sys, datetime, figurecheck.rates as rates\n"
        "day = datetime.date(2022, 6, 1)\n"
        "assert rates.bundled().band('USD', 'CNY', day, day)\n"
        "large = {'polars', 'numpy', 'pandas', 'yaml', 'requests', 'forex_python', 'pint'}\n"
        "print(sorted(large & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_rate_keeps_its_digits() -> None:
    columns = Columns()
    columns.add(2, "1.2500")
    columns.add(1, "36030")
    series = columns.series()
    assert [str(series.printed(at)) for at in (0, 1)] == ["36030", "1.2500"]
    assert series.printed(1) == Decimal("1.25")
