"""Names of files from titles: readable, and safe on every file system."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.providers.store.file_names import LONGEST_NAME, file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Temporal Guardians", "Temporal Guardians"),
        ("../../etc/passwd", "etc passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("nul .txt", "_nul .txt"),
        ("COM1", "_COM1"),
        ("…and then?", "…and then"),
        (" . hidden . ", "hidden"),
        ("...", "untitled"),
        ("", "untitled"),
        ("\u202egpj.exe", "gpj.exe"),
        ("Zero\u200bwidth", "Zerowidth"),
        ("Cafe\u0301", "Café"),
        ("Cafe\u200b\u0301", "Café"),
        ("日本語の題", "日本語の題"),
        ("line\nbreak\ttab", "line break tab"),
    ],
)
def test_a_title_becomes_a_name_that_every_file_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_long_name_that_means_a_device_is_not_longer_for_it() -> None:
    assert file_name("nul." + "x" * 300) == "_nul." + "x" * (LONGEST_NAME - 5)


@given(st.text(max_size=400))
def test_no_title_makes_a_name_that_leaves_its_folder_or_does_not_fit(title: str) -> None:
    name = file_name(title)

    assert 0 < len(name.encode()) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name.strip(". ") == name
    assert file_name(name) == name
