"""DNA as a double helix that turns slowly, and messenger RNA as a strand that winds along its way."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.colors import darker, lighter, mixed
from picturelock.providers.render.manim_scenes.shapes import segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.trips import Trip

ONE, OTHER, MESSENGER = "#5b8def", "#2fb6a3", "#ffa24d"
_HALF, _WINDING, _PACE = 0.27, 4.4, 0.7
_STEPS_A_UNIT = 16
_RUNGS_A_UNIT = 4.2
# A messenger's length, in the seconds that it is behind its own head, and how far and often it winds.
_TAIL, _WINDS, _WIND = 0.62, 3.2, 0.07
_START = segments([((0.0, 0.0), (0.0, 0.0))])
_NOTHING: Points = np.zeros((0, 3))


def lay_helix(stage: Stage, left: float, right: float, y: float) -> Actor:
    """Put DNA on the stage, from left to right around the height ``y``."""
    xs = np.linspace(left, right, int((right - left) * _STEPS_A_UNIT))
    rungs = np.arange(left + 0.1, right, 1 / _RUNGS_A_UNIT)

    def angle(x: Points, time: float) -> Points:
        return np.asarray(_WINDING * (x - left) - _PACE * time, dtype=np.float64)

    def strand(time: float, *, phase: float, front: bool) -> Points:
        turned = angle(xs, time) + phase
        heights, near = y + _HALF * np.sin(turned), np.cos(turned)
        places = list(zip(xs.tolist(), heights.tolist(), strict=True))
        seen = (near[:-1] + near[1:] > 0) == front
        pairs = [pair for pair, there in zip(pairwise(places), seen.tolist(), strict=True) if there]
        return segments(pairs) if pairs else _NOTHING

    def ladder(time: float) -> Points:
        reach = _HALF * np.sin(angle(rungs, time))
        return segments(
            [((x, y - high), (x, y + high)) for x, high in zip(rungs.tolist(), reach.tolist(), strict=True)]
        )

    dim = darker if stage.dark else lighter
    rung = mixed(stage.palette.muted, ONE, 0.3)
    sheets: list[tuple[VMobject, Callable[[float], Points]]] = [
        (shape_of(_START, edge=dim(ONE, 0.4), width=6), partial(strand, phase=0.0, front=False)),
        (shape_of(_START, edge=dim(OTHER, 0.4), width=6), partial(strand, phase=np.pi, front=False)),
        (shape_of(_START, edge=rung, width=3), ladder),
        (shape_of(_START, edge=ONE, width=6.5), partial(strand, phase=0.0, front=True)),
        (shape_of(_START, edge=OTHER, width=6.5), partial(strand, phase=np.pi, front=True)),
    ]
    actor = stage.show(*(shape for shape, _ in sheets), layer=SCENE + 2)
    for shape, points in sheets:
        actor.reshapes(shape, points)
    return actor


def lay_messengers(stage: Stage, trips: Sequence[Trip]) -> Actor:
    """Put strands on the stage, each winding along its way; one grows out of its start and into its end."""
    shape = shape_of(_START, edge=MESSENGER, width=5)

    def drawn(time: float) -> Points:
        pairs: list[tuple[Place, Place]] = []
        for trip in trips:
            if trip.stops[0][0] < time < trip.end + _TAIL:
                pairs += list(pairwise(_winding(trip, time)))
        return segments(pairs) if pairs else _NOTHING

    return stage.show(shape, layer=LABELS - 3).reshapes(shape, drawn)


def _winding(trip: Trip, time: float) -> list[Place]:
    behind = np.linspace(0.0, _TAIL, 26)
    way = np.array([trip.place(time - late) for late in behind.tolist()])
    along = np.gradient(way, axis=0)
    length = np.hypot(along[:, 0], along[:, 1])
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.maximum(length, 1e-6)[:, None]
    # Its ends lie on the way itself, and where it does not move it does not wind.
    share = np.sin(np.pi * behind / _TAIL) * np.minimum(1.0, length / 0.01)
    wind = _WIND * share * np.sin(2 * np.pi * (_WINDS * behind / _TAIL - 0.6 * time))
    wound = way + across * wind[:, None]
    return [(x, y) for x, y in wound.tolist()]
