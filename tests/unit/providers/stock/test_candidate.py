"""Which of several clips and photos is chosen."""

import pytest

from picturelock.domain.look import DARK
from picturelock.ports.films import StockQuery
from picturelock.providers.stock.candidate import (
    Candidate,
    equally_fit,
    in_order,
    preferred,
    shape_of,
    smallest_covering,
)
from picturelock.providers.stock.conform import Kind


def query(
    width: int = 1280, height: int = 720, seconds: float = 8.0, seed: int = 1, used: str = ""
) -> StockQuery:
    return StockQuery(
        words="sea",
        width=width,
        height=height,
        seconds=seconds,
        palette=DARK,
        seed=seed,
        used=frozenset({used} if used else ()),
    )


def clip(
    name: str,
    seconds: float = 10,
    size: tuple[int, int] = (1920, 1080),
    colour: str | None = None,
    kind: Kind = "video",
) -> Candidate:
    return Candidate(
        asset=name, kind=kind, link=name, width=size[0], height=size[1], seconds=seconds, colour=colour
    )


def first(candidates: list[Candidate], asked: StockQuery) -> str:
    return preferred(equally_fit(in_order(candidates, asked), asked), asked).asset


def test_the_smallest_file_that_covers_the_picture_is_taken_or_the_largest() -> None:
    sizes = [("4k", 3840, 2160), ("sd", 640, 360), ("hd", 1920, 1080), ("almost", 1366, 720)]
    assert smallest_covering(sizes, query()) == ("almost", 1366, 720)
    assert smallest_covering(sizes, query(7680, 4320)) == ("4k", 3840, 2160)
    assert smallest_covering([], query()) is None


@pytest.mark.parametrize(
    ("durations", "seed", "chosen"),
    [((5, 12, 20), 1, "12"), ((5, 12, 20), 2, "20"), ((5, 12, 20), 3, "12"), ((4, 6, 2), 1, "6")],
)
def test_a_clip_is_long_enough_or_the_longest_and_other_seeds_take_others(
    durations: tuple[int, ...], seed: int, chosen: str
) -> None:
    assert first([clip(str(length), length) for length in durations], query(seed=seed)) == chosen


def test_a_flash_of_two_seconds_is_no_footage_and_a_still_is() -> None:
    assert in_order([clip("flash", 2), clip("still", 0, kind="image")], query()) == [
        clip("still", 0, kind="image")
    ]


@pytest.mark.parametrize(
    ("film", "shape", "chosen"),
    [
        ((1080, 1920), "portrait", "upright"),
        ((1920, 1080), "landscape", "wide"),
        ((1080, 1080), "square", "wide"),
    ],
)
def test_the_shape_of_the_film_counts_more_than_size(film: tuple[int, int], shape: str, chosen: str) -> None:
    assert shape_of(*film) == shape
    assert first([clip("wide", size=(3840, 2160)), clip("upright", size=(720, 1280))], query(*film)) == chosen


def test_what_the_film_shows_already_is_taken_only_when_there_is_nothing_else() -> None:
    both = [clip("a"), clip("b", size=(320, 180))]
    assert first(both, query(used="a")) == "b"
    assert first(both[:1], query(used="a")) == "a"


def test_of_equally_fit_ones_the_nearer_half_by_colour_is_chosen_from() -> None:
    red, unknown = clip("red", colour="#ff0000"), clip("unknown")
    navy, teal = clip("navy", colour="#12305a"), clip("teal", colour="#2dd4bf")
    offered = [red, unknown, navy, teal]
    assert {first(offered, query(seed=seed)) for seed in range(1, 5)} == {"navy", "teal"}
    # A short one is not equally fit, whatever its colour.
    assert first([red, clip("short", 4, colour="#12305a")], query()) == "red"
