"""What copies a gene and what reads the copy: RNA polymerase on DNA, and a ribosome of two parts."""

from manim import VGroup

from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, BODY_LIGHT, EDGE
from picturelock.providers.render.manim_scenes.shapes import group, point, shade, shape_of, smooth_outline
from picturelock.providers.render.manim_scenes.tracks import Place

_LARGE = [
    (-0.72, 0.12),
    (-0.66, 0.6),
    (-0.3, 0.92),
    (0.2, 0.94),
    (0.62, 0.66),
    (0.74, 0.12),
    (0.3, 0.0),
    (-0.3, 0.0),
]
_SMALL = [
    (-0.66, -0.2),
    (-0.3, -0.12),
    (0.3, -0.12),
    (0.68, -0.2),
    (0.6, -0.5),
    (0.2, -0.64),
    (-0.25, -0.62),
    (-0.6, -0.48),
]
_READER = [
    (-0.62, 0.0),
    (-0.5, 0.42),
    (-0.1, 0.56),
    (0.36, 0.46),
    (0.62, 0.06),
    (0.5, -0.36),
    (0.1, -0.5),
    (-0.42, -0.4),
]
_WARM, _WARM_DARK, _WARM_EDGE = "#9a7be0", "#6a4fc0", "#4f38a0"


def ribosome(center: Place) -> VGroup:
    """The large part above and the small part below the messenger, which runs between them."""
    large = shape_of(smooth_outline(_LARGE), _WARM, edge=_WARM_EDGE, width=2.2)
    shade(large, [_WARM_DARK, _WARM, "#c3aef5"], toward=(-0.4, 1.0))
    small = shape_of(smooth_outline(_SMALL), _WARM, edge=_WARM_EDGE, width=2.2)
    shade(small, [_WARM_DARK, _WARM], toward=(-0.4, 1.0))
    light = shape_of(
        smooth_outline([(-0.5, 0.5), (-0.28, 0.76), (0.0, 0.8), (-0.26, 0.62)]), "#ffffff", opacity=0.3
    )
    whole = group(large, small, light)
    whole.shift(point(center))
    return whole


def reader(center: Place) -> VGroup:
    """RNA polymerase, around the DNA that it copies."""
    body = shape_of(smooth_outline(_READER), BODY, edge=EDGE, width=2.2, opacity=0.86)
    shade(body, [BODY_DARK, BODY, BODY_LIGHT], toward=(-0.4, 1.0), opacity=0.86)
    light = shape_of(
        smooth_outline([(-0.42, 0.22), (-0.3, 0.38), (-0.05, 0.44), (-0.26, 0.3)]), "#ffffff", opacity=0.3
    )
    whole = group(body, light)
    whole.shift(point(center))
    return whole
