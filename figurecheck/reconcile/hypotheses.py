"""What may have gone wrong: each slip is tried, and kept where it makes the two amounts agree."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from figurecheck.rates.band import RATE_CONTEXT
from figurecheck.reconcile.slips import akin, has_magnitude, misreadings, slips
from figurecheck.reconcile.tolerance import around
from figurecheck.reconcile.windows import all_time, near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figurecheck.model import Figure
    from figurecheck.reconcile.case import Case, Region

FURTHEST = 18
"""Slips of more powers of ten than this are not looked for."""

THOUSANDS = 3

SAME_DIGITS = 0.002
"""Equal numbers are told by their digits alone, no rate leaves them open; none counts as surer than this."""

CONVERTED = 0.8
"""So often it is the second figure, the converted one, that has the wrong currency."""


class Hypothesis(NamedTuple):
    """A slip that reconciles the two amounts.

    `score` is its prior times its fit. `power` is set where the second figure is ten to `power`
    times too high; `currency` names the one that was meant or used, first or second as `first`
    says; `meant` is the amount that one of the figures should be, `other` a figure that fits.
    """

    kind: str
    score: float
    region: Region | None
    power: int | None = None
    detail: str = ""
    currency: str | None = None
    first: bool = False
    meant: Decimal | None = None
    other: Figure | None = None


def hypotheses(case: Case) -> list[Hypothesis]:
    """Every slip that reconciles the two, the likeliest first."""
    found = [
        *powers_of_ten(case),
        *not_converted(case),
        *inverted(case),
        *transposed(case),
        *other_figures(case),
    ]
    found += other_currencies(case, sum(each.score for each in found))
    best: dict[tuple[object, ...], Hypothesis] = {}
    for each in sorted(found, key=lambda each: -each.score):
        other = each.other and each.other.index
        best.setdefault((each.kind, each.power, each.currency, each.meant, other), each)
    return list(best.values())


def powers_of_ten(case: Case) -> Iterator[Hypothesis]:
    """One digit too many, a wrong scale word, or one that is missing."""
    priors = slips().priors
    source, to = case.pair.from_figure, case.pair.to_figure
    worded = has_magnitude(source), has_magnitude(to)
    mixed = [
        *misreadings(source),
        *((scale, -power, told) for scale, power, told in misreadings(to)),
    ]
    for power in _likely_powers(case):
        region = case.at(case.shifted(power))
        if region is None:
            continue
        steps = abs(power)
        if steps % THOUSANDS == 0 and any(worded):
            prior = priors["magnitude_word_3" if steps == THOUSANDS else "magnitude_word_6"]
            yield Hypothesis("magnitude_word", prior * region.likelihood, region, power)
        elif steps > THOUSANDS and any(worded) and not all(worded):
            prior = priors["magnitude_word_missing"]
            yield Hypothesis("magnitude_word", prior * region.likelihood, region, power)
        name = f"power_of_ten_{steps}" if f"power_of_ten_{steps}" in priors else "power_of_ten_more"
        yield Hypothesis("power_of_ten", priors[name] * region.likelihood, region, power)
        for scale, misread, told in mixed:
            if misread == power:
                yield Hypothesis(scale.kind, scale.prior * region.likelihood, region, power, told)


def not_converted(case: Case) -> Iterator[Hypothesis]:
    """The number was copied and only the currency changed."""
    source, to = case.pair.from_figure, case.pair.to_figure
    if case.source != case.to and source.value is not None and source.value == to.value:
        width = max(SAME_DIGITS, case.printed_width / 2)
        yield Hypothesis("not_converted", slips().priors["not_converted"] / width, None)


def inverted(case: Case) -> Iterator[Hypothesis]:
    """Divided by the rate where it should have been multiplied, or the other way round."""
    region = case.region(case.intervals, inverted=True)
    if region is not None:
        yield Hypothesis(
            "inverted_rate", slips().priors["inverted_rate"] * region.likelihood, region
        )


def other_currencies(case: Case, found: float) -> Iterator[Hypothesis]:
    """The rate of another currency: one of the same sign, or one that everybody converts into.

    Those that could not be told beside hypotheses that score `found` are left out.
    """
    priors = slips().priors
    pair = case.pair
    common = priors["same_currency_twice" if case.source == case.to else "common_currency"]
    for first, figure, shared, part in (
        (False, pair.to_figure, pair.to_candidates, CONVERTED),
        (True, pair.from_figure, pair.from_candidates, 1 - CONVERTED),
    ):
        unit, fixed = (case.source, case.to) if first else (case.to, case.source)
        weights = {
            currency: common * part * each for currency, each in slips().common_currencies.items()
        }
        for candidate in shared or ():
            named = candidate not in (figure.unit_candidates or ())
            weight = priors["same_sign_settled" if named else "same_sign"] / len(shared or ())
            weights[candidate] = weights.get(candidate, 0.0) + weight
        if shared is None and unit:
            for candidate, each in akin(unit).items():
                weights[candidate] = weights.get(candidate, 0.0) + priors["same_name"] * part * each
        for currency, prior in weights.items():
            if currency in {unit, fixed}:
                continue
            source, to = (currency, fixed) if first else (fixed, currency)
            if not case.can_reach(prior, found) or not case.may_fit(source, to):
                continue
            region = case.region(case.intervals, source, to)
            if region is not None:
                yield Hypothesis(
                    "wrong_currency",
                    prior * region.likelihood,
                    region,
                    currency=currency,
                    first=first,
                )


def transposed(case: Case) -> Iterator[Hypothesis]:
    """Two neighbouring digits of one figure changed places."""
    pair = case.pair
    for first, figure, place in (
        (False, pair.to_figure, pair.to_place),
        (True, pair.from_figure, pair.from_place),
    ):
        if figure.value is None or not figure.value:
            continue
        variants = _swapped(figure.value.copy_abs(), place)
        for meant in variants:
            interval = around(meant, place, figure.modifier)
            ends = tuple(
                (interval, to) if first else (source, interval) for source, to in case.intervals
            )
            region = case.at(ends)
            if region is not None:
                score = slips().priors["transposed"] * region.likelihood / len(variants)
                yield Hypothesis("other", score, region, first=first, meant=meant)


def other_figures(case: Case) -> Iterator[Hypothesis]:
    """The second figure fits another amount of the text: a total, a part, last year's."""
    source, to = case.pair.from_figure, case.pair.to_figure
    others = [
        each
        for each in case.pair.others
        if each.unit == case.source
        and each.value is not None
        and each.index not in {source.index, to.index}
        and each.value != source.value
    ]
    for other in others:
        if other.value is None or other.low is None or other.high is None:
            continue
        printed = around(other.value, (other.high - other.low).adjusted(), "exact")
        region = case.at(tuple((printed, target) for _, target in case.intervals))
        if region is not None:
            score = slips().priors["other_figure"] * region.likelihood / len(others)
            yield Hypothesis("other", score, region, other=other)


