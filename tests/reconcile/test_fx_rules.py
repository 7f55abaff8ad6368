"""The currency rules, from text to findings."""

from __future__ import annotations

import pytest

from figurecheck.engine import Engine
from figurecheck.model import Document, Finding
from figurecheck.reconcile.rules import catalogue

ENGINE = Engine()


def found(text: str, published: str | None = None, lang: str = "en") -> list[Finding]:
    """What the currency rules find in a text."""
    checks = ENGINE.check(Document("d", text, published, lang))
    assert checks.error is None
    return [finding for finding in checks.findings if finding.rule.startswith("FX")]


def test_every_rule_has_its_module_and_its_page() -> None:
    for rule in catalogue():
        page = rule.page.read_text(encoding="utf-8")
        assert page.startswith(f"# {rule.id} {rule.name}\n")
        assert rule.page.with_suffix(".py").exists()


def test_a_wrong_conversion_is_found_over_both_amounts() -> None:
    text = "The exchange in Ghent was sold for €64 million ($770 million) in cash."
    (finding,) = found(text, "2018-04-20")
    assert (finding.rule, finding.severity) == ("FX01", "error")
    assert text[finding.start : finding.end].startswith("€64 million ($770 million")
    assert finding.explanations[0].kind == "power_of_ten"


def test_a_stale_conversion_is_a_warning() -> None:
    text = "The port will cost 3.1 billion Brazilian reais (US$1.32 billion), engineers say."
    (finding,) = found(text, "2015-09-10")
    assert (finding.rule, finding.severity) == ("FX02", "warning")


def test_a_stated_rate_governs_the_text() -> None:
    text = "Sales came to 3.2 trillion yuan (51 trillion yen). (1 yuan = 16 yen)"
    assert found(text, "2022-05-10") == []
    unstated = text.replace("1 yuan = 16 yen", "see note")
    assert [each.rule for each in found(unstated, "2022-05-10")] == ["FX02"]


@pytest.mark.parametrize(
    "text",
    [
        "At constant currency the mills earned €400 million ($700 million) last year.",
        "The palace cost £300,000 in 1950 ($12 million in today's money).",
        "China's output was 30 trillion yuan ($8 trillion) at purchasing power parity.",
    ],
)
def test_amounts_that_are_not_at_market_rates_are_not_judged(text: str) -> None:
    assert found(text, "2023-10-02") == []


def test_an_open_currency_is_noted_and_a_conversion_settles_it() -> None:
    text = "Traders in Kenya and Uganda lost 60 million shillings in the flood."
    (finding,) = found(text, "2021-10-06")
    assert (finding.rule, finding.severity) == ("FX03", "note")
    assert "Kenyan shillings" in finding.message
    settled = text.replace("shillings", "shillings ($16,900)")
    assert found(settled, "2021-10-06") == []


def test_a_bare_dollar_is_not_the_currency_that_it_converts() -> None:
    text = "A bank in São Paulo sold loans of 600 million reais ($1.5 billion)."
    assert [each.rule for each in found(text, "2015-11-18")] == ["FX01"]


def test_an_adjective_behind_the_amount_settles_its_sign() -> None:
    text = "A Toronto builder paid $210 million Canadian (US$158 million) for it."
    assert found(text, "2018-06-20") == []
    assert [each.rule for each in found(text.replace("158", "273"), "2018-06-20")] == ["FX01"]


@pytest.mark.parametrize(
    "text",
    [
        "Sales of $64 million (€40 million last year) were a record.",
        "It bought the rest for $64 million (€40 million in cash).",
        "The bond pays $64 million (€4 million a month).",
        "The plan costs $3 billion, or €40 per inhabitant.",
        "Revenue was $64 million. Its debt amounts to €90 million.",
        "It has $64 million, that is, it lacks the €90 million to repay.",
        "Le plan coûte 3 milliards de dollars, soit 40 euros par habitant.",
        "Der Umsatz lag bei 64 Millionen Dollar (40 Millionen Euro im Vorjahr).",
    ],
)
def test_an_amount_of_which_more_is_said_is_no_conversion_that_fails(text: str) -> None:
    lang = "fr" if text.startswith("Le ") else "de" if text.startswith("Der ") else "en"
    assert found(text, "2020-01-15", lang) == []


def test_a_sentence_that_tells_the_sum_again_is_held_against_it() -> None:
    text = "The mill earned $64 million. The sum corresponds to €580 million."
    assert [each.rule for each in found(text, "2020-01-15")] == ["FX01"]


def test_the_same_amounts_alone_are_held_against_each_other() -> None:
    text = "Sales of $64 million (€40 million) were a record."
    assert [each.rule for each in found(text, "2020-01-15")] == ["FX01"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The tram in Graz cost 90 million Austrian schillings in 2009.", True),
        ("The tram in Graz cost 90 million Austrian schillings in 1996.", False),
        (
            "In 2009 Austrians still exchanged old notes worth 90 million Austrian schillings.",
            False,
        ),
        ("The tram in Graz cost 90 million euros in 2009.", False),
        ("The tram in Graz cost 90 million euros in 1978.", True),
        ("The fund held 900 million schillings, or now 65 million euros, in 1978.", False),
    ],
)
def test_a_currency_out_of_its_time(text: str, flagged: bool) -> None:  # noqa: FBT001
    assert [each.rule for each in found(text, "2012-03-01")] == ["FX04"] * flagged
