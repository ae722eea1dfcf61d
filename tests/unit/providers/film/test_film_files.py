import struct
from pathlib import Path

import numpy as np
import pytest

from picturelock.domain.cut import Clip, Cut, Track
from picturelock.domain.errors import ProviderError
from picturelock.domain.frames import FrameFormat
from picturelock.domain.shot import Artifact
from picturelock.providers.film.container import index_first
from picturelock.providers.film.join import scene_files
from picturelock.providers.film.sync import lag

FRAME = FrameFormat(width=854, height=480, fps=15)


def cut(*spans: tuple[int, int], length: int) -> Cut:
    media = Artifact(key="0" * 32, name="scene.mp4")
    clips = tuple(Clip(media=media, start=start, length=frames) for start, frames in spans)
    return Cut(
        title="t",
        frame=FRAME,
        length=length,
        picture=Track(kind="picture", clips=clips),
        voice=Track(kind="voice", clips=()),
    )


@pytest.mark.parametrize(
    ("boxes", "first"),
    [
        ([b"ftyp", b"moov", b"mdat"], True),
        ([b"ftyp", b"free", b"mdat", b"moov"], False),
        ([b"ftyp"], False),
        ([], False),
    ],
)
def test_the_index_is_first_when_it_lies_before_the_media(
    tmp_path: Path, boxes: list[bytes], first: bool
) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"".join(struct.pack(">I4s", 12, name) + b"body" for name in boxes))
    assert index_first(file) is first


def test_large_boxes_are_stepped_over(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(struct.pack(">I4sQ", 1, b"mdat", 20) + b"body" + struct.pack(">I4s", 8, b"moov"))
    assert not index_first(file)


def test_scenes_that_leave_a_gap_or_do_not_fill_the_cut_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match="starts at frame 5, not 0"):
        scene_files(cut((5, 40), length=45), lambda _: tmp_path / "none.mp4")
    with pytest.raises(ProviderError, match="have 0 frames, the cut 45"):
        scene_files(cut(length=45), lambda _: tmp_path / "none.mp4")


@pytest.mark.parametrize("late", [-0.12, 0.0, 0.05])
def test_a_voice_under_music_is_found_where_it_is(late: float) -> None:
    rate = 8_000
    chance = np.random.default_rng(4)
    voice = chance.normal(0, 0.3, rate).astype(np.float32)
    sound = chance.normal(0, 0.1, 4 * rate).astype(np.float32)
    start = rate + round(late * rate)
    sound[start : start + rate] += voice
    assert lag(sound, voice, at=rate, rate=rate) == pytest.approx(late, abs=1e-3)


def test_a_voice_that_is_not_there_is_not_found() -> None:
    chance = np.random.default_rng(4)
    sound, voice = (chance.normal(0, 0.3, size).astype(np.float32) for size in (32_000, 8_000))
    assert lag(sound, voice, at=8_000, rate=8_000) is None
