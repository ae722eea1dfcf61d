"""A painted scene over footage, as ffmpeg lays it."""

import subprocess
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image

from picturelock.domain.frames import FrameFormat
from picturelock.domain.shot import Artifact, Credit, Focus, Footage
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.render.manim_scenes.footage import footage_input, laid_under

FRAME = FrameFormat(width=64, height=36, fps=15)


@pytest.mark.parametrize("kind", ["image", "video"])
def test_a_light_veil_over_a_light_clip_stays_light(kind: Literal["image", "video"], tmp_path: Path) -> None:
    file = tmp_path / "under.png"
    Image.new("RGB", (64, 36), (240, 240, 240)).save(file)
    footage = Footage(file=Artifact(key="0" * 32, name=file.name), kind=kind, credit=Credit(provider="test"))
    half = np.full((36, 64, 4), 115, np.uint8)  # premultiplied: nearly white at half its strength
    half[..., 3] = 128
    painted = ["-f", "rawvideo", "-pix_fmt", "bgra", "-s", "64x36", "-r", "15", "-i", "pipe:0"]
    laid = ["-filter_complex", laid_under(footage, FRAME, 1), "-map", "[laid]", "-frames:v", "1"]
    done = subprocess.run(
        [
            *[ffmpeg_program(), "-loglevel", "error", *painted, *footage_input(footage, file), *laid],
            *["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
        ],
        input=half.tobytes(),
        capture_output=True,
        check=True,
    )
    pixels = np.frombuffer(done.stdout, np.uint8)
    assert pixels.size == 64 * 36 * 3
    assert abs(pixels.astype(float) - (115 + 240 * (1 - 128 / 255))).max() < 3


@pytest.mark.parametrize("kind", ["image", "video"])
@pytest.mark.parametrize("place", [0.75, 0.5, 0.98])
def test_an_upright_frame_is_cut_around_the_focus(
    kind: Literal["image", "video"], place: float, tmp_path: Path
) -> None:
    file = tmp_path / "under.png"
    picture = Image.new("RGB", (256, 144))
    # A white line three quarters from the left.
    picture.paste((255, 255, 255), (188, 0, 196, 144))
    picture.save(file)
    footage = Footage(
        file=Artifact(key="0" * 32, name=file.name),
        kind=kind,
        focus=Focus(x=place),
        credit=Credit(provider="test"),
    )
    upright = FrameFormat(width=36, height=64, fps=15)
    clear = bytes(36 * 64 * 4)
    painted = ["-f", "rawvideo", "-pix_fmt", "bgra", "-s", "36x64", "-r", "15", "-i", "pipe:0"]
    laid = ["-filter_complex", laid_under(footage, upright, 1), "-map", "[laid]", "-frames:v", "1"]
    done = subprocess.run(
        [
            *[ffmpeg_program(), "-loglevel", "error", *painted, *footage_input(footage, file), *laid],
            *["-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"],
        ],
        input=clear,
        capture_output=True,
        check=True,
    )
    row = np.frombuffer(done.stdout, np.uint8).reshape(64, 36)[32].astype(float)
    # In the middle of the frame; cut away; at the edge, because there is no more picture to the right.
    if place == 0.5:
        assert row.max() < 40
    else:
        seen = float((np.arange(36) * row).sum() / row.sum())
        assert abs(seen - {0.75: 17.5, 0.98: 7.5}[place]) < 1.5
