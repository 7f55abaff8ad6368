"""The README is true: its runnable blocks run and print what stands below them, its links lead somewhere.

A fenced block is run when `run` follows its language, in the order of the page and in one workspace:

    ```sh run           a shell script, in the root of the checkout; `run exit=1` expects that status
    ```python run       a program
    ```sql run          a query, through the pipeline's `query` command
    ```text output      what the block before it prints; `…` stands for anything, also for whole lines

Blocks without these words are only shown.  The warehouse of the workspace is a new one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
MAKE = re.compile(r"\bmake (?P<target>[a-z]+)\b")
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Example:
    """A block that is run, the exit status it must have and what it must print, if that is shown."""

    line: int
    language: str
    code: str
    status: int
    output: str | None


def examples(page: str) -> list[Example]:
    """The runnable blocks of a page, each with the output block that follows it."""
    found: list[Example] = []
    for block in FENCE.finditer(page):
        language, *words = block["info"].split()
        line = page.count("\n", 0, block.start()) + 1
        if "run" in words:
            status = next((int(word[5:]) for word in words if word.startswith("exit=")), 0)
            found.append(Example(line, language, block["body"], status, None))
        elif "output" in words:
            assert found, f"line {line}: output of no block"
            assert found[-1].output is None, f"line {line}: a second output of one block"
            last = found.pop()
            found.append(Example(last.line, last.language, last.code, last.status, block["body"]))
    return found


def command(example: Example) -> list[str]:
    """How an example is started."""
    match example.language:
        case "sh":
            return ["bash", "-euo", "pipefail", "-c", example.code]
        case "python":
            return [sys.executable, "-c", example.code]
        case "sql":
            return [sys.executable, "-m", "orchestration", "query", example.code]
        case other:
            message = f"README.md, line {example.line}: blocks of {other!r} cannot be run"
            raise ValueError(message)


def agrees(printed: str, shown: str) -> bool:
    """Whether `printed` is what is `shown`, where `…` stands for anything."""
    parts = [re.escape(part) for part in shown.strip().split(ANYTHING)]
    return re.fullmatch(".*?".join(parts), printed.strip(), re.DOTALL) is not None


@pytest.mark.pipeline
@pytest.mark.timeout(300)  # it runs the whole pipeline as a newcomer would
def test_runnable_blocks_print_what_the_readme_shows(tmp_path: Path) -> None:
    runnable = examples((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {example.language for example in runnable} >= {"sh"}
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MAKE", "MFLAGS"))
        },
        "FIGURECHECK_WAREHOUSE": str(tmp_path / "market_metrics.duckdb"),
        "DAGSTER_HOME": str(tmp_path),
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }
    for example in runnable:
        result = subprocess.run(
            command(example),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        where = f"README.md, line {example.line}"
        assert result.returncode == example.status, f"{where}:\n{result.stdout}{result.stderr}"
        if example.output is not None:
            assert agrees(result.stdout, example.output), f"{where} prints:\n{result.stdout}"


def test_output_must_agree_but_for_what_is_left_open() -> None:
    assert agrees("run 81f3 wrote 42 rows\n", "run … wrote 42 rows\n")
    assert agrees("a\nb\nc\n", "a\n…\nc\n")
    assert not agrees("run 81f3 wrote 43 rows\n", "run … wrote 42 rows\n")
    assert not agrees("a\nb\n", "a\n")


def test_blocks_are_read_with_their_status_and_output() -> None:
    page = "```sh run exit=1\nfalse\n```\n\n```text output\nno\n```\n\n```sh\nmake test\n```\n"
    assert examples(page) == [Example(1, "sh", "false\n", 1, "no\n")]


def test_commands_named_in_the_pages_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    code = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
    named = {
        name["target"]
        for page in PAGES
        for span in code.findall(page.read_text(encoding="utf-8"))
        for name in MAKE.finditer(span)
    }
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link["target"] for link in LINK.finditer(page.read_text(encoding="utf-8"))]
    local = [target.partition("#")[0] for target in targets if "://" not in target]
    missing = [target for target in local if not (page.parent / target).exists()]
    assert not missing
