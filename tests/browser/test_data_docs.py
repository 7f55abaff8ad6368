"""The Data Docs as a person sees them without a network: styled, and the broken rows in view."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

import expectations
from tests.expectations import sample_warehouse

pytestmark = [pytest.mark.browser, pytest.mark.pipeline]


@pytest.fixture(scope="module")
def index(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> str:  # noqa: ARG001
    """Address of the pages of a warehouse with one spoilt row and one table that is gone."""
    folder = tmp_path_factory.mktemp("spoilt")
    warehouse = folder / "market_metrics.duckdb"
    sample_warehouse.build(warehouse)
    with duckdb.connect(str(warehouse)) as opened:
        opened.execute("UPDATE main.checked_metrics SET status = 'fine' WHERE unit = 'EUR'")
        opened.execute("DROP TABLE main.rules")
    report = expectations.validate(warehouse, data_docs=folder / "data_docs")
    assert isinstance(report.data_docs, Path)
    return report.data_docs.as_uri()


def style(page: Page, selector: str, name: str) -> str:
    """What the browser makes of a style, after all sheets."""
    found = page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element).getPropertyValue(name)", name
    )
    return str(found)


def test_nothing_is_asked_of_another_machine(
    page: Page, index: str, asked_outside: list[str]
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.goto(index)
    links = page.locator("table.suites a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) >= 10
    for link in links:
        page.goto(link)
        expect(page.locator("h1")).to_be_visible()
    assert asked_outside == []
    assert errors == []


def test_pages_are_styled(page: Page, index: str) -> None:
    page.goto(index)
    assert style(page, "body", "background-color") == "rgb(251, 251, 249)"
    assert style(page, ".pill.broken", "background-color") == "rgb(252, 232, 230)"
    assert style(page, ".pill.holds", "color") == "rgb(28, 122, 69)"
    assert style(page, ".verdict", "border-left-width") == "6px"
    assert style(page, "table.suites", "border-collapse") == "collapse"


def test_broken_rows_are_in_view(page: Page, index: str) -> None:
    page.goto(index)
    expect(page.locator("h1")).to_contain_text("expectations do not hold")
    broken = page.locator("article", has_text="metric statuses are known")
    expect(broken.get_by_role("cell", name="€2 million")).to_be_visible()
    expect(broken.get_by_role("cell", name="fine", exact=True)).to_be_visible()
    expect(broken.locator(".pill")).to_have_text("broken")
    gone = page.locator("article", has_text="Table with name rules does not exist").first
    expect(gone).to_be_visible()


def test_a_suite_is_one_click_away_and_so_is_the_way_back(page: Page, index: str) -> None:
    page.goto(index)
    page.get_by_role("link", name="conversions", exact=True).click()
    expect(page.locator("h1")).to_have_text("conversions")
    expect(page.locator("code", has_text="expect_column_values_to_be_unique")).to_be_visible()
    page.get_by_role("link", name="Data quality of the warehouse").click()
    expect(page).to_have_url(index)


def test_dark_and_narrow_screens_are_served(browser: Browser, index: str) -> None:
    context = browser.new_context(viewport={"width": 380, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(index)
    assert style(page, "body", "background-color") == "rgb(20, 24, 30)"
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], "the page itself scrolls sideways"
    light = [int(part) for part in re.findall(r"\d+", style(page, "body", "color"))]
    assert min(light) > 200
    context.close()
