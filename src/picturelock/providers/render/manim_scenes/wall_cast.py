"""A bacterium whose wall is built while one looks on, until an antibiotic stops the building."""

import math
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from picturelock.providers.render.manim_scenes.actor import Actor, Points
from picturelock.providers.render.manim_scenes.cell_body import closed_curve
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import asleep, darker, lighter
from picturelock.providers.render.manim_scenes.membrane import BODY
from picturelock.providers.render.manim_scenes.microbe import Rod
from picturelock.providers.render.manim_scenes.molecules import ball, drug
from picturelock.providers.render.manim_scenes.shapes import (
    Glow,
    circles,
    group,
    hexagon,
    plate,
    shape_of,
)
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import IN_OUT, SMOOTH, Place

WALL, BLOCK, CYTOPLASM = "#4fb8a0", "#b18cff", "#2f8f9d"
_BRICK, _MEMBRANE, _CORNERS = 0.36, -0.31, 72
_TURN = 1.15
"""How long a builder takes for one piece of the wall, in seconds."""
# Where on the wall the builders start, as shares of the way around; the wall gives way at the first.
_BUILDERS = (0.84, 0.06, 0.19, 0.36, 0.52, 0.66)
_MOST_TURNS = 3


@dataclass(frozen=True)
class Times:
    """When the building starts to be stopped, when it is, when the wall gives way, and whether it bursts."""

    way: Span
    weakens: float
    bursts: bool

    @property
    def burst(self) -> float:
        return self.weakens + 1.5


def builder(center: Place) -> VGroup:
    """The enzyme that links the wall's pieces."""
    return ball(center, 0.2, BODY)


def block(center: Place) -> VGroup:
    """A piece of wall before it is linked."""
    return group(shape_of(hexagon(center, 0.13), [darker(BLOCK, 0.2), BLOCK], edge=darker(BLOCK, 0.35)))


def brick(center: Place) -> VGroup:
    """A piece of wall in its place, lying flat."""
    return group(plate(center, (_BRICK * 0.88, 0.2), WALL, corner=0.07, edge=darker(WALL, 0.35)))


def play_wall(rod: Rod, times: Times, stage: Stage, *, clings: bool) -> None:
    """Put the bacterium on the stage, its wall built until ``times.way.end``.

    Args:
        clings: the drug holds on to the building blocks instead of the builder.
    """
    _lay_inside(rod, times, stage)
    count = round(rod.perimeter / _BRICK)
    sites = [round(share * count) for share in _BUILDERS]
    turns = _turns(times)
    built = {(site + k) % count: (number, k) for number, site in enumerate(sites) for k in range(turns)}
    # Where the building is stopped a gap stays.
    gaps = {(site + turns) % count for site in sites}
    weak = (sites[0] + turns) % count
    for place in range(count):
        if place in gaps:
            continue
        share = (place + 0.5) / count
        actor = stage.show(brick((0.0, 0.0)).rotate(rod.normal(share) - math.pi / 2), layer=1)
        actor.starts(place=rod.at(share))
        if place in built:
            number, k = built[place]
            actor.starts(place=rod.at(share), opacity=0.0)
            actor.fades(1.0, at=_turn_of(number, k) + 0.75, length=0.3)
        _gives_way(actor, rod, place, weak, count, times, stage)
    for number, site in enumerate(sites):
        _build(rod, number, site, turns, count, times, stage, clings=clings)
    _spray(rod, (weak + 0.5) / count, times, stage)


def _turn_of(number: int, k: int) -> float:
    return 0.3 + 0.1 * number + _TURN * k


