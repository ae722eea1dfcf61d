import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.look import TEXT_CONTRAST, Look, Mode, contrast

COLORS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)  # pyright: ignore[reportUnknownMemberType]


@given(mode=st.sampled_from(["dark", "light"]), colors=st.lists(COLORS, max_size=2))
def test_text_is_readable_whatever_the_brands_colours(mode: Mode, colors: list[str]) -> None:
    palette = Look(mode=mode, brand_colors=tuple(colors)).palette()
    for backdrop in (palette.background, palette.background_edge, palette.panel):
        assert contrast(palette.ink, backdrop) >= TEXT_CONTRAST
    for field, ink in ((palette.accent, palette.accent_ink), (palette.second, palette.second_ink)):
        assert contrast(field, palette.background) >= TEXT_CONTRAST - 0.05
        assert contrast(ink, field) >= TEXT_CONTRAST - 0.05


def test_a_dark_film_stays_dark_with_a_pale_brand_colour() -> None:
    palette = Look(mode="dark", brand_colors=("#fff3b0",)).palette()
    assert contrast(palette.background, "#000000") < 3


def test_without_brand_colours_both_looks_differ() -> None:
    assert Look(mode="dark").palette() != Look(mode="light").palette()


def test_a_dark_ground_takes_the_brands_hue_that_does_not_turn_brown() -> None:
    gold, blue = "#e8b04b", "#2b4c7e"
    assert _hue(Look(mode="dark", brand_colors=(gold, blue)).palette().background) == pytest.approx(  # pyright: ignore[reportUnknownMemberType]
        _hue(blue), abs=3
    )


def test_a_dark_ground_of_an_earthy_brand_is_charcoal() -> None:
    ground = Look(mode="dark", brand_colors=("#e8b04b",)).palette().background
    parts = [int(ground[place : place + 2], 16) for place in (1, 3, 5)]
    assert max(parts) - min(parts) < 24


def _hue(color: str) -> float:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 360 * colorsys.rgb_to_hls(red, green, blue)[0]
