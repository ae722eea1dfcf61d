import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from picturelock.domain.seen import SeenRow, SeenText
from picturelock.providers.quality.contrast import contrast_of

SIZE = (400, 100)


def written(ink: str, ground: str, *, opacity: float = 1.0) -> float | None:
    """The contrast of real letters in a colour on a ground of another."""
    image = Image.new("RGB", SIZE, ground)
    drawing = ImageDraw.Draw(image)
    font = ImageFont.load_default(24)
    drawing.text((20, 30), "Contrast of words", fill=ink, font=font)
    left, top, right, bottom = drawing.textbbox((20, 30), "Contrast of words", font=font)
    row = SeenRow(
        left=left / SIZE[0], top=top / SIZE[1], right=right / SIZE[0], bottom=bottom / SIZE[1], color=ink
    )
    text = SeenText(text="Contrast of words", size=24, opacity=opacity, rows=(row,))
    return contrast_of(text, np.asarray(image))


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#888888", "#808080", 1.1),
    ],
)
def test_it_is_what_wcag_says_of_the_two_colours(ink: str, ground: str, ratio: float) -> None:
    assert written(ink, ground) == pytest.approx(ratio, rel=0.03)  # pyright: ignore[reportUnknownMemberType]


def test_half_faded_letters_stand_out_less() -> None:
    faded = written("#ffffff", "#000000", opacity=0.5)
    assert faded == pytest.approx(5.3, rel=0.05)  # pyright: ignore[reportUnknownMemberType]


def test_of_a_text_outside_of_the_picture_nothing_can_be_told() -> None:
    row = SeenRow(left=1.2, top=0.2, right=1.4, bottom=0.3, color="#ffffff")
    text = SeenText(text="away", size=24, opacity=1, rows=(row,))
    assert contrast_of(text, np.zeros((100, 400, 3), np.uint8)) is None
