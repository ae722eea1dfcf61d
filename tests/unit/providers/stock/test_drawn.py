import numpy as np
import pytest
from numpy.typing import NDArray

from picturelock.domain.look import DARK, LIGHT, Palette, contrast
from picturelock.providers.stock.backdrop import KINDS, Kind, paint
from picturelock.providers.stock.drawn import drawn_size

WIDTH, HEIGHT, FRAMES = 480, 270, 240
TO_RGB = np.array([[1, 0, 1.5748], [1, -0.187324, -0.468124], [1, 1.8556, 0]])


def pictures(kind: Kind, palette: Palette, seed: int, wanted: set[int]) -> dict[int, NDArray[np.float64]]:
    """Some frames as R'G'B' from 0 to 1 at half size."""
    found: dict[int, NDArray[np.float64]] = {}
    for place, frame in enumerate(paint(kind, palette, seed, width=WIDTH, height=HEIGHT, frames=FRAMES)):
        if place in wanted:
            flat = np.frombuffer(frame, np.uint8).astype(float)
            luma = flat[: WIDTH * HEIGHT].reshape(HEIGHT, WIDTH)[: HEIGHT // 2 * 2 : 2, ::2]
            chroma = flat[WIDTH * HEIGHT :].reshape(2, HEIGHT // 2, WIDTH // 2)
            planes = np.stack(((luma - 16) / 219, (chroma[0] - 128) / 224, (chroma[1] - 128) / 224), axis=-1)
            found[place] = np.clip(planes @ TO_RGB.T, 0, 1)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_frame_leads_into_the_first(kind: Kind) -> None:
    frames = pictures(kind, DARK, 3, {0, 1, FRAMES - 2, FRAMES - 1})
    steps = [
        float(np.abs(frames[one] - frames[other]).mean())
        for one, other in ((0, 1), (FRAMES - 2, FRAMES - 1), (FRAMES - 1, 0))
    ]
    assert steps[2] <= 1.3 * max(steps[:2])
    assert steps[0] > 0


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_readable_on_every_part_of_it(kind: Kind, palette: Palette) -> None:
    picture = pictures(kind, palette, 5, {60})[60].reshape(-1, 3)
    luminance = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4) @ [
        0.2126,
        0.7152,
        0.0722,
    ]
    for extreme in (luminance.argmin(), luminance.argmax()):
        color = "#" + "".join(f"{round(part * 255):02x}" for part in picture[extreme].tolist())
        assert contrast(palette.ink, color) >= 4.5


def test_another_seed_or_kind_is_visibly_another_picture() -> None:
    one = pictures("mesh", DARK, 1, {0})[0]
    assert np.abs(one - pictures("mesh", DARK, 2, {0})[0]).mean() > 0.02
    for kind in KINDS[1:]:
        assert np.abs(one - pictures(kind, DARK, 1, {0})[0]).mean() > 0.02


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, again = (next(iter(paint("silk", LIGHT, 8, width=320, height=180, frames=30))) for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((854, 480), (854, 480)),
        ((1080, 1080), (720, 720)),
        ((3840, 800), (1280, 266)),
    ],
)
def test_it_is_drawn_in_the_shape_asked_for_and_not_larger_than_needed(
    asked: tuple[int, int], drawn: tuple[int, int]
) -> None:
    assert drawn_size(*asked) == drawn
