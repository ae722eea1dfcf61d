"""From a stage to an MP4: every frame is piped as it is painted into one encoder."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from picturelock.domain.seen import rests_of
from picturelock.providers.film.ffmpeg import ffmpeg_program, picture_encoder
from picturelock.providers.render.manim_scenes.footage import footage_input, laid_under
from picturelock.providers.render.manim_scenes.painter import Painter
from picturelock.providers.render.manim_scenes.stage import Stage

SCENE = "scene.mp4"
# From full-range RGB to the range and matrix that the file is tagged with.
TO_BT709 = "scale=in_range=full:out_range=tv:out_color_matrix=bt709,format=yuv420p"
_LAST_WORDS = 600


class EncoderError(Exception):
    """The encoder ended before the scene did."""


@dataclass(frozen=True)
class Filmed:
    """Where the time went, in seconds: ``drawing``, ``encoding`` (waiting for the encoder), ``other``.

    ``rests`` are the stretches in which the picture does not change.
    """

    seconds: dict[str, float]
    rests: tuple[tuple[int, int], ...]


def film(stage: Stage, to: Path, report: Callable[[int], None]) -> Filmed:
    """Paint and encode every frame.

    Args:
        to: the folder for ``scene.mp4``.
        report: gets the number of frames done, after each.

    Raises:
        EncoderError: with the last words of ffmpeg.
    """
    began = time.perf_counter()
    painter = Painter(stage)
    log = to / "encoder.log"
    drawing = encoding = 0.0
    unchanged: list[int] = []
    with log.open("wb") as said:
        encoder = subprocess.Popen(_command(stage, to / SCENE), stdin=subprocess.PIPE, stderr=said)
        try:
            for number in range(stage.clock.frames):
                before = time.perf_counter()
                if not painter.paint(number / stage.clock.fps) and stage.footage is None:
                    unchanged.append(number)
                painted = time.perf_counter()
                if not _passed_on(encoder, painter):
                    break
                drawing += painted - before
                encoding += time.perf_counter() - painted
                report(number + 1)
            before = time.perf_counter()
            encoder.communicate()
            encoding += time.perf_counter() - before
        finally:
            if encoder.poll() is None:
                encoder.kill()
                encoder.wait()
    if encoder.returncode != 0:
        raise EncoderError(f"ffmpeg ended with code {encoder.returncode}: {_end_of(log)}")
    log.unlink()
    other = time.perf_counter() - began - drawing - encoding
    seconds = {"drawing": drawing, "encoding": encoding, "other": other}
    return Filmed(seconds, rests_of(unchanged))


def _passed_on(encoder: subprocess.Popen[bytes], painter: Painter) -> bool:
    """Hand a frame to the encoder; False when it is gone."""
    assert encoder.stdin is not None
    try:
        encoder.stdin.write(painter.pixels.data)
    except BrokenPipeError:
        return False
    return True


def _command(stage: Stage, to: Path) -> list[str]:
    encoder = [*picture_encoder(stage.order.frame), str(to)]
    footage = stage.order.shot.footage
    if stage.footage is None or footage is None:
        return [*_piped(stage, "bgr0"), "-vf", TO_BT709, *encoder]
    laid = laid_under(footage, stage.order.frame, stage.clock.frames)
    return [
        *[*_piped(stage, "bgra"), *footage_input(footage, stage.footage)],
        *["-filter_complex", f"{laid};[laid]{TO_BT709}[film]", "-map", "[film]", *encoder],
    ]


def _piped(stage: Stage, pixels: str) -> list[str]:
    """ffmpeg with the painted frames as its first input."""
    frame = stage.order.frame
    return [
        *[ffmpeg_program(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"],
        *["-f", "rawvideo", "-pix_fmt", pixels, "-s", f"{frame.width}x{frame.height}", "-r", str(frame.fps)],
        *["-i", "pipe:0"],
    ]


def still_over_footage(stage: Stage, pixels: NDArray[np.uint8], at: int, to: Path) -> None:
    """Write a PNG of painted pixels over the footage as it is at frame ``at``.

    Raises:
        EncoderError: with the last words of ffmpeg.
    """
    footage = stage.order.shot.footage
    assert footage is not None, "there is a file of footage only where the shot has some"
    assert stage.footage is not None
    laid = laid_under(footage, stage.order.frame, 1)
    done = subprocess.run(
        [
            *[*_piped(stage, "bgra"), *footage_input(footage, stage.footage, start=at / stage.clock.fps)],
            *["-filter_complex", laid, "-map", "[laid]", "-frames:v", "1", str(to)],
        ],
        input=pixels.tobytes(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[-_LAST_WORDS:]
        raise EncoderError(f"ffmpeg ended with code {done.returncode}: {said}")


def _end_of(log: Path) -> str:
    said = log.read_text(encoding="utf-8", errors="replace").strip()[-_LAST_WORDS:]
    if "No space left on device" in said:
        return "the disk is full; free some space and try again"
    return said or "it said nothing"
