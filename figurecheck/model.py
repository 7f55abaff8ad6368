"""The words of the design as types: what a step is given and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["money", "count", "percent", "measure", "ratio"]
Modifier = Literal[
    "exact", "about", "more_than", "less_than", "at_least", "up_to", "nearly", "between"
]
Verdict = Literal["consistent", "stale_rate", "inconsistent", "uncheckable"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as received. Spans count Unicode code points of `text`."""

    id: str
    text: str
    published: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    lang: str | None = None  # ISO 639-1
    title: str | None = None
    url: str | None = None
    source: str | None = None  # who published it
    path: str | None = None
    format: str | None = None  # of the file: text, markdown, html, pdf or lines


@dataclass(frozen=True, slots=True)
class Figure:
    """A quoted number. `low`, `value`, `high` are in base units (dollars, not billions).

    `value` is None for a range; an open end is None.  `unit` is an ISO 4217 code, `percent`,
    `percentage_point`, `basis_point`, a unit name, or the counted noun in the singular.
    """

    index: int
    start: int
    end: int
    surface: str
    kind: Kind
    low: Decimal | None
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    unit_candidates: tuple[str, ...] | None
    modifier: Modifier
    as_of: str | None
    subject: str | None
    metric: str | None
    attribution: str | None
    statement: Literal["actual", "estimate", "forecast"] = "actual"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A hypothesis that reconciles two figures. `confidence` lies in 0..1."""

    kind: str
    factor: Decimal | None  # converted figure as printed / what it probably should be
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Conversion:
    """Two money figures stated as one amount. Rates are units of `to` per unit of `from`."""

    from_index: int
    to_index: int
    verdict: Verdict
    reason: str | None = None
    implied_rate: Decimal | None = None
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None
    rate_from: str | None = None  # first date of the band
    rate_to: str | None = None  # last date of the band
    rate_provider: str | None = None
    ratio: Decimal | None = None  # implied rate / the nearest rate of the band
    explanations: tuple[Explanation, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result at a span of one document."""

    rule: str
    severity: Severity
    start: int
    end: int
    message: str
    figures: tuple[int, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    suggestion: str | None = None
    waived: str | None = None  # why it does not count, where someone decided so
    elsewhere: tuple[str, int] | None = (
        None  # id of another document, and its figure that disagrees
    )


@dataclass(frozen=True, slots=True)
class DocumentChecks:
    """All that was read and judged in one document."""

    document: Document
    figures: tuple[Figure, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = field(default=())
