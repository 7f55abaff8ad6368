"""`figurecheck check`: exit statuses, the contract of JSON lines, inputs of every kind."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import PUBLISHED, RIGHT, WRONG, Command

FIGURE = {
    "start", "end", "surface", "kind", "low", "value", "high", "unit", "unit_candidates", "modifier",
    "as_of", "subject", "metric", "attribution",
}  # fmt: skip
CONVERSION = {
    "from", "to", "verdict", "reason", "implied_rate", "rate_low", "rate_high", "rate_from",
    "rate_to", "ratio", "explanations", "suggestion",
}  # fmt: skip
NO_WAY_OUT = dict.fromkeys(
    ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"
)
"""Sends every request to a port of this machine where nothing listens."""

FINDING = {"rule", "severity", "start", "end", "message", "explanations", "suggestion"}


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (RIGHT, (), 0),
        (WRONG, (), 1),
        (WRONG, ("--fail-on", "error"), 1),
        (WRONG, ("--fail-on", "never"), 0),
        (WRONG, ("--ignore", "FX"), 0),
        (WRONG, ("--select", "FX04"), 0),
    ],
)
def test_exit_status(
    figurecheck: Command, text: str, options: tuple[str, ...], status: int
) -> None:
    done = figurecheck("check", figurecheck.file("a.txt", text), *PUBLISHED, *options)
    assert done.status == status
    assert not done.err


def test_a_row_has_the_fields_of_the_contract(figurecheck: Command) -> None:
    text = figurecheck.file("a.txt", WRONG)
    (row,) = figurecheck("check", text, *PUBLISHED, "--format", "jsonl").rows()
    assert set(row) == {"id", "figures", "conversions", "findings"}
    first, second = row["figures"]
    (conversion,), (finding,) = row["conversions"], row["findings"]
    assert set(first) == FIGURE
    assert set(conversion) == CONVERSION
    assert set(finding) == FINDING
    assert WRONG[first["start"] : first["end"]] == first["surface"] == "640 million euros"
    assert (first["low"], first["value"], first["high"]) == ("639500000", "640000000", "640500000")
    assert (second["unit"], second["unit_candidates"]) == ("USD", None)
    assert (conversion["from"], conversion["to"]) == (0, 1)
    assert conversion["verdict"] == "inconsistent"
    assert conversion["implied_rate"] == "0.1"
    explanation = conversion["explanations"][0]
    assert (explanation["kind"], explanation["factor"]) == ("power_of_ten", "0.1")
    assert 0 < explanation["confidence"] <= 1
    assert (finding["rule"], finding["severity"]) == ("FX01", "error")


def test_json_holds_the_same_rows_and_the_counts(figurecheck: Command) -> None:
    figurecheck.file("a.txt", WRONG)
    rows = figurecheck("check", "a.txt", *PUBLISHED, "--format", "jsonl").rows()
    done = figurecheck("check", "a.txt", "gone.txt", *PUBLISHED, "--format", "json")
    whole = json.loads(done.out)
    assert whole["documents"][:1] == rows
    assert whole["documents"][1]["id"] == "gone.txt"
    counts = {name: count for name, count in whole["summary"].items() if count}
    assert counts == {"documents": 1, "figures": 2, "conversions": 1, "errors": 1, "unread": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mark.txt", "\ufeff" + WRONG),
        ("lines.txt", "First line.\r\n\r\n" + WRONG.replace("\n", "\r\n")),
        ("head.md", "---\ntitle: 5 million dollars\npublished: 2023-03\n---\n" + WRONG),
        ("wide.md", "売上高。\n\n" + WRONG),
    ],
)
def test_spans_count_code_points_of_the_file(figurecheck: Command, name: str, content: str) -> None:
    (row,) = figurecheck(
        "check", figurecheck.file(name, content), *PUBLISHED, "--format", "jsonl"
    ).rows()
    surfaces = [content[figure["start"] : figure["end"]] for figure in row["figures"]]
    assert surfaces == ["640 million euros", "$64 million"]
    assert row["findings"][0]["rule"] == "FX01"


@pytest.mark.parametrize(
    "content",
    [
        WRONG,
        json.dumps({"id": "a", "text": WRONG, "published": "2023-03-14"}) + "\n",
        f"<!doctype html><html><body><p>{WRONG}</p></body></html>",
    ],
    ids=["text", "lines", "page"],
)
def test_standard_input_is_told_by_what_it_holds(figurecheck: Command, content: str) -> None:
    done = figurecheck("check", "-", *PUBLISHED, "--format", "jsonl", stdin=content.encode())
    (row,) = done.rows()
    assert [finding["rule"] for finding in row["findings"]] == ["FX01"]
    assert done.status == 1


def test_a_lone_surrogate_comes_back_as_it_was_given(figurecheck: Command) -> None:
    line = '{"id": "a\\ud800", "text": "It sold 7 \\ud800 for 5 million dollars \\udc00."}'
    done = figurecheck("check", "-", "--format", "jsonl", stdin=line.encode())
    assert done.rows()[0]["id"] == "a\ud800"


def test_a_file_reached_twice_is_checked_once(figurecheck: Command) -> None:
    figurecheck.file("news/a.txt", WRONG)
    figurecheck.file("more/a.txt", WRONG)
    done = figurecheck(
        "check", "news", "news/a.txt", "./news/a.txt", "more", *PUBLISHED, "--format", "jsonl"
    )
    first, second = (row["id"] for row in done.rows())
    assert second == f"{first}-2"


def test_hidden_files_of_a_folder_are_left_alone(figurecheck: Command) -> None:
    figurecheck.file("news/.git/a.txt", WRONG)
    figurecheck.file("news/.b.txt", WRONG)
    figurecheck.file("news/deep/c.txt", RIGHT)
    assert figurecheck("check", "news", *PUBLISHED).status == 0


def test_rates_of_the_users_own_are_judged_by(figurecheck: Command) -> None:
    rates = figurecheck.file(
        "mine.csv", "date,currency,rate\n2023-03-01,USD,0.1\n2023-03-14,USD,0.1\n"
    )
    text = figurecheck.file("a.txt", WRONG)
    done = figurecheck("check", text, *PUBLISHED, "--rates", rates, "--format", "jsonl")
    assert done.rows()[0]["conversions"][0]["verdict"] == "consistent"


def test_live_rates_that_cannot_be_had_are_replaced_and_said_so(figurecheck: Command) -> None:
    text = figurecheck.file("a.txt", WRONG)
    done = figurecheck("check", text, *PUBLISHED, "--rates", "live", environment=NO_WAY_OUT)
    assert done.status == 1
    assert "the rate of" in done.out
    assert "figurecheck: note: no live rates" in done.err
    assert "the bundled history is used instead" in done.err


def test_rates_that_cannot_be_fetched_are_one_line(figurecheck: Command) -> None:
    done = figurecheck("rates", "update", environment=NO_WAY_OUT)
    assert done.status == 2
    assert "no answer" in done.complaint()


def test_amounts_in_the_base_currency_carry_rate_day_and_provider(figurecheck: Command) -> None:
    text = figurecheck.file("a.txt", RIGHT)
    done = figurecheck("check", text, *PUBLISHED, "--base", "USD", "--format", "jsonl")
    first, second = (figure["base"] for figure in done.rows()[0]["figures"])
    assert first == {
        "unit": "USD",
        "value": "687168000",
        "rate": "1.0737",  # ECB reference rate of 14 March 2023
        "rate_date": "2023-03-14",
        "rate_provider": "ECB",
    }
    assert (second["value"], second["rate"]) == ("688000000", "1")


def test_a_reader_that_leaves_early_causes_no_complaint(figurecheck: Command) -> None:
    line = json.dumps({"id": "%", "text": WRONG})
    lines = "\n".join(line.replace("%", str(number)) for number in range(300))
    figurecheck.file("many.jsonl", lines)
    program = [sys.executable, "-m", "figurecheck", "check", "many.jsonl", "--format", "jsonl"]
    with subprocess.Popen(
        program, cwd=figurecheck.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert json.loads(run.stdout.readline())["id"] == "0"
        run.stdout.close()
        assert run.stderr.read() == b""


def test_version_and_help_go_to_standard_output(figurecheck: Command) -> None:
    assert figurecheck("--version").out.startswith("figurecheck 0.")
    shown = figurecheck("check", "--help")
    assert "--published" in shown.out
    assert shown.status == 0
