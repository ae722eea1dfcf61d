"""Text in pictures: shaping, setting into boxes, and what fonts can draw."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.fonts import clean, missing_characters, wants_symbols
from picturelock.providers.render.manim_scenes.lettering import outlines, runs_right_to_left
from picturelock.providers.render.manim_scenes.typesetting import set_text

BOX = Box(-3, -1, 3, 1)
INK = "#ffffff"


def test_all_glyphs_of_a_line_are_one_mobject_on_one_baseline() -> None:
    (line,) = outlines(["Hxnm"])
    assert line.points.shape[1] == 3
    assert line.bottom == pytest.approx(0, abs=0.02)
    assert 0.70 < line.top < 0.76  # Inter's cap height is 0.727 em


def test_the_same_text_is_shaped_once() -> None:
    assert outlines(["Kept for next time"])[0] is outlines(["Kept for next time"])[0]


@pytest.mark.parametrize(
    ("joined", "apart"),
    [("مرحبا", "م ر ح ب ا"), ("क्षत्रिय", "क ् ष त ् र ि य")],
    ids=["Arabic", "Devanagari"],
)
def test_scripts_whose_letters_join_are_shaped(joined: str, apart: str) -> None:
    shaped, single = outlines([joined, apart])
    spaces = apart.count(" ") * 0.2
    assert shaped.width < single.width - spaces


def test_chinese_is_broken_between_its_characters() -> None:
    words = set_text("阿司匹林抑制环氧合酶从而减轻疼痛", BOX, em=0.6, color=INK)
    assert len(words.rows()) == 2
    assert words.em > 0.55


def test_no_line_starts_with_a_closing_mark() -> None:
    words = set_text(
        "阿司匹林，阿司匹林，阿司匹林，阿司匹林。", Box(-1.2, -2, 1.2, 2), em=0.5, color=INK, most_lines=9
    )
    assert not any(row.text[0] in "，。" for row in words.rows())


def test_lines_are_balanced() -> None:
    words = set_text("One small molecule with one lasting change inside", BOX, em=0.45, color=INK)
    widths = [row.width for row in words.rows()]
    assert len(widths) == 2
    assert min(widths) > 0.6 * max(widths)


@settings(max_examples=25, deadline=None)
@given(
    words=st.lists(st.text("abcdeWmi", min_size=1, max_size=24), min_size=1, max_size=12),
    width=st.floats(0.8, 6),
    height=st.floats(0.3, 2),
    most_lines=st.integers(1, 3),
)
def test_text_of_any_length_stays_in_its_box(
    words: list[str], width: float, height: float, most_lines: int
) -> None:
    box = Box(-width / 2, -height / 2, width / 2, height / 2)
    paragraph = set_text(" ".join(words), box, em=0.5, color=INK, most_lines=most_lines)
    assert len(paragraph.rows()) <= most_lines
    points = np.vstack([row.points for row in paragraph.rows()])
    assert points[:, 0].min() >= box.left - 0.03 * width
    assert points[:, 0].max() <= box.right + 0.03 * width
    assert points[:, 1].max() - points[:, 1].min() <= height * 1.01


def test_no_word_is_lost_when_text_is_broken() -> None:
    text = "Acetylsalicylic acid transfers its acetyl group to a serine of cyclooxygenase"
    words = set_text(text, Box(-1.5, -3, 1.5, 3), em=0.4, color=INK, most_lines=8)
    assert " ".join(row.text for row in words.rows()) == text


def test_right_to_left_text_is_told_by_its_first_letter() -> None:
    assert runs_right_to_left("12 مرحبا")
    assert not runs_right_to_left("COX-1 مرحبا")


def test_emoji_are_outlines_of_the_symbols_font() -> None:
    assert wants_symbols("🎉")
    (line,) = outlines(["🎉"])
    assert line.width > 0.5
    assert missing_characters("It works 🎉 👍🏽 ❤️") == []


def test_characters_that_no_font_has_are_named_once() -> None:
    assert missing_characters("a\ue123b\ue123\U0010fffd") == ["\ue123", "\U0010fffd"]


def test_text_is_cleaned_before_it_is_set() -> None:
    assert clean("  a\u0007\n b\ufe0f\u200b  c ") == "a b c"
    assert clean("e\u0301") == "é"
