"""Maps the results of Great Expectations, which come reordered, back to the promises by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from expectations.gx_suite import name_of
from expectations.report import SAMPLE_SIZE, Outcome

if TYPE_CHECKING:
    from great_expectations.core import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )

    from expectations.rows import Extract
    from expectations.suite import Expectation, Suite

_COLUMN_ARGUMENTS = ("column", "column_A", "column_B", "column_list")


def outcomes_of(result: ExpectationSuiteValidationResult, extract: Extract) -> tuple[Outcome, ...]:
    """Give the outcomes of one suite in its own order."""
    by_name = {name_of(item): item for item in result.results}
    return tuple(
        _outcome(expectation, by_name[expectation.name], extract)
        for expectation in extract.suite.expectations
    )


def unread_outcomes(extract: Extract) -> tuple[Outcome, ...]:
    """Fail every promise about rows that could not be taken from the warehouse."""
    return tuple(
        replace(_failed(extract.suite, expectation), problem=extract.problem)
        for expectation in extract.suite.expectations
    )


def _outcome(
    expectation: Expectation, item: ExpectationValidationResult, extract: Extract
) -> Outcome:
    found: dict[str, Any] = item.result or {}
    failing = found.get("unexpected_count")
    positions = found.get("partial_unexpected_index_list") or []
    observed = found.get("observed_value")
    return replace(
        _failed(extract.suite, expectation),
        success=bool(item.success),
        rows=extract.count,
        failing=None if failing is None else int(failing),
        observed=None if observed is None else str(observed),
        sample=extract.sample(positions[:SAMPLE_SIZE], _columns(expectation, extract.suite))
        if positions and not item.success
        else (),
        problem=_problem(item),
    )


def _failed(suite: Suite, expectation: Expectation) -> Outcome:
    return Outcome(
        suite=suite.name,
        table=suite.table,
        asset=suite.asset,
        name=expectation.name,
        protects=expectation.protects,
        severity=expectation.severity,
        success=False,
    )


def _columns(expectation: Expectation, suite: Suite) -> list[str]:
    tested: list[str] = []
    for argument in _COLUMN_ARGUMENTS:
        value = expectation.kwargs.get(argument, [])
        tested += [value] if isinstance(value, str) else value
    return [*suite.key, *tested, *expectation.show, *suite.show]


def _problem(item: ExpectationValidationResult) -> str | None:
    """Find why the expectation raised; what is given is one record, or one for each metric."""
    info: dict[str, Any] = item.exception_info or {}
    records = [info] if "raised_exception" in info else list(info.values())
    raised = [record for record in records if record.get("raised_exception")]
    return str(raised[0].get("exception_message")).splitlines()[0] if raised else None
