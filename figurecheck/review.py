"""What people have decided about findings, applied to them: settings, comments, ledger, baseline.

Rules that are not selected for a document are left out; all other findings stay, with the severity
that was settled and, where someone decided so, marked as waived with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from figurecheck.baseline import Known, known
from figurecheck.settings import Settings
from figurecheck.suppression import Suppression, suppressions

if TYPE_CHECKING:
    from figurecheck.errors import SettingsError
    from figurecheck.ledger import Decision
    from figurecheck.model import Document, DocumentChecks, Finding

RATE_RULES = frozenset({"FX01", "FX02"})
IN_BASELINE = "known: it is in the baseline"


class Review:
    """Applies decisions to one document after the other.

    `errors` are comments and decisions that cannot stand; `notes` are what their owner should know;
    `open` is what a baseline written now would hold.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        ledger: tuple[Decision, ...] = (),
        baseline: Counter[Known] | None = None,
        today: date | None = None,
    ) -> None:
        """Take what was decided, and the day on which it is applied."""
        self.settings = settings or Settings()
        self.errors: list[SettingsError] = []
        self.notes: list[str] = []
        self.open: list[Known] = []
        self._ledger = ledger
        self._baseline = Counter(baseline or {})
        self._today = today or datetime.now(UTC).date()

    def apply(self, checks: DocumentChecks) -> DocumentChecks:
        """The checks of a document as they count."""
        if checks.error is not None:
            return checks
        document = checks.document
        wanted = self.settings.rules_of(document.path)
        decisions = [each for each in self._ledger if each.is_about(document)]
        comments = self._comments(document)
        findings = tuple(
            self._reviewed(finding, document, comments, decisions)
            for finding in checks.findings
            if finding.rule in wanted and not self._tolerated(finding, checks)
        )
        if decisions:
            self._guard(decisions, document, findings)
        return replace(checks, findings=findings)

    def _comments(self, document: Document) -> list[Suppression]:
        found = list(suppressions(document))
        self.errors += [each for each in found if not isinstance(each, Suppression)]
        return [each for each in found if isinstance(each, Suppression)]

    def _tolerated(self, finding: Finding, checks: DocumentChecks) -> bool:
        """Whether a rate is off by no more than was settled."""
        tolerance = self.settings.tolerance
        if not tolerance or finding.rule not in RATE_RULES:
            return False
        return any(
            conversion.ratio is not None
            and abs(conversion.ratio - 1) <= tolerance
            and {conversion.from_index, conversion.to_index} == set(finding.figures)
            for conversion in checks.conversions
        )

    def _reviewed(
        self,
        finding: Finding,
        document: Document,
        comments: list[Suppression],
        decisions: list[Decision],
    ) -> Finding:
        severity = self.settings.severity_of(finding.rule, document.path)
        if severity is not None:
            finding = replace(finding, severity=severity)
        reason = self._reason(finding, document, comments, decisions)
        return finding if reason is None else replace(finding, waived=reason)

    def _reason(
        self,
        finding: Finding,
        document: Document,
        comments: list[Suppression],
        decisions: list[Decision],
    ) -> str | None:
        for comment in comments:
            if comment.holds(finding):
                return comment.reason
        for decision in decisions:
            if decision.holds(finding, document.text) and not decision.lapsed(self._today):
                return decision.told()
        key = known(self.settings.relative(document.path or document.id), document, finding)
        self.open.append(key)
        if self._baseline[key] > 0:
            self._baseline[key] -= 1
            return IN_BASELINE
        return None

    def _guard(
        self, decisions: list[Decision], document: Document, findings: tuple[Finding, ...]
    ) -> None:
        """Complain of decisions on what is no longer there; note those that nothing needs."""
        from figurecheck.ledger import passages

        for each in decisions:
            where = f"{each.source}, line {each.line}"
            if not passages(document.text, each.text):
                self.errors.append(each.changed())
            elif each.lapsed(self._today):
                self.notes.append(f"{where}: the decision held until {each.until}")
            elif not any(each.holds(finding, document.text) for finding in findings):
                rules = ", ".join(sorted(each.rules))
                self.notes.append(f"{where}: {rules} finds nothing in “{each.text}” any more")
