# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Watches a film once, frame by frame, for what its picture does: run as a process with ``python -m``."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.plane import VideoPlane
from numpy.typing import NDArray
from pydantic import Field

from picturelock.domain.errors import ProviderError
from picturelock.domain.frozen import Frozen
from picturelock.domain.seen import SeenText
from picturelock.providers.film.child import in_child, serve
from picturelock.providers.quality.contrast import contrast_of
from picturelock.providers.quality.flashes import FlashMeter
from picturelock.providers.quality.limits import LONGEST_FREEZE, SHORTEST_BLACK
from picturelock.providers.quality.stretches import Stretch, Stretches

# The pictures that are measured: the long side in pixels, and how many of them make a cell for flashes.
_LONG, _CELL = 320, 4
# A dark look's corners are luma 31 of 235; only what is darker than 25 is black.
_BLACK, _BLACK_SHARE = 16 + 0.04 * 219, 0.98
# The most that a cell's mean luma of 8 bits changes while the picture stands still: a new key frame of the
# encoder changes it by up to two, a mote that drifts by more within a second.
_STILL = 2.5


class Look(Frozen):
    """The texts of a frame of the film whose contrast is to be measured."""

    frame: int
    texts: tuple[SeenText, ...]


class WatchJob(Frozen):
    """The film, and the frames to look at more closely, in order."""

    film: Path
    looks: tuple[Look, ...] = ()


class Flashing(Frozen):
    """A stretch with too many flashes: its kind and the largest share of the picture that flashes."""

    start: float
    end: float
    red: bool
    area: float


class Watched(Frozen):
    """What a film's picture does, in seconds of the film.

    ``contrasts`` has for each look one for each text, None where it lies outside of the frame.
    ``gaps`` are where a frame is missing: the end of the frame before, and the start of the next.
    """

    frames: int
    seconds: float
    width: int
    height: int
    gaps: tuple[Stretch, ...] = ()
    broken: tuple[float, ...] = Field(default=(), description="seconds at which the picture is damaged")
    black: tuple[Stretch, ...] = ()
    frozen: tuple[Stretch, ...] = ()
    flashing: tuple[Flashing, ...] = ()
    contrasts: tuple[tuple[float | None, ...], ...] = ()


async def watch(film: Path, looks: tuple[Look, ...] = ()) -> Watched:
    """Decode a film's picture once.

    Raises:
        ProviderError: nothing of it can be decoded.
    """
    return await in_child(__name__, WatchJob(film=film, looks=looks), Watched, provider="quality control")


class _Watcher:
    """What was seen up to a frame."""

    def __init__(self, spacing: float) -> None:
        self.spacing = spacing
        self.black = Stretches(SHORTEST_BLACK)
        self.frozen = Stretches(LONGEST_FREEZE)
        self.flashing: list[Flashing] = []
        self.gaps: list[Stretch] = []
        self.last: float | None = None
        self._flashes = FlashMeter()
        self._before: NDArray[np.float32] | None = None

    def see(self, second: float, frame: av.VideoFrame) -> None:
        if self.last is not None and second - self.last > 1.5 * self.spacing:
            self.gaps.append((self.last + self.spacing, second))
        luma, light, cells = _small(frame)
        self.black.feed(second, float((luma < _BLACK).mean()) >= _BLACK_SHARE)
        still = self._before is not None and float(np.abs(light - self._before).max()) <= _STILL
        # The still picture begins with the frame that the next ones repeat.
        began = second if self.last is None or not still else self.last
        self.frozen.feed(second, still, began=began)
        if not still:
            self._before = light
        self._flash(second, cells)
        self.last = second

    def end(self) -> float:
        """The end of the film, in seconds."""
        ended = 0.0 if self.last is None else self.last + self.spacing
        self.black.end(ended)
        self.frozen.end(ended)
        return ended

    def _flash(self, second: float, cells: NDArray[np.uint8]) -> None:
        for red, flashes in zip((False, True), self._flashes.feed(second, cells), strict=True):
            if flashes is None:
                continue
            own = [place for place, one in enumerate(self.flashing) if one.red is red]
            if own and self.flashing[own[-1]].end >= flashes.start - self.spacing:
                before = self.flashing[own[-1]]
                area = max(before.area, flashes.area)
                self.flashing[own[-1]] = before.model_copy(update={"end": flashes.end, "area": area})
            else:
                self.flashing.append(
                    Flashing(start=flashes.start, end=flashes.end, red=red, area=flashes.area)
                )


