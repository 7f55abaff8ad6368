"""The expectations as Dagster asset checks: structural ones block, content ones warn."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from expectations import validate
from expectations.report import SAMPLE_SIZE, Outcome, markdown_table
from expectations.suite import Expectation, Suite, load_suites
from warehouse import paths


def build_asset_checks() -> list[dg.AssetChecksDefinition]:
    """Give one definition with a check for each expectation, named as it is.

    Any part of it can be executed alone.  Dagster splits it where a blocking check stands between
    two steps, so a step may check some tables of a run before the others are written; each reads
    the run's draft while there is one, else the warehouse that readers open.  The resource
    `warehouse` says which file that is.
    """

    @dg.multi_asset_check(
        name="expectations",
        specs=[_spec(suite, item) for suite in load_suites() for item in suite.expectations],
        can_subset=True,
        compute_kind="great_expectations",
        required_resource_keys={"warehouse"},
    )
    def expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        """Check the tables against their suites and show what breaks them in the Data Docs."""
        published = context.resources.warehouse.file
        report = validate(
            paths.readable(context.run.run_id, published),
            names={key.name for key in context.selected_asset_check_keys},
            data_docs=paths.data_docs(published),
        )
        for outcome in report.outcomes:
            yield _result(outcome, report.data_docs)

    return [expectations]


def _spec(suite: Suite, expectation: Expectation) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        expectation.name,
        asset=suite.asset,
        description=expectation.protects,
        additional_deps=suite.needs,
        blocking=expectation.severity == "structural",
        metadata={"table": suite.table, "expectation": expectation.type},
    )


def _result(outcome: Outcome, pages: Path | None) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue] = {"found": dg.MetadataValue.text(outcome.told)}
    if outcome.failing is not None:
        metadata["failing_rows"] = dg.MetadataValue.int(outcome.failing)
    if outcome.sample:
        first = f" (the first {SAMPLE_SIZE})" if (outcome.failing or 0) > SAMPLE_SIZE else ""
        metadata[f"rows{first}"] = dg.MetadataValue.md(markdown_table(outcome.sample))
    if pages:
        metadata["data_docs"] = dg.MetadataValue.path(pages)
    structural = outcome.severity == "structural"
    return dg.AssetCheckResult(
        passed=outcome.success,
        asset_key=outcome.asset,
        check_name=outcome.name,
        severity=dg.AssetCheckSeverity.ERROR if structural else dg.AssetCheckSeverity.WARN,
        description=outcome.protects
        if outcome.success
        else f"{outcome.protects} {_broken(outcome)}",
        metadata=metadata,
    )


def _broken(outcome: Outcome) -> str:
    return outcome.told if outcome.problem else f"Broken by {outcome.told}."
