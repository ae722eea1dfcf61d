"""Organs as pictures, and a person in whom their place is seen."""

import numpy as np
from manim import VGroup, VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.cell_body import closed_curve
from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.organ_outlines import PARTS, SPOT, Organ, Part
from picturelock.providers.render.manim_scenes.shapes import circles, group, segments, shape_of
from picturelock.providers.render.manim_scenes.tracks import Place

_FIELD = 100.0
# Where the organs are in a person 100 high, from the middle.
_PLACES: dict[Organ, Place] = {
    "heart": (1.5, 19.5),
    "lung": (-5.5, 20),
    "airway": (0, 21),
    "liver": (-4, 11),
    "kidney": (5.5, 7),
    "stomach": (4, 10.5),
    "brain": (0, 44),
    "gut": (0, 2.5),
    "joint": (7.2, -28),
    "skin": (-19.6, 12),
    "eye": (2.6, 42.5),
    "bladder": (0, -4),
    "bone": (7, -18),
    "vessel": (16.6, 20),
}
_TORSO = ((0, 32.5), (-9, 31.5), (-15.5, 28), (-15, 18), (-11, 4), (-12, -6), (0, -10))


def organ(kind: Organ, center: Place, size: float) -> VGroup:
    """An organ, ``size`` high and at most as wide, in the frame's units."""
    return group(*(_drawn(part, center, size / _FIELD) for part in PARTS[kind]))


def spot_of(kind: Organ, center: Place, size: float) -> Place:
    """Where on an organ that stands there a closer look is taken."""
    x, y = SPOT[kind]
    return center[0] + x * size / _FIELD, center[1] + y * size / _FIELD


def person(center: Place, height: float, color: str) -> VGroup:
    """A standing person, plain and of one colour."""
    scale = height / _FIELD
    torso = [*_TORSO, *((-x, y) for x, y in reversed(_TORSO[1:-1]))]
    limbs = [(6.4, [(side * 14.2, 27.5), (side * 18.6, 14), (side * 20.5, -6)]) for side in (-1, 1)] + [
        (9.0, [(side * 6.4, -6), (side * 7.0, -26), (side * 7.0, -46)]) for side in (-1, 1)
    ]
    parts: list[VMobject] = [
        shape_of(closed_curve(_placed(torso, center, scale)), color),
        shape_of(_line(_placed([(0, 38), (0, 30)], center, scale)), edge=color, width=6 * scale * 100),
        shape_of(circles([_place((0, 42.5), center, scale)], 7.2 * scale), color),
    ]
    parts += [
        shape_of(_line(_placed(way, center, scale)), edge=color, width=width * scale * 100)
        for width, way in limbs
    ]
    return group(*parts)


def place_in_person(kind: Organ, center: Place, height: float) -> Place:
    """Where an organ is in a person who stands there."""
    return _place(_PLACES[kind], center, height / _FIELD)


def _drawn(part: Part, center: Place, scale: float) -> VMobject:
    corners = _placed(part.corners, center, scale)
    if part.width:
        shape = shape_of(_line(corners), edge=part.color, width=part.width * scale * 100)
        return shape.set_stroke(opacity=part.opacity)
    if part.sharp:
        pairs = [
            ((*one,), (*other,)) for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True)
        ]
        outline = segments([((float(a), float(b)), (float(c), float(d))) for (a, b), (c, d) in pairs])
    else:
        outline = closed_curve(corners)
    shades = [darker(part.color, 0.18), part.color, lighter(part.color, 0.12)]
    return shape_of(outline, shades, edge=darker(part.color, 0.35), width=1.6, opacity=part.opacity)


def _line(corners: Points) -> Points:
    """A smooth open line through corners."""
    slopes = np.gradient(corners, axis=0) / 3
    curves = np.stack(
        [corners[:-1], corners[:-1] + slopes[:-1], corners[1:] - slopes[1:], corners[1:]], axis=1
    ).reshape(-1, 2)
    return np.column_stack([curves, np.zeros(len(curves))])


def _placed(corners: list[Place], center: Place, scale: float) -> Points:
    return np.array([_place(corner, center, scale) for corner in corners])


def _place(corner: Place, center: Place, scale: float) -> Place:
    return center[0] + corner[0] * scale, center[1] + corner[1] * scale
