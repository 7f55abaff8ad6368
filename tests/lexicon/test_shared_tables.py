"""Units, places, publishers, aliases and names hold what the reader and the rules take from them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import yaml

from figurecheck.lexicon.load import FOLDER


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


CURRENCIES = read("currencies")["currencies"]
UNITS = read("units")["units"]
GEOGRAPHY = read("places")
PLACES, PUBLISHERS = GEOGRAPHY["places"], GEOGRAPHY["publishers"]
ALIASES = read("aliases")["aliases"]
NAMES = read("names")["names"]
PLACE_FORMS = ("names", "adjectives", "cities", "regions")


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_has_the_fields_that_the_file_describes(unit: str) -> None:
    facts = UNITS[unit]
    assert set(facts) <= {"dimension", "factor", "offset", "symbols", "glued", "pint"}
    assert isinstance(facts["factor"], str), "a factor is text: a float would round it"


def test_a_sign_is_one_units() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for unit, facts in UNITS.items():
        for sign in (*facts.get("symbols", []), *facts.get("glued", [])):
            owners[sign].add(unit)
    assert {sign: who for sign, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize("country", PLACES)
def test_a_country_has_a_currency_in_use_and_forms_that_are_text(country: str) -> None:
    facts = PLACES[country]
    assert isinstance(country, str), "a bare NO is false to YAML: quote it"
    assert len(country) == 2
    assert set(facts) <= {"currency", *PLACE_FORMS}
    assert "to" not in CURRENCIES[facts["currency"]]
    assert facts["names"]
    for field in PLACE_FORMS:
        assert all(isinstance(form, str) and form for form in facts.get(field, []))


def test_a_place_is_in_one_country() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country, facts in PLACES.items():
        for field in PLACE_FORMS:
            for form in facts.get(field, []):
                owners[form.removeprefix("=").lower()].add(country)
    assert {form: who for form, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    ("country", "currency"),
    [
        ("NO", "NOK"), ("HK", "HKD"), ("SG", "SGD"), ("TW", "TWD"), ("AU", "AUD"), ("CA", "CAD"),
        ("NZ", "NZD"), ("GB", "GBP"), ("HR", "EUR"), ("BG", "EUR"), ("EC", "USD"), ("LI", "CHF"),
    ],
)  # fmt: skip
def test_a_countrys_currency(country: str, currency: str) -> None:
    assert PLACES[country]["currency"] == currency


def test_every_country_where_a_currency_is_tender_is_known() -> None:
    for code, facts in CURRENCIES.items():
        if "to" not in facts:
            assert set(facts.get("countries", [])) <= set(PLACES), code


@pytest.mark.parametrize(
    ("site", "country"),
    [("straitstimes.com", "SG"), ("smh.com.au", "AU"), ("scmp.com", "HK"), ("nrk.no", "NO")],
)
def test_publishers_by_country(site: str, country: str) -> None:
    assert PUBLISHERS[site] == country


def test_publishers_are_bare_sites_of_known_countries() -> None:
    assert len(PUBLISHERS) > 120
    for site, country in PUBLISHERS.items():
        assert country in PLACES, site
        assert site == site.lower()
        assert "." in site
        assert not site.startswith(("www.", "http"))
    assert set(GEOGRAPHY["top_level_domains"].values()) <= set(PLACES)


@pytest.mark.parametrize("name", ALIASES)
def test_an_alias_has_the_fields_that_the_file_describes(name: str) -> None:
    facts = ALIASES[name]
    assert set(facts) <= {"kind", "country", "forms"}
    assert facts["kind"] in {"company", "market", "product", "organisation"}
    assert facts.get("country", "US") in PLACES
    assert all(isinstance(form, str) and form for form in facts.get("forms", []))


def test_a_spelling_names_one_subject() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for name, facts in ALIASES.items():
        for form in {name, *facts.get("forms", [])}:
            owners[form].add(name)
    assert {form: who for form, who in owners.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("TikTok Store", "TikTok Shop"),
        ("Amazon Dwell", "Amazon Live"),
        ("Fb", "Facebook"),
        ("Facebook Inc", "Meta"),
        ("CINDA", "CINDA Securities"),
        ("Amazon Prime Day", "Prime Day"),
    ],
)
def test_spellings_lead_to_the_subject(spelling: str, name: str) -> None:
    assert spelling in ALIASES[name]["forms"]


def test_names_are_text_and_each_stands_once() -> None:
    assert all(isinstance(name, str) for name in NAMES)
    assert len(set(NAMES)) == len(NAMES) > 200


@pytest.mark.parametrize(
    "name",
    ["fortune 500", "=5G", "24/7", "=9/11", "web 3.0", "zero covid", "s&p 500", "covid-19", "=G20"],
)
def test_names_that_are_no_figures(name: str) -> None:
    assert name in NAMES


@pytest.mark.parametrize("amount", ["5g", "3m", "4k", "two cents", "9.9", "=1/6", "=618"])
def test_what_is_also_an_amount_is_no_name(amount: str) -> None:
    assert amount not in NAMES
