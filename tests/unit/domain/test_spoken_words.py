from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.spoken_words import joined, spoken_words

JAPANESE = (
    "リシノプリルはアンジオテンシン変換酵素（ACE）を阻害し、1日1回10 mgを服用します。「はい」と、5.5%でした。"
)


@pytest.mark.parametrize("language", ["en-US", "de-DE", "hi-IN", "ar", "ko-KR"])
def test_words_are_what_stands_between_white_space(language: str) -> None:
    assert spoken_words(" Eine  Tablette\nam Tag. ", language) == ["Eine", "Tablette", "am", "Tag."]


def test_japanese_is_cut_into_phrases_that_join_without_spaces() -> None:
    words = spoken_words(JAPANESE, "ja-JP")
    assert len(words) > 8
    assert joined(words, "ja-JP") == JAPANESE


@given(st.text("アイウっー、。「」（）漢字ACE012.% ", min_size=1, max_size=60))
def test_no_japanese_word_begins_with_a_mark_that_no_line_begins_with_or_cuts_a_latin_word(text: str) -> None:
    words = spoken_words(text, "ja-JP")
    assert "".join(words) == "".join(text.split())
    chunks = [spoken_words(chunk, "ja-JP") for chunk in text.split()]
    for before, after in (pair for chunk in chunks for pair in pairwise(chunk)):
        assert after[0] not in "、。ー」）っ%."
        assert before[-1] not in "「（"
        ends, begins = (sign.isascii() and sign.isalnum() for sign in (before[-1], after[0]))
        assert not (ends and begins)


@pytest.mark.parametrize(
    ("text", "language"),
    [("这种药物可以降低血压。", "zh-CN"), ("這種藥物可以降低血壓。", "zh-TW"), ("ยานี้ลดความดันโลหิต", "th-TH")],
)
def test_chinese_and_thai_are_cut_too(text: str, language: str) -> None:
    words = spoken_words(text, language)
    assert len(words) > 2
    assert joined(words, language) == text
