"""Small molecules on their ways: each swells up, goes from stop to stop and shrinks away; drawn as one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.colors import darker, mixed
from picturelock.providers.render.manim_scenes.shapes import circles, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place

Stop = tuple[float, Place]
"""The seconds at which a molecule is at a place."""

_SWELL = 0.3
_DRIFT = 0.035
# A molecule is three discs, each off to the upper left and smaller: how far, what share of it.
_SHADES = ((0.0, 1.0), (0.1, 0.82), (0.34, 0.22))
_NOWHERE = circles([(0.0, 0.0)], 0.0)


@dataclass(frozen=True)
class Trip:
    """One molecule's way: there from its first stop to its last, and smoothly through those between."""

    stops: tuple[Stop, ...]

    @property
    def end(self) -> float:
        return self.stops[-1][0]

    def size(self, time: float) -> float:
        """The share of its full size that it has: 0 before its first stop and after its last."""
        start, end = self.stops[0][0], self.end
        return max(0.0, min(1.0, (time - start) / _SWELL, (end - time) / _SWELL))

    def place(self, time: float) -> Place:
        times = [at for at, _ in self.stops]
        if time <= times[0]:
            return self.stops[0][1]
        if time >= times[-1]:
            return self.stops[-1][1]
        leg = next(number for number in range(1, len(times)) if time <= times[number]) - 1
        length = times[leg + 1] - times[leg]
        share = (time - times[leg]) / length
        one, other = complex(*self.stops[leg][1]), complex(*self.stops[leg + 1][1])
        pull, push = self._pace(leg) * length, self._pace(leg + 1) * length
        found = (
            (2 * share**3 - 3 * share**2 + 1) * one
            + (share**3 - 2 * share**2 + share) * pull
            + (3 * share**2 - 2 * share**3) * other
            + (share**3 - share**2) * push
        )
        return found.real, found.imag

    def _pace(self, stop: int) -> complex:
        """How fast it passes a stop; 0 at both ends and where it rests."""
        if stop in (0, len(self.stops) - 1):
            return 0j
        (before, one), (_, here), (after, other) = self.stops[stop - 1 : stop + 2]
        if here in (one, other):
            return 0j
        return (complex(*other) - complex(*one)) / (after - before)


def stays(place: Place, start: float, end: float) -> Trip:
    """A molecule that keeps to one place."""
    return Trip(((start, place), (end, place)))


def lay_trips(
    stage: Stage, trips: Sequence[Trip], color: str, radius: float, *, layer: int = LABELS - 2
) -> Actor:
    """Put molecules on the stage, each on its way and drifting a little."""
    colors = (darker(color, 0.3), color, mixed(color, "#ffffff", 0.6))

    def sheet(away: float, share: float, time: float) -> Points:
        there = [(trip, number) for number, trip in enumerate(trips) if trip.size(time) > 0]
        if not there:
            return _NOWHERE
        sizes = [trip.size(time) * radius for trip, _ in there]
        places = [_drifted(trip.place(time), number, time) for trip, number in there]
        centers = [(x - away * size, y + away * size) for (x, y), size in zip(places, sizes, strict=True)]
        return circles(centers, [size * share for size in sizes])

    shapes = [shape_of(_NOWHERE, tone) for tone in colors]
    actor = stage.show(*shapes, layer=layer)
    for shape, (away, share) in zip(shapes, _SHADES, strict=True):
        actor.reshapes(shape, lambda time, away=away, share=share: sheet(away, share, time))
    return actor


def _drifted(place: Place, seed: int, time: float) -> Place:
    x = math.sin(1.1 * time + seed * 2.4) + 0.5 * math.sin(0.7 * time + seed * 5.1)
    y = math.cos(0.9 * time + seed * 3.7) + 0.5 * math.sin(0.6 * time + seed)
    return place[0] + _DRIFT * x, place[1] + _DRIFT * y
