"""A row changed by hand breaks the promise that it breaks, and is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest
import yaml

import expectations
from expectations.suite import load_suites

if TYPE_CHECKING:
    from tests.expectations.conftest import Spoil

pytestmark = pytest.mark.pipeline


class Case(TypedDict):
    """One spoilt row."""

    case: str
    spoil: str
    breaks: list[str]
    named: str


CASES: list[Case] = yaml.safe_load(
    Path(__file__).with_name("spoilt_rows.yaml").read_text(encoding="utf-8")
)


def test_a_sound_warehouse_keeps_every_promise(sound_warehouse: Path) -> None:
    report = expectations.validate(sound_warehouse)
    assert report.success, report.to_text()
    assert len(report.outcomes) == sum(len(suite.expectations) for suite in load_suites())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_spoilt_row_is_found_and_named(case: Case, spoil: Spoil) -> None:
    report = expectations.validate(spoil(case["spoil"]), names=case["breaks"])
    assert {outcome.name for outcome in report.failures} == set(case["breaks"])
    assert case["named"] in report.to_text()


def test_every_expectation_can_fail() -> None:
    promised = {item.name for suite in load_suites() for item in suite.expectations}
    assert promised == {name for case in CASES for name in case["breaks"]}


def test_the_warehouse_is_not_written_to(spoil: Spoil) -> None:
    warehouse = spoil("UPDATE main.checked_metrics SET status = 'fine'")
    before = warehouse.read_bytes()
    expectations.validate(warehouse, names=["metric_statuses_are_known"])
    assert warehouse.read_bytes() == before
    assert [path.name for path in warehouse.parent.iterdir()] == [warehouse.name]
