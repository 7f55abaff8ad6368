"""BND01: more people than there are, a market above the world's product, a day of over 24 hours."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figurecheck.extract.figures import AGE, PER
from figurecheck.normalise.dates import period
from figurecheck.normalise.dimensions import dimension, scale
from figurecheck.reconcile.rules.context import Context, finding
from figurecheck.reconcile.statements import classes, is_content, row_of, value_of
from figurecheck.reconcile.telling_amounts import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.extract.reading import Item
    from figurecheck.model import Figure, Finding

FEWEST = 10**8
"""Fewer people are always possible, whoever they are."""

DOLLAR = "USD"
MILLION, BILLION, TRILLION = (Fraction(10) ** power for power in (6, 9, 12))
LEAST = 20 * 10**12
"""Fewer units of no currency are the world's product."""

DAY = Fraction(86_400)
CALENDAR = Fraction(102, 100)
"""Months and years are of different lengths."""

REVISED = Fraction(105, 100)
"""Estimates are revised by so much at most."""

MORE_PEOPLE, MORE_PRODUCED = Fraction(1, 400), Fraction(1, 12)
"""The part by which a bound is raised for every year past the last estimate: variants, and growth."""

LAST_ESTIMATE = 2025
ONE_PERSON = Fraction(5, 4)
"""Further beyond the bound than this, hours may be those of many people added up."""


@dataclass(frozen=True)
class Bounds:
    """What cannot be passed, by year: people, and US dollars; whom and what it bounds.

    `nations` are the people of a country, `nationals` what they are called, `inhabitants` how counted.
    """

    population: dict[int, Fraction]
    product: dict[int, Fraction]
    people: dict[str, Fraction]
    nations: dict[str, Fraction]
    nationals: dict[str, str]
    inhabitants: frozenset[str]
    metrics: frozenset[str]
    sources: tuple[str, str, str]

    @cached_property
    def counted(self) -> frozenset[str]:
        """The nouns of everybody who is bounded."""
        return frozenset(self.people) | frozenset(self.nationals)


