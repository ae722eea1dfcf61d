"""An enzyme with a pocket, seen from the side, and the meter of what it makes."""

from collections.abc import Callable

from manim import VGroup

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.colors import lighter
from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, EDGE
from picturelock.providers.render.manim_scenes.shapes import (
    Glow,
    circles,
    group,
    shape_of,
    smooth_outline,
)
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

CENTER_X = -0.5
MOUTH: Place = (CENTER_X, 1.05)
SITE: Place = (CENTER_X, -0.28)
RESIDUE: Place = (CENTER_X + 0.66, -0.36)

_LEFT_HALF = [
    (-1.2, -1.78),
    (-2.12, -1.42),
    (-2.5, -0.6),
    (-2.32, 0.3),
    (-1.75, 0.86),
    (-1.12, 1.0),
    (-0.78, 0.72),
    (-0.7, 0.2),
    (-0.7, -0.4),
    (-0.48, -0.86),
]
# Lighter places that make the body look round, not flat: x, y, radius.
_BUMPS = [(-1.55, -0.1, 0.8), (1.6, 0.1, 0.75), (-1.2, -1.0, 0.7), (1.35, -1.0, 0.75)]


# A second pocket on the right flank, between these two of the outline's corners.
_FLANK = ((2.32, 0.3), (2.5, -0.6))
_SECOND_POCKET = [(2.3, 0.44), (2.44, 0.1), (2.06, -0.1), (1.9, -0.42), (2.06, -0.74), (2.46, -0.9)]
SECOND_SITE: Place = (CENTER_X + 2.24, -0.41)
# How much of its width the active site keeps when something sits in the second pocket.
_PINCHED = 0.34


def enzyme_body(*, dark: bool) -> VGroup:
    """The body with its pocket open to the top."""
    return _body(_outline(0.0, second=False), dark)


def lay_changing_enzyme(stage: Stage, changed: Callable[[float], float]) -> None:
    """Put a body with a second pocket on the stage, whose active site narrows.

    Args:
        changed: how far it has changed its shape at a time, from 0 to 1.
    """
    whole = _body(_outline(0.0, second=True), stage.dark)
    actor = stage.show(whole)
    open_shape, shut_shape = _outline(0.0, second=True), _outline(1.0, second=True)

    def outline(time: float) -> Points:
        share = changed(time)
        return open_shape * (1 - share) + shut_shape * share

    actor.reshapes(whole[1], outline)


def _outline(changed: float, *, second: bool) -> Points:
    left = _LEFT_HALF
    if changed:
        inner = 6
        left = [*left[:inner], *((x * (1 - changed * (1 - _PINCHED)), y) for x, y in left[inner:])]
    right = [(-x, y) for x, y in reversed(left)]
    if second:
        first, last = right.index(_FLANK[0]), right.index(_FLANK[1])
        right = [*right[:first], *_SECOND_POCKET, *right[last + 1 :]]
    corners = [(0.0, -1.88), *left, (0.0, -1.0), *right]
    return smooth_outline([(CENTER_X + x, y) for x, y in corners])


def _body(outline: Points, dark: bool) -> VGroup:
    # Dark enough for white names on it: 4.5 : 1 and more, the lighter places included.
    body = shape_of(outline, ["#2c55b0", "#365fba", "#3d69c6"], edge=EDGE, width=2.4)
    # Darker towards the bottom of the pocket, without an edge at its mouth.
    hollow = Glow((CENTER_X, -0.75), 1.5, "#0b2050", strength=0.9 if dark else 0.4)
    bumps = [Glow((CENTER_X + x, y), r, lighter(BODY, 0.5), strength=0.14) for x, y, r in _BUMPS]
    return group(hollow, body, *bumps)


def residue_knob() -> VGroup:
    """The amino acid in the pocket's wall that takes the group."""
    x, y = RESIDUE
    knob = shape_of(circles([RESIDUE], 0.15), [BODY_DARK, "#8fb3ff"], edge=EDGE)
    shine = shape_of(circles([(x - 0.045, y + 0.05)], 0.04), "#ffffff", opacity=0.8)
    return group(knob, shine)
