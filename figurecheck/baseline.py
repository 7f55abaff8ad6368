"""The baseline: findings of an old archive that are known, so that only new ones count.

A finding is known by its document, its rule and the words at its span, not by its line, so that it
stays known while the text around it changes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from figurecheck.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from figurecheck.model import Document, Finding

VERSION = 1
Known = tuple[str, str, str]
"""Name of the document, rule, words."""


def known(name: str, document: Document, finding: Finding) -> Known:
    """What a finding is known by."""
    words = " ".join(document.text[finding.start : finding.end].split())
    return name, finding.rule, words


def read_baseline(file: Path) -> Counter[Known]:
    """How often each finding is known. Raises `SettingsError` for a file of another kind."""
    import json

    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
        if whole["version"] != VERSION:
            raise ValueError  # noqa: TRY301  told below, as every other fault of the file
        return Counter(
            (str(each["document"]), str(each["rule"]), str(each["text"]))
            for each in whole["findings"]
        )
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}",
            source=str(file),
            advice="write it with --write-baseline",
        ) from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError(
            "is no baseline of this version",
            source=str(file),
            advice="write it anew with --write-baseline",
        ) from None


def write_baseline(file: Path, findings: Iterable[Known]) -> None:
    """Write the findings, sorted, one a line, so that changes are easy to read."""
    import json

    rows = [
        json.dumps({"document": name, "rule": rule, "text": text}, ensure_ascii=False)
        for name, rule, text in sorted(findings)
    ]
    body = ",\n    ".join(rows)
    listed = f"[\n    {body}\n  ]" if rows else "[]"
    try:
        file.write_text(f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n', "utf-8")
    except OSError as error:
        raise SettingsError(f"cannot be written: {error.strerror}", source=str(file)) from None
