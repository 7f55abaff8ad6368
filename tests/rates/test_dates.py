"""Partial dates become whole periods; what is no date is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import InputError
from figurecheck.normalise.dates import period, rate_day


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022-H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2022-06-30", date(2022, 6, 30), date(2022, 6, 30)),
    ],
)
def test_forms(when: str, first: date, last: date) -> None:
    assert period(when) == (first, last)


NO_DATES = """22 2022- 2022-00 2022-13 2022-02-30 2022-Q0 2022-Q5 2022-H3 2022-6 2022-06-1
2022/06 2022-06-30T00:00 0000 ٢٠٢٢ soon"""


@pytest.mark.parametrize("when", ["", " 2022", *NO_DATES.split()])
def test_what_is_no_date_is_refused(when: str) -> None:
    with pytest.raises(InputError, match="is no date; write it as 2022, 2022-06"):
        period(when)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_lies_in_each_period_named_after_it(day: date) -> None:
    quarter, half = (day.month - 1) // 3 + 1, (day.month - 1) // 6 + 1
    lengths = []
    for when in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m}",
        f"{day:%Y}-Q{quarter}",
        f"{day:%Y}-H{half}",
        f"{day:%Y}",
    ):
        first, last = period(when)
        assert first <= day <= last
        lengths.append((last - first).days + 1)
        if last < date.max:
            assert (last + timedelta(days=1)).day == 1 or first == last
    assert lengths == sorted(lengths)
    assert lengths[0] == 1


@pytest.mark.parametrize(
    ("as_of", "published", "day"),
    [
        ("2022", "2023-02-10", date(2022, 12, 31)),
        ("2022", "2022-08", date(2022, 8, 31)),
        ("2030", "2022-08-05", date(2022, 8, 5)),
        (None, "2022-08-05", date(2022, 8, 5)),
        ("2022-Q2", None, date(2022, 6, 30)),
        (None, None, None),
    ],
)
def test_the_day_of_the_rate(as_of: str | None, published: str | None, day: date | None) -> None:
    assert rate_day(as_of, published) == day