def watched(job: WatchJob) -> Watched:
    """What the child does."""
    looks = {look.frame: look for look in job.looks}
    contrasts: dict[int, tuple[float | None, ...]] = {}
    broken: list[float] = []
    with av.open(str(job.film)) as film:
        stream = film.streams.video[0]
        rate = stream.average_rate or stream.guessed_rate or 25
        watcher = _Watcher(1 / float(rate))
        count = 0
        for frame in _frames(film, stream, watcher, broken):
            watcher.see(float(frame.time or 0.0), frame)
            if count in looks:
                picture = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
                contrasts[count] = tuple(contrast_of(text, picture) for text in looks[count].texts)
            count += 1
        width, height = stream.codec_context.width, stream.codec_context.height
    if count == 0:
        raise ProviderError("no picture of it can be decoded", provider="quality control")
    return Watched(
        frames=count,
        seconds=watcher.end(),
        width=width,
        height=height,
        gaps=tuple(watcher.gaps),
        broken=tuple(broken),
        black=watcher.black.found,
        frozen=watcher.frozen.found,
        flashing=tuple(watcher.flashing),
        contrasts=tuple(contrasts.get(look.frame, (None,) * len(look.texts)) for look in job.looks),
    )


def _frames(
    film: InputContainer, stream: av.VideoStream, watcher: _Watcher, broken: list[float]
) -> Iterator[av.VideoFrame]:
    """Every frame that can be decoded; where one cannot, its second is noted."""
    # Else a damaged frame is patched from its neighbours and nobody is told.
    stream.codec_context.options = {"err_detect": "explode"}
    packets = film.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except FFmpegError:
            broken.append(_next(watcher))
            return
        try:
            frames = packet.decode()
        except FFmpegError:
            time = packet.pts
            broken.append(_next(watcher) if time is None else float(time * (packet.time_base or 0)))
            continue
        for frame in frames:
            if frame.is_corrupt:
                broken.append(float(frame.time or 0.0))
            yield frame


def _next(watcher: _Watcher) -> float:
    return 0.0 if watcher.last is None else watcher.last + watcher.spacing


def _small(frame: av.VideoFrame) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.uint8]]:
    """A small picture's luma, shape ``(rows, columns)``, its cells' mean luma, and its cells in sRGB."""
    share = _LONG / max(frame.width, frame.height)
    width, height = (max(8, _CELL * round(side * share / _CELL)) for side in (frame.width, frame.height))
    small = frame.reformat(width, height, "yuv420p", interpolation="FAST_BILINEAR")
    luma, blue, red = (_plane(plane) for plane in small.planes)
    light = _cells(luma, _CELL)
    return luma, light, _srgb(light, _cells(blue, _CELL // 2), _cells(red, _CELL // 2))


def _plane(plane: VideoPlane) -> NDArray[np.uint8]:
    rows = np.frombuffer(bytes(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def _cells(plane: NDArray[np.uint8], size: int) -> NDArray[np.float32]:
    rows, columns = plane.shape
    cells = plane.reshape(rows // size, size, columns // size, size)
    return np.asarray(cells.mean(axis=(1, 3), dtype=np.float32), np.float32)


def _srgb(
    luma: NDArray[np.float32], blue: NDArray[np.float32], red: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """BT.709 of limited range as 8 bit RGB."""
    light = (luma - 16) * (255 / 219)
    across, down = (blue - 128) * (255 / 224), (red - 128) * (255 / 224)
    rgb = np.stack(
        [light + 1.5748 * down, light - 0.1873 * across - 0.4681 * down, light + 1.8556 * across], 2
    )
    return np.clip(np.round(rgb), 0, 255).astype(np.uint8)


if __name__ == "__main__":
    serve(WatchJob, watched)
