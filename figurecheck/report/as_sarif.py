"""SARIF 2.1.0, the exchange format of code-checking tools (OASIS standard of March 2020)."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from figurecheck import __version__
from figurecheck.report.as_github import told
from figurecheck.report.places import Places
from figurecheck.report.rule_pages import page, plain_page, rule_index, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from figurecheck.errors import FigurecheckError
    from figurecheck.model import Document, DocumentChecks, Finding
    from figurecheck.reconcile.rules.catalogue import Rule
    from figurecheck.report.tally import Tally
    from figurecheck.report.writer import Look

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "ROOT"
Part = dict[str, Any]


class Report:
    """Gathers the results and writes one run at the end."""

    def __init__(self, write: Callable[[str], object], look: Look) -> None:
        """Take where to write; the look is that of the tool that shows it."""
        del look
        self._write = write
        self._results: list[Part] = []
        self._artifacts: dict[str, Part] = {}
        self._notifications: list[Part] = []
        self._seen: Counter[str] = Counter()

    def document(self, checks: DocumentChecks) -> None:
        """A result for each finding; waived ones are suppressed, with the reason."""
        document = checks.document
        uri = address(document)
        self._artifacts.setdefault(uri, {"location": location(uri), "encoding": "UTF-8"})
        if checks.error is not None:
            self._notify(checks.error, uri)
        places = Places(document)
        for finding in checks.findings:
            key = _fingerprint(finding, document, uri)
            self._seen[key] += 1
            self._results.append(_result(finding, places, uri, f"{key}:{self._seen[key]}"))

    def failure(self, error: FigurecheckError) -> None:
        """A notification for what could not be read."""
        self._notify(str(error), uri_of(error.source) if error.source else None)

    def end(self, tally: Tally) -> None:
        """The whole log."""
        run = {
            "tool": {"driver": _driver()},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"uri": Path.cwd().as_uri() + "/"}},
            "artifacts": list(self._artifacts.values()),
            "results": self._results,
            "invocations": [
                {
                    "executionSuccessful": not tally.unread,
                    "toolExecutionNotifications": self._notifications,
                }
            ],
            "properties": {"summary": tally.row()},
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        self._write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")

    def _notify(self, message: str, uri: str | None) -> None:
        note: Part = {"level": "error", "message": {"text": message}}
        if uri:
            note["locations"] = [{"physicalLocation": {"artifactLocation": location(uri)}}]
        self._notifications.append(note)


def _driver() -> Part:
    return {
        "name": "figurecheck",
        "semanticVersion": __version__,
        "rules": [_descriptor(each) for each in rules()],
    }


def _descriptor(rule: Rule) -> Part:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.name}: {rule.statement}"},
        "fullDescription": {"text": rule.statement},
        "help": {"text": plain_page(rule), "markdown": page(rule)},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, places: Places, uri: str, fingerprint: str) -> Part:
    document = places.document
    words = document.text[finding.start : finding.end]
    physical: Part = {"artifactLocation": location(uri)}
    if places.in_file:
        start, end = places.position(finding.start), places.position(finding.end)
        physical["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "snippet": {"text": words},
        }
    begin, stop = places.sentence(finding.start, finding.end)
    result: Part = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index(finding.rule),
        "level": finding.severity,
        "message": {"text": told(finding)},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"name": document.id, "kind": "document"}],
            }
        ],
        "partialFingerprints": {"figurecheck/v1": fingerprint},
        "properties": {
            "sentence": document.text[begin:stop],
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        },
    }
    if finding.waived is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _fingerprint(finding: Finding, document: Document, uri: str) -> str:
    """What stays the same while a finding moves through its file."""
    words = " ".join(document.text[finding.start : finding.end].split())
    told = f"{finding.rule}\n{uri}\n{words}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def address(document: Document) -> str:
    """The address of a document's file, from the folder of the run where it lies below it."""
    return uri_of(document.path or document.id)


def uri_of(path: str) -> str:
    """A path as a reference: relative to the folder of the run, else whole."""
    whole, here = Path(path).absolute(), Path.cwd()
    if whole.is_relative_to(here):
        return quote(whole.relative_to(here).as_posix())
    return whole.as_uri()


def location(uri: str) -> Part:
    """An artifact's location; a relative one is under the root of the run."""
    return {"uri": uri} if "://" in uri else {"uri": uri, "uriBaseId": ROOT}
