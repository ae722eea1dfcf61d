"""What a drawn scene shows: which texts are seen where, and where its picture rests. Kept beside its MP4."""

from pydantic import Field

from picturelock.domain.frozen import Frozen

SEEN = "seen.json"
"""The file in a drawing's take that holds a :class:`Seen`."""

LOOKS_PER_SECOND = 5


class SeenRow(Frozen):
    """One line of letters: its edges as shares of the frame from its top left corner, and its colour."""

    left: float
    top: float
    right: float
    bottom: float
    color: str = Field(pattern=r"^#[0-9a-f]{6}$")


class SeenText(Frozen):
    """A text of a frame. ``size`` is its font's, in pixels; ``opacity`` is 1 where it is not faded."""

    text: str
    size: float
    opacity: float
    rows: tuple[SeenRow, ...] = Field(min_length=1)


class SeenFrame(Frozen):
    """The texts of one frame of the scene."""

    at: int
    texts: tuple[SeenText, ...]


class Seen(Frozen):
    """What a scene shows: every so many frames its texts, and where its picture rests.

    ``rests`` are stretches, first frame and the first after it, in which the drawing itself does not change.
    """

    every: int = Field(gt=0, description="frames from one look to the next")
    frames: tuple[SeenFrame, ...] = ()
    rests: tuple[tuple[int, int], ...] = ()


def look_every(fps: int) -> int:
    """Frames from one look at the texts of a scene to the next."""
    return max(1, round(fps / LOOKS_PER_SECOND))


def rests_of(unchanged: list[int]) -> tuple[tuple[int, int], ...]:
    """Stretches of frames that are each as the one before, from ascending frame numbers.

    A stretch begins with the frame that the others repeat.
    """
    rests: list[tuple[int, int]] = []
    for frame in unchanged:
        if rests and rests[-1][1] == frame:
            rests[-1] = (rests[-1][0], frame + 1)
        else:
            rests.append((frame - 1, frame + 1))
    return tuple(rests)
