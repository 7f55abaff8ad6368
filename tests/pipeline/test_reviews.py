"""What people decide about findings is kept beside them, and decides what the figures count as."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.pipeline.project import Project

pytestmark = [pytest.mark.pipeline, pytest.mark.timeout(900)]

FRONT = "---\ntitle: {title}\nsource: Mill Courier\npublished: 2024-02-10\n---\n"
MILLS = "The mill cost 640 million euros ($64 million) in January 2024.\n"
WEIRS = """<!-- figurecheck: ignore FX01 the rate is that of the contract -->
The weir cost 320 million euros ($32 million) in January 2024.
"""
LOCKS = "The lock cost 160 million euros ($16 million) in January 2024.\n"
DECISION = """\
  - rule: FX01
    document: {document}
    text: {text}
    decision: {decision}
    reason: told by the owner
    until: 2999-12-31
"""
MILL_IS_RIGHT = DECISION.format(
    document="mills.md", text="640 million euros ($64 million)", decision="waived"
)
LOCK_IS_WRONG = DECISION.format(
    document="locks.md", text="160 million euros ($16 million)", decision="accepted"
)
STATUSES = """
    SELECT document_title, list(DISTINCT status), list(DISTINCT review)
    FROM checked_metrics GROUP BY ALL ORDER BY ALL"""
WAIVED = """
    SELECT document_title, waived, waived_as, waived_by, CAST(waived_until AS VARCHAR)
    FROM waived_findings ORDER BY ALL"""


def ledger(project: Project, *decisions: str) -> Path:
    file = project.folder / "ledger.yaml"
    file.write_text("decisions:\n" + "".join(decisions), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with three articles, none of them read yet."""
    project = Project(tmp_path_factory.mktemp("mills"))
    project.articles.mkdir()
    for name, text in {"mills": MILLS, "weirs": WEIRS, "locks": LOCKS}.items():
        whole = FRONT.format(title=name) + text
        (project.articles / f"{name}.md").write_text(whole, encoding="utf-8")
    return project


def test_what_was_waived_stays_and_says_so(mills: Project) -> None:
    file = ledger(mills, MILL_IS_RIGHT, LOCK_IS_WRONG)
    said = mills.command("run", mills.articles, "--ledger", file)
    assert said.returncode == 0, said.stderr
    assert "Waived: 3" in said.stdout
    assert mills.rows(WAIVED) == [
        ("locks", "accepted: told by the owner", "accepted", "ledger", "2999-12-31"),
        ("mills", "waived: told by the owner", "waived", "ledger", "2999-12-31"),
        ("weirs", "the rate is that of the contract", "waived", "comment", None),
    ]
    assert mills.rows(STATUSES) == [
        ("locks", ["inconsistent"], ["accepted: told by the owner"]),
        ("mills", ["consistent"], ["waived: told by the owner"]),
        ("weirs", ["consistent"], ["waived: the rate is that of the contract"]),
    ]
    assert mills.rows("SELECT errors, waived_findings FROM sources") == [(0, 3)]
    assert mills.rows("SELECT document, state, findings FROM decisions ORDER BY ALL") == [
        ("locks.md", "in_force", 1),
        ("mills.md", "in_force", 1),
    ]
    report = (mills.warehouse.parent / "reports" / "flagged.md").read_text(encoding="utf-8")
    assert "conversion-mismatch, waived: 640 million euros" in report
    assert "until 2999-12-31. waived: told by the owner" in report


def test_a_decision_taken_back_counts_for_documents_that_are_not_read_again(mills: Project) -> None:
    said = mills.command(
        "run", mills.articles / "locks.md", "--ledger", ledger(mills, LOCK_IS_WRONG)
    )
    assert said.returncode == 0, said.stderr
    assert [row[0] for row in mills.rows(WAIVED)] == ["locks", "weirs"]
    assert ("mills", ["inconsistent"], [None]) in mills.rows(STATUSES)


def test_a_decision_on_a_text_that_changed_is_shown(mills: Project) -> None:
    article = mills.articles / "locks.md"
    changed = article.read_text(encoding="utf-8").replace("160 million", "170 million")
    article.write_text(changed, encoding="utf-8")
    said = mills.command("run", article, "--ledger", ledger(mills, LOCK_IS_WRONG))
    assert said.returncode == 2
    assert "is no longer in locks.md" in said.stderr
    assert "decisions_stand_on_their_text" in said.stdout
    assert mills.rows("SELECT state, findings FROM decisions") == [("text_changed", 0)]
    assert ("locks", ["inconsistent"], [None]) in mills.rows(STATUSES)
    pages = (mills.warehouse.parent / "data_docs" / "index.html").read_text(encoding="utf-8")
    assert "reworded after it was decided on" in pages


def test_what_is_wrong_in_settings_is_told_before_anything_runs(mills: Project) -> None:
    file = mills.folder / "wrong.yaml"
    file.write_text("decisions:\n  - rule: FX01\n", encoding="utf-8")
    before = mills.warehouse.read_bytes()
    said = mills.command("run", mills.articles, "--ledger", file)
    assert said.returncode == 2
    assert "wrong.yaml, line 2: a decision needs `document`" in said.stderr
    assert mills.warehouse.read_bytes() == before


def test_rates_of_the_owner_are_stored_and_judged_by(mills: Project) -> None:
    rates = mills.folder / "desk.csv"
    rates.write_text("date,currency,rate\n2024-01-01,USD,0.1\n2024-02-01,USD,0.1\n", "utf-8")
    said = mills.command("run", mills.articles / "mills.md", "--rates", rates)
    assert said.returncode == 0, said.stderr
    assert mills.rows(
        "SELECT rate, provider FROM core.fx_rates"
        " WHERE currency = 'USD' AND rate_date = DATE '2024-01-01'"
    ) == [(Decimal("0.1"), "desk.csv")]
    assert mills.rows(
        "SELECT verdict, contains(rate_provider, 'desk.csv')"
        " FROM conversions WHERE document_title = 'mills'"
    ) == [("consistent", True)]
    assert mills.rows(
        "SELECT rate_provider, value_usd FROM checked_metrics"
        " WHERE document_title = 'mills' AND unit = 'EUR'"
    ) == [("desk.csv", 64_000_000)]
