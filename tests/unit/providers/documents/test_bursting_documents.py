"""Documents that were made to burst when they are unpacked."""

import io
import zipfile

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.providers.documents.reading import read_document


def test_a_document_that_unpacks_to_many_times_its_size_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 20_000_000)
    with pytest.raises(InvalidInputError, match="unpacks to more than 150 times its size"):
        read_document("bomb.docx", made.getvalue())
