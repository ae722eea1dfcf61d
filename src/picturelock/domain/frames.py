"""Time is frames: the picture's size and rate, and lengths counted in its frames."""

from collections.abc import Mapping
from typing import Literal

from picturelock.domain.frozen import Frozen

Quality = Literal["low", "high"]
Shape = Literal["16:9", "9:16", "1:1"]
"""A film's width to its height."""

# How much longer one side is than the other where a frame is not square any more.
_LONGER = 1.25
_CAPTION_LINES: dict[Shape, int] = {"16:9": 42, "9:16": 24, "1:1": 34}


class FrameFormat(Frozen):
    """The size in pixels and the frame rate in frames per second of a film."""

    width: int
    height: int
    fps: int

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def shape(self) -> Shape:
        """The shape that it is nearest to."""
        if self.width > _LONGER * self.height:
            return "16:9"
        return "9:16" if self.height > _LONGER * self.width else "1:1"

    @property
    def caption_line(self) -> int:
        """The most characters of a caption's line: a narrow picture has room for fewer, larger ones."""
        return _CAPTION_LINES[self.shape]

    def frames(self, seconds: float) -> int:
        """Seconds as the nearest whole number of frames."""
        return round(seconds * self.fps)

    def seconds(self, frames: int) -> float:
        return frames / self.fps


LANDSCAPE: dict[Quality, FrameFormat] = {
    "low": FrameFormat(width=854, height=480, fps=15),
    "high": FrameFormat(width=1920, height=1080, fps=30),
}
PORTRAIT: dict[Quality, FrameFormat] = {
    "low": FrameFormat(width=480, height=854, fps=15),
    "high": FrameFormat(width=1080, height=1920, fps=30),
}
SQUARE: dict[Quality, FrameFormat] = {
    "low": FrameFormat(width=480, height=480, fps=15),
    "high": FrameFormat(width=1080, height=1080, fps=30),
}
FORMATS: Mapping[Shape, Mapping[Quality, FrameFormat]] = {
    "16:9": LANDSCAPE,
    "9:16": PORTRAIT,
    "1:1": SQUARE,
}
SHAPES: tuple[Shape, ...] = tuple(FORMATS)


def in_file_name(shape: Shape) -> str:
    """A shape as file names can have it: ``9x16``."""
    return shape.replace(":", "x")


def of_shape(name: str, shape: Shape) -> str:
    """The name of a file that is one shape's of several: ``film_9x16.mp4``."""
    stem, dot, ending = name.partition(".")
    return f"{stem}_{in_file_name(shape)}{dot}{ending}"
