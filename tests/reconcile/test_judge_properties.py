"""Verdicts do not hang on scale, order or the base of the rates; wider amounts are never more wrong."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from figurecheck.rates import History
from figurecheck.rates.load import BUNDLE
from figurecheck.rates.store import Book, RatesFile, Series, read
from figurecheck.reconcile.judge import judge
from figurecheck.reconcile.pairs import StatedPair
from tests.reconcile.conversions import figure

if TYPE_CHECKING:
    from figurecheck.model import Figure, Modifier

HISTORY = History(read(BUNDLE))
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "CNY", "INR", "KRW", "SEK", "BRL")
MODIFIERS: tuple[Modifier, ...] = ("exact", "about", "more_than", "nearly", "up_to")


@st.composite
def pairs(draw: st.DrawFn) -> StatedPair:
    """A conversion near the rate of its day, off by up to a third, or by a power of ten."""
    source, to = draw(st.lists(st.sampled_from(CURRENCIES), min_size=2, max_size=2, unique=True))
    day = draw(st.dates(date(2006, 1, 1), date(2025, 12, 31)))
    rate = HISTORY.on(source, to, day)
    assert rate is not None
    digits = draw(st.integers(1, 99_999))
    power = draw(st.integers(0, 11))
    off = (
        Decimal(draw(st.integers(70, 140)))
        / 100
        * Decimal(10) ** draw(st.sampled_from((-3, -1, 0, 0, 0, 1)))
    )
    amount = Decimal(digits).scaleb(power) * rate.rate * off
    place = amount.adjusted() - draw(st.integers(0, 4))
    converted = amount.quantize(Decimal(1).scaleb(place)) or Decimal(1).scaleb(place)
    first, first_place = figure(
        0, ["first", str(digits), power, source], draw(st.sampled_from(MODIFIERS))
    )
    second, _ = figure(1, ["second", "1", 0, to], draw(st.sampled_from(MODIFIERS)))
    return StatedPair(
        from_figure=first,
        to_figure=replace(second, value=converted, low=converted, high=converted),
        from_place=first_place,
        to_place=place,
        published=day.isoformat(),
    )


def scaled(figure_: Figure, power: int) -> Figure:
    """The figure, times ten to `power`."""
    low, value, high = (
        None if each is None else each.scaleb(power)
        for each in (figure_.low, figure_.value, figure_.high)
    )
    return replace(figure_, low=low, value=value, high=high)


@settings(max_examples=150, deadline=None)
@given(pairs(), st.integers(-3, 12))
def test_scaling_both_sides_changes_no_verdict(pair: StatedPair, power: int) -> None:
    other = replace(
        pair,
        from_figure=scaled(pair.from_figure, power),
        to_figure=scaled(pair.to_figure, power),
        from_place=pair.from_place + power,
        to_place=pair.to_place + power,
    )
    assert judge(other, HISTORY).verdict == judge(pair, HISTORY).verdict


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_swapping_the_sides_changes_no_verdict(pair: StatedPair) -> None:
    swapped = replace(
        pair,
        from_figure=replace(pair.to_figure, index=0),
        to_figure=replace(pair.from_figure, index=1),
        from_place=pair.to_place,
        to_place=pair.from_place,
    )
    assert judge(swapped, HISTORY).verdict == judge(pair, HISTORY).verdict


@settings(max_examples=150, deadline=None)
@given(pairs(), st.booleans())
def test_a_coarser_amount_is_never_wrong_where_the_finer_one_is_consistent(
    pair: StatedPair,
    first: bool,  # noqa: FBT001
) -> None:
    if judge(pair, HISTORY).verdict != "consistent":
        return
    place = (pair.from_place if first else pair.to_place) + 1
    wider = replace(pair, from_place=place) if first else replace(pair, to_place=place)
    assert judge(wider, HISTORY).verdict == "consistent"


@settings(max_examples=150, deadline=None)
@given(pairs(), st.sampled_from(MODIFIERS))
def test_a_modifier_never_makes_a_consistent_amount_wrong(
    pair: StatedPair, modifier: Modifier
) -> None:
    exact = replace(pair, from_figure=replace(pair.from_figure, modifier="exact"))
    if judge(exact, HISTORY).verdict != "consistent":
        return
    worded = replace(exact, from_figure=replace(exact.from_figure, modifier=modifier))
    assert judge(worded, HISTORY).verdict != "inconsistent"


@settings(max_examples=100, deadline=None)
@given(pairs(), st.integers(1, 400))
def test_an_older_period_that_may_be_meant_never_makes_a_consistent_amount_wrong(
    pair: StatedPair, days: int
) -> None:
    if judge(pair, HISTORY).verdict != "consistent":
        return
    published = date.fromisoformat(pair.published or "")
    as_of = (published - timedelta(days=days)).isoformat()
    dated = replace(pair, from_figure=replace(pair.from_figure, as_of=as_of))
    assert judge(dated, HISTORY).verdict == "consistent"


def test_the_base_of_the_rates_changes_no_verdict() -> None:
    days = array("i", [date(2024, 5, 14).toordinal()])

    def book(base: str, rates: dict[str, str]) -> Book:
        series = {}
        for currency, rate in rates.items():
            printed = Decimal(rate).as_tuple()
            digits = int("".join(map(str, printed.digits)))
            places = -int(printed.exponent)
            series[currency] = Series(days, array("q", [digits]), array("B", [places]))
        return Book("test", base, per_base=True, rounded=False, tolerance_days=7, series=series)

    by_euro = book("EUR", {"USD": "1.25", "CNY": "8.0"})
    by_dollar = book("USD", {"EUR": "0.8", "CNY": "6.4"})
    histories = [History(RatesFile((each,))) for each in (by_euro, by_dollar)]
    for digits in ("1.55", "1.56", "1.58", "1.60", "1.64", "15.6", "156"):
        pair = StatedPair(
            *(figure(0, ["ten", "10.00", 9, "CNY"])[0], figure(1, ["other", digits, 9, "USD"])[0]),
            from_place=7,
            to_place=7,
            published="2024-05-14",
        )
        first, second = (judge(pair, history) for history in histories)
        assert (first.verdict, first.ratio) == (second.verdict, second.ratio)
        assert [each.kind for each in first.explanations] == [
            each.kind for each in second.explanations
        ]
