# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The frame that stands for a film: the best of some, chosen in a process of its own with ``python -m``."""

from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from picturelock.domain.cover import CoverFrame
from picturelock.domain.frozen import Frozen
from picturelock.providers.film.child import in_child, serve

_JUDGED_WIDTH = 480
_CELLS = 6
_EDGE = 10.0
# How far before and after a frame one looks for what fades, in seconds.
_AROUND = 0.2
# The standard deviation of a Laplacian at which a picture is half as sharp as can be.
_HALF_SHARP = 12.0

Grey = NDArray[np.float32]


class FrameJob(Frozen):
    """The film and the frames of it to choose from."""

    film: Path
    fps: int
    frames: tuple[CoverFrame, ...]


async def choose_frame(film: Path, frames: tuple[CoverFrame, ...], fps: int) -> CoverFrame:
    """The best of some frames of a film (MP4).

    Raises:
        ProviderError: the film cannot be decoded.
    """
    return await in_child(__name__, FrameJob(film=film, fps=fps, frames=frames), CoverFrame, provider="cover")


def merit(grey: Grey) -> float:
    """How good a picture is: sharp, full of contrast, spread over the frame.

    Args:
        grey: its luma from 0 to 255, as rows of pixels.
    """
    filled = float((_edges_in_cells(grey) > 0.004).mean())
    crispest = float(np.percentile(_edges(grey), 99.5)) / 255
    laplacian = 4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    deviation = float(laplacian.std())
    sharp = (crispest + deviation / (deviation + _HALF_SHARP)) / 2
    contrast = float(np.percentile(grey, 98) - np.percentile(grey, 2)) / 255
    return (0.1 + filled) * (0.1 + sharp) * (0.2 + contrast)


def fading(before: Grey, after: Grey) -> float:
    """How much of a picture comes or goes between two moments: 0 nothing, 1 all of it.

    What moves keeps its edges; what fades in or out does not.
    """
    one, other = (_edges_in_cells(grey, strength=True) for grey in (before, after))
    most = float(np.maximum(one, other).sum())
    return float(np.abs(one - other).sum()) / most if most > 0 else 0.0


def _edges(grey: Grey) -> Grey:
    across, down = np.abs(np.diff(grey, axis=1))[:-1], np.abs(np.diff(grey, axis=0))[:, :-1]
    return np.maximum(across, down)


def _edges_in_cells(grey: Grey, *, strength: bool = False) -> Grey:
    """The share of each cell that is edge, or how strong its edges are, in a grid of cells."""
    edges = _edges(grey)
    rows, columns = edges.shape[0] // _CELLS, edges.shape[1] // _CELLS
    cells = edges[: rows * _CELLS, : columns * _CELLS].reshape(_CELLS, rows, _CELLS, columns)
    counted = np.where(cells > _EDGE, cells, 0.0) if strength else cells > _EDGE
    return counted.mean(axis=(1, 3)).astype(np.float32)


def _choose(job: FrameJob) -> CoverFrame:
    best, value = None, -1.0
    with av.open(str(job.film)) as film:
        stream = film.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in job.frames:
            before, at, after = _around(film, stream, frame.frame, job.fps)
            found = frame.weight * merit(at) * max(0.1, 1 - 2 * fading(before, after))
            if found > value:
                best, value = frame, found
    if best is None:
        raise ValueError("no frame to choose from")
    return best


def _around(film: InputContainer, stream: av.VideoStream, frame: int, fps: int) -> tuple[Grey, Grey, Grey]:
    """A frame, and the pictures shortly before and after it, small and grey."""
    around = max(1, round(_AROUND * fps))
    wanted = [max(0, frame - around), frame, frame + around]
    film.seek(int(wanted[0] / fps * 1_000_000))
    found: list[Grey] = []
    last: Grey | None = None
    for picture in film.decode(stream):
        if picture.time < wanted[len(found)] / fps - 0.5 / fps:
            continue
        last = _grey(picture)
        found.append(last)
        if len(found) == len(wanted):
            break
    if last is None:
        raise ValueError(f"no picture at frame {frame}")
    first, middle, end = (*found, last, last)[:3]
    return first, middle, end


def _grey(picture: av.VideoFrame) -> Grey:
    height = max(2, round(picture.height * _JUDGED_WIDTH / picture.width))
    return picture.reformat(_JUDGED_WIDTH, height, "gray").to_ndarray().astype(np.float32)


if __name__ == "__main__":
    serve(FrameJob, _choose)
