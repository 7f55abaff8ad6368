"""Explanations and suggestions in sentences: both ways of reconciling, never which figure is wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.rates.band import RATE_CONTEXT
from figurecheck.reconcile import wording
from figurecheck.reconcile.stale import BOUND, OFF, OLD, ROUNDED, dates_of
from figurecheck.reconcile.tolerance import ROUNDED_RATE
from figurecheck.reconcile.windows import STALE, as_of_day

if TYPE_CHECKING:
    from datetime import date

    from figurecheck.model import Figure
    from figurecheck.reconcile.case import Case
    from figurecheck.reconcile.hypotheses import Hypothesis

YEAR = 366
"""Dates at which a slip of a power of ten leaves the rest fitting are told from a year before."""


def told(case: Case, hypothesis: Hypothesis) -> str:
    """One explanation in a sentence."""
    pair = case.pair
    source = pair.from_figure.surface
    match hypothesis.kind:
        case "not_converted":
            return f"the number was copied from “{source}” without converting it"
        case "inverted_rate":
            return "the rate was applied the wrong way round: divided by where it should multiply"
        case "wrong_currency":
            return _wrong_currency(case, hypothesis)
        case "stale_rate":
            return _stale(case, hypothesis)
        case "other":
            return _other(case, hypothesis)
        case _:
            return _power(case, hypothesis)


def suggestion(case: Case, hypothesis: Hypothesis | None) -> str | None:
    """What would reconcile the two, taking either for right."""
    pair = case.pair
    if pair.from_figure.value is None or pair.to_figure.value is None:
        return f"check “{pair.from_figure.surface}” against “{pair.to_figure.surface}”"
    source, to = pair.from_figure.value.copy_abs(), pair.to_figure.value.copy_abs()
    if case.source == case.to:
        return f"say one amount: {pair.from_figure.surface}, or {pair.to_figure.surface}"
    rate, when = _rate(case)
    if rate is None:
        return None
    forward = wording.about(RATE_CONTEXT.multiply(source, rate), case.to)
    back = wording.about(RATE_CONTEXT.divide(to, rate), case.source)
    power = None if hypothesis is None else hypothesis.power
    meant = forward if power is None else _meant(pair.to_figure, case.to, pair.to_place, power)
    named = "" if meant == forward else f" (“{meant}” at the rates named)"
    return (
        f"if “{pair.from_figure.surface}” is right, it is about {forward} at the rate of {when}{named};"
        f" if “{pair.to_figure.surface}” is right, it is about {back}"
    )


def _power(case: Case, hypothesis: Hypothesis) -> str:
    power = hypothesis.power or 0
    pair = case.pair
    size = "too high" if power > 0 else "too low"
    times = f"{10 ** abs(power):,} times" if abs(power) > 1 else "ten times"
    meant = _meant(pair.to_figure, case.to, pair.to_place, power)
    if hypothesis.kind == "magnitude_word":
        begins = (
            "a scale word such as million, billion or trillion is wrong or missing,"
            f" a factor of {10 ** abs(power):,}"
        )
    elif hypothesis.detail:
        begins = f"scale words were mixed up ({hypothesis.detail}), {times} {size}"
    else:
        begins = f"“{pair.to_figure.surface}” is {times} {size} for “{pair.from_figure.surface}”"
    if case.source == case.to:
        return begins
    periods = dates_of(case, power, YEAR)
    rates = f"; the rest fits the rate of {wording.periods(periods)}" if periods else ""
    return f"{begins}{rates}; “{meant}” was probably meant, if the first figure is right"


def _wrong_currency(case: Case, hypothesis: Hypothesis) -> str:
    currency = hypothesis.currency or ""
    figure = case.pair.from_figure if hypothesis.first else case.pair.to_figure
    return f"the amounts agree if “{figure.surface}” is in {wording.many(currency)} ({currency})"


def _stale(case: Case, hypothesis: Hypothesis) -> str:
    periods = dates_of(case, 0, None if hypothesis.detail == OLD else STALE.days)
    fits = f": it fits {wording.periods(periods)}" if periods else ""
    return f"converted at a rate of another time{fits}"


def _other(case: Case, hypothesis: Hypothesis) -> str:
    pair = case.pair
    if hypothesis.detail == ROUNDED and hypothesis.meant:
        rate = hypothesis.meant
        told = wording.rates(rate, rate, case.source, case.to, over=rate < 1)
        return f"converted at a rate that was rounded to {told}"
    if hypothesis.detail == BOUND:
        return "one amount is a bound, and the other fits an amount somewhat beyond it only"
    if hypothesis.detail == OFF:
        return f"the amounts are off by less than {ROUNDED_RATE - 1:.0%} at the rates of the time"
    if hypothesis.other is not None:
        return f"“{pair.to_figure.surface}” fits “{hypothesis.other.surface}”, which the text also gives"
    figure, unit, place = (
        (pair.from_figure, case.source, pair.from_place)
        if hypothesis.first
        else (pair.to_figure, case.to, pair.to_place)
    )
    meant = wording.money(hypothesis.meant or Decimal(0), unit, place)
    return f"two digits changed places: “{figure.surface}” for “{meant}”"


def _meant(figure: Figure, unit: str, place: int, power: int) -> str:
    """The second figure as it would be printed without the slip, to the precision that it has."""
    if figure.value is not None:
        return wording.money(figure.value.copy_abs().scaleb(-power), unit, place - power)
    ends = sorted(
        end.copy_abs().scaleb(-power) for end in (figure.low, figure.high) if end is not None
    )
    return " to ".join(wording.money(end, unit, place - power) for end in ends)


def _rate(case: Case) -> tuple[Decimal | None, str]:
    """The rate at which one would convert today: of the end of the as-of period, or of publication."""
    day: date | None = as_of_day(case.when, case.rates.last_date)
    rate = case.rates.on(case.source, case.to, day) if day else None
    return (rate.rate, wording.day(rate.date)) if rate else (None, "")
