"""Publication dates as documents give them: partial ISO dates, checked."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from figurecheck.errors import InputError, UsageError

if TYPE_CHECKING:
    from figurecheck.errors import FigurecheckError

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def checked_date(
    value: object, *, option: str | None = None, source: str | None = None, place: str | None = None
) -> str:
    """The date as YYYY, YYYY-MM or YYYY-MM-DD.

    Raises `UsageError` for an `option` of the command line, else `InputError`, where it is none.
    """
    if isinstance(value, datetime.datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
    match = PARTIAL.fullmatch(text)
    try:
        if match:
            year, month, day = (int(part) if part else 1 for part in match.groups())
            datetime.date(year, month, day)
            return text
    except ValueError:
        pass
    problem = f"`{text}` is no date"
    advice = "write YYYY, YYYY-MM or YYYY-MM-DD"
    error: FigurecheckError
    if option:
        error = UsageError(problem, source=option, advice=advice)
    else:
        error = InputError(problem, source=source, place=place, advice=advice)
    raise error
