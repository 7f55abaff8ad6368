"""Paths become documents: formats by name and content, ids, front matter, dates, PDF."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from figurecheck.errors import InputError, UsageError
from figurecheck.ingest import iterate, load
from figurecheck.ingest.dates import partial_date
from figurecheck.ingest.markdown import without_front_matter
from figurecheck.model import Document

HEAD = "---\npublished: 2023-03\ntitle: 2022\nlang: no\nsource: ~\n---\n"


def pdf(*pages: str, title: str | None = None) -> bytes:
    """A PDF with a line of text on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for line in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 100 Td ({line}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  pypdf has no other way
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if title:
        writer.add_metadata({"/Title": title})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_pdf_gives_its_pages_and_no_date_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("Sales rose to $5 million.", "Page two.", title="Deals"))
    (document,), failures = load([file])
    assert not failures
    assert document.text == "Sales rose to $5 million.\n\nPage two."
    assert (document.title, document.published, document.format) == ("Deals", None, "pdf")


def test_pdf_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(pdf("Sales."))
    assert load([file])[0][0].text == "Sales."


def test_pdf_without_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf(""))
    ((failure,)) = load([file])[1]
    assert "holds no text to read; give a PDF with a text layer" in str(failure)


def test_front_matter_is_read_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(HEAD + "Sales.", encoding="utf-8")
    (document,) = load([file], "2001")[0]
    assert (document.published, document.title, document.lang) == ("2023-03", "2022", "no")
    assert document.source is None
    assert document.text == HEAD + "Sales."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_blanking_keeps_every_place(end: str, mark: str) -> None:
    text = mark + (HEAD + "Sales <!-- 5\n6 --> rose.").replace("\n", end)
    blanked = without_front_matter(text)
    assert len(blanked) == len(text)
    assert blanked.split() == ["Sales", "rose."]
    assert blanked.index("Sales") == text.index("Sales")


@pytest.mark.parametrize(
    "text", ["---\n\nOne rule.\n\n---\n\nTwo.", "--- so it was ---\n", "---\nUnclosed: yes\n"]
)
def test_rules_between_paragraphs_are_no_front_matter(text: str) -> None:
    assert without_front_matter(text) == text


def test_a_date_of_the_call_is_for_documents_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales.", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ndate: 2023-03-14T10:00:00Z\n---\nSales.", encoding="utf-8")
    assert [each.published for each in load([tmp_path], "2001")[0]] == ["2001", "2023-03-14"]
    with pytest.raises(UsageError, match=r"--published: `2001-1` is no date"):
        load([tmp_path], "2001-1")


def test_ids_are_of_name_and_text(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "a.txt").write_text("Sales.", encoding="utf-8")
    first, second = (load([folder])[0][0].id for folder in (one, other))
    assert first == second
    assert first.startswith("a.txt-")
    (other / "a.txt").write_text("Sales!", encoding="utf-8")
    assert load([other])[0][0].id != first


def test_a_folder_is_read_in_order_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "c.html", "note.rtf", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Sales.", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    read = list(iterate([tmp_path, tmp_path / "b.txt"]))
    names = [Path(each.path or "").name for each in read if isinstance(each, Document)]
    assert names == ["z.md", "b.txt", "c.html"]
    (failure,) = [each for each in read if isinstance(each, InputError)]
    assert "broken.txt: no such file" in str(failure)


@pytest.mark.skipif(os.name == "nt", reason="names are shorter there")
def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    (failure,) = load([tmp_path / ("n" * 5000)])[1]
    assert "cannot be opened: file name too long" in str(failure)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", "2023"),
        ("2023-03", "2023-03"),
        (" 2023-03-14 ", "2023-03-14"),
        ("2023-03-14T08:00:00Z", "2023-03-14"),
        ("2023-03-14 08:00", "2023-03-14"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2023-3", None),
        ("0000", None),
        ("\uff12\uff10\uff12\uff13", None),  # digits of another script
        ("2023-03-14-15", None),
        ("March 2023", None),
    ],
)
def test_partial_dates(text: str, date: str | None) -> None:
    assert partial_date(text) == date
