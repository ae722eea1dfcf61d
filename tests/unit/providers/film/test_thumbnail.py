from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from picturelock.domain.cover import Cover
from picturelock.domain.look import Look, Mode
from picturelock.providers.film.thumbnail import CONTRAST, TitleJob, draw_cover, with_title
from picturelock.providers.film.title_font import title_font

SIZES = [(640, 360), (360, 640), (400, 400)]
TITLES = [
    "Pain",
    "How semaglutide works in type 2 diabetes",
    "A title that is as long as titles may be, which is eighty characters and no more",
]


def cover(title: str, mode: Mode = "dark", brand: tuple[str, ...] = ()) -> Cover:
    return Cover(title=title, palette=Look(mode=mode, brand_colors=brand).palette(), width=640, height=360)


@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#808080"])
def test_a_title_can_be_read_on_any_picture(ground: str, mode: Mode) -> None:
    _, drawn = with_title(
        Image.new("RGB", (640, 360), ground), cover(TITLES[1], mode, ("#6a1b9a", "#f2a900"))
    )

    assert drawn.contrast >= CONTRAST


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_has_at_most_three_lines_and_all_its_words(title: str, size: tuple[int, int]) -> None:
    _, drawn = with_title(Image.new("RGB", size, "#123456"), cover(title))

    assert len(drawn.lines) <= 3
    assert " ".join(drawn.lines) == title
    assert drawn.size >= 0.045 * min(size)


@pytest.mark.parametrize("size", SIZES)
def test_letters_stay_within_the_picture(size: tuple[int, int]) -> None:
    titled, _ = with_title(Image.new("RGB", size, "#061326"), cover(TITLES[2]))

    bright = np.argwhere(np.asarray(titled.convert("L")) > 200)
    top, left = bright.min(axis=0)
    bottom, right = bright.max(axis=0)
    margin = 0.03 * min(size)
    assert top > margin and left > margin
    assert size[1] - bottom > margin and size[0] - right > margin


@pytest.mark.parametrize("full", ["top", "bottom"])
def test_a_title_stands_where_there_is_less_to_be_seen(full: str) -> None:
    picture = Image.new("RGB", (640, 360), "#061326")
    pen = ImageDraw.Draw(picture)
    start = 0 if full == "top" else 230
    for x in range(0, 640, 12):
        pen.line((x, start, x, start + 130), fill="white", width=3)

    assert with_title(picture, cover("Pain"))[1].side == ("bottom" if full == "top" else "top")


def test_no_line_begins_with_a_sign_that_ends_one() -> None:
    title = "アスピリンはどのように作用するか、その仕組み"
    for width in range(260, 420, 20):
        _, drawn = with_title(Image.new("RGB", (width, 400), "#061326"), cover(title))
        assert not any(line.startswith("、") for line in drawn.lines)
        assert "".join(drawn.lines) == title


def test_a_title_from_the_right_stands_on_the_right() -> None:
    titled, _ = with_title(Image.new("RGB", (640, 360), "#061326"), cover("كيف يعمل"))

    bright = np.argwhere(np.asarray(titled.convert("L")) > 200)
    assert bright[:, 1].min() > 320


@pytest.mark.parametrize(
    "title",
    ["Ω3® 0.5 mg/kg", "Wie wirkt Acetylsalicylsäure?", "Как действует аспирин", "एस्पिरिन", "アスピリン"],
)
def test_there_is_a_font_for_every_letter(title: str) -> None:
    assert title_font(title).text == title


def test_a_sign_that_the_font_does_not_have_is_left_out() -> None:
    assert title_font("Aspirin 🦠 works").text == "Aspirin works"


def test_the_poster_is_the_still_and_the_thumbnail_has_its_own_size(tmp_path: Path) -> None:
    Image.new("RGB", (1920, 1080), "#12305a").save(tmp_path / "still.png")

    draw_cover(TitleJob(still=tmp_path / "still.png", cover=cover("Pain"), to=tmp_path))

    with Image.open(tmp_path / "poster.png") as poster, Image.open(tmp_path / "thumbnail.png") as thumbnail:
        assert (poster.size, thumbnail.size) == ((1280, 720), (640, 360))
        assert poster.getcolors() == [(1280 * 720, (18, 48, 90))]
