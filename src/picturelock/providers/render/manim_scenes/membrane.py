"""A cell membrane that waves gently, and a receptor that sits in it."""

import math
from functools import partial

import numpy as np
from manim import VGroup, VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.shapes import (
    circles,
    group,
    plate,
    point,
    shade,
    shape_of,
    smooth_outline,
)
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

BODY, BODY_DARK, BODY_LIGHT, EDGE = "#5b8def", "#3562c4", "#a9c5ff", "#274c9e"
_HEAD, _SPACING, _HALF = 0.14, 0.33, 0.5
_WAVE = 0.035
_STANDING = 2.2
# A head is three discs, each off to the upper left and smaller: how far, what share of it, which colour.
_SHADES = [(0.0, 1.0, "#d9922b"), (0.015, 0.8, "#f5b84b"), (0.042, 0.33, "#ffe3ac")]


def lay_membrane(stage: Stage, y: float, *gaps: Place, size: float = 1.0, standing: bool = False) -> None:
    """Put two rows of lipids on the stage, over its whole width, or standing beside the words.

    Args:
        y: the middle of the membrane; of a standing one its x.
        gaps: the middle and half the width of each place that is left free for a protein.
        size: of the lipids; 1 is a membrane 1.28 units thick.
    """
    spacing = _SPACING * size
    reach = _STANDING if standing else stage.width / 2 + 0.2
    steps = np.arange(int(2 * reach / spacing) + 3)
    middle, half = gaps[0] if gaps else (0.0, spacing / 2)
    xs = np.sort(np.concatenate([middle - half - steps * spacing, middle + half + steps * spacing]))
    xs = np.asarray(xs[np.abs(xs) < reach], dtype=np.float64)
    for center, width in gaps[1:]:
        xs = xs[np.abs(xs - center) >= width - spacing / 2]
    heads = np.array([(x, y + side * _HALF * size) for side in (1, -1) for x in xs])
    # A standing one ends in ever smaller lipids, where it would else run into the words.
    sizes = size * (np.clip((reach - np.abs(heads[:, 0])) / 0.8, 0.0, 1.0) if standing else 1.0)
    tails = _tails(xs[np.abs(xs) < reach - 0.4] if standing else xs, y, size)
    sheets = [(shape_of(tails, edge="#f5b84b", width=3 * size), tails)]
    for away, share, color in _SHADES:
        shift = size * np.array([away, -away] if standing else [-away, away])
        outlines = circles(heads + shift, share * _HEAD * np.broadcast_to(sizes, len(heads)))
        sheets.append((shape_of(outlines, color), outlines))
    sheets[0][0].set_stroke(opacity=0.5)
    actor = stage.show(*(shape for shape, _ in sheets))
    for shape, rest in sheets:
        actor.reshapes(shape, partial(_waved, rest, standing=standing))


def _waved(rest: Points, time: float, *, standing: bool) -> Points:
    points = rest.copy()
    points[:, 1] += _WAVE * np.sin(1.1 * rest[:, 0] + 1.6 * time)
    # Swapped, and its middle that of the space under the heading.
    return points[:, [1, 0, 2]] + [0.0, 0.17, 0.0] if standing else points


def _tails(xs: Points, y: float, size: float) -> Points:
    curves: list[list[list[float]]] = []
    for x in xs.tolist():
        for side in (1, -1):
            for away in (-0.055, 0.055):
                top, end = y + side * (_HALF - 0.1) * size, y + side * 0.05 * size
                bow = math.copysign(0.05, away) * size
                first, last = x + away * size, x + 1.2 * away * size
                third = (end - top) / 3
                curves.append(
                    [
                        [first, top, 0],
                        [first + bow, top + third, 0],
                        [last - bow, end - third, 0],
                        [last, end, 0],
                    ]
                )
    return np.array(curves).reshape(-1, 3)


def receptor(center: Place, scale: float) -> VGroup:
    """Seven helices and a cup on them; the pocket is ``1.64 * scale`` above the centre."""
    xs = np.linspace(-0.98, 0.98, 7)
    helices: list[VMobject] = []
    for number, x in enumerate(xs.tolist()):
        helix = plate(
            (x, -0.02 * (number % 2)), (0.27, 2.35 if number % 2 else 2.15), BODY, corner=0.135, edge=EDGE
        )
        shade(helix, [BODY_DARK, BODY, BODY_LIGHT][: 3 if number % 2 else 2], toward=(-1.0, 0.0))
        helices.append(helix)
    cup_corners = [
        (-1.18, 1.0),
        (-1.34, 1.55),
        (-1.16, 2.06),
        (-0.84, 2.16),
        (-0.62, 1.92),
        (-0.52, 1.55),
        (-0.3, 1.28),
    ]
    right = [(-x, y) for x, y in reversed(cup_corners)]
    corners = [*cup_corners, (0, 1.2), *right, (0.7, 0.86), (0, 0.82), (-0.7, 0.86)]
    cup = shape_of(smooth_outline(corners), [BODY_DARK, BODY, "#7fa8f5"], edge=EDGE)
    rim = smooth_outline([(-1.16, 1.55), (-1.06, 1.92), (-0.86, 2.04), (-0.98, 1.8), (-1.04, 1.5)])
    shine = shape_of(rim, "#ffffff", opacity=0.28)
    whole = group(*helices, cup, shine)
    whole.scale(scale, about_point=np.zeros(3)).shift(point(center))
    return whole
