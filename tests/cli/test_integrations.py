"""The pre-commit hook and the GitHub Action run commands that exist, and pass their result on."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import RIGHT, WRONG, Command


def loaded(path: Path) -> Any:  # noqa: ANN401  YAML of any form
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_hook_checks_the_files_it_is_given(figurecheck: Command, repository: Path) -> None:
    (hook,) = loaded(repository / ".pre-commit-hooks.yaml")
    program, *arguments = shlex.split(hook["entry"])
    assert program == "figurecheck"
    figurecheck.file("a.md", f"---\npublished: 2023-03\n---\n{WRONG}")
    figurecheck.file("b.md", f"---\npublished: 2023-03\n---\n{RIGHT}")
    assert figurecheck(*arguments, "a.md", "b.md").status == 1
    assert figurecheck(*arguments, "b.md").status == 0


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({}, 1),
        ({"fail-on": "never"}, 0),
        ({"paths": "b.txt\n\nodd name.txt\n"}, 0),
        ({"published": "$(touch broken)"}, 2),
    ],
)
def test_the_action_annotates_and_fails_as_the_command_does(
    figurecheck: Command, repository: Path, inputs: dict[str, str], status: int
) -> None:
    action = loaded(repository / "action.yml")
    figurecheck.file("a.txt", WRONG)
    figurecheck.file("b.txt", RIGHT)
    figurecheck.file("odd name.txt", RIGHT)
    tools = figurecheck.folder.parent / "runner"
    program = tools / "figurecheck" / "bin" / "figurecheck"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m figurecheck "$@"\n')
    program.chmod(0o755)
    given = {name: each["default"] for name, each in action["inputs"].items()}
    given |= {"published": "2023-03-14", "sarif": "found.sarif"} | inputs
    step = action["runs"]["steps"][1]
    environment = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
    }
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", step["run"]],
        cwd=figurecheck.folder,
        env=os.environ | environment | {"RUNNER_TEMP": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert not (figurecheck.folder / "broken").exists()
    if "paths" not in inputs and status < 2:
        assert "::error file=a.txt,line=1," in done.stdout
        log = json.loads((figurecheck.folder / "found.sarif").read_text(encoding="utf-8"))
        assert log["runs"][0]["results"][0]["ruleId"] == "FX01"


def test_every_rule_has_its_page_at_the_command_line(figurecheck: Command) -> None:
    listed = [line.split()[:2] for line in figurecheck("explain").out.splitlines()]
    assert ["FX01", "conversion-mismatch"] in listed
    for identifier, name in listed[:2]:
        page = figurecheck("explain", identifier.lower())
        assert page.out.startswith(f"# {identifier} {name}\n")
        assert figurecheck("explain", name).out == page.out
