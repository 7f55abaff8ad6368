"""Every currency is there, says when it was used and what followed it, and shares no sign by accident."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from typing import Any

import pytest
import yaml

from figurecheck.lexicon.load import FOLDER

# ISO 4217 list one as of November 2026, typed here a second time so that a lost line is seen.
ACTIVE = re.findall(
    r"[A-Z]{3}",
    """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS
VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER
ZAR ZMW ZWG
""",
)

# Units of the old currency to one euro, as the Council of the European Union fixed them.
EURO_RATES = {
    "ATS": "13.7603", "BEF": "40.3399", "BGN": "1.95583", "CYP": "0.585274", "DEM": "1.95583",
    "EEK": "15.6466", "ESP": "166.386", "FIM": "5.94573", "FRF": "6.55957", "GRD": "340.750",
    "HRK": "7.53450", "IEP": "0.787564", "ITL": "1936.27", "LTL": "3.45280", "LUF": "40.3399",
    "LVL": "0.702804", "MTL": "0.429300", "NLG": "2.20371", "PTE": "200.482", "SIT": "239.640",
    "SKK": "30.1260",
}  # fmt: skip

FIELDS = {
    "name", "numeric", "minor_digits", "countries", "symbols", "codes", "words", "letters", "weak",
    "magnitude_prefix", "fund", "crypto", "from", "to", "successor", "successor_rate", "source",
}  # fmt: skip
FORM_FIELDS = ("symbols", "codes", "words", "letters", "weak")

TABLES: dict[str, dict[str, Any]] = yaml.safe_load(
    (FOLDER / "currencies.yaml").read_text(encoding="utf-8")
)
CURRENCIES = TABLES["currencies"]
SHARED = {**TABLES["groups"], **TABLES["minor"]}
ENDED = [code for code, facts in CURRENCIES.items() if "to" in facts]
PLACES = yaml.safe_load((FOLDER / "places.yaml").read_text(encoding="utf-8"))["places"]


@pytest.mark.parametrize("code", ACTIVE)
def test_every_active_code_is_there_and_has_not_ended(code: str) -> None:
    assert "to" not in CURRENCIES[code]


def test_nothing_else_counts_as_active() -> None:
    active = {c for c, facts in CURRENCIES.items() if "to" not in facts and "crypto" not in facts}
    assert active == set(ACTIVE)


def test_every_code_that_forex_python_knows_is_there() -> None:
    data = resources.files("forex_python").joinpath("raw_data/currencies.json").read_text("utf-8")
    known = {entry["cc"] for entry in json.loads(data)}
    assert len(known) > 150
    assert known - set(CURRENCIES) == set()


@pytest.mark.parametrize("code", CURRENCIES)
def test_fields_are_of_the_form_that_the_file_describes(code: str) -> None:
    facts = CURRENCIES[code]
    assert len(code) in {3, 4}
    assert code.isupper()
    assert set(facts) <= FIELDS
    assert facts.get("minor_digits", 2) in {0, 2, 3, 4, 8}
    assert 0 < facts.get("numeric", 1) < 1000
    for field in FORM_FIELDS:
        for form in facts.get(field, []):
            assert isinstance(form, str)
            assert form.strip("= ")
    for country in facts.get("countries", []):
        assert country in PLACES, f"{code}: {country} is no country of places.yaml"
    assert isinstance(facts.get("from", date.min), date)


def test_active_numeric_codes_are_used_once() -> None:
    numerics = [CURRENCIES[code]["numeric"] for code in ACTIVE]
    assert len(set(numerics)) == len(ACTIVE)


@pytest.mark.parametrize(
    ("code", "digits"),
    [("JPY", 0), ("KRW", 0), ("VND", 0), ("USD", 2), ("KWD", 3), ("TND", 3), ("CLF", 4)],
)
def test_minor_digits_are_those_of_the_standard(code: str, digits: int) -> None:
    assert CURRENCIES[code]["minor_digits"] == digits


@pytest.mark.parametrize("code", ENDED)
def test_what_ended_says_when_what_followed_and_by_which_source(code: str) -> None:
    facts = CURRENCIES[code]
    assert facts["source"] in TABLES["sources"]
    assert facts.get("from", date.min) < facts["to"]
    if code == "XRE":
        return  # a code for settling accounts, which nothing followed
    assert facts["successor"] in CURRENCIES
    if "successor_rate" in facts:
        assert isinstance(facts["successor_rate"], str)
        assert Fraction(facts["successor_rate"]) > 0


@pytest.mark.parametrize("code", [code for code in ENDED if code != "XRE"])
def test_successors_lead_to_a_currency_in_use(code: str) -> None:
    met = [code]
    while "to" in CURRENCIES[met[-1]]:
        met.append(CURRENCIES[met[-1]]["successor"])
        assert len(set(met)) == len(met), f"{met} runs in a circle"
    assert met[-1] in ACTIVE


@pytest.mark.parametrize(("code", "rate"), EURO_RATES.items())
def test_rates_to_the_euro_are_those_of_the_council(code: str, rate: str) -> None:
    assert CURRENCIES[code]["successor"] == "EUR"
    assert Decimal(CURRENCIES[code]["successor_rate"]) == Decimal(rate)


@pytest.mark.parametrize(
    ("code", "successor", "rate"),
    [
        ("TRL", "TRY", 1_000_000),
        ("ROL", "RON", 10_000),
        ("RUR", "RUB", 1000),
        ("PLZ", "PLN", 10_000),
        ("MXP", "MXN", 1000),
        ("BYR", "BYN", 10_000),
        ("GHC", "GHS", 10_000),
        ("VEF", "VES", 100_000),
        ("UAK", "UAH", 100_000),
        ("ZWR", "ZWL", 10**12),
        ("CUC", "CUP", Fraction(1, 24)),
    ],
)
def test_redenominations(code: str, successor: str, rate: int | Fraction) -> None:
    assert CURRENCIES[code]["successor"] == successor
    assert Fraction(CURRENCIES[code]["successor_rate"]) == rate


@pytest.mark.parametrize("name", SHARED)
def test_candidates_and_defaults_are_currencies(name: str) -> None:
    facts = SHARED[name]
    assert facts["candidates"]
    assert len(set(facts["candidates"])) == len(facts["candidates"]) <= 64
    preferred = facts.get("by_language", {})
    for code in (*facts["candidates"], *preferred.values()):
        assert code in CURRENCIES
    for language in preferred:
        assert isinstance(language, str)
    if "default" in facts:
        assert facts["default"] in facts["candidates"]
    assert set(preferred.values()) <= set(facts["candidates"])


@pytest.mark.parametrize("name", TABLES["minor"])
def test_parts_say_how_small_they_are(name: str) -> None:
    assert TABLES["minor"][name]["digits"] in {1, 2, 3, 8}


def test_no_form_has_two_meanings() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for code, facts in CURRENCIES.items():
        meanings[f"={code}"].add(code)
        for field in FORM_FIELDS:
            for form in facts.get(field, []):
                text = form if field in {"symbols", "words"} else f"={form}"
                meanings[text].add(code)
    for name, facts in SHARED.items():
        for field in FORM_FIELDS:
            for form in facts.get(field, []):
                meanings[form].add(name)
    assert {form: who for form, who in meanings.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("us$", "USD"), ("hk$", "HKD"), ("nt$", "TWD"), ("s$", "SGD"), ("a$", "AUD"), ("c$", "CAD"),
        ("nz$", "NZD"), ("r$", "BRL"), ("€", "EUR"), ("₹", "INR"), ("₺", "TRY"), ("₽", "RUB"),
        ("₪", "ILS"), ("₫", "VND"), ("฿", "THB"), ("₦", "NGN"), ("₴", "UAH"), ("₱", "PHP"),
        ("kč", "CZK"), ("zł", "PLN"), ("=Ft", "HUF"), ("=RM", "MYR"), ("=Rp", "IDR"), ("円", "JPY"),
        ("=TL", "TRY"), ("=DM", "DEM"), ("₿", "BTC"),
    ],
)  # fmt: skip
def test_an_unshared_sign_is_one_currencys(form: str, code: str) -> None:
    owners = [owner for owner, facts in CURRENCIES.items() if form in facts.get("symbols", [])]
    assert owners == [code]


@pytest.mark.parametrize(
    ("form", "group", "first"),
    [
        ("$", "dollar", "USD"), ("£", "pound", "GBP"), ("¥", "yen_yuan", "JPY"), ("₩", "won", "KRW"),
        ("kr", "krone", "SEK"), ("=Rs", "rupee", "INR"), ("元", "yuan", "CNY"),
    ],
)  # fmt: skip
def test_a_shared_sign_has_its_candidates(form: str, group: str, first: str) -> None:
    assert form in TABLES["groups"][group]["symbols"]
    assert TABLES["groups"][group]["candidates"][0] == first
