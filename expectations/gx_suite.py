"""Builds the suites of Great Expectations from ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import great_expectations as gx
from great_expectations.exceptions.exceptions import ExpectationNotFoundError
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.registry import get_expectation_impl

from figurecheck.errors import SettingsError

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite, ExpectationValidationResult
    from great_expectations.expectations.expectation import Expectation as GXExpectation

    from expectations.suite import Expectation, Suite

_NAME = "name"  # key in the `meta` of an expectation

_SEVERITY = {"structural": FailureSeverity.CRITICAL, "content": FailureSeverity.WARNING}


def build(suite: Suite) -> ExpectationSuite:
    """Build the suite.  Raises `SettingsError`, with file and line, for what it does not take."""
    built = gx.ExpectationSuite(name=suite.name, meta={"about": suite.about})
    for expectation in suite.expectations:
        built.add_expectation(_expectation(suite, expectation))
    return built


def name_of(result: ExpectationValidationResult) -> str:
    """Say which expectation a result is of: results come back in another order."""
    config = result.expectation_config
    if config is None or not config.meta:
        message = "a validation result came back without the meta of its expectation"
        raise TypeError(message)
    return str(config.meta[_NAME])


def _expectation(suite: Suite, expectation: Expectation) -> GXExpectation:
    place = {
        "source": f"expectations/suites/{suite.path.name}",
        "place": f"line {expectation.line}",
    }
    try:
        kind = get_expectation_impl(expectation.type)
    except ExpectationNotFoundError as error:
        raise SettingsError(
            f"Great Expectations has no `{expectation.type}`",
            **place,
            advice="see its gallery for the names",
        ) from error
    try:
        return kind(
            **expectation.kwargs,
            meta={_NAME: expectation.name},
            description=expectation.protects,
            severity=_SEVERITY[expectation.severity],
        )
    except (TypeError, ValueError) as error:
        raise SettingsError(
            f"`{expectation.type}` does not take these arguments: {error}",
            **place,
            advice="correct what stands under `with`",
        ) from error
