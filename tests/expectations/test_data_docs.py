"""The Data Docs need nothing but themselves, and keep what was found before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import expectations

if TYPE_CHECKING:
    from tests.expectations.conftest import Spoil

pytestmark = pytest.mark.pipeline

FINE = "UPDATE main.checked_metrics SET status = 'fine' WHERE unit = 'EUR'"


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).parts[-4]: path.read_text(encoding="utf-8")
        for path in (folder / "validations").rglob("*.html")
    }


def test_pages_name_no_other_host(spoil: Spoil) -> None:
    warehouse = spoil(FINE)
    folder = warehouse.parent / "data_docs"
    report = expectations.validate(warehouse, data_docs=folder)
    assert report.data_docs == folder / "index.html"
    written = [*folder.rglob("*.html")]
    assert len(written) == 1 + len({outcome.suite for outcome in report.outcomes})
    for page in written:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text), page
        assert "<script" not in text
        for link in re.findall(r"href=\"([^\"#:]+)\"", text):
            assert (page.parent / link).is_file(), (page, link)


def test_failing_rows_are_on_the_first_page_and_on_that_of_their_suite(spoil: Spoil) -> None:
    warehouse = spoil(FINE)
    folder = warehouse.parent / "data_docs"
    expectations.validate(warehouse, names=["metric_statuses_are_known"], data_docs=folder)
    for text in (
        (folder / "index.html").read_text(encoding="utf-8"),
        pages(folder)["checked_metrics"],
    ):
        assert "<td>€2 million</td>" in text
        assert "<td>fine</td>" in text


def test_text_of_articles_is_escaped(spoil: Spoil) -> None:
    warehouse = spoil("UPDATE main.checked_metrics SET status = '<script>x</script>'")
    folder = warehouse.parent / "data_docs"
    expectations.validate(warehouse, names=["metric_statuses_are_known"], data_docs=folder)
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "<td>&lt;script&gt;x&lt;/script&gt;</td>" in text


def test_what_is_not_checked_again_stays_as_it_was_found(spoil: Spoil) -> None:
    warehouse = spoil(FINE)
    folder = warehouse.parent / "data_docs"
    names = ["metric_statuses_are_known", "metric_ids_are_unique", "rules_are_listed"]
    expectations.validate(warehouse, names=names, data_docs=folder)
    expectations.validate(warehouse, names=["metric_ids_are_unique"], data_docs=folder)
    page = pages(folder)["checked_metrics"]
    assert 'id="metric_statuses_are_known"' in page
    assert page.count('id="metric_ids_are_unique"') == 1
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "1 of 3 expectations do not hold" in index


def test_a_cured_warehouse_has_clean_pages(spoil: Spoil, sound_warehouse: Path) -> None:
    warehouse = spoil(FINE)
    folder = warehouse.parent / "data_docs"
    expectations.validate(warehouse, names=["metric_statuses_are_known"], data_docs=folder)
    expectations.validate(sound_warehouse, names=["metric_statuses_are_known"], data_docs=folder)
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "All 1 expectations hold" in index
    assert "<td>fine</td>" not in pages(folder)["checked_metrics"]


def test_a_table_that_cannot_be_read_is_on_the_first_page(spoil: Spoil) -> None:
    warehouse = spoil("DROP TABLE main.rules")
    folder = warehouse.parent / "data_docs"
    expectations.validate(warehouse, names=["rules_are_listed"], data_docs=folder)
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "Table with name rules does not exist" in index
