import pytest
from hypothesis import given
from hypothesis import strategies as st

from picturelock.domain.look import DARK, LIGHT, TEXT_CONTRAST, Look, Mode, contrast
from picturelock.domain.spoken_ink import lit_ink, panel_at_worst

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(mode=st.sampled_from(["dark", "light"]), brand=st.lists(COLORS, max_size=2))
def test_the_lit_word_can_be_read_in_any_brand(mode: Mode, brand: list[str]) -> None:
    palette = Look(mode=mode, brand_colors=tuple(brand)).palette()
    assert contrast(lit_ink(palette), panel_at_worst(palette)) >= TEXT_CONTRAST
    assert contrast(lit_ink(palette), palette.panel) >= TEXT_CONTRAST


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_a_brand_in_the_letters_own_colour_does_not_light_up_unseen(mode: Mode) -> None:
    ink = (DARK if mode == "dark" else LIGHT).ink
    assert lit_ink(Look(mode=mode, brand_colors=(ink,)).palette()) not in (ink, "#ffffff", "#000000")


def test_the_accent_of_a_brand_is_the_light() -> None:
    assert lit_ink(Look(brand_colors=("#ffd400",)).palette()) == "#ffd400"
