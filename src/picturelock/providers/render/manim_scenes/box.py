"""A rectangle of the frame to lay things out in, in Manim's units: the frame is 8 high, (0, 0) its middle."""

from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.tracks import Place


@dataclass(frozen=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> Place:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def inset(self, x: float, y: float | None = None) -> "Box":
        """The rectangle inside it, smaller by ``x`` and ``y`` on each side."""
        vertical = x if y is None else y
        return Box(self.left + x, self.bottom + vertical, self.right - x, self.top - vertical)

    def moved(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def columns(self, count: int, gap: float) -> list["Box"]:
        """Equal columns from left to right."""
        width = (self.width - gap * (count - 1)) / count
        lefts = [self.left + place * (width + gap) for place in range(count)]
        return [Box(left, self.bottom, left + width, self.top) for left in lefts]

    def rows(self, count: int, gap: float) -> list["Box"]:
        """Equal rows from top to bottom."""
        height = (self.height - gap * (count - 1)) / count
        tops = [self.top - place * (height + gap) for place in range(count)]
        return [Box(self.left, top - height, self.right, top) for top in tops]

    def overlaps(self, other: "Box", *, by: float = 0.0) -> bool:
        """Whether they share more than ``by`` in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.top, other.top) - max(self.bottom, other.bottom) > by
        )

    def holds(self, other: "Box", *, slack: float = 0.01) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.bottom >= self.bottom - slack
            and other.top <= self.top + slack
        )


def around(center: Place, width: float, height: float) -> Box:
    """The rectangle of this size around a place."""
    x, y = center
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