def _lay_inside(rod: Rod, times: Times, stage: Stage) -> None:
    """Membrane, cytoplasm and what is in it; where the wall gives way the membrane bulges out."""
    shares = np.arange(_CORNERS) / _CORNERS
    weak = _weak_share(rod, times)
    apart = np.abs((shares - weak + 0.5) % 1.0 - 0.5) * rod.perimeter
    bump = np.exp(-((apart / 0.42) ** 2))

    def outline(time: float) -> Points:
        swell = SMOOTH(min(1.0, max(0.0, (time - times.weakens) / 1.5)))
        out = np.full(_CORNERS, _MEMBRANE) + 0.02 * np.sin(6 * math.pi * shares * 2 + 1.7 * time)
        out += bump * (0.62 if times.bursts else 0.5) * swell
        if times.bursts:
            gone = SMOOTH(min(1.0, max(0.0, (time - times.burst) / 1.6)))
            # It falls back further than it stood out.
            out -= gone * (0.1 + 1.15 * bump)
        return rod.outline(out)

    stage.show(Glow(rod.center, rod.radius * 2.4, CYTOPLASM, strength=0.22)).floats(2.0, reach=0.1, period=9)
    sheet = shape_of(
        outline(0.0), [darker(CYTOPLASM, 0.45), darker(CYTOPLASM, 0.15)], edge="#f5b84b", width=6.5
    )
    body = stage.show(sheet).reshapes(sheet, outline)
    dna = stage.show(_nucleoid(rod)).floats(0.7, reach=0.04, period=6)
    grains = stage.show(_ribosomes(rod)).floats(4.0, reach=0.06, period=7)
    if times.bursts:
        for actor in (body, dna, grains):
            actor.tints(asleep(stage.palette), at=times.burst, length=1.6, share=0.6)
        grains.fades(0.3, at=times.burst, length=1.2)


def _weak_share(rod: Rod, times: Times) -> float:
    count = round(rod.perimeter / _BRICK)
    return (round(_BUILDERS[0] * count) + _turns(times) + 0.5) / count


def _turns(times: Times) -> int:
    """How many pieces each builder places before the drug is there."""
    return min(_MOST_TURNS, max(1, int((times.way.start + 0.3) / _TURN)))


def _nucleoid(rod: Rod) -> VGroup:
    """The tangled thread of its genes."""
    x, y = rod.center
    steps = np.linspace(0, 2 * math.pi, 40)
    wide, high = rod.half * 0.72 + 0.2, rod.radius * 0.3
    places = np.stack(
        [
            x + wide * np.cos(steps) + 0.1 * np.cos(9 * steps),
            y + high * np.sin(steps) + 0.12 * np.sin(7 * steps),
        ],
        axis=1,
    )
    curve = shape_of(closed_curve(places), edge=lighter(CYTOPLASM, 0.45), width=3.2)
    curve.set_stroke(opacity=0.75)
    return group(curve)


def _ribosomes(rod: Rod) -> VGroup:
    places: list[Place] = []
    for k in range(34):
        share, depth = (k * 0.618) % 1.0, -0.62 - 0.3 * ((k * 0.37) % 1.0)
        places.append(rod.at(share, depth))
    return group(shape_of(circles(places, 0.04), lighter(CYTOPLASM, 0.5), opacity=0.6))


def _build(
    rod: Rod, number: int, site: int, turns: int, count: int, times: Times, stage: Stage, *, clings: bool
) -> None:
    """A builder goes from slot to slot; blocks come to it; then the drug comes."""

    def slot(k: int) -> float:
        return (site + k + 0.5) / count

    worker = stage.show(builder((0.0, 0.0)), layer=3).starts(place=rod.at(slot(0), _MEMBRANE))
    for k in range(turns):
        start = _turn_of(number, k)
        _bring(rod, slot(k), start, stage).leaves(start + 0.8, length=0.2)
        worker.goes(rod.at(slot(k + 1), _MEMBRANE), at=start + 0.85, length=0.3)
    last = slot(turns)
    waiting = _bring(rod, last, times.way.start + 0.1 * number, stage, depth=-0.04 if clings else -0.68)
    waiting.floats(number * 1.3, reach=0.03, period=4)
    # Both are reached from outside: the builder's site, and the block that has come through the membrane.
    held = rod.at(last, 0.06) if clings else rod.at(last, _MEMBRANE + 0.09)
    _drug(rod, last, held, number, times.way, stage)
    if clings:
        return
    at = times.way.end + 0.5 + 0.25 * number
    back, near = rod.at(last, -0.85), rod.at(last, -0.66)
    while at + 1.2 < min(stage.clock.length, times.burst if times.bursts else 1e9):
        waiting.goes(back, at=at, length=0.55).goes(near, at=at + 0.55, length=0.65)
        at += 2.3


