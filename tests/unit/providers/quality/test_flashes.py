import numpy as np
import pytest
from numpy.typing import NDArray

from picturelock.providers.quality.flashes import Flashes, FlashMeter

FPS = 30


def picture(color: tuple[int, int, int], share: float = 1.0) -> NDArray[np.uint8]:
    """A grey picture, of which a share has a colour."""
    cells = np.full((20, 40, 3), 60, np.uint8)
    cells[:, : round(40 * share)] = color
    return cells


def found(pictures: list[NDArray[np.uint8]]) -> tuple[list[Flashes], list[Flashes]]:
    """General and red flashes that are too many, frame by frame."""
    meter = FlashMeter()
    told = [meter.feed(place / FPS, cells) for place, cells in enumerate(pictures)]
    return [one for one, _ in told if one], [red for _, red in told if red]


def blinking(color: tuple[int, int, int], every: int, *, share: float = 1.0) -> list[NDArray[np.uint8]]:
    """Two seconds, on and off every so many frames, after one of rest."""
    frames = [picture((60, 60, 60))] * FPS
    return frames + [
        picture(color if place // every % 2 else (60, 60, 60), share) for place in range(2 * FPS)
    ]


def test_more_than_three_flashes_a_second_are_found_from_the_first_on() -> None:
    general, red = found(blinking((255, 255, 255), 3))
    assert general[0].start == pytest.approx(1 + 3 / FPS)  # pyright: ignore[reportUnknownMemberType]
    assert general[0].area == 1
    assert red == []


@pytest.mark.parametrize(
    ("color", "every", "share"),
    [((255, 255, 255), 5, 1.0), ((255, 255, 255), 3, 0.2), ((85, 85, 85), 3, 1.0)],
    ids=["three a second", "a fifth of the picture", "a small change"],
)
def test_few_small_or_faint_flashes_are_allowed(
    color: tuple[int, int, int], every: int, share: float
) -> None:
    assert found(blinking(color, every, share=share)) == ([], [])


def test_saturated_red_flashes_are_told_apart() -> None:
    _, red = found(blinking((255, 0, 0), 3))
    assert red


def test_changes_of_what_is_always_bright_are_no_flashes() -> None:
    bright = [picture((255, 255, 255) if place // 3 % 2 else (240, 240, 240)) for place in range(60)]
    assert found(bright) == ([], [])


def test_a_slow_fade_is_one_change() -> None:
    assert found([picture((4 * place, 4 * place, 4 * place)) for place in range(60)]) == ([], [])
