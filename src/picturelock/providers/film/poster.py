# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The film's poster: the best of some frames, chosen in a process of its own with ``python -m``."""

from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from picturelock.domain.cut import Cut
from picturelock.domain.frozen import Frozen
from picturelock.providers.film.child import in_child, serve

_MOST = 8
_WIDEST = 1280
# Transitions take about a third of a second at either end of a scene; a scene's parts come in one by one.
_BEFORE_END = 0.55
_WELL_IN = 0.72
_JUDGED_WIDTH = 480
_CELLS = 6
_EDGE = 10.0


class PosterJob(Frozen):
    """The film, the frames to choose from, those of them without a caption, and the PNG to write."""

    film: Path
    fps: int
    candidates: tuple[int, ...]
    uncaptioned: frozenset[int]
    to: Path


class ChosenPoster(Frozen):
    """The frame of the film that became its poster."""

    frame: int


async def make_poster(film: Path, cut: Cut, *, to: Path) -> ChosenPoster:
    """Write the best of at most eight frames of ``film`` as a PNG of at most 1280 pixels width.

    Raises:
        ProviderError: the film cannot be decoded, or the disk is full.
    """
    candidates = poster_candidates(cut)
    shown = {frame for cue in cut.captions for frame in range(cue.start, cue.end)}
    job = PosterJob(
        film=film,
        fps=cut.frame.fps,
        candidates=candidates,
        uncaptioned=frozenset(candidates) - shown,
        to=to,
    )
    return await in_child(__name__, job, ChosenPoster, provider="poster")


def poster_candidates(cut: Cut) -> tuple[int, ...]:
    """Frames late in their scenes, when all has come in and nothing fades yet."""
    late = 1 + round(_BEFORE_END * cut.frame.fps)
    picked = sorted(
        clip.start + place
        for clip in cut.picture.clips
        for place in {round(clip.length * _WELL_IN), max(0, clip.length - late)}
    )
    step = max(1.0, len(picked) / _MOST)
    return tuple(picked[int(place * step)] for place in range(min(_MOST, len(picked))))


def merit(grey: NDArray[np.float32]) -> float:
    """How good a picture is: sharp edges, spread over the picture, neither all dark nor all bright."""
    across, down = np.abs(np.diff(grey, axis=1))[:-1], np.abs(np.diff(grey, axis=0))[:, :-1]
    edges = np.maximum(across, down)
    rows, columns = edges.shape[0] // _CELLS, edges.shape[1] // _CELLS
    cells = edges[: rows * _CELLS, : columns * _CELLS].reshape(_CELLS, rows, _CELLS, columns)
    filled = float(((cells > _EDGE).mean(axis=(1, 3)) > 0.004).mean())
    sharp = float(np.percentile(edges, 99.5)) / 255
    range_used = float(np.percentile(grey, 98) - np.percentile(grey, 2)) / 255
    return (0.1 + filled) * (0.1 + sharp) * (0.2 + range_used)


def _choose(job: PosterJob) -> ChosenPoster:
    best, best_frame, best_picture = -1.0, -1, None
    with av.open(str(job.film)) as film:
        stream = film.streams.video[0]
        stream.thread_type = "AUTO"
        for wanted in job.candidates:
            picture = _frame_at(film, stream, wanted / job.fps, 1 / job.fps)
            height = max(2, round(picture.height * _JUDGED_WIDTH / picture.width))
            grey = picture.reformat(_JUDGED_WIDTH, height, "gray").to_ndarray().astype(np.float32)
            value = merit(grey) * (1.25 if wanted in job.uncaptioned else 1.0)
            if value > best:
                best, best_frame, best_picture = value, wanted, picture
    if best_picture is None:
        raise ValueError("no frame to choose from")
    width = min(_WIDEST, best_picture.width)
    height = round(best_picture.height * width / best_picture.width)
    best_picture.to_image(width=width, height=height, interpolation="LANCZOS").save(job.to, optimize=True)
    return ChosenPoster(frame=best_frame)


def _frame_at(film: InputContainer, stream: av.VideoStream, seconds: float, spacing: float) -> av.VideoFrame:
    film.seek(int(seconds * 1_000_000))
    last: av.VideoFrame | None = None
    for picture in film.decode(stream):
        last = picture
        if picture.time >= seconds - spacing / 2:
            break
    if last is None:
        raise ValueError(f"no picture at {seconds:.2f} s")
    return last


if __name__ == "__main__":
    serve(PosterJob, _choose)
