"""What is wrongly asked for, or cannot be read, is refused in one clear line with status 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import PUBLISHED, WRONG, Command

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("refusals.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_refusal_names_the_place_and_the_remedy(figurecheck: Command, case: dict[str, Any]) -> None:
    for name, content in case.get("files", {}).items():
        raw = content.removeprefix("hex:")
        figurecheck.file(name, bytes.fromhex(raw) if raw != content else content)
    done = figurecheck(*case["run"])
    complaint = done.complaint()
    assert done.status == 2
    assert complaint.startswith("figurecheck: ")
    for words in case["says"]:
        assert words in complaint
    assert "Traceback" not in done.err


def test_a_bad_file_in_a_folder_does_not_stop_the_good_ones(figurecheck: Command) -> None:
    figurecheck.file("news/a.txt", WRONG)
    figurecheck.file("news/b.md", "---\npublished: never\n---\nSales rose.\n")
    figurecheck.file("news/c.txt", "Sales rose to 5 million dollars.\n")
    done = figurecheck("check", "news", *PUBLISHED, "--format", "jsonl")
    first, second, third = done.rows()
    assert [finding["rule"] for finding in first["findings"]] == ["FX01"]
    assert second["id"] == "news/b.md"
    assert "`never` is no date" in second["error"]
    assert third["figures"][0]["value"] == "5000000"
    assert "news/b.md" in done.complaint()
    assert done.status == 2


def test_a_bad_line_keeps_its_place_among_the_good_ones(figurecheck: Command) -> None:
    lines = '{"id": "a", "text": "x"}\nno\n{"id": "c", "text": 5}\n\n{"id": "d", "text": "y"}\n'
    done = figurecheck("check", figurecheck.file("d.jsonl", lines), "--format", "jsonl")
    assert [row["id"] for row in done.rows()] == ["a", "d.jsonl, line 2", "c", "d"]
    assert ["error" in row for row in done.rows()] == [False, True, True, False]
    assert len(done.err.splitlines()) == 2
    assert done.status == 2
