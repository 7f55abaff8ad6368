"""Every rule finds what it must in texts of our own, and nothing in what only looks like it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from figurecheck.engine import Engine, Options
from figurecheck.model import Document, Finding
from figurecheck.reconcile.rules import Rule, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "cases" / "rules"
PUBLISHED = "2022-06-01"
RULES = [path.stem.upper() for path in sorted(FOLDER.glob("[a-z][a-z][a-z]01.yaml"))]


def cases(rule: str, kind: str) -> list[tuple[str, str]]:
    """Texts and dates of publication of one kind (`wrong`, `sound`) of a rule's case file."""
    content = load(rule.lower())
    rows = content[kind] if isinstance(content, dict) else []
    return [(row, PUBLISHED) if isinstance(row, str) else tuple(row) for row in rows]


def load(name: str) -> Any:  # noqa: ANN401  as the file says
    """A case file's content."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def engine() -> Engine:
    """One engine for all cases."""
    return Engine()


def found(text: str, published: str, lang: str = "en") -> tuple[Finding, ...]:
    """What counts as a finding in a text."""
    checks = engine().check(Document("case", text, published, lang))
    assert checks.error is None
    return tuple(each for each in checks.findings if each.severity != "note")


@pytest.mark.parametrize(
    ("rule", "text", "published"),
    [(rule, *case) for rule in RULES for case in cases(rule, "wrong")],
)
def test_a_wrong_statement_is_flagged_by_its_rule_alone(
    rule: str, text: str, published: str
) -> None:
    findings = found(text, published)
    assert [each.rule for each in findings] == [rule]
    assert text[findings[0].start : findings[0].end].strip()
    assert findings[0].message
    assert findings[0].figures


@pytest.mark.parametrize(
    ("rule", "text", "published"),
    [(rule, *case) for rule in RULES for case in cases(rule, "sound")],
)
def test_a_near_miss_is_not_flagged(rule: str, text: str, published: str) -> None:
    assert not found(text, published), rule


def statements() -> Iterator[Any]:
    """Every case of `statements.yaml`: rule, language, date, text and what must be flagged of it."""
    for rule, rows in load("statements").items():
        for lang, published, marked in rows:
            text = marked.replace("{{", "").replace("}}", "")
            span = (marked.index("{{"), marked.index("}}") - len("{{")) if "{{" in marked else None
            yield pytest.param(rule, lang, published, text, span, id=f"{rule}-{text[:40]}")


@pytest.mark.parametrize(("rule", "lang", "published", "text", "span"), list(statements()))
def test_what_is_wrong_is_flagged_where_it_stands(
    rule: str, lang: str, published: str, text: str, span: tuple[int, int] | None
) -> None:
    findings = found(text, published, lang)
    assert [each.rule for each in findings] == ([rule] if span else [])
    for each in findings:
        assert span is None or (each.start < span[1] and span[0] < each.end)


@pytest.mark.parametrize("text", load("articles"))
def test_a_sound_article_is_not_flagged(text: str) -> None:
    assert not found(text, "2023-06-01")


@pytest.mark.parametrize("case", load("languages"), ids=lambda case: case["text"])
def test_statements_in_other_languages(case: dict[str, Any]) -> None:
    rules = [each.rule for each in found(case["text"], PUBLISHED, case["lang"])]
    assert rules == ([case["finds"]] if case["finds"] else [])


@pytest.mark.parametrize("case", load("src01"), ids=lambda case: case["other"])
def test_documents_are_held_against_each_other(case: dict[str, Any]) -> None:
    documents = [
        Document("one", case["one"], "2024-03-01", case.get("lang", "en")),
        Document("other", case["other"], "2024-03-05", case.get("lang", "en")),
    ]
    checks = list(engine().check_all(documents))
    rules = [[each.rule for each in one.findings if each.severity != "note"] for one in checks]
    assert rules == ([["SRC01"], ["SRC01"]] if case["disagree"] else [[], []])


def test_each_disagreeing_document_names_the_other() -> None:
    texts = [
        "Belvane had revenue of €718 million in 2023.",
        "Belvane's revenue was €781 million in 2023.",
    ]
    documents = [Document(f"d{n}", text, "2024-03-01", "en") for n, text in enumerate(texts)]
    first, second = engine().check_all(documents)
    assert "€781 million" in first.findings[0].message
    assert "d1" in first.findings[0].message
    assert "€718 million" in second.findings[0].message


def test_documents_are_given_at_once_where_no_rule_compares_them() -> None:
    def endless() -> Iterator[Document]:
        number = 0
        while True:
            yield Document(str(number), "Sales were $5 million.", PUBLISHED, "en")
            number += 1

    stream = Engine(Options(rules=frozenset({"CHG01"}))).check_all(endless())
    assert next(stream).document.id == "0"
    assert next(stream).document.id == "1"


def test_every_rule_has_its_module_page_and_cases() -> None:
    for rule in catalogue():
        assert rule.page.read_text(encoding="utf-8").startswith(f"# {rule.id} {rule.name}\n")
        assert rule.page.with_suffix(".py").exists()
        assert rule.id.startswith("FX") or rule.id in RULES


@pytest.mark.parametrize("rule", [each for each in catalogue() if not each.id.startswith("FX")])
def test_a_page_says_what_why_how_and_when_not(rule: Rule) -> None:
    page = rule.page.read_text(encoding="utf-8")
    for heading in ("What it checks", "Why", "Example", "How to fix", "When it is silent"):
        assert f"**{heading}.**" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Users rose 25 percent, from 40 million to 60 million.", "50 percent"),
        ("It has 12, 15 and 20 stores, 50 in all.", "47"),
        ("The 300 winners share $90 million, or $3 million each.", "$900 million"),
        ("It lost 30 million of its 40 million users, or 60 percent.", "75 percent"),
    ],
)
def test_a_message_tells_the_number_recomputed(text: str, said: str) -> None:
    (finding,) = found(text, PUBLISHED)
    assert said in finding.message
    assert finding.suggestion
    assert said in finding.suggestion
