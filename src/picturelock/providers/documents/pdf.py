"""The text of a PDF."""

import re

import pypdfium2 as pdfium

from picturelock.domain.sentence import PAGE_BREAK
from picturelock.providers.documents.refused import refused

MARK = b"%PDF-"
_PAGES = 500
# FPDF_ERR_PASSWORD of PDFium's public header fpdfview.h.
_PASSWORD = 4
# PDFium's sign for a word that is broken at the end of a line.
_HYPHENATED = re.compile("[\u0002\ufffe]\\s*")


def read_pdf(name: str, content: bytes) -> str:
    """The text layer of all pages, a form feed after each, so that their numbers are kept.

    Raises:
        InvalidInputError: it has a password, no text, too many pages, or is damaged.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:  # pyright: ignore[reportUnknownMemberType] - untyped library
            raise refused(name, "is protected by a password; save it without one") from error
        raise refused(name, "is not a readable PDF; it may be damaged") from error
    try:
        if len(document) > _PAGES:
            raise refused(name, f"has {len(document)} pages; {_PAGES} are allowed")
        pages = [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()
    text = "".join(f"{page}{PAGE_BREAK}" for page in pages)
    if not text.strip():
        raise refused(name, "has no text, only pictures of it; use a PDF with text, or a text file")
    return text


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        text: str = words.get_text_bounded()  # pyright: ignore[reportUnknownMemberType] - untyped library
        return _HYPHENATED.sub("", text.replace("\r\n", "\n").replace(PAGE_BREAK, "\n")).strip()
    finally:
        words.close()
        page.close()
