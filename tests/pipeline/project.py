"""A checkout's commands, run for real against a warehouse and a Dagster home of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse import connection
from warehouse.paths import ROOT, VARIABLE


@dataclass(frozen=True)
class Project:
    """A folder with articles, a warehouse and a Dagster home."""

    folder: Path

    @property
    def warehouse(self) -> Path:
        """Return the file that readers open."""
        return self.folder / "warehouse" / "market_metrics.duckdb"

    @property
    def articles(self) -> Path:
        """Return the folder of the articles."""
        return self.folder / "articles"

    @property
    def environment(self) -> dict[str, str]:
        """Return what a command needs to work here and not in the checkout."""
        return os.environ | {
            VARIABLE: str(self.warehouse),
            "DAGSTER_HOME": str(self.folder / "dagster"),
        }

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run `python -m orchestration` with these arguments."""
        return self.python("-m", "orchestration", *arguments)

    def python(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run Python in the checkout."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the warehouse."""
        with closing(connection.read(self.warehouse)) as opened:
            return opened.sql(query).fetchall()

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table."""
        query = "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL"
        with closing(connection.read(self.warehouse)) as opened:
            names = [name for (name,) in opened.sql(query).fetchall()]
            return {name: opened.table(name).order("ALL").fetchall() for name in names}

    def spoil(self, statement: str) -> None:
        """Change the warehouse by hand, as someone with a database client would."""
        with closing(connection.write(self.warehouse)) as opened:
            opened.execute(statement)


ARTICLES = {
    "tea.md": """---
title: A cup for everyone
source: Harbour Gazette
published: 2022-01-05
---
The tea market was worth 50 billion rupees ($6.7 billion) at the end of 2021, Leaf Research
estimates.

Some 12 million people drink it daily.
""",
    "pier.md": """---
title: A new pier
published: 2022-06-10
---
The board in Canberra approved $15 million (€10.1 million) for the pier in June 2022.
""",
    "ships.txt": "The yard sold the ferry for €10 million ($11.3 million) on Monday.\n",
}


def written(folder: Path) -> Project:
    """Return a project with articles, and a file that is none."""
    project = Project(folder)
    project.articles.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (project.articles / name).write_text(text, encoding="utf-8")
    (project.articles / "scan.txt").write_bytes(b"\x00\x01\x02")
    return project
