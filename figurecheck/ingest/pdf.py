"""PDF: the text of its pages, in order."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader

from figurecheck.errors import InputError
from figurecheck.ingest.files import document_id
from figurecheck.model import Document


def pdf_document(path: str, content: bytes, published: str | None) -> Document:
    """The pages' text, a blank line between pages; that text is what spans refer to.

    The day on which the file was made is no publication date: files are made again years later.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says is said in one line below
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except Exception as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise InputError(
            f"cannot be read as PDF: {told[:200]}",
            source=path,
            advice="export it again, without a password",
        ) from error
    text = "\n\n".join(page.strip() for page in pages).strip()
    if not text:
        raise InputError(
            "holds no text to read", source=path, advice="give a PDF with a text layer"
        )
    return Document(
        id=document_id(path, text),
        text=text,
        published=published,
        title=str(title) if title else None,
        path=path,
        format="pdf",
    )
