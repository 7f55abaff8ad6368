"""The one base error, and its kinds: what a caller can tell apart and what the user is told to do.

A message names the input, the place in it, what was expected there, and what to do about it.
"""

from __future__ import annotations


class FigurecheckError(Exception):
    """Base of every error that figurecheck raises on purpose.

    `str(error)` reads "INPUT, PLACE: PROBLEM; ADVICE", each part left out where it is not known.
    """

    kind = "error"

    def __init__(
        self,
        problem: str,
        *,
        source: str | None = None,
        place: str | None = None,
        advice: str | None = None,
    ) -> None:
        """Take the parts of the message.

        `source` names the file or input, `place` the line, column, field or page in it, `problem`
        what was found and what was expected, `advice` what the user can do.
        """
        super().__init__(problem, source, place, advice)
        self.problem = problem
        self.source = source
        self.place = place
        self.advice = advice

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        told = f"{where}: {self.problem}" if where else self.problem
        return f"{told}; {self.advice}" if self.advice else told

    def __reduce__(self) -> tuple[object, ...]:
        return (
            _rebuild,
            (type(self), self.problem, self.source, self.place, self.advice),
        )


class UsageError(FigurecheckError):
    """The command line or the API was called with something that it does not take."""

    kind = "usage"


class InputError(FigurecheckError):
    """A file, or a line of it, cannot be read as documents."""

    kind = "input"


class DocumentError(FigurecheckError):
    """One document cannot be processed; the others can."""

    kind = "document"


class LexiconError(FigurecheckError):
    """A word table is not of the form that `figurecheck/lexicon/README.md` describes."""

    kind = "lexicon"


class RatesError(FigurecheckError):
    """Exchange rates cannot be had from the source that was asked for."""

    kind = "rates"


class EngineError(FigurecheckError):
    """The native reader is missing, or refuses the tables that it was given."""

    kind = "engine"


class SettingsError(FigurecheckError):
    """A settings file or a ledger has a key or a value that is not known."""

    kind = "settings"


class WarehouseError(FigurecheckError):
    """The warehouse cannot be opened, migrated, written or read as it stands."""

    kind = "warehouse"


def _rebuild(
    kind: type[FigurecheckError],
    problem: str,
    source: str | None,
    place: str | None,
    advice: str | None,
) -> FigurecheckError:
    return kind(problem, source=source, place=place, advice=advice)
