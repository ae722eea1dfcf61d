"""One thing on the stage: Manim mobjects, and how they move, fade and change colour over time."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.tracks import IN_OUT, OUT, Ease, Place, Track

Points = NDArray[np.float64]

APPEAR = 0.45
LEAVE = 0.3


class Pose(NamedTuple):
    """How an actor is drawn at one instant. ``shift`` is from where its mobject was put."""

    shift_x: float
    shift_y: float
    scale: float
    turn: float
    opacity: float
    tint: float
    reveal: float


class Actor:
    """A mobject on the stage. Nothing moves the mobject itself: every frame is a pose of it."""

    def __init__(self, mobject: VMobject, *, layer: int = 0) -> None:
        self.mobject = mobject
        self.layer = layer
        # The upright line that it is turned over at, in a picture that is read from right to left.
        self.axis: float | None = None
        center = mobject.get_center()
        self.home: Place = (float(center[0]), float(center[1]))
        self.tint_color = "#888888"
        self.live: dict[int, Callable[[float], Points]] = {}
        self._place = Track(complex(*self.home))
        self._scale = Track(1.0)
        self._opacity = Track(1.0)
        self._turn: Callable[[float], float] = _still
        self._drift: Callable[[float], complex] = _still
        self._tint = Track(0.0)
        self._reveal = Track(1.0)
        self._follows: tuple[Actor, complex] | None = None

    def pose(self, time: float) -> Pose:
        place = self.place(time)
        return Pose(
            shift_x=place[0] - self.home[0],
            shift_y=place[1] - self.home[1],
            scale=self._scale.number(time),
            turn=self._turn(time),
            opacity=self._opacity.number(time),
            tint=self._tint.number(time),
            reveal=self._reveal.number(time),
        )

    def place(self, time: float) -> Place:
        """Where its centre is, in the frame's units."""
        if self._follows is not None:
            leader, offset = self._follows
            place = complex(*leader.place(time)) + offset
        else:
            place = self._place.at(time) + self._drift(time)
        return place.real, place.imag

    def appears(self, at: float, *, length: float = APPEAR, rise: float = 0.12, grow: float = 1.0) -> "Actor":
        """Unseen before ``at``; then it fades in, rising a little and growing from ``grow``."""
        self._opacity = Track(0.0)
        self._opacity.to(1.0, at=at, length=length, ease=OUT)
        if rise:
            self._place = Track(complex(self.home[0], self.home[1] - rise))
            self._place.to(complex(*self.home), at=at, length=length, ease=OUT)
        if grow != 1.0:
            self._scale = Track(grow)
            self._scale.to(1.0, at=at, length=length, ease=OUT)
        return self

    def starts(self, *, place: Place | None = None, opacity: float = 1.0, scale: float = 1.0) -> "Actor":
        """How it is before anything happens."""
        self._opacity, self._scale = Track(opacity), Track(scale)
        self._place = Track(complex(*(place or self.home)))
        return self

    def fades(self, opacity: float, *, at: float, length: float = LEAVE) -> "Actor":
        self._opacity.to(opacity, at=at, length=length)
        return self

    def leaves(self, at: float, *, length: float = LEAVE) -> "Actor":
        return self.fades(0.0, at=at, length=length)

    def goes(
        self, to: Place, *, at: float, length: float, bend: Place = (0.0, 0.0), ease: Ease = IN_OUT
    ) -> "Actor":
        """Move its centre to a place, along a curve whose middle is off the straight line by ``bend``."""
        self._place.to(complex(*to), at=at, length=length, ease=ease, bend=complex(*bend))
        return self

    def swells(self, at: float, *, by: float = 1.12, length: float = 0.7) -> "Actor":
        """Grow a little and shrink back once."""
        size = self._scale.number(at)
        self._scale.to(size * by, at=at, length=length / 2)
        self._scale.to(size, at=at + length / 2, length=length / 2)
        return self

    def shrinks(self, to: float, *, at: float, length: float) -> "Actor":
        """Change its size to a share of what it was put there with, and stay so."""
        self._scale.to(to, at=at, length=length)
        return self

    def tints(self, color: str, *, at: float, length: float = 0.8, share: float = 1.0) -> "Actor":
        """Change all its colours towards one."""
        self.tint_color = color
        self._tint.to(share, at=at, length=length)
        return self

    def draws_itself(self, at: float, *, length: float = 1.0) -> "Actor":
        """Unseen before ``at``; then its lines are drawn along their way."""
        self._reveal = Track(0.0)
        self._reveal.to(1.0, at=at, length=length)
        return self

    def floats(self, seed: float, *, reach: float = 0.05, period: float = 6.0) -> "Actor":
        """Drift around its place for as long as it is there, each seed in its own way."""
        pace = 2 * math.pi / period

        def drift(time: float) -> complex:
            x = math.sin(pace * time + seed * 2.4) + 0.5 * math.sin(0.63 * pace * time + seed * 5.1)
            y = math.cos(0.83 * pace * time + seed * 3.7) + 0.5 * math.sin(0.57 * pace * time + seed)
            return complex(x, y) * reach / 1.5

        self._drift = drift
        return self

    def turns(self, angle: Callable[[float], float]) -> "Actor":
        """Turn around its centre: radians as a function of the seconds."""
        self._turn = angle
        return self

    def follows(self, leader: "Actor", *, offset: Place) -> "Actor":
        """Keep its centre at an offset from another actor's centre."""
        self._follows = (leader, complex(*offset))
        return self

    def reshapes(self, part: VMobject, points: Callable[[float], Points]) -> "Actor":
        """Give a part of it new points for every frame: cubic Bézier curves, four points (x, y, z) each."""
        self.live[id(part)] = points
        return self


def _still(_: float) -> float:
    return 0.0
