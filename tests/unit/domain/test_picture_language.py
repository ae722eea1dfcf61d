"""What pictures say themselves in each language, and how numbers are written there."""

import re

import pytest

from picturelock.domain.picture_language import capitals, picture_language, table_names

WHOLE = [name for name in table_names() if "-" not in name]


def test_the_languages_of_all_regions_have_tables() -> None:
    assert {"ar", "de", "es", "fr", "hi", "it", "ja", "pt", "ru"} <= set(WHOLE)


@pytest.mark.parametrize("name", WHOLE)
def test_every_language_has_every_word_with_its_places(name: str) -> None:
    words, german = picture_language(name).words, picture_language("de").words
    assert words.keys() == german.keys()
    for english, said in words.items():
        assert said.strip()
        assert sorted(re.findall(r"\{\d\}", said)) == sorted(re.findall(r"\{\d\}", english)), english


def test_a_region_takes_its_languages_table_and_english_says_what_the_key_says() -> None:
    assert picture_language("pt-BR").say("Ribosome") == "Ribossomo"
    assert picture_language("en-GB").say("{0} of {1}", "3", "10") == "3 of 10"
    assert picture_language("en-US").say("Tumour cell") == "Tumor cell"
    assert picture_language("sw").say("Ribosome") == "Ribosome"


@pytest.mark.parametrize(
    ("tag", "number", "percent"),
    [
        ("en", "1,234.5", "1,234.5%"),
        ("de-DE", "1.234,5", "1.234,5\u00a0%"),
        ("fr", "1\u00a0234,5", "1\u00a0234,5\u00a0%"),
        ("pt-BR", "1.234,5", "1.234,5%"),
        ("tr", "1.234,5", "%1.234,5"),
        ("hi", "1,234.5", "1,234.5%"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(tag: str, number: str, percent: str) -> None:
    numbers = picture_language(tag).numbers
    assert numbers.written("1,234.5") == number
    assert numbers.with_percent("1,234.5") == percent


def test_hindi_groups_by_lakhs() -> None:
    numbers = picture_language("hi-IN").numbers
    assert numbers.written("12,345,678") == "1,23,45,678"
    assert numbers.written("-123,456") == "-1,23,456"


@pytest.mark.parametrize(
    ("tag", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("ks-Arab", "rtl"), ("de", "ltr")]
)
def test_the_direction_follows_the_language_and_its_script(tag: str, direction: str) -> None:
    assert picture_language(tag).direction == direction


def test_turkish_keeps_its_dots_in_capitals() -> None:
    assert capitals("ilaç ısısı", "tr-TR") == "İLAÇ ISISI"
    assert capitals("größe", "de") == "GRÖSSE"
    assert capitals("आलेख", "hi") == "आलेख"
