"""Publication dates as documents give them: partial ISO dates, checked."""

from __future__ import annotations

import re
from datetime import date

from figurecheck.errors import InputError, UsageError

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}.*", re.DOTALL)
ADVICE = "write YYYY, YYYY-MM or YYYY-MM-DD"


def partial_date(text: str) -> str | None:
    """The date as YYYY, YYYY-MM or YYYY-MM-DD, its time of day left out; None where it is none."""
    text = TIME.sub("", text.strip())
    match = PARTIAL.fullmatch(text)
    if not match or not text.isascii():
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    return text


def checked_date(value: object, *, source: str | None = None, place: str | None = None) -> str:
    """The date that a document gives. Raises `InputError` where it is none."""
    found = partial_date(value) if isinstance(value, str) else None
    if found is None:
        raise InputError(f"`{value}` is no date", source=source, place=place, advice=ADVICE)
    return found


def date_of_option(value: str, option: str = "--published") -> str:
    """The date that an option of the command line gives. Raises `UsageError` where it is none."""
    found = partial_date(value)
    if found is None:
        raise UsageError(f"`{value}` is no date", source=option, advice=ADVICE)
    return found
