"""Runs the suites as one Great Expectations checkpoint over files taken from the warehouse."""

from __future__ import annotations

import logging
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import great_expectations as gx

from expectations.data_docs.site import Site
from expectations.gx_suite import build
from expectations.outcomes import outcomes_of, unread_outcomes
from expectations.report import SAMPLE_SIZE, ValidationReport
from expectations.rows import extract
from expectations.suite import SUITES, load_suites
from figurecheck.errors import SettingsError
from warehouse import connection
from warehouse.migrations import refuse_outdated

if TYPE_CHECKING:
    from collections.abc import Collection

    from great_expectations.core import ExpectationSuiteValidationResult, RunIdentifier
    from great_expectations.data_context.data_context.abstract_data_context import (
        AbstractDataContext,
    )

    from expectations.rows import Extract
    from expectations.suite import Suite

# It warns for each sample value that JSON cannot hold exactly; what is shown comes from the rows.
logging.getLogger("great_expectations.util").setLevel(logging.ERROR)

_RESULT_FORMAT = {"result_format": "SUMMARY", "partial_unexpected_count": SAMPLE_SIZE}


def run(
    warehouse: Path,
    *,
    names: Collection[str] | None = None,
    data_docs: Path | None = None,
    suites: Path = SUITES,
) -> ValidationReport:
    """Check the warehouse; see `expectations.validate`.  `suites` is the folder of the suites."""
    whole = {suite.name: suite for suite in load_suites(suites)}
    chosen = [_restricted(suite, names) for suite in whole.values()]
    chosen = [suite for suite in chosen if suite.expectations]
    if not chosen:
        raise SettingsError(
            "no expectation of these names", source="expectations", place=", ".join(names or ())
        )
    started = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        with closing(connection.read(warehouse)) as opened:
            refuse_outdated(opened)
            extracts = extract(opened, chosen, Path(folder))
        site = Site(data_docs, started)
        results = _validate(site.context, extracts, site.run_id)
        outcomes = {
            whole[item.suite.name]: unread_outcomes(item)
            if item.problem
            else outcomes_of(results[item.suite.name], item)
            for item in extracts
        }
    index = site.write(results, outcomes)
    ordered = tuple(outcome for found in outcomes.values() for outcome in found)
    return ValidationReport(warehouse, started, ordered, data_docs=index)


def _restricted(suite: Suite, names: Collection[str] | None) -> Suite:
    if names is None:
        return suite
    kept = tuple(item for item in suite.expectations if item.name in names)
    return replace(suite, expectations=kept)


def _validate(
    context: AbstractDataContext, extracts: tuple[Extract, ...], run_id: RunIdentifier
) -> dict[str, ExpectationSuiteValidationResult]:
    # Arrow types keep decimals exact and integers with nulls whole, which the default ones do not;
    # the stub of this release does not know the argument.
    source: Any = context.data_sources.add_pandas("warehouse")
    definitions = []
    for item in extracts:
        suite = context.suites.add(build(item.suite))
        if item.problem:
            continue
        asset = source.add_parquet_asset(item.suite.name, path=item.path, dtype_backend="pyarrow")
        batch = asset.add_batch_definition("rows")
        definition = gx.ValidationDefinition(name=item.suite.name, data=batch, suite=suite)
        definitions.append(context.validation_definitions.add(definition))
    if not definitions:
        return {}
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name="warehouse", validation_definitions=definitions, result_format=_RESULT_FORMAT
        )
    )
    found = checkpoint.run(run_id=run_id).run_results
    return {result.suite_name: result for result in found.values()}
