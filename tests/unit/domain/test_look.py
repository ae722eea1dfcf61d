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
