"""HTML gives the text that a reader sees, and what the page states of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from figurecheck.errors import InputError
from figurecheck.ingest.html import html_document

PAGES: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("pages.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_text_is_what_a_reader_sees(page: dict[str, str]) -> None:
    assert html_document("a.html", page["html"], None).text == page["text"]


def test_facts_of_the_page() -> None:
    page = html_document(
        "a.html",
        """<html lang="de-AT"><head><title> Fish &amp;\nchips </title>
        <link rel="shortlink canonical" href="https://example.org/fish">
        <meta property="og:site_name" content="The Example">
        <meta property="article:published_time" content="2023-03-14T08:00:00+01:00"></head>
        <body><p>Ein Satz.</p></body></html>""",
        "2001",
    )
    assert (page.title, page.url, page.source) == (
        "Fish & chips",
        "https://example.org/fish",
        "The Example",
    )
    assert (page.published, page.lang, page.format) == ("2023-03-14", "de-AT", "html")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"datePublished": "2023-03-14"}</script>',
            "2023-03-14",
        ),
        ('<script>var x = {"datePublished": "2023-03-14"}</script>', "2001"),
        ('<meta name="date" content="14 March 2023">', "2001"),
        ('<meta name="date" content="2023-02-30"><meta name="pubdate" content="2023">', "2023"),
        ('<time datetime="2023-03-14T08:00">today</time>', "2023-03-14"),
        ("", "2001"),
    ],
)
def test_publication_date(head: str, published: str) -> None:
    assert html_document("a.html", f"{head}<p>One</p>", "2001").published == published


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.html: holds no text to read"):
        html_document("a.html", "<html><nav>Home</nav></html>", None)


@pytest.mark.timeout(20)  # a quadratic reading of it takes minutes
def test_deep_nesting_is_read_in_its_length() -> None:
    depth = 100_000
    assert html_document("a.html", "<div>" * depth + "One" + "</p>" * depth, None).text == "One"
