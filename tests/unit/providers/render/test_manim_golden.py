"""One frame of each template's example, as it looked when a person last looked at it.

``PICTURELOCK_UPDATE_GOLDEN=1`` writes them anew; look at them before you commit them.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from fakes.scenes import order
from picturelock.domain.drawing import CaptionCue
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.staging import staged
from picturelock.providers.render.manim_scenes.template import all_templates

GOLDEN = Path(__file__).parents[3] / "golden" / "manim"
UPDATE = bool(os.environ.get("PICTURELOCK_UPDATE_GOLDEN"))
AT = {"enzyme_inhibition": 118, "receptor_binding": 150}
# Another cairo moves the edges of glyphs by a few steps; a shape that moved or changed colour is far beyond.
MEAN, WORST_BLOCK = 1.0, 8.0


def frame(name: str) -> NDArray[np.uint8]:
    template = all_templates()[name]
    caption = CaptionCue(start=0, end=180, lines=("What is said over the picture", "is written here."))
    painter = Painter(staged(order(name, template.example.model_dump(mode="json"), captions=(caption,))))
    painter.paint(AT.get(name, 140) / 15)
    # Without the dither's last bits the files are half the size.
    kept: NDArray[np.uint8] = (painter.pixels[..., 2::-1] // 8 * 8 + 4).astype(np.uint8)
    return kept


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> tuple[float, float]:
    """The mean difference of two pictures, and that of their most different block of 15 by 15 pixels."""
    away = np.abs(one.astype(np.float64) - other.astype(np.float64)).mean(axis=2)
    blocks = away.reshape(18, 15, 32, 15).mean(axis=(1, 3))
    return float(away.mean()), float(blocks.max())


@pytest.mark.parametrize("name", list(all_templates()))
def test_the_picture_is_the_one_a_person_looked_at(name: str) -> None:
    drawn, file = frame(name), GOLDEN / f"{name}.png"
    if UPDATE:
        Image.fromarray(drawn).save(file, optimize=True)
    mean, worst = difference(drawn, np.asarray(Image.open(file)))
    assert mean < MEAN
    assert worst < WORST_BLOCK


def test_a_moved_word_would_be_noticed() -> None:
    golden = np.asarray(Image.open(GOLDEN / "molecule.png"))
    _, worst = difference(golden, np.roll(golden, 3, axis=1))
    assert worst > WORST_BLOCK
