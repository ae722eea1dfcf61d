"""The text of a Word document."""

import io
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from picturelock.providers.documents.refused import refused

MARK = b"PK\x03\x04"
_BODY = "word/document.xml"
_UNPACKED_LIMIT = 200 * 1024 * 1024
# Word's own documents unpack to 5 to 20 times their size; only what was made to burst comes to more.
_MOST_RATIO = 150
_ALWAYS_FINE = 5 * 1024 * 1024


def read_docx(name: str, content: bytes) -> str:
    """Paragraphs and table rows in the document's order, a blank line between two.

    Raises:
        InvalidInputError: it is not a Word document, is damaged, empty, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise refused(name, "is not a readable DOCX; it may be damaged") from error
    if _BODY not in (part.filename for part in parts):
        raise refused(name, "is not a Word document; use PDF, DOCX or TXT")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _UNPACKED_LIMIT:
        raise refused(name, "unpacks to more than 200 MB")
    if unpacked > max(_ALWAYS_FINE, _MOST_RATIO * len(content)):
        raise refused(name, f"unpacks to more than {_MOST_RATIO} times its size")
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        # SyntaxError is what lxml raises for broken XML.
        raise refused(name, "is not a readable DOCX; it may be damaged") from error
    lines = [
        line
        for block in document.iter_inner_content()
        for line in (_rows(block) if isinstance(block, Table) else [block.text])
    ]
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise refused(name, "has no text")
    return text


def _rows(table: Table) -> list[str]:
    return [" | ".join(cell.text.strip() for cell in row.cells) for row in table.rows]
