"""How an outcome lies in the store of Great Expectations, from which the pages are made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from expectations.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from expectations.suite import Expectation, Suite


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation as a page shows it.

    `form` is what Great Expectations was asked, `place` its line in the file of the suite, `about`
    what the suite is for, `checked_at` the time in UTC.
    """

    outcome: Outcome
    form: str
    place: int
    about: str
    checked_at: str


def lines_of(
    suite: Suite, outcomes: Mapping[str, Outcome], checked_at: str
) -> dict[str, dict[str, Any]]:
    """Give what is stored for each expectation that was checked, by its name."""
    return {
        expectation.name: _packed(
            Line(
                outcome=outcomes[expectation.name],
                form=_form(expectation),
                place=expectation.line,
                about=suite.about,
                checked_at=checked_at,
            )
        )
        for expectation in suite.expectations
        if expectation.name in outcomes
    }


def line_from(stored: Mapping[str, Any]) -> Line:
    """Read back what `lines_of` gave."""
    outcome = dict(stored["outcome"])
    outcome["sample"] = tuple(dict(row) for row in outcome["sample"])
    return Line(**{**stored, "outcome": Outcome(**outcome)})


def _packed(line: Line) -> dict[str, Any]:
    packed = asdict(line)
    # As pairs, since the store sorts keys and the columns of a row have an order.
    packed["outcome"]["sample"] = [list(row.items()) for row in line.outcome.sample]
    return packed


def _form(expectation: Expectation) -> str:
    given = (
        f"{name}={json.dumps(value, ensure_ascii=False)}"
        for name, value in expectation.kwargs.items()
    )
    return f"{expectation.type}({', '.join(given)})"
