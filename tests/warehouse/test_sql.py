"""Macros compute exactly, everything is commented, the examples run."""

from __future__ import annotations

from contextlib import closing
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.filling import rows
from warehouse import connection, statements
from warehouse.paths import SQL

EXACT = Context(prec=100)
RATES = st.decimals(Decimal("0.000001"), Decimal(10) ** 7, places=12)
AMOUNTS = st.decimals(-(Decimal(10) ** 15), Decimal(10) ** 15, places=6)


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    opened.execute("CREATE SCHEMA core")
    statements.run(opened, "macros/core_exact_arithmetic")
    statements.run(opened, "macros/core_period_end")
    statements.run(opened, "macros/core_sentence_at")
    return opened


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)


@given(numerator=RATES, denominator=RATES)
def test_rates_are_divided_without_a_float(
    macros: duckdb.DuckDBPyConnection, numerator: Decimal, denominator: Decimal
) -> None:
    query = "SELECT core.divide_rates(core.rate_digits($1), core.rate_digits($2))"
    found = macros.execute(query, [numerator, denominator]).fetchall()[0][0]
    assert found == rounded(EXACT.divide(numerator, denominator), 18)


@given(amount=AMOUNTS, rate=RATES)
def test_amounts_are_multiplied_without_a_float(
    macros: duckdb.DuckDBPyConnection, amount: Decimal, rate: Decimal
) -> None:
    query = "SELECT core.multiply_digits(core.amount_digits($1), core.rate_digits($2))"
    found = macros.execute(query, [amount, rate]).fetchall()[0][0]
    assert found == rounded(EXACT.multiply(amount, rate), 6)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2021", "2021-12-31"),
        ("2021-H1", "2021-06-30"),
        ("2021-Q3", "2021-09-30"),
        ("2024-02", "2024-02-29"),
        ("2021-05-06", "2021-05-06"),
        ("2021-05/2021-07", "2021-07-31"),
        ("2021-13", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_period_ends_on_its_last_day(
    macros: duckdb.DuckDBPyConnection, period: str | None, day: str | None
) -> None:
    query = "SELECT CAST(core.period_end($1) AS VARCHAR)"
    assert macros.execute(query, [period]).fetchall() == [(day,)]


@pytest.mark.parametrize(
    ("text", "figure", "sentence"),
    [
        ("One. It cost $3.5 million in all. Two.", "$3.5 million", "It cost $3.5 million in all."),
        ("A title\n\nSales of €2 million\nwere up.", "€2 million", "Sales of €2 million were up."),
        ("---\ntitle: A\n---\nIt cost $2 in all.", "$2", "It cost $2 in all."),
        ("其一。市场达3亿元。其二。", "3亿元", "市场达3亿元。"),
        ("“It fell.” Then 5 kg came", "5 kg", "Then 5 kg came"),
        ("5 kg", "5 kg", "5 kg"),
        ("<!-- as printed -->\nIt cost $2 <!-- so -->in all.", "$2", "It cost $2 in all."),
    ],
)
def test_a_sentence_is_cut_from_end_to_end(
    macros: duckdb.DuckDBPyConnection, text: str, figure: str, sentence: str
) -> None:
    start = text.index(figure)
    query = "SELECT core.sentence_at($1, $2, $3)"
    found = macros.execute(query, [text, start, start + len(figure)]).fetchall()
    assert found == [(sentence,)]


def test_converted_amounts_agree_with_the_rates(filled: Path) -> None:
    query = """
        SELECT
            convert(1000, 'USD', 'INR', DATE '2022-01-10'),
            convert(1000, 'EUR', 'USD', '2022-01-01'),
            convert(1000, 'USD', 'USD', '1900-01-01'),
            convert(1000, 'USD', 'INR', '2022-02-01'),
            convert(1000, 'USD', 'XXX', '2022-01-10'),
            typeof(convert(1000, 'USD', 'INR', '2022-01-10'))"""
    rate = rounded(EXACT.divide(Decimal("84.2292"), Decimal("1.1326")), 18)
    assert rows(filled, query) == [
        (
            rounded(EXACT.multiply(Decimal(1000), rate), 6),
            Decimal("1132.600000"),
            Decimal(1000),
            None,
            None,
            "DECIMAL(38,6)",
        )
    ]


def test_every_table_view_and_column_is_commented(filled: Path) -> None:
    query = """
        SELECT table_name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL
        SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
        UNION ALL
        SELECT c.table_name || '.' || c.column_name
        FROM duckdb_columns() AS c
        INNER JOIN duckdb_tables() AS t ON c.table_oid = t.table_oid
        WHERE c.comment IS NULL"""
    assert rows(filled, query) == []


@pytest.mark.parametrize("example", sorted(path.stem for path in (SQL / "examples").glob("*.sql")))
def test_an_example_runs_and_finds_something(filled: Path, example: str) -> None:
    text = statements.text(f"examples/{example}")
    assert text.startswith("-- ")
    found = rows(filled, text)
    assert found or example == "sources_that_disagree"


def test_sources_that_disagree_are_found(filled: Path) -> None:
    with closing(connection.write(filled)) as opened:
        opened.execute("""
            INSERT INTO checked_metrics BY NAME
            SELECT * REPLACE (
                'other' AS metric_id, 'other' AS document_id, value_low * 2 AS value_low,
                value_high * 2 AS value_high
            )
            FROM checked_metrics
            WHERE unit = 'INR';
            INSERT INTO findings BY NAME
            SELECT f.* REPLACE (
                'second' AS finding_id, 'SRC01' AS rule, [m.metric_id] AS metric_ids,
                o.metric_id AS other_metric_id, m.document_id AS document_id
            )
            FROM findings AS f, checked_metrics AS m, checked_metrics AS o
            WHERE m.unit = 'INR' AND o.unit = 'INR' AND m.metric_id <> o.metric_id
            ORDER BY m.document_id LIMIT 1""")
    found = rows(filled, statements.text("examples/sources_that_disagree"))
    assert [row[0] for row in found] == ["tea market"]
