"""Settings, comments, the ledger and the baseline decide which findings count; none is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import PUBLISHED, WRONG, Command

PASSAGE = "640 million euros ($64 million)"


def findings(figurecheck: Command, *arguments: str) -> list[dict[str, Any]]:
    """All findings of a run, in order."""
    done = figurecheck("check", *arguments, *PUBLISHED, "--format", "jsonl")
    return [finding for row in done.rows() for finding in row["findings"]]


@pytest.fixture
def draft(figurecheck: Command) -> str:
    return figurecheck.file("a.md", WRONG)


@pytest.mark.parametrize("file", ["figurecheck.toml", "pyproject.toml"])
def test_settings_are_found_above_and_applied(figurecheck: Command, file: str) -> None:
    prefix = "tool.figurecheck" if file == "pyproject.toml" else ""
    table = f"[{prefix}]\n" if prefix else ""
    dot = f"{prefix}." if prefix else ""
    figurecheck.file(
        file,
        f'{table}base = "USD"\n[{dot}severity]\nFX01 = "note"\n'
        f'[{dot}per-path]\n"old/*" = {{ ignore = ["conversion-mismatch"] }}\n',
    )
    figurecheck.file("new/a.txt", WRONG)
    figurecheck.file("old/deep/a.txt", WRONG)
    done = figurecheck("check", ".", *PUBLISHED, "--format", "jsonl")
    new, old = done.rows()
    assert [finding["severity"] for finding in new["findings"]] == ["note"]
    assert old["findings"] == []
    assert new["figures"][1]["base"]["value"] == "64000000"
    assert done.status == 0


def test_an_option_goes_before_the_settings(figurecheck: Command, draft: str) -> None:
    figurecheck.file("figurecheck.toml", 'ignore = ["FX"]\nfail-on = "never"\nselect = ["FX03"]\n')
    assert findings(figurecheck, draft, "--select", "FX01") == []
    figurecheck.file("figurecheck.toml", 'fail-on = "never"\nselect = ["FX03"]\n')
    assert len(findings(figurecheck, draft, "--select", "FX01")) == 1
    assert figurecheck("check", draft, *PUBLISHED, "--select", "FX01").status == 0
    run = figurecheck("check", draft, *PUBLISHED, "--select", "FX01", "--fail-on", "error")
    assert run.status == 1


def test_a_rate_within_the_tolerance_is_not_reported(figurecheck: Command) -> None:
    draft = figurecheck.file("a.txt", WRONG.replace("$64 million", "$767 million"))
    assert [each["rule"] for each in findings(figurecheck, draft)] in (["FX01"], ["FX02"])
    figurecheck.file("figurecheck.toml", "tolerance = 0.15\n")
    assert findings(figurecheck, draft) == []


def test_an_alias_gives_a_subject_one_name(figurecheck: Command) -> None:
    figurecheck.file("figurecheck.toml", '[aliases]\n"Wheels Group" = ["Taobao"]\n')
    draft = figurecheck.file("a.txt", "Taobao sold 5 million bicycles in 2022.\n")
    (row,) = figurecheck("check", draft, "--format", "jsonl").rows()
    assert row["figures"][0]["subject"] == "Wheels Group"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('ignor = ["FX01"]', ["line 1", "unknown key `ignor`", "did you mean ignore?"]),
        ('\nignore = [\n  "FX99",\n]', ["line 2", "unknown rule `FX99`"]),
        ("select = []\ntolerance = 2", ["line 2", "fraction"]),
        (
            '[severity]\n\nFX01 = "warn"',
            ["line 3", "unknown value `warn`", "did you mean warning?"],
        ),
        ('[per-path]\n"a/*" = { selct = [] }', ["line 2", "unknown key `selct`", "select?"]),
        ('[per-path."a/*"]\nbase = "USD"', ["line 2", "unknown key `base`"]),
        ('base = "dollars"', ["line 1", "currency code"]),
        ('fail-on = "errors"', ["line 1", "did you mean error?"]),
        ('[aliases]\nA = ["x"]\nB = ["x"]', ["line 3", "`x` stands for `A` too"]),
        ('aliases = "x"', ["line 1", "expected `aliases` to be a table"]),
        ("ledger = 5", ["line 1", "expected `ledger` to be text"]),
        ("base = ", ["is no TOML"]),
    ],
)
def test_a_wrong_setting_is_refused_with_its_line(
    figurecheck: Command, draft: str, settings: str, says: list[str]
) -> None:
    figurecheck.file("figurecheck.toml", settings + "\n")
    done = figurecheck("check", draft)
    complaint = done.complaint()
    assert done.status == 2
    for words in ["figurecheck.toml", *says]:
        assert words in complaint


def test_lines_are_those_of_the_shared_file(figurecheck: Command, draft: str) -> None:
    figurecheck.file(
        "pyproject.toml", '[tool.other]\nignor = 1\n\n[tool.figurecheck]\nignor = ["FX01"]\n'
    )
    assert "pyproject.toml, line 5: unknown key `ignor`" in figurecheck("check", draft).complaint()


@pytest.mark.parametrize(
    ("text", "waived"),
    [
        (f"<!-- figurecheck: ignore FX01 as printed -->\n{WRONG}", True),
        (f"<!-- figurecheck: ignore FX01 as printed -->\n\n{WRONG}", True),
        (f"{WRONG.strip()} <!-- figurecheck: ignore FX02,FX01 as printed -->\n", True),
        (f"<!-- figurecheck: ignore FX as printed -->\r\n\r\n{WRONG}", True),
        (f"{WRONG}\nLater.\n<!-- figurecheck: ignore-file FX01 as printed -->\n", True),
        (f"{WRONG}\nLater. <!-- figurecheck: ignore FX01 as printed -->\n", False),
        (f"<!-- figurecheck: ignore FX01 as printed -->\n\nFirst.\n\n{WRONG}", False),
        (f"<!-- figurecheck: ignore FX02 as printed -->\n{WRONG}", False),
    ],
)
def test_a_comment_counts_for_its_paragraph(
    figurecheck: Command, text: str, *, waived: bool
) -> None:
    for name, content in (
        ("a.md", text),
        ("a.html", "<p>" + text.replace("\r", "").replace("\n\n", "</p>\n<p>") + "</p>"),
    ):
        (finding,) = findings(figurecheck, figurecheck.file(name, content))
        assert finding["rule"] == "FX01"
        assert finding.get("waived") == ("as printed" if waived else None)


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("ignor FX01 as printed", ["unknown word `ignor`", "did you mean ignore?"]),
        ("ignore FX91 as printed", ["unknown rule `FX91`"]),
        ("ignore FX01", ["gives no reason"]),
        ("ignore", ["is no suppression", "write <!-- figurecheck: ignore"]),
    ],
)
def test_a_comment_that_cannot_stand_is_refused(
    figurecheck: Command, comment: str, says: list[str]
) -> None:
    draft = figurecheck.file("a.md", f"One.\n\n<!-- figurecheck: {comment} -->\n{WRONG}")
    done = figurecheck("check", draft, *PUBLISHED)
    for words in ["a.md, line 3", *says]:
        assert words in done.complaint()
    assert done.status == 2
    assert "error FX01" in done.out


def test_figures_of_comments_are_not_read(figurecheck: Command) -> None:
    draft = figurecheck.file("a.md", "<!-- 5 million dollars -->\nIt sold 7 million bicycles.\n")
    (row,) = figurecheck("check", draft, "--format", "jsonl").rows()
    assert [figure["surface"] for figure in row["figures"]] == ["7 million bicycles"]


def ledger(figurecheck: Command, **changes: str | None) -> tuple[str, str]:
    """The options that name a ledger with one decision."""
    values: dict[str, str | None] = {
        "rule": "FX01",
        "document": "a.md",
        "text": PASSAGE,
        "decision": "waived",
        "reason": "the rate is that of the contract",
    }
    values.update(changes)
    lines = [f"    {key}: {json.dumps(value)}" for key, value in values.items() if value]
    figurecheck.file("ledger.yaml", "decisions:\n  -\n" + "\n".join(lines) + "\n")
    return ("--ledger", "ledger.yaml")


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, "waived: the rate is that of the contract"),
        ({"decision": "accepted"}, "accepted: the rate is that of the contract"),
        (
            {"decision": "corrected", "to": "$688 million", "reason": None},
            "corrected to “$688 million”: a correction is due",
        ),
        ({"until": "2999-12-31"}, "waived: the rate is that of the contract"),
        ({"text": WRONG.replace(" ", "\n")}, "waived: the rate is that of the contract"),
        ({"until": "2023-12-31"}, None),
        ({"rule": "FX02"}, None),
        ({"document": "b.md"}, None),
        ({"text": "The maker of bicycle chains"}, None),
    ],
)
def test_a_decision_marks_what_it_is_about(
    figurecheck: Command, draft: str, changes: dict[str, str | None], mark: str | None
) -> None:
    options = ledger(figurecheck, **changes)
    (finding,) = findings(figurecheck, draft, *options)
    assert finding.get("waived") == mark
    assert figurecheck("check", draft, *PUBLISHED, *options).status == (1 if mark is None else 0)


def test_a_decision_falls_once_the_text_changes(figurecheck: Command, draft: str) -> None:
    options = ledger(figurecheck)
    assert figurecheck("check", draft, *PUBLISHED, *options).status == 0
    figurecheck.file("a.md", WRONG.replace("$64 million", "$65 million"))
    done = figurecheck("check", draft, *PUBLISHED, *options)
    assert done.status == 2
    assert "ledger.yaml, line 3" in done.complaint()
    assert "the text changed" in done.complaint()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"decision": "waved"}, ["line 6", "unknown decision `waved`", "did you mean waived?"]),
        ({"reason": None}, ["line 3", "a decision needs `reason`"]),
        ({"document": None}, ["line 3", "a decision needs `document`"]),
        ({"untill": "2023-01-01"}, ["line 8", "unknown key `untill`", "did you mean until?"]),
        ({"until": "2023-01"}, ["line 8", "`2023-01` is no day"]),
        ({"rule": "FX91"}, ["line 3", "unknown rule `FX91`"]),
        ({"to": "$5"}, ["line 6", "`to` says what a figure is corrected to"]),
    ],
)
def test_a_wrong_decision_is_refused_with_its_line(
    figurecheck: Command, draft: str, changes: dict[str, str | None], says: list[str]
) -> None:
    done = figurecheck("check", draft, *ledger(figurecheck, **changes))
    for words in ["ledger.yaml", *says]:
        assert words in done.complaint()
    assert done.status == 2


def test_only_what_is_new_counts_over_a_baseline(figurecheck: Command, draft: str) -> None:
    written = figurecheck("check", draft, *PUBLISHED, "--write-baseline", "known.json")
    assert written.status == 1
    figurecheck.file("a.md", "A new first paragraph.\n\n" + WRONG)
    assert figurecheck("check", draft, *PUBLISHED, "--baseline", "known.json").status == 0
    figurecheck.file("a.md", WRONG + "\n" + WRONG)
    known, new = findings(figurecheck, draft, "--baseline", "known.json")
    assert known["waived"] == "known: it is in the baseline"
    assert "waived" not in new
