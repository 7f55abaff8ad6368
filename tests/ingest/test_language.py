"""The language of a document that does not state it, the same for one and for many."""

from __future__ import annotations

import pytest

import figurecheck
from figurecheck.engine import Engine
from figurecheck.ingest import detect, language_code
from figurecheck.model import Document

GERMAN = (
    "Der Umsatz des Herstellers von Fahrradketten stieg im vergangenen Jahr auf 2.500 Euro je"
    " Kopf, wie das Unternehmen am Dienstag in Berlin mitteilte. Der Gewinn blieb dagegen gleich."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (
            "The maker said that the price of the chain and of the wheel rose to the sky in May.",
            "en",
        ),
        (
            (
                "Perusahaan itu menyatakan bahwa pendapatan pada tahun lalu naik menjadi Rp 3 triliun"
                " karena permintaan dari luar negeri meningkat. Laba bersih juga naik dibandingkan"
                " dengan tahun sebelumnya, demikian keterangan resmi perusahaan."
            ),
            "id",
        ),
        ("売上高は3兆円だった。前年は2兆円だった。", "ja"),
        ("매출은 3조 원이었다. 지난해보다 늘었다.", "ko"),
        ("1,234 5,678 9.10 11/12 2022 100 200 300 400 500 600 700 800 900 1000", None),
        ("$5 million", None),
        ("", None),
        (" \n ", None),
    ],
)
def test_language_of_a_text(text: str, code: str | None) -> None:
    assert detect(text) == code


def test_the_words_of_a_front_matter_do_not_count() -> None:
    head = (
        "---\ntitle: "
        + "The price of the chain and of the wheel rose to the sky. " * 12
        + "\n---\n"
    )
    assert detect(head + GERMAN) == "de"


@pytest.mark.parametrize(
    ("stated", "code"), [("en-GB", "en"), ("EN_us", "en"), ("nb", "no"), ("zh-Hant", "zh")]
)
def test_stated_languages_have_one_code(stated: str, code: str) -> None:
    assert language_code(stated) == code


@pytest.mark.parametrize("lang", [None, "de-AT"])
def test_a_point_groups_thousands_in_german_whoever_says_that_it_is(lang: str | None) -> None:
    figures = Engine().check(Document("a", GERMAN, lang=lang)).figures
    frame = figurecheck.read([{"id": "a", "text": GERMAN, "lang": lang}]).figures
    assert [int(each.value or 0) for each in figures] == [2500]
    assert [int(value) for value in frame["value"]] == [2500]
