"""Small drawn signs, in the manner of icons: lines on a disc."""

import numpy as np
from manim import VGroup

from picturelock.providers.render.manim_scenes.colors import ink_on
from picturelock.providers.render.manim_scenes.lettering import path_points
from picturelock.providers.render.manim_scenes.shapes import disc, group
from picturelock.providers.render.manim_scenes.sides import Sided
from picturelock.providers.render.manim_scenes.tracks import Place

_GRID = 24
_ROUND = "M 12 4 C 16.4 4 20 7.6 20 12 C 20 16.4 16.4 20 12 20 C 7.6 20 4 16.4 4 12 C 4 7.6 7.6 4 12 4 Z"

# On a grid of 24, y downwards, as SVG has it.
_LINES = {
    "dot": "M 12 9 C 13.7 9 15 10.3 15 12 "
    "C 15 13.7 13.7 15 12 15 C 10.3 15 9 13.7 9 12 C 9 10.3 10.3 9 12 9 Z",
    "check": "M 6.5 12.5 L 10.5 16.5 L 18 8.5",
    "shield": "M 12 4 L 18.5 6.5 L 18.5 12 C 18.5 16 15.5 18.8 12 20.2 C 8.5 18.8 5.5 16 5.5 12 L 5.5 6.5 Z "
    "M 9 12 L 11.3 14.3 L 15.2 9.8",
    "heart": "M 12 19 C 5.5 14.6 4.2 11.6 4.6 9 C 5.1 5.6 9.8 4.8 12 8.4 C 14.2 4.8 18.9 5.6 19.4 9 "
    "C 19.8 11.6 18.5 14.6 12 19 Z",
    "clock": f"{_ROUND} M 12 7.5 L 12 12 L 15.2 14",
    "pill": "M 5.8 13.4 L 13.4 5.8 C 14.9 4.3 17.1 4.3 18.4 5.6 C 19.7 6.9 19.7 9.1 18.2 10.6 L 10.6 18.2 "
    "C 9.1 19.7 6.9 19.7 5.6 18.4 C 4.3 17.1 4.3 14.9 5.8 13.4 Z M 9.6 9.6 L 14.4 14.4",
    "drop": "M 12 4 C 15 8 17.8 11 17.8 14.3 C 17.8 17.6 15.2 20 12 20 C 8.8 20 6.2 17.6 6.2 14.3 "
    "C 6.2 11 9 8 12 4 Z",
    "person": "M 12 4.5 C 14 4.5 15.4 5.9 15.4 7.9 C 15.4 9.9 14 11.3 12 11.3 C 10 11.3 8.6 9.9 8.6 7.9 "
    "C 8.6 5.9 10 4.5 12 4.5 Z M 5.2 19.5 C 5.4 16 8 14 12 14 C 16 14 18.6 16 18.8 19.5",
    "warning": "M 12 4.5 L 20 18.8 L 4 18.8 Z M 12 9.8 L 12 13.8 M 12 16.1 L 12 16.3",
    "question": "M 9 9.4 C 9 7.6 10.3 6.3 12.1 6.3 C 13.9 6.3 15.2 7.5 15.2 9.1 C 15.2 11.5 12 11.8 12 14.4 "
    "M 12 17.4 L 12 17.6",
    "cross": "M 7.5 7.5 L 16.5 16.5 M 16.5 7.5 L 7.5 16.5",
}


def sign(name: str, center: Place, radius: float, color: str) -> VGroup:
    """A disc of the colour with a sign on it, in whichever of dark or light is read better there."""
    points = path_points(_LINES[name]) - _GRID / 2
    scaled = points * (radius * 1.36 / _GRID * 0.92, -radius * 1.36 / _GRID * 0.92) + np.array(center)
    lines = Sided(stroke_width=7 * radius)
    lines.points = np.column_stack([scaled, np.zeros(len(scaled))])
    lines.set_fill(opacity=0).set_stroke(ink_on(color), opacity=1)
    return group(disc(center, radius, color), lines)
