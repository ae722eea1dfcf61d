"""A microbe's outline: a rod with round ends, and places along it, in it and outside of it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.cell_body import closed_curve
from picturelock.providers.render.manim_scenes.tracks import Place


@dataclass(frozen=True)
class Rod:
    """``half`` is half the length of its straight part, ``radius`` that of its ends."""

    center: Place
    half: float
    radius: float

    @property
    def perimeter(self) -> float:
        return 4 * self.half + 2 * math.pi * self.radius

    def normal(self, share: float) -> float:
        """The direction out of the rod (radians) at a share of the way around, clockwise from the top's
        left end.
        """
        return self._at(share)[2]

    def at(self, share: float, out: float = 0.0) -> Place:
        """A place on the outline, or ``out`` from it to the outside."""
        x, y, angle = self._at(share)
        return (
            self.center[0] + x + out * math.cos(angle),
            self.center[1] + y + out * math.sin(angle),
        )

    def _at(self, share: float) -> tuple[float, float, float]:
        straight, bend = 2 * self.half, math.pi * self.radius
        way = (share % 1.0) * self.perimeter
        if way < straight:
            return way - self.half, self.radius, math.pi / 2
        way -= straight
        if way < bend:
            angle = math.pi / 2 - way / self.radius
            return self.half + self.radius * math.cos(angle), self.radius * math.sin(angle), angle
        way -= bend
        if way < straight:
            return self.half - way, -self.radius, -math.pi / 2
        angle = -math.pi / 2 - (way - straight) / self.radius
        return -self.half + self.radius * math.cos(angle), self.radius * math.sin(angle), angle

    def outline(self, offsets: NDArray[np.float64]) -> Points:
        """A smooth closed curve at an offset to the outside for each of evenly spaced places."""
        count = len(offsets)
        corners = [self.at(k / count, float(out)) for k, out in enumerate(offsets.tolist())]
        return closed_curve(np.array(corners))
