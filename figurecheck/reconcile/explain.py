"""Explanations of a conversion that does not hold, ranked, and the ways of reconciling it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from figurecheck.model import Explanation
from figurecheck.rates.band import ONE, RATE_CONTEXT
from figurecheck.reconcile import wording
from figurecheck.reconcile.case import LEAST_CONFIDENCE, UNEXPLAINED_WIDTH, Case
from figurecheck.reconcile.fit import matched
from figurecheck.reconcile.hypotheses import Hypothesis, hypotheses
from figurecheck.reconcile.slips import slips
from figurecheck.reconcile.stale import stale_dates
from figurecheck.reconcile.telling import suggestion, told
from figurecheck.reconcile.windows import When

if TYPE_CHECKING:
    from figurecheck.model import Conversion
    from figurecheck.rates import History
    from figurecheck.reconcile.fit import Fit
    from figurecheck.reconcile.pairs import StatedPair

MOST_EXPLANATIONS = 4
TIE = 1.25
"""Two explanations whose confidences lie within this factor are told to be as likely."""


def explained(pair: StatedPair, conversion: Conversion, found: Fit, rates: History) -> Conversion:
    """The conversion with its explanations, the likeliest first, why it fails, and a suggestion."""
    source, to = pair.from_figure, pair.to_figure
    when = When(pair.published, source.as_of, to.as_of, pair.at_rate_of)
    case = Case(pair, matched(pair), rates, when, found.source, found.to)
    ranked = hypotheses(case)
    ranked += stale_dates(case, conversion.verdict, sum(each.score for each in ranked))
    ranked.sort(key=lambda each: -each.score)
    total = sum(each.score for each in ranked) + slips().priors["unexplained"] / UNEXPLAINED_WIDTH
    explanations = [
        Explanation(each.kind, factor(each), told(case, each), round(each.score / total, 3))
        for each in ranked[:MOST_EXPLANATIONS]
        if each.score >= LEAST_CONFIDENCE * total
    ]
    return replace(
        conversion,
        reason=why(case, conversion),
        explanations=tuple(_ties(explanations)),
        suggestion=suggestion(case, ranked[0] if explanations else None),
    )


def factor(hypothesis: Hypothesis) -> Decimal | None:
    """The second figure as printed divided by what it should be; None where no one factor applies."""
    if hypothesis.power is None:
        return None
    return ONE.scaleb(hypothesis.power) if hypothesis.power < 0 else Decimal(10**hypothesis.power)


def why(case: Case, conversion: Conversion) -> str:
    """What the two imply and what the rates were: the evidence in one clause."""
    if case.source == case.to:
        return f"both are in {case.source}, and they are not the same amount"
    source, to = case.intervals[0]
    low, high = conversion.rate_low, conversion.rate_high
    if low is None or high is None or not source.low or not to.low:
        return "no rate of the time makes them agree"
    implied = wording.rates(
        RATE_CONTEXT.divide(to.low, source.high),
        RATE_CONTEXT.divide(to.high, source.low),
        case.source,
        case.to,
        over=high < ONE,
    )
    real = wording.rates(low, high, case.source, case.to, over=high < ONE)
    return (
        f"together they say {implied}; from {conversion.rate_from} to {conversion.rate_to}"
        f" the rate was {real} ({conversion.rate_provider})"
    )


def _ties(explanations: list[Explanation]) -> list[Explanation]:
    """The explanations, those that are as likely as the first saying so."""
    if not explanations:
        return []
    likeliest = explanations[0].confidence
    tied = [each for each in explanations if each.confidence * TIE >= likeliest]
    if len(tied) == 1:
        return explanations
    return [
        replace(
            each, text=f"{each.text} ({len(tied)} explanations are about as likely as each other)"
        )
        if each in tied
        else each
        for each in explanations
    ]