@cache
def bounds() -> Bounds:
    """The table beside this module."""
    path = Path(__file__).with_name("bnd01_bounds.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))

    def years(name: str, unit: Fraction) -> dict[int, Fraction]:
        return {int(year): value * unit for year, value in table[name].items() if year.isdecimal()}

    return Bounds(
        years("population", MILLION),
        years("product", BILLION),
        {noun: Fraction(str(part)) for noun, part in table["people"].items()},
        {name: most * MILLION for name, most in table["nations"].items() if name != "source"},
        table["nationals"],
        frozenset(table["inhabitants"]["nouns"]),
        frozenset(table["produced"]["metrics"]),
        tuple(table[each]["source"] for each in ("population", "product", "nations")),
    )


def check(context: Context) -> Iterator[Finding]:
    """One finding for every figure above its bound."""
    for figure in context.figures:
        if figure.low is None or figure.kind in {"percent", "ratio"}:
            continue
        problem = None
        if figure.kind == "count" and figure.low >= FEWEST and figure.unit in bounds().counted:
            problem = _people(context, figure)
        elif figure.kind == "money" and figure.metric in bounds().metrics:
            problem = _product(context, figure)
        elif figure.kind == "measure" and figure.unit and figure.value is not None:
            problem = _time(context, figure)
        if problem:
            yield finding(
                "BND01",
                (figure,),
                f"“{figure.surface}” is {problem}",
                suggestion="check the number, its scale word and its unit",
            )


def _people(context: Context, figure: Figure) -> str | None:
    table, noun = bounds(), figure.unit or ""
    nation = _nation(context, figure)
    source = table.sources[0 if nation is None else 2]
    if nation is None and noun not in table.people:
        return None
    bound = nation or _of_year(context, figure, table.population, MORE_PEOPLE) * table.people[noun]
    if Fraction(figure.low or 0) <= bound or _has(context, figure, "CUMULATIVE", "SINCE"):
        return None
    return f"more than there can be: {plain(bound / MILLION, 4)} million at most ({source})"


def _nation(context: Context, figure: Figure) -> Fraction | None:
    """How many people a country has at most, where the figure is of its people and of no time to come."""
    table, noun = bounds(), figure.unit or ""
    if figure.statement == "forecast":
        return None
    name: str | None = table.nationals.get(noun)
    if noun in table.inhabitants:
        line, _ = row_of(context, figure)
        named = {item.text.lower() for item in line.items if "COUNTRY" in item.classes}
        name = named.pop() if len(named) == 1 else None
    return table.nations[name] * REVISED if name in table.nations else None


def _product(context: Context, figure: Figure) -> str | None:
    if context.reading.flags[figure.index] & PER or (figure.low or 0) < LEAST:
        return None
    bound = _of_year(context, figure, bounds().product, MORE_PRODUCED)
    rate = Fraction(1) if figure.unit == DOLLAR else _rate(context, figure)
    if rate is None or Fraction(figure.low or 0) * rate <= bound:
        return None
    most = f"${plain(bound / TRILLION)} trillion at most ({bounds().sources[1]})"
    return f"more than the whole world produced in a year, {most}"


def _rate(context: Context, figure: Figure) -> Fraction | None:
    """The lowest rate in dollars of the figure's time."""
    when = figure.as_of or context.reading.document.published
    unit = figure.unit or ""
    rates = context.rates
    band = rates.band(unit, DOLLAR, *period(when)) if when else rates.whole(unit, DOLLAR)
    return Fraction(band.low) if band else None


def _of_year(
    context: Context, figure: Figure, table: dict[int, Fraction], growth: Fraction
) -> Fraction:
    when = figure.as_of or context.reading.document.published
    year = period(when)[1].year if when else max(table)
    published = context.reading.document.published
    if published and figure.statement == "actual":
        year = max(year, period(published)[0].year)
    known = min((row for row in table if row >= year), default=max(table))
    ahead = year - (LAST_ESTIMATE if LAST_ESTIMATE in table else known)
    return table[known] * (REVISED + max(0, ahead) * growth)


def _time(context: Context, figure: Figure) -> str | None:
    unit = figure.unit or ""
    flags = context.reading.flags[figure.index]
    if flags & AGE:
        return None
    above, slash, below = unit.partition("/")
    if slash:
        if dimension(above) != "time" or dimension(below) != "time":
            return None
        part = Fraction(figure.low or 0) * scale(unit)
        name = f"a {below}"
    else:
        if dimension(unit) != "time":
            return None
        found = _within(context, figure)
        if found is None:
            return None
        length, name = found
        part = Fraction(figure.low or 0) * scale(unit) / length
    if part <= (CALENDAR if slash else 1) or _has(context, figure, "TOTAL", "CUMULATIVE"):
        return None
    several = part > ONE_PERSON or _is_shared(context, figure)
    if several and not _has(context, figure, "AVERAGE", "EACH"):
        return None
    return f"more than there are in {name}"


def _is_shared(context: Context, figure: Figure) -> bool:
    """Whether several are counted before it, whose time it may be together."""
    line, slot = row_of(context, figure)
    counted = (each.figure for each in line.slots if each.at < slot.at)
    return any(each.kind == "count" and each.unit and (each.value or 0) > 1 for each in counted)


def _within(context: Context, figure: Figure) -> tuple[Fraction, str] | None:
    """The length in seconds of the year, month or day in which a time is said to lie, and its name."""
    line, slot = row_of(context, figure)
    after = line.after(slot)
    if after and "LAST_YEAR" in after[0].classes and figure.as_of:  # open on 380 days last year
        return _length(figure.as_of)
    if len(after) < 2:  # noqa: PLR2004
        return None
    if "OUT_OF" in after[0].classes and is_content(after[1]) and "PER" in classes(after[2:3]):
        return _unit(after[3:4])  # 27 hours of television a day
    if "RATIO_IN" not in after[0].classes:
        return None
    if (
        after[1].date
        and figure.as_of
        and str(period(figure.as_of)[0].year) in "".join(item.text for item in after[1:4])
    ):
        return _length(figure.as_of)
    return _unit(after[2:3]) if "ONE" in after[1].classes else None


def _unit(items: tuple[Item, ...]) -> tuple[Fraction, str] | None:
    unit = value_of(items[0], "TIME_UNIT") if items and "TIME_UNIT" in items[0].classes else None
    return (scale(unit), f"a {unit}") if unit else None


def _length(when: str) -> tuple[Fraction, str]:
    first, last = period(when)
    return DAY * ((last - first).days + 1), f"the period {when}"


def _has(context: Context, figure: Figure, *wanted: str) -> bool:
    return row_of(context, figure)[0].has(*wanted)
