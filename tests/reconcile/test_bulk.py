"""Judging in columns says what judging one by one says: two forms of one stage, held against each other."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from benchmarks.corpus import documents
from figurecheck import api
from figurecheck.engine import Options
from figurecheck.frames import conversions_frame, findings_frame
from figurecheck.rates import Band, History, bundled
from figurecheck.rates.grid import Grid
from figurecheck.schema import DOCUMENTS
from tests.reconcile.test_sieve import own_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

CURRENCIES = ("USD", "EUR", "CNY", "JPY", "AED", "KRW", "UAH", "VND", "ARS", "HRK", "TRY", "KES")
AMOUNTS = (
    "{} 2.84 trillion",
    "{} 42.3 billion",
    "about {} 5 million",
    "more than {} 1,200",
    "{} 7",
    "{} 0.5",
)
"""A figure each, from one digit to three, exact, rounded and bounded."""

statements = st.builds(
    "{} ({}).".format,
    st.builds(str.format, st.sampled_from(AMOUNTS), st.sampled_from(CURRENCIES)),
    st.builds(str.format, st.sampled_from(AMOUNTS), st.sampled_from(CURRENCIES)),
)
published = st.sampled_from(
    (None, "2022", "2022-03", "2009-07-15", "1999-01-02", "2018-12-31", "1987-05-01")
)


def assert_alike(frame: pl.DataFrame) -> pl.DataFrame:
    """The conversions of some documents, once both ways were seen to agree on all."""
    conversions, findings = api.judge(frame)
    checks = list(api.check_each(frame))
    assert_frame_equal(conversions, conversions_frame(checks))
    assert_frame_equal(findings, findings_frame(checks))
    return conversions


class Doubled(History):
    """Bands that are not those of the books: a service's, as it were."""

    asks_elsewhere = True

    def band(self, source: str, to: str, first: date, last: date) -> Band | None:
        """The band of the books, twice as high."""
        band = super().band(source, to, first, last)
        return band and replace(band, low=band.low * 2, high=band.high * 2)


def test_rates_asked_for_elsewhere_are_those_judged_by() -> None:
    frame = frame_of([("It cost €100 million ($112 million).", "2020-01-15")])
    options = Options(rates=Doubled(bundled().rates))
    for chosen, verdict in ((None, "consistent"), (options, "inconsistent")):
        assert api.judge(frame, chosen)[0]["verdict"].to_list() == [verdict]


def test_no_rules_find_nothing() -> None:
    frame = frame_of([("It cost €100 million ($11.2 million).", "2020-01-15")])
    conversions, findings = api.judge(frame, Options(rules=frozenset()))
    assert (conversions.height, findings.height) == (1, 0)


def frame_of(rows: Sequence[tuple[str, str | None]]) -> pl.DataFrame:
    """Documents of texts and dates of publication."""
    named = [{"id": str(n), "text": text, "published": day} for n, (text, day) in enumerate(rows)]
    return pl.DataFrame(named, schema_overrides=DOCUMENTS)


@given(st.lists(st.tuples(statements, published), min_size=1, max_size=12))
def test_conversions_of_any_currency_and_time(rows: list[tuple[str, str | None]]) -> None:
    assert_alike(frame_of(rows))


def test_generated_documents() -> None:
    conversions = assert_alike(pl.DataFrame(list(islice(documents(seed=9), 250))))
    assert set(conversions["verdict"]) == {"consistent", "inconsistent"}


def test_documents_of_the_cases() -> None:
    rows = [(each.text, each.published) for each in own_documents() if "document-" not in each.id]
    conversions = assert_alike(frame_of(rows))
    assert {"consistent", "inconsistent", "stale_rate"} <= set(conversions["verdict"])


def test_bands_of_many_periods_are_those_of_each() -> None:
    rates, random = bundled(), Random(5)  # noqa: S311  to be repeated, not to be secret
    first = [date(1998, 1, 1) + timedelta(days=random.randrange(10_800)) for _ in range(300)]
    last = [day + timedelta(days=random.choice((0, 2, 60, 365, 900))) for day in first]
    for source, to in pairwise(CURRENCIES):
        grid = Grid(rates, source, to, range(1997, rates.last_date.year + 1))
        days = (
            pl.Series(each).to_physical().to_numpy() + date(1970, 1, 1).toordinal()
            for each in (first, last)
        )
        bands = grid.bands(*days)
        found = 0
        for row, (begin, end) in enumerate(zip(first, last, strict=True)):
            band = rates.band(source, to, begin, end)
            if bands.carried[row] or grid.rounded:
                continue
            assert (band is None) == math.isnan(bands.low[row])
            if band is not None:
                found += 1
                low, high = grid.rate(bands.lowest[row]), grid.rate(bands.highest[row])
                given = grid.provider or grid.providers(bands.begin[row], bands.end[row])
                assert (low, high, given) == (band.low, band.high, band.provider)
                assert (float(band.low), float(band.high)) == pytest.approx(
                    (bands.low[row], bands.high[row])
                )
        assert found > len(first) / 2 or grid.rounded
