# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from picturelock.domain.cover import CoverFrame
from picturelock.domain.errors import ProviderError
from picturelock.providers.film.cover_frame import fading, merit
from picturelock.providers.film.covers import FilmCovers

SIZE = (320, 180)
FPS = 10
SECOND = FPS

Picture = NDArray[np.uint8]


def good() -> Image.Image:
    """A picture with things all over it."""
    picture = Image.new("RGB", SIZE, "#0a1e3a")
    pen = ImageDraw.Draw(picture)
    for place in range(12):
        x, y = 12 + (place % 4) * 78, 12 + (place // 4) * 58
        pen.rounded_rectangle((x, y, x + 52, y + 38), 8, outline="#f4f8fc", width=3, fill="#2dd4bf")
        pen.text((x + 8, y + 12), "Target", fill="#06281f")
    return picture


PLANTED = {
    "black": Image.new("RGB", SIZE, "black"),
    "blurred": good().filter(ImageFilter.GaussianBlur(6)),
    "half-faded": Image.blend(Image.new("RGB", SIZE, "#0a1e3a"), good(), 0.4),
    "good": good(),
}


def film_of(frames: list[Image.Image], to: Path) -> Path:
    with av.open(str(to), "w") as film:
        stream = film.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for picture in frames:
            film.mux(stream.encode(av.VideoFrame.from_image(picture)))
        film.mux(stream.encode())
    return to


def middles(count: int) -> tuple[CoverFrame, ...]:
    return tuple(CoverFrame(place=place, frame=place * SECOND + SECOND // 2) for place in range(count))


@pytest.mark.parametrize("order", [list(PLANTED), list(reversed(PLANTED))])
async def test_of_planted_frames_the_good_one_is_chosen(order: list[str], tmp_path: Path) -> None:
    film = film_of([PLANTED[name] for name in order for _ in range(SECOND)], tmp_path / "film.mp4")

    chosen = await FilmCovers().choose(film, middles(len(order)), fps=FPS)

    assert order[chosen.place] == "good"


async def test_a_frame_in_which_something_comes_in_is_left_for_one_that_rests(tmp_path: Path) -> None:
    ground = Image.new("RGB", SIZE, "#0a1e3a")
    coming = [Image.blend(ground, good(), 0.35 + 0.65 * place / SECOND) for place in range(SECOND)]
    # What rests is even a little paler than what comes in is at its middle.
    resting = [Image.blend(ground, good(), 0.62)] * SECOND
    film = film_of([*coming, *resting], tmp_path / "film.mp4")

    chosen = await FilmCovers().choose(film, middles(2), fps=FPS)

    assert chosen.place == 1


async def test_what_is_shown_less_willingly_needs_to_be_much_better(tmp_path: Path) -> None:
    film = film_of([good()] * 2 * SECOND, tmp_path / "film.mp4")
    first, second = middles(2)

    chosen = await FilmCovers().choose(film, (first.model_copy(update={"weight": 0.25}), second), fps=FPS)

    assert chosen == second


async def test_a_film_that_cannot_be_decoded_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"no film")

    with pytest.raises(ProviderError, match="cover"):
        await FilmCovers().choose(tmp_path / "film.mp4", middles(1), fps=FPS)


def test_a_full_sharp_picture_is_better_than_an_empty_or_blurred_one() -> None:
    chance = np.random.default_rng(1)
    full = np.kron(chance.uniform(0, 255, (18, 32)), np.ones((15, 15))).astype(np.float32)
    empty = np.full_like(full, 60)
    empty[100:110, 100:110] = 250
    kernel = np.ones(15) / 15
    blurred = np.apply_along_axis(lambda row: np.convolve(row, kernel, "same"), 1, full).astype(np.float32)
    assert merit(full) > merit(blurred) > merit(np.full_like(full, 60))
    assert merit(full) > merit(empty)


def test_what_moves_does_not_fade() -> None:
    empty = np.full((90, 160), 60, dtype=np.float32)
    here, there, pale = empty.copy(), empty.copy(), empty.copy()
    here[32:40, 32:40] = there[32:40, 34:42] = 250
    pale[32:40, 32:40] = 90
    assert fading(here, there) < 0.1 < 0.5 < fading(pale, here)
    assert fading(empty, empty) == 0
