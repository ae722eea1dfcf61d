"""Reading an uploaded document by what it contains, whatever it is called."""

from picturelock.providers.documents.docx import MARK as DOCX
from picturelock.providers.documents.docx import read_docx
from picturelock.providers.documents.pdf import MARK as PDF
from picturelock.providers.documents.pdf import read_pdf
from picturelock.providers.documents.text import read_text

# What a brief takes of one document, in characters.
LONGEST = 400_000


def read_document(name: str, content: bytes) -> str:
    """The text of a PDF, a Word document or a text file, at most ``LONGEST`` characters of it.

    Args:
        name: the file's name, for messages.
        content: the file.

    Raises:
        InvalidInputError: the file cannot be read, with the reason under its name.
    """
    if PDF in content[:1024]:
        text = read_pdf(name, content)
    elif content.startswith(DOCX):
        text = read_docx(name, content)
    else:
        text = read_text(name, content)
    return text[:LONGEST]
