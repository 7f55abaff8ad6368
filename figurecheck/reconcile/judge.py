"""The verdict on a stated pair, with what reconciles it where it does not hold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.model import Conversion
from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile.candidates import readings
from figurecheck.reconcile.explain import explained
from figurecheck.reconcile.fit import MILDNESS, Ends, Fit, fit, matched, meet
from figurecheck.reconcile.windows import When, all_time, near

if TYPE_CHECKING:
    from figurecheck.model import Figure
    from figurecheck.rates import History
    from figurecheck.reconcile.pairs import StatedPair
    from figurecheck.reconcile.stated import Basis

NEVER_JUDGED: dict[Basis, str] = {
    "purchasing_power": "amounts at purchasing power parity are not converted at market rates",
    "constant_currency": "amounts at constant exchange rates are not converted at those of the time",
    "inflation": "amounts adjusted for inflation are not converted at rates of the time alone",
}


USUAL_POWERS = (-4, -3, -1, 1, 3, 4)
"""So many powers of ten slips of one digit or scale word are off by."""


class Judged(NamedTuple):
    """A conversion, and the currencies in which its two amounts agree where they do."""

    conversion: Conversion
    units: tuple[str, str] | None = None


def judge(pair: StatedPair, rates: History) -> Conversion:
    """The verdict on one pair, as `judged`."""
    return judged(pair, rates).conversion


def judged(pair: StatedPair, rates: History) -> Judged:
    """Judge one pair: exact arithmetic on the digits as printed and the rates of the time.

    Rates are units of `to` per unit of `from`, rounded to 28 digits where they are reported. A
    wrong conversion carries its explanations, the likeliest first. Raises `InputError` where a date
    of the pair is none.
    """
    untold = NEVER_JUDGED[pair.basis] if pair.basis else None
    if untold:
        return Judged(_told(pair, "uncheckable", None, untold))
    intervals = matched(pair)
    if not intervals:
        return Judged(_told(pair, "uncheckable", None, "one of the figures has no value"))
    found = best(pair, intervals, rates)
    if found is None:
        unknown = "the currency of one of the figures is not known"
        return Judged(_told(pair, "uncheckable", None, unknown))
    if found.outcome == "consistent":
        told = _told(pair, "consistent", found, found.reason)
        return Judged(told, (found.source, found.to))
    if found.outcome == "unknown":
        return Judged(_told(pair, "uncheckable", found, found.reason))
    told = _told(pair, found.outcome, found, found.reason)
    return Judged(explained(pair, told, found, rates))


def best(pair: StatedPair, intervals: Ends, rates: History) -> Fit | None:
    """The mildest outcome of all readings of the currencies; None where none is known."""
    found = _mildest(pair, intervals, rates)
    if found is None or found.outcome == "consistent":
        return found
    if found.outcome == "inconsistent":
        found = _at_another_time_of_the_text(pair, intervals, rates, found)
    if found.outcome == "inconsistent" and pair.bounded:
        found = _taken_loosely(pair, rates, found)
    if pair.at_past_rate and not (pair.from_figure.as_of or pair.to_figure.as_of):
        found = _at_a_past_rate(intervals, rates, found)
    if pair.says_more and not _off_by_tens(pair, intervals, rates, found):
        reason = "the text says more of the second amount, which may be another one"
        return found._replace(outcome="unknown", reason=reason)
    if pair.from_implied or pair.to_implied:
        return found._replace(outcome="unknown", reason="one of the figures names no currency")
    return found


def _mildest(pair: StatedPair, intervals: Ends, rates: History) -> Fit | None:
    source, to = pair.from_figure, pair.to_figure
    when = When(pair.published, source.as_of, to.as_of, pair.at_rate_of)
    found: Fit | None = None
    for units in readings(pair, rates, when):
        each = fit(intervals, rates, *units, when, pair.stated_rates)
        if found is None:
            found = each
        elif MILDNESS.index(each.outcome) < MILDNESS.index(found.outcome):
            if each.outcome == "consistent" and each.reason is None:
                each = each._replace(reason=_settled((source.unit, to.unit), units))
            found = each
        if found.outcome == "consistent":
            return found
    return found


def _taken_loosely(pair: StatedPair, rates: History, found: Fit) -> Fit:
    """An amount further beyond its bound: doubtful, but not plainly wrong."""
    loose = _mildest(pair, matched(pair, loosely=True), rates)
    if loose is not None and loose.outcome in {"consistent", "stale_rate"}:
        return found._replace(outcome="stale_rate")
    return found


def _at_another_time_of_the_text(
    pair: StatedPair, intervals: Ends, rates: History, found: Fit
) -> Fit:
    """A rate of a date that another amount of the text is about: doubtful, but not plainly wrong."""
    for as_of in dict.fromkeys(each.as_of for each in pair.others if each.as_of):
        spans = near(rates, found.source, found.to, When(None, as_of)).spans
        if any(meet(intervals, each.low, each.high) for each in spans):
            return found._replace(outcome="stale_rate")
    return found


def _at_a_past_rate(intervals: Ends, rates: History, found: Fit) -> Fit:
    """Where the text says "then" and does not date it, any rate that there was may be meant."""
    ever = all_time(rates, found.source, found.to) if found.source != found.to else None
    if ever is None or not meet(intervals, ever.low, ever.high):
        return found
    return found._replace(
        outcome="unknown", reason="the text does not date the past rate it tells of"
    )


def _off_by_tens(pair: StatedPair, intervals: Ends, rates: History, found: Fit) -> bool:
    """Whether the text ties the two, and they agree but for a power of ten: then they are one amount."""
    if pair.link not in {"sentence", "connector"} or found.source == found.to:
        return False
    when = When(pair.published, pair.from_figure.as_of, pair.to_figure.as_of, pair.at_rate_of)
    spans = near(rates, found.source, found.to, when).spans
    shifted = [
        tuple((source.scaled(power), to) for source, to in intervals) for power in USUAL_POWERS
    ]
    return any(meet(ends, each.low, each.high) for ends in shifted for each in spans)


def _settled(printed: tuple[str | None, str | None], units: tuple[str, str]) -> str:
    read = [unit for unit, was in zip(units, printed, strict=True) if unit != was]
    return f"read as {' and '.join(read)}, which the conversion itself settles"


def _told(pair: StatedPair, verdict: str, found: Fit | None, reason: str | None) -> Conversion:
    source, to = amount(pair.from_figure), amount(pair.to_figure)
    implied = RATE_CONTEXT.divide(to, source) if source and to is not None else None
    span = found.span if found else None
    ratio = None
    if span is not None and implied is not None:
        band = span.band
        nearest = min(max(implied, band.low), band.high)
        ratio = ONE if nearest == implied else RATE_CONTEXT.divide(implied, nearest)
    return Conversion(
        from_index=pair.from_figure.index,
        to_index=pair.to_figure.index,
        verdict=verdict,  # type: ignore[arg-type]  # one of the four words
        reason=reason,
        implied_rate=implied,
        rate_low=span.band.low if span else None,
        rate_high=span.band.high if span else None,
        rate_from=span.first.isoformat() if span else None,
        rate_to=span.last.isoformat() if span else None,
        rate_provider=span.band.provider if span else None,
        ratio=ratio,
    )


def amount(figure: Figure) -> Decimal | None:
    """The amount as printed, without its sign; the middle of a range."""
    if figure.value is not None:
        return abs(figure.value)
    if figure.low is None or figure.high is None:
        return None
    return abs(figure.low + figure.high) / 2