def _bring(rod: Rod, share: float, start: float, stage: Stage, *, depth: float = -0.55) -> Actor:
    """A block on its way from inside to the wall."""
    actor = stage.show(block((0.0, 0.0)), layer=2)
    actor.starts(place=rod.at(share, -rod.radius * 0.86), opacity=0.0).fades(1.0, at=start, length=0.2)
    return actor.goes(rod.at(share, depth), at=start, length=0.7, ease=IN_OUT)


def _drug(rod: Rod, share: float, goal: Place, number: int, way: Span, stage: Stage) -> None:
    actor = stage.show(drug((0.0, 0.0), stage.palette.second, rings=1, size=0.5), layer=5)
    start = way.start + 0.12 * number
    far = rod.at(share, 0.55)
    actor.starts(place=(far[0] + 0.3, far[1]), opacity=0.0).fades(1.0, at=start, length=0.3)
    turn = start + 0.6 * (way.end - start)
    actor.goes(rod.at(share, 0.3), at=start, length=turn - start)
    actor.goes(goal, at=turn, length=way.end - turn).floats(number, reach=0.015, period=4)


def _gives_way(actor: Actor, rod: Rod, place: int, weak: int, count: int, times: Times, stage: Stage) -> None:
    """The cell's own shears go on cutting: pieces come off, most of them where it will give way."""
    apart = min((place - weak) % count, (weak - place) % count)
    share = (place + 0.5) / count
    if apart <= 2:
        at = times.way.end + 0.35 * apart
        loose = rod.at(share, 0.3 + 0.12 * apart)
        actor.goes(loose, at=at, length=1.6).leaves(at + 0.5, length=1.2)
    elif place % 5 == 2:
        at = times.weakens + 0.05 * place
        actor.goes(rod.at(share, 0.3), at=at, length=1.6).leaves(at + 0.4, length=1.2)
    elif times.bursts:
        away = 0.05 + 0.06 * ((place * 7) % 5)
        actor.goes(rod.at(share, away), at=times.burst, length=1.4, ease=SMOOTH)
        actor.tints(asleep(stage.palette), at=times.burst, length=1.6, share=0.55)


def _spray(rod: Rod, share: float, times: Times, stage: Stage) -> None:
    """What was inside runs out where the wall has given way."""
    if not times.bursts:
        return
    spot, angle = rod.at(share, 0.1), rod.normal(share)
    rays = [(angle + 0.9 * math.sin(2.3 * k), 0.3 + 0.75 * ((k * 0.618) % 1.0)) for k in range(30)]

    def places(time: float) -> list[Place]:
        gone = 1 - math.exp(-max(0.0, time - times.burst) / 0.9)
        slow = 0.02 * max(0.0, time - times.burst)
        return [
            (
                spot[0] + (gone * reach + slow) * math.cos(turn),
                spot[1] + 0.75 * (gone * reach + slow) * math.sin(turn),
            )
            for turn, reach in rays
        ]

    dots = shape_of(circles(places(0.0), 0.055), lighter(CYTOPLASM, 0.5 if stage.dark else 0.1))
    actor = stage.show(dots, layer=6).reshapes(dots, lambda time: circles(places(time), 0.055))
    actor.starts(opacity=0.0).fades(1.0, at=times.burst, length=0.15)
    actor.fades(0.55, at=times.burst + 1.5, length=2.5)
    flash = stage.show(Glow(spot, 1.1, stage.palette.bad, strength=0.6), layer=6)
    flash.starts(opacity=0.0).fades(1.0, at=times.burst - 0.15, length=0.2)
    flash.leaves(times.burst + 0.2, length=0.9)
