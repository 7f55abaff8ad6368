"""FX04: an amount in a currency that was not in use at the time that the amount is for."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.extract.kernel import kernel
from figurecheck.normalise.dates import period
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import content, is_content, row_of
from figurecheck.reconcile.wording import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding


class Use(NamedTuple):
    """The first and last day on which a currency was money, and what replaced it; None where open."""

    first: date | None
    last: date | None
    successor: str | None


def check(context: Context) -> Iterator[Finding]:
    """One warning for every amount whose time lies wholly outside its currency's use.

    Silent where the date is told of something else, where the sentence speaks of exchanging, collecting
    or converting old money or tells an amount in what the currency replaced, where the amount is
    converted in the text, and where the text is older than the currency's end.
    """
    converted = {
        index
        for conversion in context.conversions
        if conversion.verdict == "consistent"
        for index in (conversion.from_index, conversion.to_index)
    }
    for figure in context.figures:
        use = in_use().get(figure.unit or "") if figure.kind == "money" else None
        if use is None or figure.as_of is None or figure.index in converted:
            continue
        problem = _problem(figure, use, context.reading.document.published)
        if problem is None or _speaks_of_old_money(context, figure):
            continue
        if _beside_what_it_replaced(context, figure) or not _is_of_its_date(context, figure):
            continue
        yield finding(
            "FX04",
            (figure,),
            f"“{figure.surface}” is for {figure.as_of}, but {problem}",
            suggestion="check the year and the currency, or say that the amount was converted",
        )


@cache
def in_use() -> dict[str, Use]:
    """The days of use of every currency that has an end or a beginning, by ISO 4217 code."""
    day = date.fromisoformat
    return {
        code: Use(day(first) if first else None, day(last) if last else None, successor or None)
        for code, (first, last, successor) in kernel().names["in_use"].items()
        if first or last
    }


def _problem(figure: Figure, use: Use, published: str | None) -> str | None:
    first, last = period(figure.as_of or "")
    name = many(figure.unit or "")
    if use.last and first > use.last and (published is None or period(published)[0] > use.last):
        after = f"; {many(use.successor)} replaced them" if use.successor else ""
        return f"{name} were in use until {use.last.year} only{after}"
    if use.first and last < use.first and figure.modifier == "exact":
        return f"{name} came into use in {use.first.year} only"
    return None


def _speaks_of_old_money(context: Context, figure: Figure) -> bool:
    reading = context.reading
    items = reading.sentences[reading.sentence_of[figure.index]].items
    return bool(_old_money().search(reading.document.text[items[0].start : items[-1].end]))


def _is_of_its_date(context: Context, figure: Figure) -> bool:
    """Whether its date is told of the amount: not of another figure, nor in another clause.

    Founded in 1990 with 12 staff, the company has sales of so much; the firm, which began in 1985, is
    worth so much. A date at the head of the sentence is told of all of it.
    """
    row, slot = row_of(context, figure)
    year = (figure.as_of or "")[:4]
    dates = [at for at, item in enumerate(row.items) if item.date and year in item.text]
    if not dates or not content(row.items[: dates[0]]):
        return True
    return any(
        not any(item.figure or item.mark == "," or "CLAUSE" in item.classes for item in between)
        and not (at < slot.at and _counts(row.items[:at]))
        for at, between in (
            (at, row.items[min(at, slot.at) + 1 : max(at, slot.at)]) for at in dates
        )
    )


def _counts(before: Sequence[Item]) -> bool:
    """Whether a date follows what something else was counted or measured at: 4 branches in 1998."""
    last = next((item for item in before[::-1] if item.figure or is_content(item)), None)
    return bool(last and last.figure and last.figure.kind in {"count", "measure"})


def _beside_what_it_replaced(context: Context, figure: Figure) -> bool:
    """Whether the sentence tells an amount in the money before: 3 billion escudos, now 15 million euros."""
    sentence = context.reading.sentence_of
    return any(
        in_use()[each.unit].successor == figure.unit
        for each in context.figures
        if each.kind == "money"
        and each.unit in in_use()
        and sentence[each.index] == sentence[figure.index]
    )


@cache
def _old_money() -> re.Pattern[str]:
    table = tomllib.loads(
        Path(__file__).with_name("fx04_old_money.toml").read_text(encoding="utf-8")
    )
    forms = sorted({form for words in table.values() for form in words}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(form)}" for form in forms), re.IGNORECASE)
