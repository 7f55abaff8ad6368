"""Documents in: files of text, Markdown, HTML, PDF and JSON lines, folders of them, standard input."""

from figurecheck.ingest.files import ReadFailure, iterate, load
from figurecheck.ingest.language import detect, language_code

__all__ = ["ReadFailure", "detect", "iterate", "language_code", "load"]
