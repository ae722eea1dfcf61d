import pytest

from picturelock.domain.look import DARK
from picturelock.ports.films import StockQuery
from picturelock.providers.stock.pexels_answers import (
    Photo,
    Photos,
    PhotoSizes,
    Video,
    VideoFile,
    Videos,
    best_file,
    best_photo,
    best_video,
)


def query(width: int = 1280, height: int = 720, seconds: float = 8.0, seed: int = 1) -> StockQuery:
    return StockQuery(words="sea", width=width, height=height, seconds=seconds, palette=DARK, seed=seed)


def file(width: int | None, height: int | None, kind: str = "video/mp4") -> VideoFile:
    return VideoFile(id=width or 0, file_type=kind, width=width, height=height, link=f"http://x/{width}")


def video(number: int, duration: float, *files: VideoFile) -> Video:
    return Video(
        id=number, width=1920, height=1080, duration=duration, video_files=files or (file(1920, 1080),)
    )


def test_the_smallest_file_that_covers_the_picture_is_taken() -> None:
    chosen = best_file(
        video(1, 9, file(3840, 2160), file(640, 360), file(1920, 1080), file(1366, 720)), query()
    )
    assert chosen is not None
    assert chosen.width == 1366


def test_the_largest_is_taken_when_none_covers_it_and_streams_without_a_size_never() -> None:
    chosen = best_file(
        video(1, 9, file(640, 360), file(960, 540), file(None, None), file(4096, 2160, "hls")), query()
    )
    assert chosen is not None
    assert chosen.width == 960
    assert best_file(video(1, 9, file(None, None)), query()) is None


@pytest.mark.parametrize(
    ("durations", "seed", "chosen"),
    [((5, 12, 20), 1, 12), ((5, 12, 20), 2, 20), ((5, 12, 20), 3, 12), ((4, 6, 2), 1, 6)],
)
def test_a_video_is_long_enough_or_the_longest_and_other_seeds_take_others(
    durations: tuple[int, ...], seed: int, chosen: int
) -> None:
    answer = Videos(videos=tuple(video(place, length) for place, length in enumerate(durations)))
    found = best_video(answer, query(seed=seed))
    assert found is not None
    assert found.duration == chosen


def test_a_flash_of_two_seconds_is_no_footage() -> None:
    assert best_video(Videos(videos=(video(1, 2),)), query()) is None


def test_a_photo_is_large_enough_or_the_largest() -> None:
    photos = tuple(
        Photo(id=width, width=width, height=width, src=PhotoSizes(original="o", large2x="l"))
        for width in (900, 4000, 1300)
    )
    assert best_photo(Photos(photos=photos), query()) == photos[1]
    assert best_photo(Photos(photos=photos[::2]), query(1920, 1080)) == photos[2]
    assert best_photo(Photos(), query()) is None
