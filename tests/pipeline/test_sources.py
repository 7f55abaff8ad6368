"""Documents of several sources, read in several runs, are held against each other as if read at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.project import Project

pytestmark = [pytest.mark.pipeline, pytest.mark.timeout(900)]

ARTICLES = {
    "gazette": "Belvane Foods had revenue of €718 million in 2023.",
    "ledger": "Belvane Foods reported revenue of €781 million in 2023, its best year.",
    "courier": "Belvane Foods had revenue of €718.4 million in 2023.",
    "post": "Belvane Foods had revenue of €640 million in 2022. It has 4,000 shops.",
}
STATUSES = """
    SELECT source, status FROM checked_metrics
    WHERE metric = 'revenue' ORDER BY source"""
PAIRS = """
    SELECT first_source, first_quoted, second_source, second_quoted
    FROM source_disagreements ORDER BY ALL"""
ROWS = """
    SELECT * EXCLUDE (run_id) FROM {table} ORDER BY ALL"""


def article(project: Project, name: str, text: str | None = None) -> Path:
    project.articles.mkdir(exist_ok=True)
    file = project.articles / f"{name}.md"
    front = f"---\nid: {name}\ntitle: Of Belvane\nsource: {name}\npublished: 2024-02-10\n---\n"
    file.write_text(f"{front}{text or ARTICLES[name]}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def one_by_one(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that was given its articles in three runs."""
    project = Project(tmp_path_factory.mktemp("one_by_one"))
    for names in (["gazette", "post"], ["ledger"], ["courier"]):
        said = project.command("run", *[article(project, name) for name in names])
        assert said.returncode == 0, said.stderr
    return project


def test_a_later_source_changes_what_an_earlier_one_counts_as(one_by_one: Project) -> None:
    assert one_by_one.rows(STATUSES) == [
        ("courier", "inconsistent"),
        ("gazette", "inconsistent"),
        ("ledger", "inconsistent"),
        ("post", "unchecked"),
    ]
    assert one_by_one.rows(PAIRS) == [
        ("courier", "€718.4 million", "ledger", "€781 million"),
        ("gazette", "€718 million", "ledger", "€781 million"),
    ]
    reasons = one_by_one.rows("SELECT status_reason FROM checked_metrics WHERE source = 'gazette'")
    assert "“€781 million” in “Of Belvane”" in reasons[0][0]
    assert one_by_one.rows("SELECT source, warnings FROM sources ORDER BY source") == [
        ("courier", 1), ("gazette", 1), ("ledger", 2), ("post", 0),
    ]  # fmt: skip


def test_what_is_read_run_by_run_is_what_is_read_at_once(
    one_by_one: Project, tmp_path: Path
) -> None:
    at_once = Project(tmp_path)
    for name in ARTICLES:
        article(at_once, name)
    said = at_once.command("run", at_once.articles)
    assert said.returncode == 0, said.stderr
    for table in ("checked_metrics", "findings", "sources"):
        query = ROWS.format(table=table)
        assert at_once.rows(query) == one_by_one.rows(query)


def test_a_source_that_corrects_itself_clears_the_others(one_by_one: Project) -> None:
    corrected = article(
        one_by_one, "ledger", "Belvane Foods reported revenue of €718 million in 2023."
    )
    said = one_by_one.command("run", corrected)
    assert said.returncode == 0, said.stderr
    assert "Of Belvane" in said.stdout
    assert {status for _, status in one_by_one.rows(STATUSES)} == {"unchecked"}
    assert one_by_one.rows(PAIRS) == []
