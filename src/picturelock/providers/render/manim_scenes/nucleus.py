"""A cell's nucleus: its envelope of two skins, with pores."""

import math

import numpy as np

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import mixed
from picturelock.providers.render.manim_scenes.shapes import circles, group, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import SCENE, Stage
from picturelock.providers.render.manim_scenes.tracks import Place

_SKIN = "#8f7bd8"
_PORES, _PORE, _THICK = 14, 0.13, 0.15


def lay_nucleus(stage: Stage, box: Box) -> None:
    """Put a nucleus that fills the box on the stage, with pores at its left and right ends too."""
    x, y = box.center
    inside = circles([(0.0, 0.0)], 1.0) * [box.width / 2, box.height / 2, 1.0] + [x, y, 0.0]
    field = shape_of(inside, _SKIN, opacity=0.13 if stage.dark else 0.1)
    skin = mixed(_SKIN, stage.palette.background, 0.2)
    pieces = [_piece(box, number) for number in range(_PORES)]
    envelope = group(*(shape_of(piece, skin) for piece in pieces))
    stage.show(field, envelope, layer=SCENE - 1)


def _piece(box: Box, number: int) -> Points:
    """The envelope between two pores."""
    step = 2 * math.pi / _PORES
    reach = _PORE / max(box.width, box.height) * 2
    angles = np.linspace(number * step + reach, (number + 1) * step - reach, 14).tolist()
    outer = [_on(box, angle, 0.0) for angle in angles]
    inner = [_on(box, angle, _THICK) for angle in reversed(angles)]
    corners = [*outer, *inner]
    return segments(list(zip(corners, [*corners[1:], corners[0]], strict=True)))


def _on(box: Box, angle: float, deep: float) -> Place:
    x, y = box.center
    return x + (box.width / 2 - deep) * math.cos(angle), y + (box.height / 2 - deep) * math.sin(angle)
