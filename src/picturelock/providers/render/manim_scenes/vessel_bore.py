"""The bore of a blood vessel seen from the side: how wide it is where and when, and what flows in it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.shapes import circles, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

Level = Callable[[float], float]
"""A value at a time in seconds."""

BLOOD, MUSCLE, LINING = "#e0485f", "#b9617a", "#f4c2b0"
_STEPS = 56
_LANES, _PER_LANE = (-0.62, 0.0, 0.62), 8
_UNIT = circles([(0.0, 0.0)], 1.0)


@dataclass(frozen=True)
class Bore:
    """A bore around height ``y``, ``half`` high to each side, and a mound on its floor.

    ``mound`` is how high what lies on the floor around ``spot`` is, ``reach`` how far it reaches to each
    side; ``wall`` is the thickness of the wall. All in the frame's units.
    """

    y: float
    half: Level
    wall: Level
    mound: Level
    spot: float = 0.0
    reach: float = 1.3

    def top(self, time: float) -> float:
        return self.y + self.half(time)

    def floor(self, time: float) -> float:
        return self.y - self.half(time)

    def bed(self, x: float, time: float) -> float:
        """The lower end of the open bore at ``x``."""
        return self.floor(time) + self.mound(time) * math.exp(-1.3 * (abs(x - self.spot) / self.reach) ** 2.6)


def flat(value: float) -> Level:
    return lambda _: value


def lay_bore(bore: Bore, stage: Stage) -> None:
    """Put the walls, their muscle and the blood between them on the stage, over its whole width."""
    edge = stage.width / 2 + 0.3
    xs = np.linspace(-edge, edge, _STEPS).tolist()

    def band(time: float, *, side: int) -> Points:
        inner, outer = bore.y + side * bore.half(time), bore.y + side * (bore.half(time) + bore.wall(time))
        return _strip(xs, lambda x: inner + _wave(x, time), lambda x: outer + _wave(x, time))

    def lumen(time: float) -> Points:
        return _strip(
            xs, lambda x: bore.floor(time) + _wave(x, time), lambda x: bore.top(time) + _wave(x, time)
        )

    ground = darker(BLOOD, 0.68) if stage.dark else lighter(BLOOD, 0.84)
    blood = shape_of(lumen(0.0), ground)
    parts: list[tuple[VMobject, Callable[[float], Points]]] = [(blood, lumen)]
    for side in (1, -1):
        walls: list[tuple[Callable[[float], Points], Callable[[Points], VMobject]]] = [
            (partial(band, side=side), _muscle),
            (partial(_spindles, bore, side, edge), lambda points: shape_of(points, darker(MUSCLE, 0.28))),
            (partial(_line, bore, side, xs), lambda points: shape_of(points, edge=LINING, width=7)),
        ]
        parts += [(drawn(points(0.0)), points) for points, drawn in walls]
    actor = stage.show(*(part for part, _ in parts))
    for part, points in parts:
        actor.reshapes(part, points)


def _muscle(points: Points) -> VMobject:
    return shape_of(points, [darker(MUSCLE, 0.2), MUSCLE], edge=darker(MUSCLE, 0.4), width=2)


def _wave(x: float, time: float) -> float:
    return 0.025 * math.sin(0.9 * x + 1.4 * time)


def _strip(xs: list[float], low: Callable[[float], float], high: Callable[[float], float]) -> Points:
    corners = [(x, low(x)) for x in xs] + [(x, high(x)) for x in reversed(xs)]
    return segments([*pairwise(corners), (corners[-1], corners[0])])


def _line(bore: Bore, side: int, xs: list[float], time: float) -> Points:
    level = bore.y + side * bore.half(time)
    return segments(list(pairwise([(x, level + _wave(x, time)) for x in xs])))


def _spindles(bore: Bore, side: int, edge: float, time: float) -> Points:
    """Muscle cells lying in the wall in two rows; thicker and shorter the thicker the wall is."""
    wall, half = bore.wall(time), bore.half(time)
    count = int(2 * edge / 0.95)
    centers = [
        (-edge + 0.95 * (k + 0.5 * row), bore.y + side * (half + wall * (0.34 + 0.36 * row)))
        for row in (0, 1)
        for k in range(count + 1)
    ]
    places = np.array([(x, y + _wave(x, time)) for x, y in centers])
    return ellipses(places, 0.36 - 0.12 * (wall - 0.45), 0.15 * wall)


def ellipses(centers: NDArray[np.float64], wide: float, high: float) -> Points:
    """The outlines of ellipses with these half axes around ``(n, 2)`` centres."""
    flat_centers = np.column_stack([centers, np.zeros(len(centers))])
    return (_UNIT[None] * np.array([wide, high, 1.0]) + flat_centers[:, None, :]).reshape(-1, 3)


@dataclass(frozen=True)
class Stream:
    """How far the blood has flowed at any time, from its speed in units a second."""

    times: NDArray[np.float64]
    ways: NDArray[np.float64]
    width: float

    @classmethod
    def of(cls, speed: Level, length: float, width: float) -> "Stream":
        times = np.arange(0.0, length + 0.2, 0.05)
        ways = np.cumsum([speed(time) for time in times.tolist()]) * 0.05
        return cls(times, ways, width)

    def x(self, start: float, time: float) -> float:
        """Where what started at ``start`` is; what leaves at the right comes in again at the left."""
        way = float(np.interp(time, self.times, self.ways))
        return (start + way + self.width / 2) % self.width - self.width / 2


def lay_red_cells(bore: Bore, stream: Stream, stage: Stage) -> Actor:
    """Red cells flowing through the bore, over what lies on its floor."""
    apart = stream.width / _PER_LANE
    starts = [
        (k * apart + number * 0.37 * apart + 0.25 * apart * math.sin(5.1 * k + number), lane)
        for number, lane in enumerate(_LANES)
        for k in range(_PER_LANE)
    ]

    def places(time: float) -> NDArray[np.float64]:
        found: list[Place] = []
        for number, (start, lane) in enumerate(starts):
            x = stream.x(start, time)
            low, high = bore.bed(x, time), bore.top(time)
            sway = 0.05 * math.sin(1.7 * time + 2.1 * number)
            found.append((x, (low + high) / 2 + (lane + sway) * (high - low) / 2))
        return np.array(found)

    body = shape_of(ellipses(places(0.0), 0.25, 0.18), [darker(BLOOD, 0.2), BLOOD], edge=darker(BLOOD, 0.35))
    dip = shape_of(ellipses(places(0.0), 0.13, 0.075), darker(BLOOD, 0.25))
    actor = stage.show(body, dip, layer=3)
    actor.reshapes(body, lambda time: ellipses(places(time), 0.25, 0.18))
    return actor.reshapes(dip, lambda time: ellipses(places(time), 0.13, 0.075))
