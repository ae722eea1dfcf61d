import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from fakes.scenes import order
from picturelock.domain.captions import caption_cues
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.timing import TimedWord
from picturelock.providers.render.manim_scenes.furniture import captions
from picturelock.providers.render.manim_scenes.lit_words import LitWord
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.writing import written_in

LIT = "#ffd400"
GOLDEN = Path(__file__).parents[3] / "golden" / "manim" / "karaoke.png"
TEXTS = {
    "en": "Aspirin blocks COX-1.",
    "ja": "腎臓のSGLT2を阻害し、糖を出します。",
    "ar": "يمنع بروتين SGLT2 في الكلية.",
    "hi": "गुर्दे में SGLT2 को रोकता है।",
}


def timed(language: str) -> list[TimedWord]:
    texts = spoken_words(TEXTS[language], language)
    return [
        TimedWord(text=text, start=10 + 10 * place, end=20 + 10 * place) for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize("language", TEXTS)
def test_no_letter_of_a_line_stands_elsewhere_when_its_words_light_up(language: str) -> None:
    cues = caption_cues(timed(language), 160, 15, language=language)
    with written_in(language):
        clean, karaoke = (Stage(order("title", {}, captions=cues)) for _ in range(2))
        karaoke.order = karaoke.order.model_copy(update={"lit": LIT})
        for stage in (clean, karaoke):
            captions(stage)
    whole = [part for actor in clean.actors() if actor.layer == 22 for part in actor.mobject.get_family()]
    words = [actor for actor in karaoke.actors() if actor.layer == 22]
    assert [actor.mobject.text for actor in words if isinstance(actor.mobject, LitWord)] == [
        word.text for word in timed(language)
    ]
    line = np.vstack([part.points for part in whole if len(part.points)])
    parts = np.vstack([actor.mobject.points for actor in words])
    assert len(line) == len(parts)
    assert np.allclose(np.sort(line, axis=0), np.sort(parts, axis=0), atol=1e-6)
    for actor, word in zip(words, timed(language), strict=True):
        lit = [frame for frame in range(150) if actor.pose(frame / 15).tint > 0.5]
        assert (lit[0], lit[-1] + 1) == (word.start, word.end)


def test_only_the_word_that_is_spoken_has_the_lit_colour() -> None:
    cues = caption_cues(timed("en"), 160, 15, language="en")
    made = order("title", {}, captions=cues).model_copy(update={"lit": LIT})
    stage = Stage(made)
    captions(stage)
    painter = Painter(stage)
    painter.paint(25 / 15)
    blue, green, red = (painter.pixels[..., place].astype(int) for place in range(3))
    columns = np.flatnonzero(((red > 200) & (green > 160) & (blue < 90)).any(axis=0))
    middle = painter.pixels.shape[1] / 2
    assert len(columns) > 10
    assert abs((columns[0] + columns[-1]) / 2 - middle) < 30  # the second of three words


def test_a_lit_word_of_arabic_is_the_one_a_person_looked_at() -> None:
    words = timed("ar")
    cues = caption_cues(words, 160, 15, language="ar")
    made = order("title", {}, captions=cues).model_copy(update={"lit": LIT, "language": "ar"})
    with written_in("ar"):
        stage = Stage(made)
        captions(stage)
    painter = Painter(stage)
    painter.paint(words[2].start / 15)
    drawn: NDArray[np.uint8] = (painter.pixels[..., 2::-1] // 8 * 8 + 4).astype(np.uint8)
    if os.environ.get("PICTURELOCK_UPDATE_GOLDEN"):
        Image.fromarray(drawn).save(GOLDEN, optimize=True)
    away = np.abs(drawn.astype(int) - np.asarray(Image.open(GOLDEN)).astype(int)).mean(axis=2)
    assert away.mean() < 1.0
    assert away.reshape(18, 15, 32, 15).mean(axis=(1, 3)).max() < 8.0
