"""One article is answered at once: nothing heavy is loaded for it."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import WRONG, Command

HEAVY = {
    "cryptography", "dagster", "duckdb", "great_expectations", "numpy", "pandas", "pint", "polars",
    "pyarrow", "pypdf", "requests", "urllib3", "yaml",
}  # fmt: skip
PROGRAM = """
import sys
from figurecheck.cli import main
status = main(["check", "a.txt", "--published", "2023-03-14"])
print(status, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_checking_a_text_loads_nothing_heavy(figurecheck: Command) -> None:
    figurecheck.file("a.txt", WRONG)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=figurecheck.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    status, *loaded = done.stderr.split()
    assert status == "1"
    assert HEAVY & set(loaded) == set()
