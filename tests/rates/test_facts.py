"""Pegs, redenominations and several rates: each fact is held against quotes, wrong files are refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from figurecheck.errors import RatesError
from figurecheck.rates import History, Peg, Redenomination, every_known, several_of
from figurecheck.rates.columns import Columns
from figurecheck.rates.corrections import Correction, read_corrections
from figurecheck.rates.facts import Facts
from figurecheck.rates.facts_yaml import DATA, read_facts
from figurecheck.rates.store import RatesFile

FACTS = read_facts()
QUOTED_BY_NOBODY = {"BMD", "KYD", "FKP", "SHP", "BTN"}
SETTLING = timedelta(days=40)
"""A new rate reaches the tables some weeks after its day."""


@pytest.fixture(scope="module")
def polish(history: History) -> History:
    """The Polish central bank's own quotes, no fixed relation followed."""
    (book,) = (book for book in history.rates.books if book.provider == "NBP")
    return History(RatesFile((book,)))


@pytest.mark.parametrize(
    "peg", FACTS.pegs, ids=lambda peg: f"{peg.currency}-{peg.anchor}-{peg.first.year}"
)
def test_a_peg_is_what_the_polish_central_bank_quoted(peg: Peg, polish: History) -> None:
    if peg.currency in QUOTED_BY_NOBODY:
        assert not polish.coverage(peg.currency)
        return
    first = max(peg.first + SETTLING, date(2002, 1, 1))
    points = list(
        polish.pair(peg.anchor, peg.currency).points(
            first.toordinal(), min(peg.last, polish.last_date).toordinal()
        )
    )
    rates = sorted(point.rate / (peg.units / peg.per) for point in points)
    if not rates:
        assert peg.final or peg.last.year < 2017 or peg.currency == "CUP"
        return
    # The São Tomé dobra is quoted at the banks' selling rate.
    most = Decimal("0.025") if peg.currency in {"STN", "STD"} else Decimal("0.012")
    assert abs(rates[len(rates) // 2] - 1) < most


@pytest.mark.parametrize(
    "change",
    [each for each in FACTS.redenominations if each.on >= date(1999, 7, 1)],
    ids=lambda change: f"{change.old}-{change.new}",
)
def test_a_redenomination_is_seen_in_the_quotes(change: Redenomination, polish: History) -> None:
    first, last = date(1995, 1, 1).toordinal(), polish.last_date.toordinal()
    before = list(polish.pair("USD", change.old).points(first, last))
    after = list(polish.pair("USD", change.new).points(first, last))
    if change.old == change.new:
        day = change.on.toordinal()
        before = [point for point in before if point.day < day]
        after = [point for point in after if point.day > day + 14]
    if not before or not after or after[0].day - before[-1].day > 45:
        assert change.new in {"AOA", "AZN", "TJS", "TMT", "ZWN", "ZWR", "ZWL", "ZWG"}
        return
    ratio = before[-1].rate / after[0].rate / change.factor
    if change.old == "VEF":
        # On the same day the official rate was brought near to that of the market.
        ratio *= 24
    if change.old == "AFA":
        # The old afghani was quoted at its official rate, the new one at that of the market.
        ratio *= 9
    assert Decimal("0.8") < ratio < Decimal("1.25")


def test_no_currency_has_two_pegs_at_once() -> None:
    for one in FACTS.pegs:
        for other in FACTS.pegs:
            if one is not other and one.currency == other.currency:
                assert one.last < other.first or other.last < one.first


def test_every_fact_names_a_source() -> None:
    for facts in (FACTS.pegs, FACTS.redenominations, FACTS.several):
        assert all(len(fact.source) > 5 for fact in facts)


def test_facts_survive_the_compiled_file() -> None:
    assert Facts.from_json(FACTS.as_json()) == FACTS


def test_single_tables_that_stand_out_are_corrected_or_known(polish: History) -> None:
    """One weekly rate that leaves its neighbours by an eighth while they agree is a misprint.

    Those that follow were real: the hyperinflations, and weeks of crisis in which a rate went and
    came back.
    """
    crises = {
        "AFN": {2021},
        "BOB": {2026},
        "BYB": {1999},
        "GNF": {2009},
        "ISK": {2008},
        "LRD": {2007},
        "RUB": {2022},
        "UAH": {2008, 2014, 2015},
        "ZWD": {1999},
    }
    (book,) = polish.rates.books
    dollar = {day: book.series["USD"].printed(at) for at, day in enumerate(book.series["USD"].days)}
    for currency, series in book.series.items():
        rates = [series.printed(at) / dollar[day] for at, day in enumerate(series.days)]
        for at in range(1, len(rates) - 1):
            before, rate, after = rates[at - 1 : at + 2]
            back = abs(before / after - 1) < Decimal("0.06")
            if back and abs(rate / before - 1) > Decimal("0.12"):
                year = date.fromordinal(series.days[at]).year
                assert year in crises.get(currency, set()), (currency, series.days[at], rate)


def test_a_correction_that_corrects_nothing_stops_the_compilation() -> None:
    columns = Columns()
    columns.add(date(2020, 1, 8).toordinal(), "1.5")
    correction = Correction("XYZ", date(2021, 1, 1), date(2021, 2, 1), "a misprint")
    with pytest.raises(RatesError, match="the source has changed"):
        correction.apply({"XYZ": columns})


def test_every_correction_says_why() -> None:
    assert all(len(each.reason) > 20 for each in read_corrections(DATA / "corrections.yaml"))


def test_a_pair_with_several_rates_says_so(history: History) -> None:
    first, last = date(2022, 6, 1), date(2022, 6, 30)
    (rial,) = several_of(history, "USD", "IRR", first, last)
    assert "free" in rial.reason
    assert several_of(history, "USD", "EUR", first, last) == ()
    assert several_of(history, "IRR", "IRR", first, last) == ()
    official = history.band("USD", "IRR", first, last)
    every = every_known(history, "USD", "IRR", first, last)
    assert official is not None
    assert every is not None
    assert official.high < 45_000
    # The free market of Tehran stood near 310,000 to 330,000 in June 2022.
    assert every.low == official.low
    assert every.high > 330_000


def test_every_known_rate_is_reciprocal(history: History) -> None:
    first, last = date(2022, 6, 1), date(2022, 6, 30)
    there = every_known(history, "USD", "NGN", first, last)
    back = every_known(history, "NGN", "USD", first, last)
    assert there is not None
    assert back is not None
    assert abs(there.high * back.low - 1) < Decimal("1e-24")


def test_rates_that_no_figure_is_known_of_leave_nothing_to_judge_by(history: History) -> None:
    assert every_known(history, "USD", "VES", date(2020, 6, 1), date(2020, 6, 30)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "this is not YAML"),
        ("pegs: 1", "expected a list of entries"),
        ("- 1", "entry 1: expected a mapping"),
        ("- {currency: AED, value: '3'}", "entry 1: unknown 'value'"),
        ("- {currency: dirham}", "'currency' is 'dirham'"),
        ("- {currency: AED, units: 3.6725}", "'units' is missing or no text"),
        ("- {currency: AED, units: 'x'}", "'units' is no decimal number"),
        ("- {currency: AED, units: '-1'}", "above zero"),
        ("- {currency: AED, units: '1', anchor: USD, from: 'x'}", "expected a date"),
        (
            "- {currency: AED, units: '1', anchor: USD, from: 2020-01-02, to: 2020-01-01}",
            "before it begins",
        ),
        ("- {currency: AED, units: '1', anchor: USD, source: s, final: 1}", "true or false"),
    ],
)
def test_a_wrong_entry_is_named(text: str, told: str, tmp_path: Path) -> None:
    for name in ("redenominations.yaml", "several_rates.yaml"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    (tmp_path / "pegs.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RatesError, match=r"pegs\.yaml") as caught:
        read_facts(tmp_path)
    assert told in str(caught.value)
