"""The sample articles give what `examples/articles/expected.yaml` says of them, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from figurecheck import ingest
from figurecheck.engine import Engine

if TYPE_CHECKING:
    from figurecheck.model import DocumentChecks

ARTICLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (ARTICLES / "expected.yaml").read_text(encoding="utf-8")
)


@cache
def checked() -> dict[str, DocumentChecks]:
    """The checks of every article, by the name of its file."""
    documents, failures = ingest.load([ARTICLES])
    assert not failures
    return {Path(str(each.document.path)).name: each for each in Engine().check_all(documents)}


def test_every_article_has_its_expectations() -> None:
    assert set(EXPECTED) == set(checked())


@pytest.mark.parametrize("name", EXPECTED)
def test_conversions_get_their_verdicts(name: str) -> None:
    checks = checked()[name]
    found = [
        (
            checks.figures[each.from_index].surface,
            checks.figures[each.to_index].surface,
            each.verdict,
        )
        for each in checks.conversions
    ]
    wanted = EXPECTED[name].get("conversions") or []
    assert found == [(each["from"], each["to"], each["verdict"]) for each in wanted]
    for conversion, each in zip(checks.conversions, wanted, strict=True):
        if each.get("explanation"):
            first = conversion.explanations[0]
            assert first.kind == each["explanation"]
            assert str(first.factor) == each["factor"]


@pytest.mark.parametrize("name", EXPECTED)
def test_only_the_misprints_are_flagged(name: str) -> None:
    checks = checked()[name]
    text = checks.document.text
    flagged = [each for each in checks.findings if each.severity != "note"]
    wanted = EXPECTED[name].get("findings") or []
    assert [each.rule for each in flagged] == [each["rule"] for each in wanted]
    for finding, each in zip(flagged, wanted, strict=True):
        place = text.index(each["surface"])
        assert finding.start < place + len(each["surface"])
        assert place < finding.end
