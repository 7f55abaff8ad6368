"""What Dagster loads: the flow as assets, with owners, groups, schemas and lineage that hold."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.common import lineage
from orchestration.definitions import defs
from tests.pipeline.project import Project
from tests.warehouse.filling import fill
from warehouse import connection

pytestmark = [pytest.mark.pipeline, pytest.mark.timeout(300)]

Graph = Any  # Dagster exports no name for the type

JUDGED_FROM = {"documents", "figures", "relations", "normalised_figures", "fx_rates"}
FLOW = {
    "documents": set[str](),
    "read_failures": set[str](),
    "fx_rates": set[str](),
    "rules": set[str](),
    "figures": {"documents"},
    "relations": {"documents"},
    "normalised_figures": {"figures", "fx_rates"},
    "settled_currencies": JUDGED_FROM,
    "conversions": JUDGED_FROM,
    "rule_findings": JUDGED_FROM,
    "findings": {"documents", "figures", "rule_findings"},
    "decisions": {"documents", "figures", "rule_findings"},
    "checked_metrics": {
        "documents", "figures", "normalised_figures", "settled_currencies", "conversions", "findings",
    },
    "sources": {"documents", "findings", "checked_metrics"},
    "market_metrics": {
        "read_failures", "checked_metrics", "conversions", "findings", "decisions", "sources",
        "rules",
    },
    "reports": {"market_metrics"},
}  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Graph:
    return defs().resolve_asset_graph()


def test_the_flow_is_the_one_of_the_design(graph: Graph) -> None:
    found = {
        key.path[-1]: {parent.path[-1] for parent in graph.get(key).parent_keys}
        for key in graph.get_all_asset_keys()
    }
    assert found == FLOW


def test_every_asset_says_what_it_is_and_whose(graph: Graph) -> None:
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.group_name != "default", key
        assert node.owners == ["team:figurecheck"], key
        assert node.kinds, key


def test_every_writer_of_the_warehouse_waits_for_its_turn(graph: Graph) -> None:
    pools = {key.path[-1]: graph.get(key).pools for key in graph.get_all_asset_keys()}
    assert {name for name, pool in pools.items() if pool != {"duckdb"}} == {"reports"}


def test_lineage_names_columns_that_are_there(graph: Graph, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    fill(warehouse, "run").publish()
    with closing(connection.read(warehouse)) as opened:
        columns = {
            key.path[-1]: set(opened.table(graph.get(key).metadata["dagster/table_name"]).columns)
            for key in graph.get_all_asset_keys()
            if "dagster/table_name" in graph.get(key).metadata
        }
    for asset, described in lineage().items():
        for column, origins in described.items():
            assert column in columns[asset], f"{asset}.{column}"
            for origin in origins:
                parent, parent_column = origin.split(".")
                assert parent_column in columns[parent], f"{asset}.{column} from {origin}"


def test_the_code_location_loads_as_the_ui_loads_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "dagster").mkdir()
    said = project.python("-m", "dagster", "definitions", "validate")
    assert said.returncode == 0, said.stderr


# Dagster itself calls what it deprecates when one resource needs another.
@pytest.mark.filterwarnings("ignore:InitResourceContext.dagster_run:DeprecationWarning")
def test_a_single_step_started_from_the_ui_is_published(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in project.environment.items():
        monkeypatch.setenv(name, value)
    without_run = "SELECT * EXCLUDE (run_id) FROM checked_metrics ORDER BY ALL"
    before = project.rows(without_run)
    project.spoil("UPDATE checked_metrics SET status = 'perhaps'")
    with dg.DagsterInstance.ephemeral() as instance:
        result = (
            defs()
            .resolve_job_def("check_articles")
            .execute_in_process(asset_selection=[dg.AssetKey("checked_metrics")], instance=instance)
        )
    assert result.success
    assert project.rows(without_run) == before
    assert not list((project.warehouse.parent / ".writer").glob("*.duckdb"))
