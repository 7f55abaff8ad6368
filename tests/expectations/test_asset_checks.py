"""The expectations as Dagster runs them: red where a row was spoilt, blocking, and named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
import pytest

from expectations.checks import build_asset_checks
from expectations.suite import load_suites

if TYPE_CHECKING:
    from tests.expectations.conftest import Spoil

pytestmark = pytest.mark.pipeline


class WarehouseAt(dg.ConfigurableResource[None]):
    """Stands in for the resource of the project, with a file of the test's own."""

    path: str

    @property
    def file(self) -> Path:
        """The file that readers open."""
        """The file that readers open."""
        return Path(self.path)


def check(
    warehouse: Path, *names: str
) -> tuple[dg.ExecuteInProcessResult, dict[str, dg.AssetCheckEvaluation]]:
    """Execute the checks of these names, all without any, as the UI's button does."""
    assets = sorted({suite.asset for suite in load_suites()} | {"documents"})
    checks = build_asset_checks()
    selected = (
        dg.AssetSelection.checks(*(key for key in checks[0].check_keys if key.name in names))
        if names
        else dg.AssetSelection.all_asset_checks()
    )
    definitions = dg.Definitions(
        assets=[dg.AssetSpec(name) for name in assets],
        asset_checks=checks,
        jobs=[dg.define_asset_job("check", selection=selected)],
        resources={"warehouse": WarehouseAt(path=str(warehouse))},
        executor=dg.in_process_executor,
    )
    result = definitions.resolve_job_def("check").execute_in_process(raise_on_error=False)
    return result, {item.check_name: item for item in result.get_asset_check_evaluations()}


def test_every_expectation_is_a_check_of_its_asset(sound_warehouse: Path) -> None:
    result, found = check(sound_warehouse)
    promised = {item.name for suite in load_suites() for item in suite.expectations}
    assert result.success
    assert set(found) == promised
    assert all(item.passed for item in found.values())


def test_a_spoilt_row_turns_its_check_red_and_is_named(spoil: Spoil) -> None:
    warehouse = spoil("UPDATE main.checked_metrics SET status = 'fine' WHERE unit = 'EUR'")
    result, found = check(warehouse, "metric_statuses_are_known")
    assert not result.success
    (red,) = found.values()
    assert (red.passed, red.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert red.asset_key == dg.AssetKey("checked_metrics")
    assert red.metadata["failing_rows"].value == 1
    assert "| fine | €2 million |" in str(red.metadata["rows"].value)
    assert Path(str(red.metadata["data_docs"].value)).is_file()


def test_content_warns_and_does_not_block(spoil: Spoil) -> None:
    warehouse = spoil("UPDATE core.documents SET lang = 'English'")
    result, found = check(warehouse, "languages_are_iso_codes")
    assert result.success
    assert found["languages_are_iso_codes"].severity == dg.AssetCheckSeverity.WARN
    assert not found["languages_are_iso_codes"].passed


def test_structural_expectations_block_and_content_ones_do_not() -> None:
    (definition,) = build_asset_checks()
    blocking = {spec.name: spec.blocking for spec in definition.check_specs}
    for suite in load_suites():
        for item in suite.expectations:
            assert blocking[item.name] == (item.severity == "structural")
