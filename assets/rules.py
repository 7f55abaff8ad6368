"""Step: the rules that the engine applies, as a table to join findings with."""

import dagster as dg
import polars as pl

from assets.common import CODE_VERSION, OWNERS, POOL, table_metadata
from figurecheck.reconcile.rules import catalogue
from warehouse.paths import ROOT


@dg.asset(
    group_name="publish",
    owners=OWNERS,
    kinds={"polars", "duckdb"},
    pool=POOL,
    code_version=CODE_VERSION,
    metadata=table_metadata("rules", "main.rules"),
)
def rules() -> pl.DataFrame:
    """One row for each rule: id, name, severity, the statement it checks and its page."""
    return pl.DataFrame(
        [
            {
                "rule": rule.id,
                "name": rule.name,
                "severity": rule.severity,
                "statement": rule.statement,
                "page": rule.page.relative_to(ROOT).as_posix(),
            }
            for rule in catalogue()
        ],
        schema=dict.fromkeys(("rule", "name", "severity", "statement", "page"), pl.String),
    )
