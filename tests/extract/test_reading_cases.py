"""Cases of reading, as data in `tests/cases/reading/`: each file is named after what it protects."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from figurecheck.extract.reading import Reader
from figurecheck.model import Document

FOLDER = Path(__file__).parents[1] / "cases" / "reading"
AMOUNTS = {"low", "value", "high"}
KEYS = {"name", "text", "lang", "published", "figures"}
READER = Reader()


class _TextLoader(yaml.SafeLoader):
    """YAML in which a date stays the text that was written."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        rows = yaml.load(path.read_text(encoding="utf-8"), _TextLoader)  # noqa: S506  a safe loader
        for row in rows:
            assert not set(row) - KEYS, f"{path.name}: unknown keys in {row}"
            found.append(pytest.param(row, id=f"{path.stem}: {row['name']}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_reads(case: dict[str, Any]) -> None:
    document = Document("case", case["text"], case.get("published"), case.get("lang", "en"))
    figures = READER.read(document).figures
    assert len(figures) == len(case["figures"]), [figure.surface for figure in figures]
    for figure, wanted in zip(figures, case["figures"], strict=True):
        got = {name: getattr(figure, name) for name in wanted}
        assert got == {name: expected(name, value) for name, value in wanted.items()}


def expected(name: str, value: str | None) -> object:
    return Decimal(value) if name in AMOUNTS and value is not None else value
