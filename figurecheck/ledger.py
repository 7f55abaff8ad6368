"""The ledger of reviewed findings: a YAML file of decisions, each about one passage of one document.

A finding that a decision is about stays, marked with the decision and its reason, and no longer
counts. A decision whose passage is no longer in its document is an error: the text has changed, so
it must be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from figurecheck.errors import SettingsError
from figurecheck.ingest.dates import partial_date
from figurecheck.near import advice
from figurecheck.settings import all_rules, rules_named
from figurecheck.yaml_lines import Entry, entries

if TYPE_CHECKING:
    from datetime import date

    from figurecheck.model import Document, Finding

Verdict = Literal["accepted", "corrected", "waived"]
VERDICTS = ("accepted", "corrected", "waived")
KEYS = ("rule", "document", "text", "decision", "reason", "to", "until")
NEEDED = ("rule", "document", "text", "decision")
LIST = "decisions"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the findings of a rule in a passage.

    `accepted`: it is wrong, and stands as it was printed; `corrected`: it is wrong, and will be
    `to`; `waived`: it is right. `until` is the last day on which the decision holds.
    """

    rules: frozenset[str]
    document: str  # id, or the end of the path
    text: str
    verdict: Verdict
    reason: str
    to: str | None
    until: str | None
    source: str
    line: int

    def is_about(self, document: Document) -> bool:
        """Whether a document is the one that was decided on."""
        if self.document == document.id:
            return True
        parts = Path(self.document).parts
        return document.path is not None and Path(document.path).parts[-len(parts) :] == parts

    def holds(self, finding: Finding, text: str) -> bool:
        """Whether a finding in `text` lies in the passage that was decided on."""
        return finding.rule in self.rules and any(
            start <= finding.start and finding.end <= end
            for start, end in passages(text, self.text)
        )

    def lapsed(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < today.isoformat()

    def told(self) -> str:
        """The mark of a finding: `waived: the rate is that of the contract`."""
        to = f" to “{self.to}”" if self.to else ""
        return f"{self.verdict}{to}: {self.reason}"

    def changed(self) -> SettingsError:
        """The error that says that the passage is gone."""
        return SettingsError(
            f"“{self.text}” is no longer in {self.document}",
            source=self.source,
            place=f"line {self.line}",
            advice="the text changed: look at it again, then mend or remove the decision",
        )


def passages(text: str, passage: str) -> list[tuple[int, int]]:
    """Where a passage stands in a text, whatever its spaces and line ends are."""
    import re

    pattern = r"\s+".join(re.escape(word) for word in passage.split())
    return [match.span() for match in re.finditer(pattern, text)]


def read_ledger(file: Path) -> tuple[Decision, ...]:
    """Every decision of a ledger. Raises `SettingsError`, naming file and line."""
    return tuple(_decision(entry) for entry in entries(file, LIST))


def _decision(entry: Entry) -> Decision:
    for key in entry.values:
        if key not in KEYS:
            raise entry.wrong(f"unknown key `{key}`", advice(key, KEYS), key=key)
    for key in NEEDED:
        if key not in entry.values:
            raise entry.wrong(f"a decision needs `{key}`", f"it has {', '.join(KEYS)}")
    values = entry.values
    rules = rules_named(values["rule"])
    if not rules:
        raise entry.wrong(
            f"unknown rule `{values['rule']}`", advice(values["rule"], all_rules()), key="rule"
        )
    verdict = values["decision"]
    if verdict not in VERDICTS:
        raise entry.wrong(
            f"unknown decision `{verdict}`", advice(verdict, VERDICTS), key="decision"
        )
    if (verdict == "corrected") != ("to" in values):
        raise entry.wrong("`to` says what a figure is corrected to, and only that", key="decision")
    reason = values.get("reason") or ("a correction is due" if verdict == "corrected" else "")
    if not reason:
        raise entry.wrong("a decision needs `reason`", "say why in a few words")
    until = values.get("until")
    if until is not None and (partial_date(until) or "").count("-") != len("md"):
        raise entry.wrong(f"`{until}` is no day", "write YYYY-MM-DD", key="until")
    return Decision(
        rules=rules,
        document=values["document"],
        text=values["text"],
        verdict=cast("Verdict", verdict),
        reason=reason,
        to=values.get("to"),
        until=until,
        source=entry.source,
        line=entry.line,
    )
