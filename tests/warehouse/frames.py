"""Frames with real rows, as the engine gives them, for one text of our own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from figurecheck.schema import CONVERSIONS, FIGURES, FINDINGS

TEXT = (
    "Harbour Foods said on Tuesday that its market was growing. "
    "The tea market was worth 50 billion rupees ($6 billion) in 2021, Leaf Research estimates. "
    "Some 12 million people drink it daily."
)
RATES = pl.DataFrame(
    {
        "rate_date": [date(2021, 12, 31)] * 3,
        "currency": ["INR", "USD", "JPY"],
        "rate": [Decimal("84.2292"), Decimal("1.1326"), Decimal("130.38")],
        "provider": ["ECB"] * 3,
    },
    schema_overrides={"rate": pl.Decimal(38, 18)},
)


def documents(text: str = TEXT, name: str = "tea") -> pl.DataFrame:
    """Return one document."""
    columns = {
        "id": name,
        "text": text,
        "published": "2022-01-05",
        "lang": "en",
        "title": "A cup for everyone",
        "url": "https://www.tea.example/cup",
        "source": None,
        "path": f"{name}.md",
    }
    return pl.DataFrame([columns], schema=dict.fromkeys(columns, pl.String))


def figures(text: str = TEXT, name: str = "tea") -> pl.DataFrame:
    """Return the three figures of the document; those of two documents are of two years."""
    year = 2021 if name == "tea" else 2019
    read = [
        ("50 billion rupees", "money", "50000000000", "INR", f"{year}-12-31", "tea market"),
        ("$6 billion", "money", "6000000000", "USD", f"{year}-12-31", "tea market"),
        ("12 million people", "count", "12000000", "person", f"{year + 1}-01-05", None),
    ]
    rows = []
    for index, (surface, kind, value, unit, as_of, subject) in enumerate(read):
        start = text.find(surface)
        if start < 0:
            continue
        amount = Decimal(value)
        rows.append(
            dict.fromkeys(FIGURES)
            | {
                "document_id": name,
                "figure_index": index,
                "start": start,
                "end": start + len(surface),
                "surface": surface,
                "kind": kind,
                "low": amount * Decimal("0.99"),
                "value": amount,
                "high": amount * Decimal("1.01"),
                "unit": unit,
                "modifier": "exact",
                "as_of": as_of,
                "subject": subject,
                "metric": "market size" if kind == "money" else "drinkers",
                "attribution": "Leaf Research" if kind == "money" else None,
                "statement": "estimate",
                "value_usd": amount if unit == "USD" else None,
                "usd_rate": Decimal(1) if unit == "USD" else None,
                "usd_rate_date": date(2021, 12, 31) if unit == "USD" else None,
                "usd_rate_provider": "ECB" if unit == "USD" else None,
            }
        )
    return pl.DataFrame(rows, schema=FIGURES)


def relations(name: str = "tea") -> pl.DataFrame:
    """Return the one pair of figures that restate an amount."""
    columns = {"document_id": [name], "from_figure": [0], "to_figure": [1], "link": ["bracket"]}
    return pl.DataFrame(columns)


def settled_currencies(name: str = "tea") -> pl.DataFrame:
    """Return the one figure whose currency the conversion settled."""
    return figures(name=name).filter(pl.col("surface") == "$6 billion")


def conversions(name: str = "tea") -> pl.DataFrame:
    """Return the one conversion, which is ten times off."""
    row: dict[str, Any] = dict.fromkeys(CONVERSIONS) | {
        "document_id": name,
        "conversion_index": 0,
        "from_figure": 0,
        "to_figure": 1,
        "verdict": "inconsistent",
        "reason": "the implied rate is ten times the reference rate",
        "implied_rate": Decimal("0.12"),
        "rate_low": Decimal("0.0132"),
        "rate_high": Decimal("0.0137"),
        "rate_from": date(2021, 1, 1),
        "rate_to": date(2021, 12, 31),
        "rate_provider": "ECB",
        "ratio": Decimal("8.759124087591240876"),
        "explanations": [explanation()],
        "suggestion": "$0.6 billion was probably meant",
    }
    return pl.DataFrame([row], schema=CONVERSIONS)


def findings(name: str = "tea", text: str = TEXT) -> pl.DataFrame:
    """Return the one finding."""
    start = text.find("$6 billion")
    row: dict[str, Any] = dict.fromkeys(FINDINGS) | {
        "document_id": name,
        "finding_index": 0,
        "rule": "FX01",
        "severity": "error",
        "start": start,
        "end": start + len("$6 billion"),
        "message": "50 billion rupees and $6 billion are not the same amount",
        "figures": [0, 1],
        "explanations": [explanation()],
        "suggestion": "$0.6 billion was probably meant",
    }
    return pl.DataFrame([row], schema=FINDINGS)


def explanation() -> dict[str, Any]:
    """Return a slip of a power of ten."""
    return {
        "kind": "power_of_ten",
        "factor": Decimal(10),
        "text": "a factor of 10, at a rate of late 2021",
        "confidence": 0.9,
    }


DECISIONS = pl.DataFrame(
    {
        "rules": [["SUM01"]],
        "document": ["coffee"],
        "quoted": ["12, 15 and 20 stores, 50 in all"],
        "verdict": ["accepted"],
        "reason": ["the archive stays as it was printed"],
        "corrected_to": [None],
        "until": ["2999-12-31"],
        "state": ["no_document"],
        "findings": [0],
        "ledger": ["ledger.yaml"],
        "number": [1],
        "line": [2],
    },
    schema_overrides={"corrected_to": pl.String, "findings": pl.Int64},
)
WAIVERS = pl.DataFrame(
    schema={
        "finding_id": pl.String,
        "waived": pl.String,
        "waived_as": pl.String,
        "waived_by": pl.String,
        "waived_until": pl.String,
        "ledger": pl.String,
        "number": pl.Int32,
    }
)
RULES = pl.DataFrame(
    {
        "rule": ["FX01"],
        "name": ["conversion-mismatch"],
        "severity": ["error"],
        "statement": ["two money figures stated as the same amount, in two currencies"],
        "page": ["docs/rules/FX01.md"],
    }
)
