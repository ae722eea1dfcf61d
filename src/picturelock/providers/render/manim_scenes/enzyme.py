"""An enzyme with a pocket, seen from the side, and the meter of what it makes."""

from manim import VGroup

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import lighter
from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, EDGE
from picturelock.providers.render.manim_scenes.shapes import (
    Glow,
    circles,
    group,
    shape_of,
    smooth_outline,
)
from picturelock.providers.render.manim_scenes.tracks import Place

CENTER_X = -0.5
MOUTH: Place = (CENTER_X, 1.05)
SITE: Place = (CENTER_X, -0.28)
RESIDUE: Place = (CENTER_X + 0.66, -0.36)
BODY_BOX = Box(CENTER_X - 2.5, -1.95, CENTER_X + 2.5, 1.0)

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


def enzyme_body(*, dark: bool) -> VGroup:
    """The body with its pocket open to the top."""
    right = [(-x, y) for x, y in reversed(_LEFT_HALF)]
    corners = [(CENTER_X + x, y) for x, y in [(0.0, -1.88), *_LEFT_HALF, (0.0, -1.0), *right]]
    body = shape_of(smooth_outline(corners), [BODY_DARK, "#4a7ade", BODY], edge=EDGE, width=2.4)
    # Darker towards the bottom of the pocket, without an edge at its mouth.
    hollow = Glow((CENTER_X, -0.75), 1.5, "#0b2050", strength=0.9 if dark else 0.4)
    bumps = [Glow((CENTER_X + x, y), r, lighter(BODY, 0.5), strength=0.3) for x, y, r in _BUMPS]
    return group(hollow, body, *bumps)


def residue_knob() -> VGroup:
    """The amino acid in the pocket's wall that takes the group."""
    x, y = RESIDUE
    knob = shape_of(circles([RESIDUE], 0.15), [BODY_DARK, "#8fb3ff"], edge=EDGE)
    shine = shape_of(circles([(x - 0.045, y + 0.05)], 0.04), "#ffffff", opacity=0.8)
    return group(knob, shine)
