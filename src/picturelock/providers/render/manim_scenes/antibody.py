"""An antibody, and its kin that carries pieces of a receptor for arms: twelve domains in a Y."""

import math

from manim import VGroup, VMobject

from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, EDGE
from picturelock.providers.render.manim_scenes.shapes import (
    group,
    plate,
    point,
    segments,
    shade,
    shape_of,
)
from picturelock.providers.render.manim_scenes.tracks import Place

# How far an arm leans from the upright, and where from the middle its binding site is, at size 1.
_LEAN = math.radians(40)
TIP_X, TIP_Y = 0.62, 0.58
_DOMAIN: Place = (0.2, 0.29)
_PAIR = 0.21


def antibody(center: Place, color: str, size: float = 1.0) -> VGroup:
    """A Y with its arms up: heavy chains from stem to tip, light chains outside along the arms."""
    parts = [_hinge(color), *_stem(color)]
    for side in (-1, 1):
        for step in (0.28, 0.59):
            parts += [
                _domain(_along(side, step, 0.0), -side * _LEAN, color),
                _domain(_along(side, step, _PAIR), -side * _LEAN, lighter(color, 0.45)),
            ]
    return _placed(parts, center, size)


def receptor_trap(center: Place, color: str, size: float = 1.0) -> VGroup:
    """An antibody's stem with a piece of a receptor on each arm, as the -cept medicines have them."""
    parts = [_hinge(color), *_stem(color)]
    for side in (-1, 1):
        places = [(0.26, 0.09), (0.48, 0.09), (0.68, -0.07), (0.68, 0.25)]
        parts += [_domain(_along(side, step, out), -side * _LEAN, BODY) for step, out in places]
    return _placed(parts, center, size)


def _along(side: int, step: float, out: float) -> Place:
    """A place ``step`` up an arm and ``out`` from it to the outside."""
    up, across = (math.sin(_LEAN), math.cos(_LEAN)), (math.cos(_LEAN), -math.sin(_LEAN))
    return side * (0.07 + step * up[0] + out * across[0]), 0.02 + step * up[1] + out * across[1]


def _stem(color: str) -> list[VMobject]:
    return [_domain((side * 0.105, y), 0.0, color) for side in (-1, 1) for y in (-0.22, -0.53)]


def _hinge(color: str) -> VMobject:
    lines = [((side * 0.1, -0.2), _along(side, 0.3, 0.0)) for side in (-1, 1)]
    return shape_of(segments(lines), edge=darker(color, 0.25), width=5)


def _domain(center: Place, turn: float, color: str) -> VMobject:
    dark = BODY_DARK if color == BODY else darker(color, 0.22)
    edge = EDGE if color == BODY else darker(color, 0.4)
    body = plate(center, _DOMAIN, color, corner=0.1, edge=edge, edge_width=1.4)
    shade(body, [dark, color, lighter(color, 0.25)], toward=(-0.6, 1.0))
    return body.rotate(turn)


def _placed(parts: list[VMobject], center: Place, size: float) -> VGroup:
    whole = group(*parts)
    return whole.scale(size).move_to(point(center))
