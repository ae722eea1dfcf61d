"""A microbe whose membrane is made to leak: molecules gather at its studs and hold holes open."""

import math

import numpy as np
from manim import VGroup

from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.colors import asleep, darker, lighter
from picturelock.providers.render.manim_scenes.microbe import Rod
from picturelock.providers.render.manim_scenes.molecules import drug
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, group, plate, shape_of
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

STUD, _BODY, _LIPID = "#58d68d", "#8a6fc0", "#f5b84b"
_SPACING, _HALF = 0.27, 0.2
# Where holes come to be, as shares of the way around.
_HOLES = (0.06, 0.22, 0.4, 0.56, 0.72, 0.9)


def stud(center: Place) -> VGroup:
    """The lipid at which the drug gathers, standing upright."""
    return group(plate(center, (0.13, 0.42), STUD, corner=0.065, edge=darker(STUD, 0.35)))


def strip_of_membrane(center: Place) -> VGroup:
    """A short piece of membrane, as a sign for it."""
    x, y = center
    heads = [(x + dx, y + dy) for dx in (-0.2, 0.0, 0.2) for dy in (-0.12, 0.12)]
    return group(shape_of(circles(heads, 0.085), [darker(_LIPID, 0.2), _LIPID], edge=darker(_LIPID, 0.35)))


def play_leak(cell: Rod, way: Span, leaks: float, stage: Stage) -> None:
    """Put the cell on the stage; holes are open from ``way.end``, and from ``leaks`` it runs empty."""
    palette = stage.palette
    count = round(cell.perimeter / _SPACING)
    holes = [round(share * count) for share in _HOLES]
    stage.show(Glow(cell.center, cell.radius * 2.3, _BODY, strength=0.22)).floats(2.0, reach=0.1, period=9)
    inside = stage.show(shape_of(cell.outline(np.full(64, -_HALF)), [darker(_BODY, 0.5), darker(_BODY, 0.2)]))
    x, y = cell.center
    nucleus = stage.show(
        shape_of(
            circles([(x - 0.35, y)], 0.46 * cell.radius),
            darker(_BODY, 0.55),
            edge=lighter(_BODY, 0.2),
            width=2,
        )
    )
    for actor in (inside, nucleus):
        actor.tints(asleep(palette), at=leaks, length=2.5, share=0.65)
    tails = shape_of(cell.outline(np.zeros(64)), edge=_LIPID, width=2 * _HALF * 100)
    tails.set_stroke(opacity=0.3)
    stage.show(tails, layer=1)
    ring = [k for k in range(count) if k not in holes]
    heads = [cell.at((k + 0.5) / count, side * _HALF) for k in ring for side in (-1, 1)]
    shades = [(0.0, 1.0, darker(_LIPID, 0.15)), (0.012, 0.78, _LIPID), (0.035, 0.32, "#ffe3ac")]
    stage.show(
        *(
            shape_of(circles([(px - off, py + off) for px, py in heads], 0.115 * size), color)
            for off, size, color in shades
        ),
        layer=1,
    )
    for number, hole in enumerate(holes):
        _hole(cell, hole / count + 0.5 / count, number, way, leaks, stage)


def _hole(cell: Rod, share: float, number: int, way: Span, leaks: float, stage: Stage) -> None:
    """Two molecules push a stud's neighbours apart; what is inside runs out between them."""
    normal = cell.normal(share)
    across = (-math.sin(normal), math.cos(normal))
    middle = cell.at(share)
    mark = stage.show(stud((0.0, 0.0)).rotate(normal - math.pi / 2), layer=2).starts(place=middle)
    mark.leaves(way.end - 0.2, length=0.4)
    start = way.start + 0.1 * number
    for side in (-1, 1):
        far = cell.at(share, 0.68)
        goal = (middle[0] + side * 0.16 * across[0], middle[1] + side * 0.16 * across[1])
        shape = drug((0.0, 0.0), stage.palette.second, rings=1, size=0.44).rotate(normal)
        actor = stage.show(shape, layer=3)
        actor.starts(place=(far[0] + 0.3 * side, far[1]), opacity=0.0).fades(1.0, at=start, length=0.3)
        actor.goes(cell.at(share, 0.4), at=start, length=0.6 * (way.end - start))
        actor.goes(goal, at=start + 0.6 * (way.end - start), length=0.4 * (way.end - start))
    color = lighter(_BODY, 0.55) if stage.dark else _BODY

    def places(time: float) -> list[Place]:
        spots: list[Place] = []
        for k in range(6):
            gone = ((time - way.end) * 0.3 + k / 6 + 0.13 * number) % 1.0
            out, drift = -0.5 + 1.15 * gone, 0.16 * gone * math.sin(3 * k + number)
            px, py = cell.at(share, out)
            spots.append((px + drift * across[0], py + drift * across[1]))
        return spots

    dots = shape_of(circles(places(0.0), 0.065), color)
    stream = stage.show(dots, layer=4).reshapes(dots, lambda time: circles(places(time), 0.065))
    stream.starts(opacity=0.0).fades(0.9, at=max(way.end, leaks - 0.2) + 0.1 * number, length=0.5)
    stream.fades(0.45, at=leaks + 3.5, length=2.5)
