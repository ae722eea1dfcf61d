import io
import zipfile

import pytest
from PIL import Image

from fakes.service import pdf, png, word_document
from picturelock.domain.errors import InvalidInputError
from picturelock.providers.documents.apart import read_apart
from picturelock.providers.documents.picture import read_picture
from picturelock.providers.documents.reading import LONGEST, read_document


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (pdf("Take with water."), "Take with water.\f"),
        (word_document("Keep dry."), "Keep dry.\n\nDose | 75 mg"),
        ("Für Erwachsene.\r\nZwei".encode(), "Für Erwachsene.\nZwei"),
        ("Für Erwachsene".encode("cp1252"), "Für Erwachsene"),
        ("服用".encode("utf-16"), "服用"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
    ],
)
def test_a_document_is_read_by_what_it_contains_not_by_its_name(content: bytes, text: str) -> None:
    assert read_document("any.bin", content) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf(""), "has no text, only pictures of it"),
        (b"%PDF-1.7 and no more", "is not a readable PDF"),
        (
            pdf("secret").replace(
                b"/Root 1 0 R",
                b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
                b" /O <%s> /U <%s> >>" % (b"00" * 32, b"00" * 32),
            ),
            "is protected by a password",
        ),
        (_zip(readme=b"x"), "is not a Word document"),
        (_zip(word__document__xml=b"x"), "is not a Word document"),
        (_zip(**{"word__document.xml": b"<broken"}), "is not a readable DOCX"),
        (_zip(**{"word__document.xml": b" " * (201 * 1024 * 1024)}), "unpacks to more than 200 MB"),
        (b"PK\x03\x04", "is not a readable DOCX"),
        (b"\x00\x01\x02\x03" * 50, "is not text"),
        (b"\xff\xfe\x00", "is not text"),
        (b"  \n ", "is empty"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=f"label.pdf: {reason}"):
        read_document("label.pdf", content)


def test_a_very_long_document_is_cut_to_what_a_brief_takes() -> None:
    assert len(read_document("long.txt", b"a" * (LONGEST + 1))) == LONGEST


async def test_a_document_is_read_apart_from_the_service_with_the_same_answers() -> None:
    assert await read_apart("-label.pdf", pdf("Take with water.")) == "Take with water.\f"
    with pytest.raises(InvalidInputError, match=r"label\.pdf: has no text"):
        await read_apart("label.pdf", pdf(""))


def test_a_picture_becomes_a_png_that_is_not_too_large() -> None:
    photo = io.BytesIO()
    Image.new("RGB", (3000, 1500), "red").save(photo, "JPEG")
    made = Image.open(io.BytesIO(read_picture("photo.jpg", photo.getvalue())))
    assert (made.format, made.size, made.mode) == ("PNG", (2000, 1000), "RGBA")


def test_a_picture_loses_its_metadata_but_not_its_orientation() -> None:
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "somebody's secret"
    Image.new("RGB", (40, 20)).save(photo, "JPEG", exif=exif)
    made = Image.open(io.BytesIO(read_picture("photo.jpg", photo.getvalue())))
    assert made.size == (20, 40)
    assert not made.getexif()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg/>", "is not a picture that can be used; use PNG, JPEG or WebP"),
        (b"", "is not a picture"),
        (png()[:50], "is "),
        (png(10_000, 6_000), "has 10000×6000 pixels"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=f"logo.png: {reason}"):
        read_picture("logo.png", content)
