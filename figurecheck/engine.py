"""Documents in, checks out, one document at a time: what the command line runs.

It imports neither polars nor pint, so that one article is checked in a fraction of a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, starmap
from typing import TYPE_CHECKING

from figurecheck.errors import FigurecheckError
from figurecheck.extract.publisher import home
from figurecheck.extract.reading import Reader, Reading
from figurecheck.ingest.language import detect, language_code
from figurecheck.model import DocumentChecks
from figurecheck.reconcile.judge import judged
from figurecheck.reconcile.pairs import stated_pairs
from figurecheck.reconcile.rules import Across, Context, findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from figurecheck.model import Document, Figure, Finding
    from figurecheck.rates import History
    from figurecheck.reconcile.judge import Judged
    from figurecheck.reconcile.pairs import StatedPair


AT_A_TIME = 64
"""Documents that are read together: those of one language after each other."""


@dataclass(frozen=True)
class Options:
    """What a caller may choose: the rates to judge by, the rules to run (None: all), own names.

    `aliases` gives the name of a subject by its spelling.
    """

    rates: History | None = None
    rules: frozenset[str] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


class Engine:
    """Reads and judges documents. Not for several threads at once; make one for each."""

    def __init__(self, options: Options | None = None) -> None:
        """Rates are opened when the first pair is judged."""
        self.options = options or Options()
        self._reader = Reader()

    @cached_property
    def rates(self) -> History:
        """The rates judged by: those of the options, else the bundled history."""
        from figurecheck.rates import bundled

        return self.options.rates or bundled()

    def read(self, document: Document) -> Reading:
        """The figures of a document and what it states of them; its language is found if need be.

        Raises `InputError` where its date of publication is none.
        """
        _, reading = next(self.read_all([document]))
        if isinstance(reading, FigurecheckError):
            raise reading
        return reading

    def read_all(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, Reading | FigurecheckError]]:
        """The readings of documents, in their order, or why one cannot be read; some are read at a time."""
        waiting = iter(documents)
        while some := list(islice(waiting, AT_A_TIME)):
            told = [_in_its_language(each) for each in some]
            homes = [home(each.url or each.source) for each in some]
            try:
                readings: list[Reading | FigurecheckError] = [*self._reader.read_all(told, homes)]
            except FigurecheckError:
                readings = [
                    self._read_or_tell(each, at) for each, at in zip(told, homes, strict=True)
                ]
            aliases = self.options.aliases
            for document, reading in zip(some, readings, strict=True):
                if isinstance(reading, Reading) and aliases:
                    yield document, _renamed(reading, aliases)
                else:
                    yield document, reading

    def _read_or_tell(self, document: Document, at: str | None) -> Reading | FigurecheckError:
        try:
            return self._reader.read(document, at)
        except FigurecheckError as error:
            return error

    def check_all(self, documents: Iterable[Document]) -> Iterator[DocumentChecks]:
        """Check documents in their order, and then with each other (SRC01).

        Results come when all documents are read, or at once where no rule compares documents. Of a
        document that was checked, only its figures, its findings and its statements are kept.
        """
        across = Across(self.options.rules)
        checked: list[DocumentChecks] = []
        for document, reading in self.read_all(documents):
            checks, context = self.judged(document, reading)
            if not across:
                yield checks
                continue
            across.add(context)
            checked.append(checks)
        yield from with_findings(checked, across)

    def check(self, document: Document) -> DocumentChecks:
        """Read and judge one document; an error of its own is told in its result."""
        return next(starmap(self.judged, self.read_all([document])))[0]

    def judge(self, reading: Reading) -> DocumentChecks:
        """Judge what was read: every stated conversion, then every rule."""
        return self._judged(reading)[0]

    def judged(
        self, document: Document, reading: Reading | FigurecheckError
    ) -> tuple[DocumentChecks, Context | None]:
        """What is found in a document, and what rules between documents need of it; an error is told."""
        try:
            if isinstance(reading, FigurecheckError):
                raise reading
            return self._judged(reading)
        except FigurecheckError as error:
            return DocumentChecks(document, error=str(error)), None

    def _judged(self, reading: Reading) -> tuple[DocumentChecks, Context]:
        pairs = stated_pairs(reading)
        verdicts = [judged(pair, self.rates) for pair in pairs]
        conversions = tuple(each.conversion for each in verdicts)
        reading = replace(reading, figures=_settle(reading, pairs, verdicts))
        context = Context(reading, pairs, conversions, self)
        found = in_order(findings(context, self.options.rules))
        return DocumentChecks(reading.document, reading.figures, conversions, found), context


def _settle(
    reading: Reading, pairs: tuple[StatedPair, ...], verdicts: list[Judged]
) -> tuple[Figure, ...]:
    """A sign that several currencies share is settled by the conversion it stands in."""
    figures = list(reading.figures)
    for pair, (conversion, units) in zip(pairs, verdicts, strict=True):
        if units is None or not (
            pair.from_candidates or pair.to_candidates or pair.from_implied or pair.to_implied
        ):
            continue
        for index, unit in zip((conversion.from_index, conversion.to_index), units, strict=True):
            figures[index] = replace(figures[index], unit=unit, unit_candidates=None)
    return tuple(figures)


def _in_its_language(document: Document) -> Document:
    lang = language_code(document.lang) if document.lang else detect(document.text)
    return document if lang == document.lang else replace(document, lang=lang)


def with_findings(checked: Sequence[DocumentChecks], across: Across) -> Iterator[DocumentChecks]:
    """The checks of documents with what the rules between documents find besides."""
    found: dict[int, list[Finding]] = {}
    for number, finding in across.findings():
        found.setdefault(number, []).append(finding)
    for number, checks in enumerate(checked):
        more = found.get(number)
        yield replace(checks, findings=in_order((*checks.findings, *more))) if more else checks


def _renamed(reading: Reading, aliases: Mapping[str, str]) -> Reading:
    """The reading with one name for each subject that has several spellings."""
    figures = tuple(
        replace(each, subject=each.subject and aliases.get(each.subject, each.subject))
        for each in reading.figures
    )
    return replace(reading, figures=figures)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by where they stand in the text."""
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.rule)))


def check_documents(
    documents: Iterable[Document], options: Options | None = None
) -> Iterator[DocumentChecks]:
    """Check documents in their order; one that fails does not stop the rest."""
    return Engine(options).check_all(documents)
