"""Time is frames: the picture's size and rate, and lengths counted in its frames."""

from typing import Literal

from picturelock.domain.frozen import Frozen

Quality = Literal["low", "high"]

# How much longer one side is than the other where a frame is not square any more.
_LONGER = 1.25


class FrameFormat(Frozen):
    """The size in pixels and the frame rate in frames per second of a film."""

    width: int
    height: int
    fps: int

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def caption_line(self) -> int:
        """The most characters of a caption's line: a narrow picture has room for fewer, larger ones."""
        if self.portrait:
            return 24
        return 34 if self.width < _LONGER * self.height else 42

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
