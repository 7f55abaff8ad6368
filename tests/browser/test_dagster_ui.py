"""The Dagster UI as an engineer uses it: start a run, see it green, see a spoilt row turn red."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from orchestration.definitions import defs
from tests.browser.dagster_server import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.pipeline,
    pytest.mark.timeout(600),  # a server, a whole run and a check, started by clicks
]

RUN = 240_000  # milliseconds for a run of the sample articles; some 20 s on an idle machine


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run started from the UI writes."""
    return tmp_path_factory.mktemp("warehouse") / "market_metrics.duckdb"


@pytest.fixture(scope="module")
def ui(
    chromium: str,  # noqa: ARG001 - no server is started where there is no browser
    repository: Path,
    warehouse: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Address of the UI."""
    with served(repository, tmp_path_factory.mktemp("instance"), warehouse) as address:
        yield address


def test_the_graph_shows_every_asset(page: Page, ui: str, asked_outside: list[str]) -> None:
    page.goto(f"{ui}/asset-groups")
    expect(page.get_by_role("button", name="Materialize all")).to_be_enabled(timeout=60_000)
    expect(page.get_by_text("publish").first).to_be_visible(timeout=60_000)
    page.keyboard.press("Alt+e")
    for key in defs().resolve_asset_graph().get_all_asset_keys():
        node = page.locator("svg").get_by_text(key.path[-1], exact=True)
        expect(node.first).to_be_visible(timeout=30_000)
    assert asked_outside == []


def test_a_run_is_green_and_a_spoilt_row_turns_its_check_red(
    page: Page, ui: str, warehouse: Path
) -> None:
    page.goto(f"{ui}/asset-groups")
    page.get_by_role("button", name="Materialize all").click(timeout=60_000)
    expect(page.get_by_text("Launched run")).to_be_visible(timeout=60_000)
    page.goto(f"{ui}/runs")
    ended = page.get_by_text(re.compile("^(Success|Failure)$")).first
    expect(ended).to_be_visible(timeout=RUN)
    assert ended.inner_text() == "Success"

    check = f"{ui}/assets/checked_metrics?view=checks&checkDetail=metric_statuses_are_known"
    page.goto(check)
    expect(page.get_by_text("Passed", exact=True).last).to_be_visible(timeout=60_000)

    with duckdb.connect(str(warehouse)) as opened:
        (spoilt,) = opened.sql("SELECT min(metric_id) FROM checked_metrics").fetchall()[0]
        opened.execute("UPDATE checked_metrics SET status = 'fine' WHERE metric_id = $1", [spoilt])
    page.locator("button", has_text=re.compile("^Execute$")).click()
    expect(page.get_by_text(re.compile(r"Broken by 1 of \d+ rows"))).to_be_visible(timeout=RUN)
    expect(page.get_by_text("Failed", exact=True).last).to_be_visible()
    page.get_by_text("Show Markdown").click()
    expect(page.get_by_text(spoilt)).to_be_visible()
