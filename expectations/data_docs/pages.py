"""What stands on the pages of the Data Docs: one for each suite, and the index over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from expectations.data_docs.stored import Line, line_from
from expectations.report import unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from great_expectations.core import ExpectationSuiteValidationResult
    from great_expectations.data_context.data_context.abstract_data_context import (
        AbstractDataContext,
    )

LINE = "line"  # key in the `meta` of a stored result


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it is filled with."""

    template: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """The latest result of one suite.  `link` is relative to the index."""

    name: str
    lines: tuple[Line, ...]
    link: str

    @property
    def broken(self) -> tuple[Line, ...]:
        """The expectations that do not hold."""
        return tuple(line for line in self.lines if not line.outcome.success)

    @property
    def checked_at(self) -> str:
        """When something of it was last checked, in UTC."""
        return max(line.checked_at for line in self.lines)

    @property
    def unread(self) -> str | None:
        """Why nothing of the suite could be checked."""
        return unread([line.outcome for line in self.lines])

    @property
    def state(self) -> str:
        """What its mark says: `holds`, `broken`, or `warning` where only content is."""
        if not self.broken:
            return "holds"
        stopping = any(line.outcome.severity == "structural" for line in self.broken)
        return "broken" if stopping else "warning"


class ResultPage:
    """Renders the page of one suite."""

    def render(self, validation_results: ExpectationSuiteValidationResult) -> Page:
        """Take what the site builder gives and say what the page holds."""
        # The path is validations/SUITE/RUN NAME/RUN TIME/TABLE.html.
        content = {"suite": _read(validation_results), "home": "../../../../index.html"}
        return Page("result.html.j2", content)


class IndexPage:
    """Renders the first page."""

    def __init__(self, data_context: AbstractDataContext) -> None:
        """Take the context, whose store has the results themselves."""
        self._store = data_context.validation_results_store

    def render(self, index_links_dict: Mapping[str, Any]) -> Page:
        """Take the links that the site builder gives, one for each result."""
        paths = {
            item["expectation_suite_name"]: item["filepath"]
            for item in index_links_dict["validations_links"]
        }
        results: list[Any] = [self._store.get(key) for key in self._store.list_keys()]
        suites = [_read(result, paths[result.suite_name]) for result in results]
        suites.sort(key=lambda suite: suite.name)
        return Page(
            "index.html.j2",
            {
                "suites": suites,
                "checked_at": max(suite.checked_at for suite in suites),
                "count": sum(len(suite.lines) for suite in suites),
                "failures": sum(len(suite.broken) for suite in suites),
                "broken": _listed(suites),
                "home": "index.html",
            },
        )


def _read(result: ExpectationSuiteValidationResult, link: str = "") -> SuiteResult:
    lines = [line_from(item.meta[LINE]) for item in result.results]
    lines.sort(key=lambda line: (line.outcome.success, line.place))
    return SuiteResult(name=result.suite_name, lines=tuple(lines), link=link)


def _listed(suites: list[SuiteResult]) -> list[tuple[SuiteResult, Line]]:
    """List what does not hold, structural first; what could not be read is told once a suite."""
    found = [(suite, line) for suite in suites if not suite.unread for line in suite.broken]
    return sorted(found, key=lambda item: item[1].outcome.severity != "structural")
