"""Reports: text for people, SARIF, GitHub annotations and the page are each what their readers take."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.cli.conftest import PUBLISHED, RIGHT, WRONG, Command

WIDE_TEXT = "中文读者会看到" + WRONG


def test_text_tells_place_sentence_reason_and_suggestion(figurecheck: Command) -> None:
    figurecheck.file("a.md", "# Deals\n\nNo figure here. " + WRONG)
    done = figurecheck("check", "a.md", *PUBLISHED)
    lines = done.out.splitlines()
    assert lines[0] == "a.md:3:50: error FX01 conversion-mismatch"
    at = lines.index("    " + WRONG.strip())
    under = lines[at + 1]
    marked = [lines[at][match.start() : match.end()] for match in re.finditer(r"\^+", under)]
    assert marked == ["640 million euros", "$64 million"]
    labels = {line.split()[0] for line in lines if re.match(r"  \w", line)}
    assert {"found", "perhaps", "suggested"} <= labels
    assert lines[-1] == "1 document, 2 figures, 1 conversion: 1 error"
    assert "\x1b" not in done.out


def test_underlines_stand_below_wide_signs(figurecheck: Command) -> None:
    figurecheck.file("a.txt", WIDE_TEXT)
    lines = figurecheck(
        "check", "a.txt", *PUBLISHED, environment={"COLUMNS": "110"}
    ).out.splitlines()
    sentence, under = lines[1:3]
    begin = sentence.index("640")
    wide = sum(ord(sign) > 0x2E80 for sign in sentence[:begin])
    assert under.index("^") == begin + wide


def test_long_sentences_are_broken_and_still_underlined(figurecheck: Command) -> None:
    figurecheck.file("a.txt", "On and on and on it went, and so " * 4 + WRONG)
    lines = figurecheck(
        "check", "a.txt", *PUBLISHED, environment={"COLUMNS": "60"}
    ).out.splitlines()
    assert max(len(line) for line in lines[1:8]) <= 60
    pairs = [(above, below) for above, below in pairwise(lines) if "^" in below]
    marked = "".join(
        above[match.start() : match.end()]
        for above, below in pairs
        for match in re.finditer(r"\^+", below)
    )
    assert marked.replace(" ", "") == "640millioneuros$64million"


def test_what_steers_a_terminal_is_not_passed_on(figurecheck: Command) -> None:
    figurecheck.file("a.txt", "\x1b[2J\x07" + WRONG)
    shown = figurecheck("check", "a.txt", *PUBLISHED).out
    assert "FX01" in shown
    assert not set(shown) & set("\x1b\x07")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by other means there")
@pytest.mark.parametrize(("quiet", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals(figurecheck: Command, quiet: str, *, coloured: bool) -> None:
    figurecheck.file("a.txt", WRONG)
    ours, theirs = os.openpty()
    program = [sys.executable, "-m", "figurecheck", "check", "a.txt", *PUBLISHED]
    with subprocess.Popen(
        program,
        cwd=figurecheck.folder,
        stdout=theirs,
        env=os.environ | {"NO_COLOR": quiet, "TERM": "xterm", "COLUMNS": ""},
    ) as run:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # Linux says so when the other side has closed
            while part := os.read(ours, 65536):
                shown += part
    os.close(ours)
    assert run.returncode == 1
    assert (b"\x1b[31;1merror FX01\x1b[0m" in shown) is coloured
    assert (b"\x1b" in shown) is coloured


def test_a_conversion_that_cannot_be_judged_is_named(figurecheck: Command) -> None:
    figurecheck.file("a.txt", RIGHT)
    done = figurecheck("check", "a.txt")
    assert "a.txt:1:34: not checkable “640 million euros” and “$688 million”" in done.out
    assert "because" in done.out
    assert done.out.endswith("1 conversion: nothing to report, 1 conversion not checkable\n")
    assert done.status == 0


def test_documents_of_lines_are_named_by_file_and_id(figurecheck: Command) -> None:
    figurecheck.file("d.jsonl", json.dumps({"id": "k1", "text": WRONG}))
    done = figurecheck("check", "d.jsonl", *PUBLISHED)
    assert done.out.startswith("d.jsonl[k1]:1:34: error FX01")


@pytest.mark.parametrize("name", ["a.txt", "odd name, 100%:x.md"])
def test_github_annotations_point_at_the_line(figurecheck: Command, name: str) -> None:
    figurecheck.file(name, "First line.\n\n" + WRONG)
    figurecheck.file("empty.txt", "")
    done = figurecheck("check", name, "empty.txt", *PUBLISHED, "--format", "github")
    first, second, _ = done.out.splitlines()
    shown = name.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    assert first.startswith(
        f"::error file={shown},line=3,endLine=3,col=34,endColumn=64,title=FX01 conversion-mismatch::"
    )
    assert "%0Asuggested: " in first
    assert second == "::error file=empty.txt::empty.txt: is empty, expected text"


def test_sarif_names_rules_places_and_what_was_not_read(figurecheck: Command) -> None:
    figurecheck.file("über uns.txt", "Voilà.\n" + WRONG + WRONG)
    done = figurecheck("check", "über uns.txt", "gone.txt", *PUBLISHED, "--format", "sarif")
    log = json.loads(done.out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    first, second = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "FX01"
    assert first["level"] == "error"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "%C3%BCber%20uns.txt", "uriBaseId": "ROOT"}
    region = place["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 34)
    assert region["snippet"]["text"] == WRONG[33 : 33 + region["endColumn"] - 34]
    fingerprints = [each["partialFingerprints"]["figurecheck/v1"] for each in (first, second)]
    assert len(set(fingerprints)) == 2
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    assert "no such file" in told[0]["message"]["text"]


def test_sarif_suppresses_what_is_waived(figurecheck: Command) -> None:
    figurecheck.file(
        "a.md", f"{WRONG.strip()} <!-- figurecheck: ignore FX01 as the source has it -->\n"
    )
    done = figurecheck("check", "a.md", *PUBLISHED, "--format", "sarif")
    (result,) = json.loads(done.out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "as the source has it"}]
    assert done.status == 0


class _Page(HTMLParser):
    """Whether every element is closed, what is loaded, and which links lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag not in {"meta", "br", "hr", "link", "img"}:
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag in {"script", "link", "img", "iframe"}:
            self.loaded.append(str(facts))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked.append(data)


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(figurecheck: Command) -> None:
    figurecheck.file(
        "a.md", "---\ntitle: <b>Deals & more</b>\n---\n<script>alert(1)</script> " + WRONG
    )
    figurecheck.file("b.txt", RIGHT)
    done = figurecheck(
        "check", "a.md", "b.txt", "gone.txt", *PUBLISHED, "--format", "html", "--base", "USD"
    )
    page = _Page()
    page.feed(done.out)
    assert page.open == []
    assert not page.loaded
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "".join(page.marked) == "640 million euros ($64 million"
    assert "&lt;b&gt;Deals &amp; more&lt;/b&gt;" in done.out
    assert "687,168,000.00" in done.out
    assert "gone.txt: no such file" in done.out
