"""Where two nerve cells meet: vesicles that release a messenger, and the receptors that it reaches."""

import math
from itertools import pairwise

from picturelock.providers.render.manim_scenes.colors import mixed
from picturelock.providers.render.manim_scenes.membrane import lay_membrane, receptor
from picturelock.providers.render.manim_scenes.molecules import LIGAND
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.transport_plan import TransportPlan
from picturelock.providers.render.manim_scenes.trips import Stop, Trip

ACROSS = ("Sending nerve cell", "Receiving nerve cell")
_RECEPTOR = 0.36
_EVERY = 1.15


def lay_nerve_cells(stage: Stage, plan: TransportPlan, *, more_from: float) -> None:
    """The receiving cell's membrane with its receptors, and vesicles in the sending cell.

    Args:
        more_from: from when on the messenger stays longer and its receptors are busier.
    """
    y = _lower(plan)
    pockets = _receptors(plan)
    lay_membrane(stage, y, *((x, 1.26 * _RECEPTOR + 0.12) for x, _ in pockets), size=plan.size)
    for x, top in pockets:
        glow = stage.show(Glow((x, top), 0.62, LIGAND, strength=0.6))
        glow.starts(opacity=0.25).fades(1.0, at=more_from + 0.6, length=2.0)
        stage.show(receptor((x, y), _RECEPTOR))
    _vesicle(stage, _fused(plan), fused=True)
    if not stage.portrait:
        _vesicle(stage, _free(plan), fused=False)


def _lower(plan: TransportPlan) -> float:
    return plan.center[1] - (2.42 if plan.center[0] > 0 else 2.95)


def _receptors(plan: TransportPlan) -> list[Place]:
    y = _lower(plan) + 1.64 * _RECEPTOR
    return [(-2.4, y), (3.0, y)] if plan.center[0] > 0 else [(-1.9, y)]


def releasing_gap(plan: TransportPlan) -> list[Place]:
    """Where the sending cell's membrane is open: the middle and half the width of the gap."""
    return [(_fused(plan)[0], 0.3)]


def _fused(plan: TransportPlan) -> Place:
    """The middle of the vesicle that has become one with the membrane."""
    x, y = plan.center
    return x - (2.6 if x > 0 else 1.75), y + 0.56


def _free(plan: TransportPlan) -> Place:
    return plan.center[0] - 4.3, plan.center[1] + 0.86


def _vesicle(stage: Stage, center: Place, *, fused: bool) -> None:
    (x, y), radius = center, 0.36 if fused else 0.3
    color = mixed("#f5b84b", stage.palette.background, 0.2)
    # A fused one is open at the bottom and its ends go over into the membrane.
    gap = 0.62 if fused else 0.0
    turns = [-math.pi / 2 + gap + (2 * math.pi - 2 * gap) * k / 40 for k in range(41)]
    ring = [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
    if fused:
        foot = y - 0.78
        ring = [(x + 0.17, foot), (x + 0.16, foot + 0.3), *ring, (x - 0.16, foot + 0.3), (x - 0.17, foot)]
    skin = shape_of(segments(list(pairwise(ring))), edge=color, width=5)
    spots = ((-0.12, 0.1), (0.11, 0.11), (-0.02, -0.1), (0.16, -0.09), (-0.17, -0.07))
    dots = shape_of(circles([(x + dx, y + dy) for dx, dy in spots], 0.07), LIGAND)
    vesicle = stage.show(skin, dots)
    if not fused:
        vesicle.floats(1.7, reach=0.05, period=5)


def wander(plan: TransportPlan, docked: float, stage: Stage) -> list[Trip]:
    """The messenger in the cleft: released again and again, and staying there once nothing takes it back."""
    end = stage.clock.length
    (x, y), receptors = _fused(plan), _receptors(plan)
    trips: list[Trip] = []
    start, number = -2.0, 0
    while start + 1.0 < end:
        first = plan.pool[number % len(plan.pool)]
        rx, ry = receptors[number % len(receptors)]
        later = plan.pool[(number + 2) % len(plan.pool)]
        shift = 0.14 * (number % 5 - 2)
        stops: list[Stop] = [(start, (x, y)), (start + 0.5, (x, y - 0.6)), (start + 0.8, (x, y - 0.95))]
        kept = end + 1 if start + 4.2 > docked else start + 4.4
        stops += [(start + 1.6, first), (start + 2.5, (rx, ry + 0.25)), (start + 2.9, (rx, ry + 0.02))]
        stops += [(start + 4.0, (later[0] + shift, later[1] + shift))]
        if kept > start + 4.6:
            stops.append((kept, (later[0] + shift + 0.3, later[1] - shift)))
        else:
            stops.append((kept, (later[0] + shift, later[1] + shift)))
        trips.append(Trip(tuple(stops)))
        start, number = start + _EVERY, number + 1
    return trips
