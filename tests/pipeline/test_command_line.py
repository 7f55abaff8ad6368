"""A wrong call is answered with one clear line and status 2; a query prints a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.project import Project

pytestmark = pytest.mark.pipeline


@pytest.fixture
def nothing(tmp_path: Path) -> Project:
    """Return a project without articles and without a warehouse."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x00\xff\x00")
    (tmp_path / "good.txt").write_text("It cost $5 million.", encoding="utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "missing.txt"], "missing.txt: no such file"),
        (["run", "empty.txt"], "empty.txt: is empty"),
        (["run", "binary.txt"], "binary.txt: is a binary file"),
        (["run", "good.txt", "--published", "2022-13"], "--published: `2022-13` is no date"),
        (["run", "good.txt", "--publish-date=2022"], "unrecognized arguments"),
        (["walk"], "invalid choice: 'walk'"),
        ([], "run|check|query"),
        (["check"], "there is no warehouse yet; make one with: python -m orchestration run"),
        (["query", "SELECT 1"], "there is no warehouse yet"),
        (["query"], "required: SQL"),
    ],
)
def test_a_wrong_call_is_answered_with_one_line(
    nothing: Project, arguments: list[str], told: str
) -> None:
    placed = [str(nothing.folder / each) if each.endswith(".txt") else each for each in arguments]
    said = nothing.command(*placed)
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert told in said.stderr
    assert not nothing.warehouse.exists()
    assert not (nothing.folder / "dagster").exists()


def test_a_query_prints_aligned_columns(project: Project) -> None:
    said = project.command(
        "query", "SELECT quoted, value, status FROM checked_metrics ORDER BY ALL"
    )
    assert said.returncode == 0
    lines = said.stdout.splitlines()
    assert lines[0].split() == ["quoted", "value", "status"]
    assert any("$11.3 million" in line and "11300000  consistent" in line for line in lines)


@pytest.mark.parametrize(
    ("statement", "told"),
    [("SELEC 1", "syntax error"), ("DELETE FROM findings", "read-only")],
)
def test_a_statement_that_is_wrong_or_writes_is_refused(
    project: Project, statement: str, told: str
) -> None:
    said = project.command("query", statement)
    assert said.returncode == 2
    assert told in said.stderr
    assert said.stderr.count("\n") == 1
