"""What people have decided about findings, applied to them: settings, comments, ledger, baseline.

Rules that are not selected for a document are left out; all other findings stay, with the severity
that was settled and, where someone decided so, marked as waived with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from figurecheck.baseline import Known, known
from figurecheck.settings import Settings
from figurecheck.suppression import Suppression, suppressions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from figurecheck.errors import SettingsError
    from figurecheck.ledger import Decision
    from figurecheck.model import Document, DocumentChecks, Finding

RATE_RULES = frozenset({"FX01", "FX02"})
IN_BASELINE = "known: it is in the baseline"

State = Literal["no_document", "nothing_found", "in_force", "lapsed", "text_changed"]
STATES: tuple[State, ...] = ("no_document", "nothing_found", "in_force", "lapsed", "text_changed")
"""How a decision of the ledger stands, what matters most last: it may be about several documents."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding does not count: who said so, where, as what and until when.

    `as_what`: `waived` says that it is right, `accepted` and `corrected` that it is wrong, and
    `known` nothing but that it was there before.
    """

    reason: str
    by: Literal["comment", "ledger", "baseline"]
    as_what: Literal["waived", "accepted", "corrected", "known"]
    decision: Decision | None = None
    line: int | None = None  # of a comment, in its text

    @property
    def until(self) -> str | None:
        """The last day on which it holds."""
        return self.decision.until if self.decision else None


class Review:
    """Applies decisions to one document after the other.

    `errors` are comments and decisions that cannot stand; `notes` are what their owner should know;
    `states` is how each decision stands; `open` is what a baseline written now would hold.
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
        self.states: dict[Decision, State] = dict.fromkeys(ledger, STATES[0])
        self._baseline = Counter(baseline or {})
        self._today = today or datetime.now(UTC).date()

    def apply(self, checks: DocumentChecks) -> DocumentChecks:
        """The checks of a document as they count."""
        if checks.error is not None:
            return checks
        checks = self.selected(checks)
        waivers = self.waivers(checks.document, checks.findings)
        findings = tuple(
            finding if waiver is None else replace(finding, waived=waiver.reason)
            for finding, waiver in zip(checks.findings, waivers, strict=True)
        )
        return replace(checks, findings=findings)

    def selected(self, checks: DocumentChecks) -> DocumentChecks:
        """The checks of a document with the findings that the settings ask for, as severe as they say."""
        path = checks.document.path
        wanted = self.settings.rules_of(path)
        findings = tuple(
            replace(
                finding, severity=self.settings.severity_of(finding.rule, path) or finding.severity
            )
            for finding in checks.findings
            if finding.rule in wanted and not self._tolerated(finding, checks)
        )
        return replace(checks, findings=findings)

    def waivers(self, document: Document, findings: Sequence[Finding]) -> list[Waiver | None]:
        """For each finding of a document why it does not count; None for one that does."""
        decisions = [each for each in self.states if each.is_about(document)]
        comments = self._comments(document)
        found = [self._waiver(finding, document, comments, decisions) for finding in findings]
        if decisions:
            self._guard(decisions, document, findings)
        return found

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

    def _waiver(
        self,
        finding: Finding,
        document: Document,
        comments: list[Suppression],
        decisions: list[Decision],
    ) -> Waiver | None:
        for comment in comments:
            if comment.holds(finding):
                return Waiver(comment.reason, "comment", "waived", line=comment.line)
        for decision in decisions:
            if decision.holds(finding, document.text) and not decision.lapsed(self._today):
                return Waiver(decision.told(), "ledger", decision.verdict, decision)
        key = known(self.settings.relative(document.path or document.id), document, finding)
        self.open.append(key)
        if self._baseline[key] > 0:
            self._baseline[key] -= 1
            return Waiver(IN_BASELINE, "baseline", "known")
        return None

    def _guard(
        self, decisions: list[Decision], document: Document, findings: Sequence[Finding]
    ) -> None:
        """Complain of decisions on what is no longer there; note those that nothing needs."""
        from figurecheck.ledger import passages

        for each in decisions:
            where = f"{each.source}, line {each.line}"
            state: State = "in_force"
            if not passages(document.text, each.text):
                self.errors.append(each.changed())
                state = "text_changed"
            elif each.lapsed(self._today):
                self.notes.append(f"{where}: the decision held until {each.until}")
                state = "lapsed"
            elif not any(each.holds(finding, document.text) for finding in findings):
                rules = ", ".join(sorted(each.rules))
                self.notes.append(f"{where}: {rules} finds nothing in “{each.text}” any more")
                state = "nothing_found"
            self.states[each] = max(self.states[each], state, key=STATES.index)
