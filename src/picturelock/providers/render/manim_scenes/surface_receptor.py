"""A receptor that crosses the membrane once: a cup outside, a helix through it, a tail inside."""

from manim import VGroup

from picturelock.providers.render.manim_scenes.colors import darker, lighter
from picturelock.providers.render.manim_scenes.membrane import BODY
from picturelock.providers.render.manim_scenes.shapes import (
    group,
    plate,
    point,
    shade,
    shape_of,
    smooth_outline,
)
from picturelock.providers.render.manim_scenes.tracks import Place

# Above and below the middle of the membrane it sits in, at size 1.
POCKET, RIM, TAIL = 1.1, 1.2, -1.0

_HALF = [(-0.1, 0.62), (-0.3, 0.78), (-0.37, 1.05), (-0.3, 1.26), (-0.19, 1.2), (-0.16, 1.02), (-0.08, 0.93)]


def surface_receptor(center: Place, size: float, color: str = BODY) -> VGroup:
    """The receptor around its place in the membrane."""
    dark, edge = darker(color, 0.3), darker(color, 0.45)
    helix = plate((0, -0.1), (0.2, 1.5), color, corner=0.1, edge=edge)
    shade(helix, [dark, color, lighter(color, 0.4)], toward=(-1.0, 0.0))
    tail = plate((0, -0.8), (0.3, 0.36), color, corner=0.13, edge=edge)
    shade(tail, [dark, color], toward=(0.0, 1.0))
    right = [(-x, y) for x, y in reversed(_HALF)]
    cup = shape_of(
        smooth_outline([*_HALF, (0, 0.9), *right, (0, 0.58)]), [dark, color, lighter(color, 0.2)], edge=edge
    )
    whole = group(helix, tail, cup)
    return whole.scale(size, about_point=point((0, 0))).shift(point(center))
