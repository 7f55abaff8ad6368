"""What a file holds: by the ending of its name, by its first bytes where those say otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

Format = Literal["text", "markdown", "html", "pdf", "lines"]

ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
PDF_MARK = b"%PDF-"
OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)\b", re.IGNORECASE
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEEN = 65536
"""So many bytes are looked at."""


def format_of(name: str, content: bytes) -> Format:
    """The format of a file; a name that tells nothing leaves it to the content."""
    known = ENDINGS.get(Path(name).suffix.lower())
    if content.startswith(PDF_MARK):
        return "pdf"
    if known:
        return known
    head = content[:SEEN]
    if OBJECT.match(head):
        return "lines"
    return "html" if PAGE.match(head) else "text"


def is_readable_name(path: Path) -> bool:
    """Whether a file of this name is read when its folder is given."""
    return path.suffix.lower() in ENDINGS
