"""PDF: the text of its pages, in order."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from figurecheck.errors import InputError
from figurecheck.ingest.files import document_id
from figurecheck.model import Document


def pdf_document(path: str, content: bytes, published: str | None) -> Document:
    """The pages' text, a blank line between pages; that text is what spans refer to."""
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        facts = reader.metadata
    except (PyPdfError, ValueError, KeyError) as error:
        raise InputError(
            f"cannot be read as PDF: {error}", source=path, advice="export it again"
        ) from None
    text = "\n\n".join(page.strip() for page in pages).strip()
    if not text:
        raise InputError(
            "holds no text to read", source=path, advice="give a PDF with a text layer"
        )
    created = facts.creation_date if facts else None
    return Document(
        id=document_id(path, text),
        text=text,
        published=published or (created.date().isoformat() if created else None),
        title=str(facts.title) if facts and facts.title else None,
        path=path,
    )
