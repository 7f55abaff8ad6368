"""Partial dates: a year, half, quarter, month or day becomes its first and its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from figurecheck.errors import InputError

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)

MONTHS_A_YEAR, MONTHS_A_HALF, MONTHS_A_QUARTER = 12, 6, 3


@lru_cache(maxsize=65536)
def period(when: str) -> tuple[date, date]:
    """The first and last day of `YYYY`, `YYYY-Hn`, `YYYY-Qn`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises `InputError` for any other form, and for days that no calendar has.
    """
    found = _FORM.fullmatch(when)
    if found is None:
        raise _wrong(when)
    year, months = int(found["year"]), MONTHS_A_YEAR
    number = 1
    if found["quarter"]:
        number, months = int(found["quarter"]), MONTHS_A_QUARTER
    elif found["half"]:
        number, months = int(found["half"]), MONTHS_A_HALF
    elif found["month"]:
        number, months = int(found["month"]), 1
    last_month = number * months
    try:
        if found["day"]:
            day = date(year, last_month, int(found["day"]))
            return day, day
        first = date(year, last_month - months + 1, 1)
        return first, date(year, last_month, monthrange(year, last_month)[1])
    except ValueError as error:
        raise _wrong(when) from error


def rate_day(as_of: str | None, published: str | None) -> date | None:
    """The day at whose rate a figure is converted: the last of its as-of period, or of publication.

    The as-of period counts if it was past when the text was published; None where neither is known.
    Raises `InputError` as `period` does.
    """
    last = period(as_of)[1] if as_of else None
    known = period(published)[1] if published else None
    if last is None or known is None:
        return last or known
    return min(last, known)


def _wrong(when: str) -> InputError:
    return InputError(
        f"{when!r} is no date",
        advice="write it as 2022, 2022-06, 2022-06-30, 2022-Q2 or 2022-H1",
    )
