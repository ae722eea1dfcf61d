"""Scenes in other languages: line breaks, the order of what is read from the right, no English of our own.

``PICTURELOCK_UPDATE_GOLDEN=1`` writes the pictures anew; look at them before you commit them.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from fakes.scenes import order
from picturelock.domain.drawing import CaptionCue, DrawOrder
from picturelock.domain.picture_language import picture_language
from picturelock.providers.render.lettering import texts_of
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.breaking import coarse_pieces, fine_pieces
from picturelock.providers.render.manim_scenes.figures import count, figure
from picturelock.providers.render.manim_scenes.fonts import missing_characters
from picturelock.providers.render.manim_scenes.lettering import outlines
from picturelock.providers.render.manim_scenes.lint import faults
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.staging import staged
from picturelock.providers.render.manim_scenes.template import all_templates
from picturelock.providers.render.manim_scenes.typesetting import TextLine, set_text
from picturelock.providers.render.manim_scenes.writing import written_in

GOLDEN = Path(__file__).parents[3] / "golden" / "languages"
UPDATE = bool(os.environ.get("PICTURELOCK_UPDATE_GOLDEN"))
INK = "#ffffff"
SCENES: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "ar": (
        "key_points",
        {
            "title": "ما يجب تذكّره",
            "subtitle": "قبل تناول الأسبرين (Aspirin 500 mg)",
            "points": [
                {"text": "قد يزيد الأسبرين من احتمال النزيف", "sign": "question"},
                {"text": "أخبر طبيبك عن warfarin 5 mg الذي تتناوله.", "sign": "pill"},
            ],
        },
        ("ما يُقال عن الصورة، مثل COX-1،", "مكتوب هنا."),
    ),
    "hi": (
        "process_steps",
        {
            "title": "एक गोली का सफ़र",
            "steps": [
                {"label": "अवशोषण", "text": "यह आँत में घुलकर रक्त में पहुँचती है"},
                {"label": "वितरण", "text": "रक्त इसे पूरे शरीर में ले जाता है"},
                {"label": "उत्सर्जन", "text": "गुर्दे और पित्त इसे बाहर निकालते हैं"},
            ],
        },
        ("जो बोला जाता है,", "वह यहाँ लिखा है।"),
    ),
    "ja": (
        "receptor_binding",
        {
            "title": "ベータ遮断薬のはたらき",
            "subtitle": "心筋細胞の膜で",
            "receptor": "β1受容体",
            "ligand": "ノルアドレナリン",
            "drug": "ビソプロロール",
            "pathway": ["心拍が速くなる"],
        },
        ("話される言葉が", "ここに書かれています。"),
    ),
}


def ordered(language: str) -> DrawOrder:
    template, props, lines = SCENES[language]
    caption = CaptionCue(start=0, end=180, lines=lines)
    return order(template, props, captions=(caption,)).model_copy(update={"language": language})


def lines_of(stage: Stage) -> Iterator[TextLine]:
    for actor in stage.actors():
        yield from (part for part in actor.mobject.get_family() if isinstance(part, TextLine))


@pytest.mark.parametrize("language", list(SCENES))
def test_the_picture_is_the_one_a_person_looked_at(language: str) -> None:
    painter = Painter(staged(ordered(language)))
    painter.paint(150 / 15)
    drawn = (painter.pixels[..., 2::-1] // 8 * 8 + 4).astype(np.uint8)
    file = GOLDEN / f"manim_{language}.png"
    if UPDATE:
        Image.fromarray(drawn).save(file, optimize=True)
    away = np.abs(drawn.astype(np.float64) - np.asarray(Image.open(file)).astype(np.float64)).mean(axis=2)
    assert away.mean() < 1.0
    assert away.reshape(18, 15, 32, 15).mean(axis=(1, 3)).max() < 8.0


@pytest.mark.parametrize("language", list(SCENES))
def test_nothing_overlaps_and_no_glyph_is_missing(language: str) -> None:
    assert faults(staged(ordered(language))) == []
    said = " ".join([*picture_language(language).words.values(), *texts_of(SCENES[language][1])])
    assert missing_characters(said) == []


def test_what_is_read_from_the_right_begins_there() -> None:
    stage = staged(ordered("ar"))
    title = next(actor for actor in stage.actors() if "تذكّره" in getattr(actor.mobject, "text", ""))
    sign = next(actor for actor in stage.actors() if actor.axis is not None and actor.layer == 10)
    assert title.axis is not None
    # Mirrored at the middle: what a Latin picture has at its left is at the right.
    assert 2 * title.axis - title.home[0] > 2.5
    assert sign.axis is not None
    assert 2 * sign.axis - sign.home[0] > 5


def test_letters_are_not_seen_from_behind() -> None:
    straight = staged(ordered("ar").model_copy(update={"language": "en"}))
    turned = staged(ordered("ar"))
    for stage in (straight, turned):
        assert any("Aspirin" in line.text for line in lines_of(stage))
    drawn = next(line for line in lines_of(turned) if "Aspirin" in line.text)
    with written_in("ar"):
        outline = outlines([drawn.text])[0]
    # The stage turns the points once more: as set, they are the outline from behind.
    width = drawn.points[:, 0].max() - drawn.points[:, 0]
    np.testing.assert_allclose(width / drawn.em, outline.points[:, 0], atol=1e-6)


def test_a_latin_name_keeps_its_place_in_a_line_that_is_read_from_the_right() -> None:
    # "COX-1 هدف": the name comes first, so it stands at the right, also where it begins the line.
    with written_in("ar"):
        line, name, rest = outlines(["COX-1 هدف", "COX-1", "هدف"])
    latin = name.points[np.argmax(name.points[:, 1])]
    right_part = line.points[line.points[:, 0] > line.right - name.width - 0.02]
    assert right_part[:, 1].max() == pytest.approx(latin[1], abs=0.02)
    left_part = line.points[line.points[:, 0] < rest.width]
    assert left_part[:, 1].max() == pytest.approx(rest.top, abs=0.02)


def test_the_full_stop_of_a_line_from_the_right_stands_at_its_left() -> None:
    with written_in("ar"):
        stopped, bare = outlines(["نص COX.", "نص COX"])
    low = stopped.points[stopped.points[:, 0] < stopped.width - bare.width]
    assert low[:, 1].max() < 0.2


@pytest.mark.parametrize("width", [1.0, 1.7, 2.4, 3.3])
def test_no_line_begins_or_ends_with_what_must_not_stand_there(width: float) -> None:
    text = "服用前に「医師」、または薬剤師（くすりの専門家）にご相談ください。チューブは３０℃以下で。"
    with written_in("ja"):
        words = set_text(text, Box(-width, -4, width, 4), em=0.5, color=INK, most_lines=20)
    rows = [row.text for row in words.rows()]
    assert "".join(rows) == text
    assert len(rows) > 1
    assert not [row for row in rows if row[0] in "。、」）ーっゃゅょュ℃" or row[-1] in "「（"]


def test_latin_words_and_numbers_stay_whole_in_japanese() -> None:
    pieces = [piece.text for piece in fine_pieces("アスピリン錠100mgはCOX-1を", picture_language("ja"))]
    assert "100mg" in pieces
    assert "COX-1" in pieces


def test_a_long_compound_is_broken_with_a_hyphen_rather_than_made_small() -> None:
    box = Box(-1.2, -2, 1.2, 2)
    with written_in("de"):
        words = set_text("Blutdruckmedikamentenverordnung", box, em=0.4, color=INK, most_lines=4)
    assert words.em > 0.35
    assert [row.text[-1] for row in words.rows()[:-1]] == ["-"] * (len(words.rows()) - 1)
    assert coarse_pieces(words.text, picture_language("de"))[0].text == words.text


def test_figures_are_written_as_the_language_writes_them() -> None:
    with written_in("de"):
        assert (figure(10.5, "%"), figure(-2.5, "mg"), count(1234)) == ("10,5\u00a0%", "−2,5 mg", "1.234")


@pytest.mark.parametrize("name", list(all_templates()))
def test_no_template_draws_english_words_of_its_own(name: str) -> None:
    template = all_templates()[name]
    given = template.example.model_dump(mode="json", exclude_defaults=True)
    stage = staged(order(name, given).model_copy(update={"language": "ja"}))
    own = {word.casefold() for text in texts_of(given) for word in words_in(text)}
    drawn = {word for line in lines_of(stage) for word in words_in(line.text) if word.casefold() not in own}
    # Names that are the same everywhere.
    assert drawn <= {"RNA", "RDKit", "SMILES", "mol"}


def words_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{3,}", text)