def _likely_powers(case: Case) -> list[int]:
    """The powers of ten next to the ratio of the two amounts by the rates of the time."""
    source, to = case.intervals[0]
    if not source.high or not to.high:
        return []
    implied = RATE_CONTEXT.divide(to.high, source.high)
    rate = _some_rate(case)
    if rate is None:
        return []
    nearest = int(RATE_CONTEXT.divide(implied, rate).log10().to_integral_value(ROUND_HALF_EVEN))
    return [power for power in range(nearest - 1, nearest + 2) if power and abs(power) <= FURTHEST]


def _some_rate(case: Case) -> Decimal | None:
    if case.source == case.to:
        return Decimal(1)
    spans = near(case.rates, case.source, case.to, case.when).spans
    ever = spans[0] if spans else all_time(case.rates, case.source, case.to)
    return ever.band.high if ever else None


def _swapped(value: Decimal, place: int) -> list[Decimal]:
    """The value with each two neighbouring digits swapped, as far as they are printed."""
    digits = list(str(int(value.scaleb(-place))))
    found = []
    for (left, one), (right, other) in pairwise(enumerate(digits)):
        if one == other or (left == 0 and other == "0"):
            continue
        swapped = digits.copy()
        swapped[left], swapped[right] = other, one
        found.append(Decimal("".join(swapped)).scaleb(place))
    return found
