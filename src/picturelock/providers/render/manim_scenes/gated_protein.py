"""Proteins that let things through a membrane: two halves with a way between them."""

import cmath
from collections.abc import Callable

import numpy as np
from manim import VGroup

from picturelock.providers.render.manim_scenes.membrane import BODY, BODY_DARK, BODY_LIGHT, EDGE
from picturelock.providers.render.manim_scenes.shapes import (
    Glow,
    group,
    point,
    shade,
    shape_of,
    smooth_outline,
)
from picturelock.providers.render.manim_scenes.stage import Stage
from picturelock.providers.render.manim_scenes.tracks import Place

# The right half; its inner face has a hollow in the middle, where what passes is held.
_HALF = [
    (-0.32, 1.02),
    (-0.08, 1.24),
    (0.24, 1.16),
    (0.37, 0.62),
    (0.33, 0.0),
    (0.37, -0.62),
    (0.24, -1.16),
    (-0.08, -1.24),
    (-0.32, -1.02),
    (-0.27, -0.5),
    (-0.13, 0.0),
    (-0.27, 0.5),
]
_SHINE = [(0.05, 1.06), (0.22, 0.98), (0.27, 0.6), (0.22, 0.35), (0.16, 0.7), (0.06, 0.92)]
# A channel's half: a wide mouth with a notch on its outer side, a narrow place, a hollow, and the gate below.
_CHANNEL = [
    (-0.02, 1.3),
    (0.2, 1.47),
    (0.5, 1.42),
    (0.6, 1.22),
    (0.34, 1.0),
    (0.5, 0.76),
    (0.4, 0.3),
    (0.36, -0.62),
    (0.22, -1.16),
    (-0.08, -1.24),
    (-0.34, -1.04),
    (-0.2, -0.55),
    (-0.1, -0.22),
    (-0.3, 0.3),
    (-0.18, 0.8),
]
_CHANNEL_SHINE = [(0.16, 1.24), (0.34, 1.3), (0.42, 1.2), (0.2, 0.98), (0.24, 0.6), (0.12, 0.4), (0.08, 0.8)]
_NOTCH: Place = (0.66, 1.05)
# How far a half's middle is from the axis, and how far it leans (radians) when one end is open.
_AWAY, _LEAN = 0.57, 0.22
_CLOSED = 0.2
HALF_WIDTH = 1.06

Lean = Callable[[float], float]
"""To which side a transporter is open at a time: 1 to its upper side, -1 to its lower, as seen."""

Opened = Callable[[float], float]
"""How far a channel is open at a time, from 0 to 1."""


def lay_transporter(stage: Stage, center: Place, lean: Lean, *, size: float = 1.0) -> None:
    """Put a transporter on the stage that is open to one side at a time, never to both."""
    x, y = center
    stage.show(Glow(center, 0.75 * size, "#0b2050", strength=0.85 if stage.dark else 0.35))
    for side in (-1, 1):
        actor = stage.show(_half(_HALF, _SHINE, side, size, (x + side * _AWAY * size, y)))
        actor.turns(lambda time, side=side: -side * _LEAN * lean(time))


def lay_channel(stage: Stage, center: Place, opened: Opened) -> None:
    """Put a channel on the stage whose gate, at its lower end, opens and closes."""
    x, y = center
    stage.show(Glow((x, y + 0.1), 0.8, "#0b2050", strength=0.85 if stage.dark else 0.35))
    for side in (-1, 1):
        actor = stage.show(_half(_CHANNEL, _CHANNEL_SHINE, side, 1.0, (x + side * _AWAY, y)))
        actor.turns(lambda time, side=side: -side * _CLOSED * (1 - opened(time)))


def notch(center: Place, side: int, opened: float) -> Place:
    """Where something sits in a channel's notch; ``side`` is -1 for the left one."""
    # A half turns around the middle of its outline.
    pivot = complex(0.13, 0.115)
    away = complex(*_NOTCH) - pivot
    turned = away * cmath.exp(-1j * _CLOSED * (1 - opened)) + pivot
    return center[0] + side * (_AWAY + turned.real), center[1] + turned.imag


def _half(outline: list[Place], light: list[Place], side: int, size: float, place: Place) -> VGroup:
    body = shape_of(smooth_outline([(side * x, y) for x, y in outline]), BODY, edge=EDGE, width=2.2)
    shade(body, [BODY_DARK, BODY, BODY_LIGHT], toward=(-0.6, 1.0))
    shine = shape_of(smooth_outline([(side * x, y) for x, y in light]), "#ffffff", opacity=0.26)
    whole = group(body, shine)
    whole.scale(size, about_point=np.zeros(3)).shift(point(place))
    return whole
