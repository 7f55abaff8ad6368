"""What the kernel rules out: a rule that is not run would have found nothing."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.corpus import documents
from figurecheck.engine import Engine
from figurecheck.extract.reading import OF_TIMES, SIEVED
from figurecheck.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "cases"
ALL = (1 << len(SIEVED)) - 1
PUBLISHED = "2022-06-01"


def texts(node: Any) -> Iterator[str]:  # noqa: ANN401  case files are of several shapes
    """Every longer text of a case file."""
    if isinstance(node, str):
        if " " in node:
            yield node
    elif isinstance(node, dict):
        for each in node.values():
            yield from texts(each)
    elif isinstance(node, list):
        for each in node:
            yield from texts(each)


def own_documents() -> Iterator[Document]:
    """All texts of the cases of rules, conversions and news, and generated ones."""
    for path in sorted([*CASES.glob("rules/*.yaml"), *CASES.glob("conversions/*.yaml")]):
        for number, text in enumerate(texts(yaml.safe_load(path.read_text(encoding="utf-8")))):
            yield Document(f"{path.stem}-{number}", text, PUBLISHED)
    lines = (CASES / "news" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        yield Document(row["id"], row["text"], PUBLISHED, row["lang"])
    for made in islice(documents(seed=4), 300):
        yield Document(made["id"], made["text"], made["published"], made["lang"])


def test_a_rule_that_is_ruled_out_finds_nothing() -> None:
    engine = Engine()
    found: Counter[str] = Counter()
    run = read = 0
    for document in own_documents():
        reading = engine.read(document)
        findings = engine.judge(replace(reading, rules=ALL)).findings
        assert engine.judge(reading).findings == findings, document.text
        found.update({each.rule for each in findings})
        if (
            document.lang
        ):  # the press and what is generated; cases of rules have something for rules
            read += 1
            run += reading.rules != 0
    assert set(SIEVED) - {OF_TIMES} <= set(found)
    assert run < read / 2
