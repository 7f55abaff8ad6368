"""Checks as plain rows, in the form of the contract of `figurecheck check --format jsonl`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from figurecheck.report.amounts import plain, plain_or_none, plain_rate

if TYPE_CHECKING:
    from figurecheck.model import Conversion, DocumentChecks, Explanation, Figure, Finding
    from figurecheck.report.in_base import InBase

Row = dict[str, Any]


def checks_row(checks: DocumentChecks, base: InBase | None = None) -> Row:
    """One document: its figures, conversions and findings, or its error.

    With a `base`, each figure has its amount in that currency too.
    """
    if checks.error is not None:
        return error_row(checks.document.id, checks.error)
    return {
        "id": checks.document.id,
        "figures": [
            figure_row(each) if base is None else figure_row(each) | _in_base(each, checks, base)
            for each in checks.figures
        ],
        "conversions": [_conversion(each) for each in checks.conversions],
        "findings": [_finding(each) for each in checks.findings],
    }


def error_row(name: str, error: str) -> Row:
    """A document, or a line, that could not be processed."""
    return {"id": name, "error": error}


def figure_row(figure: Figure) -> Row:
    """One figure; amounts in base units, as decimal strings."""
    return {
        "start": figure.start,
        "end": figure.end,
        "surface": figure.surface,
        "kind": figure.kind,
        "low": plain_or_none(figure.low),
        "value": plain_or_none(figure.value),
        "high": plain_or_none(figure.high),
        "unit": figure.unit,
        "unit_candidates": list(figure.unit_candidates) if figure.unit_candidates else None,
        "modifier": figure.modifier,
        "as_of": figure.as_of,
        "subject": figure.subject,
        "metric": figure.metric,
        "attribution": figure.attribution,
    }


def _in_base(figure: Figure, checks: DocumentChecks, base: InBase) -> Row:
    amount = base.of(figure, checks.document)
    return {
        "base": amount
        and {
            "unit": base.currency,
            "value": plain(amount.value),
            "rate": plain_rate(amount.rate),
            "rate_date": amount.date.isoformat(),
            "rate_provider": amount.provider,
        }
    }


def _conversion(conversion: Conversion) -> Row:
    return {
        "from": conversion.from_index,
        "to": conversion.to_index,
        "verdict": conversion.verdict,
        "reason": conversion.reason,
        "implied_rate": plain_rate(conversion.implied_rate),
        "rate_low": plain_rate(conversion.rate_low),
        "rate_high": plain_rate(conversion.rate_high),
        "rate_from": conversion.rate_from,
        "rate_to": conversion.rate_to,
        "ratio": plain_rate(conversion.ratio),
        "explanations": [_explanation(each) for each in conversion.explanations],
        "suggestion": conversion.suggestion,
    }


def _finding(finding: Finding) -> Row:
    row = {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "explanations": [_explanation(each) for each in finding.explanations],
        "suggestion": finding.suggestion,
    }
    return row if finding.waived is None else row | {"waived": finding.waived}


def _explanation(explanation: Explanation) -> Row:
    return {
        "kind": explanation.kind,
        "factor": plain_or_none(explanation.factor),
        "text": explanation.text,
        "confidence": explanation.confidence,
    }
