"""A small chart that is drawn as time goes by."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from manim import VMobject

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import lighter
from picturelock.providers.render.manim_scenes.shapes import circles, plate, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, WORDS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_text

Level = Callable[[float], float]
"""What the chart shows at a time in seconds, from 0 to 1."""

_STEPS = 160


def lay_meter(stage: Stage, box: Box, label: str, level: Level, color: str) -> None:
    """Put a panel with a level over time on the stage; only what has been is drawn."""
    plot = Box(box.left + 0.28, box.bottom + 0.24, box.right - 0.28, box.top - 0.62)
    _lay_panel(stage, box, plot, label)
    drawn = _Curve(plot, level, stage.clock.length)
    field = shape_of(drawn.area(1.0), color, opacity=0.22)
    edge = shape_of(drawn.line(1.0), edge=color, width=3.4)
    tip = shape_of(drawn.tip(1.0), lighter(color, 0.3))
    parts: list[tuple[VMobject, Callable[[float], Points]]] = [
        (field, drawn.area),
        (edge, drawn.line),
        (tip, drawn.tip),
    ]
    actor = stage.show(*(part for part, _ in parts), layer=WORDS)
    for part, points in parts:
        actor.reshapes(part, points)


def _lay_panel(stage: Stage, box: Box, plot: Box, label: str) -> None:
    palette = stage.palette
    ground = palette.panel if stage.dark else "#ffffff"
    panel = plate(box.center, (box.width, box.height), ground, opacity=0.78, edge=palette.line)
    axis = segments([((plot.left, plot.bottom), (plot.right, plot.bottom))])
    stage.show(panel, shape_of(axis, edge=palette.muted, width=2), layer=LABELS)
    room = Box(box.left + 0.25, box.top - 0.46, box.right - 0.25, box.top - 0.12)
    words = set_text(label, room, em=0.23, color=palette.muted, weight=500, align="left", most_lines=1)
    stage.show(words, layer=WORDS)


class _Curve:
    """The level from the start until now, in a plot."""

    def __init__(self, plot: Box, level: Level, length: float) -> None:
        self._plot, self._level, self._length = plot, level, length
        self._times = np.linspace(0, length, _STEPS)
        self._places = [self._at(time) for time in self._times.tolist()]

    def _at(self, time: float) -> Place:
        share = min(time / self._length, 1.0)
        height = self._plot.height - 0.04
        return self._plot.left + self._plot.width * share, self._plot.bottom + 0.04 + height * self._level(
            time
        )

    def _until(self, time: float) -> list[Place]:
        count = int(np.searchsorted(self._times, time))
        return [*self._places[: max(1, count)], self._at(time)]

    def area(self, time: float) -> Points:
        line = self._until(time)
        corners = [(line[0][0], self._plot.bottom), *line, (line[-1][0], self._plot.bottom)]
        return segments([*pairwise(corners), (corners[-1], corners[0])])

    def line(self, time: float) -> Points:
        return segments(list(pairwise(self._until(time))))

    def tip(self, time: float) -> Points:
        return circles([self._until(time)[-1]], 0.07)
