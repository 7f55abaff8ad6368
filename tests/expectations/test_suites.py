"""Suites are data: a mistake in one is told with its file and line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from expectations import gx_suite
from expectations.suite import ROWS, Suite, load_suites
from figurecheck.errors import SettingsError
from orchestration.definitions import defs

SOUND = """\
table: main.rules
asset: rules
about: Rules.
rows: rules.sql
key: [rule]
show: []
expectations:
  - name: ids
    severity: structural
    protects: One id is one rule.
    expect: expect_column_values_to_be_unique
    with: {column: rule}
"""


def load(folder: Path, text: str) -> tuple[Suite, ...]:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return load_suites(folder)


def test_a_sound_suite_is_read(tmp_path: Path) -> None:
    (suite,) = load(tmp_path, SOUND)
    assert (suite.name, suite.table, suite.key) == ("rules", "main.rules", ("rule",))
    assert suite.expectations[0].kwargs == {"column": "rule"}


@pytest.mark.parametrize(
    ("sound", "mistaken", "told"),
    [
        ("asset: rules\n", "", "line 1: `asset` is missing"),
        ("show: []", "show: []\ncolour: red", "line 1: unknown key `colour`"),
        ("rows: rules.sql", "rows: none.sql", "no query expectations/rows/none.sql"),
        ("structural", "fatal", "line 8: severity 'fatal'"),
        ("    protects: One id is one rule.\n", "", "line 8: `protects` is missing"),
        ("expect: expect_column", "expect: column", "line 8: `expect: column_values_to_be_unique`"),
        ("key: [rule]", "key: [rule", "not YAML"),
        (SOUND, "- a list", "line 1: a mapping is expected"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, sound: str, mistaken: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=r"rules\.yaml") as caught:
        load(tmp_path, SOUND.replace(sound, mistaken))
    assert told in str(caught.value)


def test_a_name_is_used_once_over_all_suites(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_text(SOUND, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"rules\.yaml, line 8: `ids` is also the name"):
        load(tmp_path, SOUND)


def test_a_folder_without_suites_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no suite"):
        load_suites(tmp_path)


@pytest.mark.pipeline
@pytest.mark.parametrize(
    ("sound", "mistaken", "told"),
    [
        ("_to_be_unique", "_to_be_pretty", "has no `expect_column_values_to_be_pretty`"),
        ("{column: rule}", "{columns: rule}", "does not take these arguments"),
    ],
)
def test_what_great_expectations_refuses_is_told_with_its_place(
    tmp_path: Path, sound: str, mistaken: str, told: str
) -> None:
    (suite,) = load(tmp_path, SOUND.replace(sound, mistaken))
    with pytest.raises(SettingsError, match=r"rules\.yaml, line 8") as caught:
        gx_suite.build(suite)
    assert told in str(caught.value)


def test_great_expectations_is_not_loaded_with_the_definitions() -> None:
    loaded = "import sys, expectations.checks as c; c.build_asset_checks(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded], check=True, capture_output=True, text=True
    )
    assert "great_expectations" not in done.stdout.split()
    assert "dagster" in done.stdout.split()


def test_suites_are_about_assets_that_exist() -> None:
    known = {key.path[-1] for key in defs().resolve_asset_graph().get_all_asset_keys()}
    for suite in load_suites():
        assert {suite.asset, *suite.needs} <= known, suite.name


def test_every_query_is_used_by_a_suite() -> None:
    assert {suite.rows for suite in load_suites()} == set(ROWS.glob("*.sql"))
