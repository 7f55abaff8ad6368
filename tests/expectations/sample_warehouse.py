"""A small warehouse of two documents, written through the statements that a run uses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from figurecheck import schema
from tests.warehouse import frames
from warehouse.draft import Draft

if TYPE_CHECKING:
    from pathlib import Path

ORCHARDS = (
    "Fruit prices\n\nOrchards in Hokkaido sold apples for 14 million yen ($100,000) in 2022. "
    "About 1,200 growers took part.\n"
)
FERRIES = "Ferry fares rose. A new boat cost €2 million ($21.1 million), the owners said.\n"

_DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": "orchards.md",
        "text": ORCHARDS,
        "published": "2022-12",
        "lang": "en",
        "title": "Fruit prices",
        "url": "https://orchards.example/prices",
        "source": "Orchard Weekly",
        "path": "orchards.md",
    },
    {
        "id": "ferries.md",
        "text": FERRIES,
        "published": "2022-10-03",
        "lang": "en",
        "title": "Ferry fares",
        "url": None,
        "source": "Harbour News",
        "path": "ferries.md",
    },
]


def build(path: Path) -> None:
    """Write the warehouse.  One conversion holds; the other is ten times too high and is found."""
    draft = Draft(path, "first")
    draft.write("rules", _frame(_RULES, dict.fromkeys(_RULES[0], pl.String)))
    draft.write("documents", _frame(_DOCUMENTS, {**schema.DOCUMENTS, "path": pl.String}))
    draft.write("fx_rates", _frame(_RATES, _RATE_COLUMNS))
    figures = _frame([*_figures_of_orchards(), *_figures_of_ferries()], schema.FIGURES)
    for step in ("figures", "normalised_figures"):
        draft.write(step, figures)
    draft.write("relations", _frame(_RELATIONS, _RELATION_COLUMNS))
    draft.write("settled_currencies", figures.clear())
    draft.write("conversions", _frame(_CONVERSIONS, schema.CONVERSIONS))
    draft.write("rule_findings", _frame(_findings(), schema.FINDINGS))
    draft.write("decisions", _frame([_DECISION], dict(frames.DECISIONS.schema)))
    (found,) = draft.read("rule_findings")["finding_id"]
    draft.write("findings", _frame([{**_WAIVER, "finding_id": found}], dict(frames.WAIVERS.schema)))
    for step in ("checked_metrics", "sources"):
        draft.write(step)
    draft.publish()


def _frame(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns)


_RULES: list[dict[str, Any]] = [
    {
        "rule": "FX01",
        "name": "conversion-mismatch",
        "severity": "error",
        "statement": "two money figures stated as the same amount, in two currencies",
        "page": None,
    }
]
_RATE_COLUMNS = {
    "rate_date": pl.Date,
    "currency": pl.String,
    "rate": schema.RATE,
    "provider": pl.String,
}
_RATES: list[dict[str, Any]] = [
    {"rate_date": day, "currency": currency, "rate": Decimal(rate), "provider": "ecb"}
    for day, currency, rate in (
        (date(2022, 10, 3), "USD", "0.9764"),
        (date(2022, 12, 30), "JPY", "140.66"),
        (date(2022, 12, 30), "USD", "1.0666"),
    )
]


def _figure(text: str, document: str, index: int, surface: str, **found: object) -> dict[str, Any]:
    start = text.index(surface)
    return {
        "document_id": document,
        "figure_index": index,
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "kind": "money",
        "modifier": "exact",
        "statement": "actual",
        **found,
    }


def _amount(low: str, value: str, high: str) -> dict[str, Decimal]:
    return {"low": Decimal(low), "value": Decimal(value), "high": Decimal(high)}


def _dollars(value: str, rate: str, day: date) -> dict[str, Any]:
    return {
        "value_usd": Decimal(value),
        "usd_rate": Decimal(rate),
        "usd_rate_date": day,
        "usd_rate_provider": "ecb",
    }


def _figures_of_orchards() -> list[dict[str, Any]]:
    year_end = date(2022, 12, 30)
    common = {"subject": "orchards in Hokkaido", "as_of": "2022"}
    return [
        _figure(
            ORCHARDS,
            "orchards.md",
            0,
            "14 million yen",
            unit="JPY",
            metric="apple sales",
            **common,
            **_amount("13500000", "14000000", "14500000"),
            **_dollars("106159.533627", "0.007582823830513294", year_end),
        ),
        _figure(
            ORCHARDS,
            "orchards.md",
            1,
            "$100,000",
            unit="USD",
            metric="apple sales",
            **common,
            **_amount("99999.5", "100000", "100000.5"),
            **_dollars("100000", "1", year_end),
        ),
        _figure(
            ORCHARDS,
            "orchards.md",
            2,
            "About 1,200 growers",
            unit="grower",
            kind="count",
            **{**common, "modifier": "about"},
            **_amount("1150", "1200", "1250"),
        ),
    ]


def _figures_of_ferries() -> list[dict[str, Any]]:
    day = date(2022, 10, 3)
    return [
        _figure(
            FERRIES,
            "ferries.md",
            0,
            "€2 million",
            unit="EUR",
            metric="cost of a boat",
            **_amount("1500000", "2000000", "2500000"),
            **_dollars("1952800", "0.9764", day),
        ),
        _figure(
            FERRIES,
            "ferries.md",
            1,
            "$21.1 million",
            unit="USD",
            metric="cost of a boat",
            **_amount("21050000", "21100000", "21150000"),
            **_dollars("21100000", "1", day),
        ),
    ]


_RELATION_COLUMNS = {
    "document_id": pl.String,
    "from_figure": pl.Int32,
    "to_figure": pl.Int32,
    "link": pl.String,
}
_RELATIONS: list[dict[str, Any]] = [
    {"document_id": name, "from_figure": 0, "to_figure": 1, "link": "bracket"}
    for name in ("orchards.md", "ferries.md")
]


_CONVERSIONS: list[dict[str, Any]] = [
    {
        "document_id": "orchards.md",
        "conversion_index": 0,
        "from_figure": 0,
        "to_figure": 1,
        "verdict": "consistent",
        "implied_rate": Decimal("0.007142857142857143"),
        "rate_low": Decimal("0.006644"),
        "rate_high": Decimal("0.008733"),
        "rate_from": date(2022, 1, 3),
        "rate_to": date(2022, 12, 30),
        "rate_provider": "ecb",
    },
    {
        "document_id": "ferries.md",
        "conversion_index": 0,
        "from_figure": 0,
        "to_figure": 1,
        "verdict": "inconsistent",
        "reason": "no rate of the period is near the one implied",
        "implied_rate": Decimal("10.55"),
        "rate_low": Decimal("0.9565"),
        "rate_high": Decimal("1.0130"),
        "rate_from": date(2022, 9, 3),
        "rate_to": date(2022, 11, 2),
        "rate_provider": "ecb",
        "ratio": Decimal("10.4146"),
        "explanations": [
            {
                "kind": "power_of_ten",
                "factor": Decimal(10),
                "text": "$21.1 million is ten times too high",
                "confidence": 0.8,
            }
        ],
        "suggestion": "$2.11 million",
    },
]


_DECISION: dict[str, Any] = {
    "rules": ["FX01"],
    "document": "ferries.md",
    "quoted": "€2 million ($21.1 million)",
    "verdict": "accepted",
    "reason": "the archive stays as it was printed",
    "until": "2999-12-31",
    "state": "in_force",
    "findings": 1,
    "ledger": "ledger.yaml",
    "number": 1,
    "line": 2,
}
_WAIVER: dict[str, Any] = {
    "waived": "accepted: the archive stays as it was printed",
    "waived_as": "accepted",
    "waived_by": "ledger",
    "waived_until": "2999-12-31",
    "ledger": "ledger.yaml",
    "number": 1,
}


def _findings() -> list[dict[str, Any]]:
    quoted = "€2 million ($21.1 million"
    start = FERRIES.index(quoted)
    return [
        {
            "document_id": "ferries.md",
            "finding_index": 0,
            "rule": "FX01",
            "severity": "error",
            "start": start,
            "end": start + len(quoted),
            "message": "€2 million is not $21.1 million at any rate of the time",
            "figures": [0, 1],
            "explanations": _CONVERSIONS[1]["explanations"],
            "suggestion": "$2.11 million",
        }
    ]
