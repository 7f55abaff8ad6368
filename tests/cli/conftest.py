"""What the tests of the command line share: the command as a user runs it, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

WRONG = "The maker of bicycle chains paid 640 million euros ($64 million) for its rival.\n"
RIGHT = "The maker of bicycle chains paid 640 million euros ($688 million) for its rival.\n"
NOTHING: Mapping[str, str] = {}
PUBLISHED = ("--published", "2023-03-14")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    status: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """The lines of `--format jsonl`."""
        return [json.loads(line) for line in self.out.splitlines()]

    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


class Command(Protocol):
    """The command `figurecheck`, run in a folder of its own."""

    folder: Path

    def __call__(
        self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = NOTHING
    ) -> Outcome:
        """Run with these arguments and standard input."""

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file into the folder and return its name."""


class _Command:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache = folder.parent / "cache"

    def __call__(
        self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = NOTHING
    ) -> Outcome:
        """Run with these arguments and standard input."""
        done = subprocess.run(
            [sys.executable, "-m", "figurecheck", *arguments],
            cwd=self.folder,
            env={
                **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
                "FIGURECHECK_CACHE": str(self._cache),
                "COLUMNS": "100",
                **environment,
            },
            input=stdin,
            capture_output=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file into the folder and return its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name


@pytest.fixture
def figurecheck(tmp_path: Path) -> Command:
    """The command, and the folder that it runs in."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    return _Command(folder)
