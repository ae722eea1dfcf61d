"""The text of a text file, whatever it was saved as."""

import codecs

from picturelock.providers.documents.refused import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(name: str, content: bytes) -> str:
    """The file as text: UTF-8, UTF-16 with its mark, or Windows-1252 as older editors save.

    Raises:
        InvalidInputError: it is empty, or not text.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None or b"\0" in content:
            raise refused(name, "is not text; use PDF, DOCX or TXT") from error
        text = content.decode("cp1252", errors="replace")
    if _controls(text) > len(text) // 100:
        raise refused(name, "is not text; use PDF, DOCX or TXT")
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise refused(name, "is empty")
    return text


def _controls(text: str) -> int:
    return sum(1 for sign in text if (ord(sign) < 32 and sign not in "\t\n\r\f") or sign == "\ufffd")
