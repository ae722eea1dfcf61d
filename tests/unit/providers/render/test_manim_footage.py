"""A painted scene over footage, as ffmpeg lays it."""

import subprocess
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image

from picturelock.domain.frames import FrameFormat
from picturelock.domain.shot import Artifact, Credit, Footage
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
