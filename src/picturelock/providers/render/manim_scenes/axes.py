"""The two axes of a chart: scales, round ticks, names with their units, and the plot between them."""

import math
import re
from dataclasses import dataclass

from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.figures import Tick, power_ticks, round_ticks, ticks_of
from picturelock.providers.render.manim_scenes.lettering import outlines
from picturelock.providers.render.manim_scenes.shapes import segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import Align, set_text
from picturelock.providers.render.manim_scenes.writing import now

TICK, NAME = 0.22, 0.24
UPRIGHT_TICK, UPRIGHT_NAME = 0.27, 0.29
_MOST_TICKS, _MOST_UPRIGHT = 8, 6
_MONTHS = re.compile(
    r"month|monat|\bmois\b|\bm[eê]s(es|e|i)?\b|месяц|\bay(lar)?\b|महीन|माह|شهر|أشهر|月|개월", re.IGNORECASE
)


@dataclass(frozen=True)
class Axis:
    """A scale with its ticks and its name; a logarithmic one has values above 0 only."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    name: str = ""
    log: bool = False
    before: float = 0.0  # kept free on the row of the name, before it

    def share(self, value: float) -> float:
        """How far along the axis a value is: 0 at its low end, 1 at its high one."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Plot:
    """The field between two axes, and the box around it that holds their figures too."""

    box: Box
    x: Axis
    y: Axis
    around: Box

    def at(self, x: float, y: float) -> Place:
        """Where a pair of values is."""
        box = self.box
        return box.left + box.width * self.x.share(x), box.bottom + box.height * self.y.share(y)


def even_axis(low: float, high: float, unit: str = "", *, most: int = 5) -> Axis:
    """A linear axis over the values; it ends at round numbers."""
    values = round_ticks(low, high, most)
    return Axis(values[0], values[-1], ticks_of(values, unit))


def time_axis(high: float, name: str, stage: Stage) -> Axis:
    """A linear axis from 0 that ends where the time does, with ticks at round times."""
    # Months go by in sixes and twelves, which no round decimal step hits.
    steps = (1, 2, 3, 6, 12, 24, 60, 120) if _MONTHS.search(name) else (1, 2, 4, 8, 12, 24, 48, 96)
    most = _MOST_UPRIGHT if stage.portrait else _MOST_TICKS
    step = next((step for step in steps if 2 <= high / step < most), None)
    values = round_ticks(0.0, high, most)
    if step is not None:
        values = tuple(float(step * k) for k in range(int(high / step + 1e-9) + 1))
    return Axis(0.0, high, tuple(tick for tick in ticks_of(values) if tick[0] <= high), name)


def power_axis(low: float, high: float, name: str) -> Axis:
    """A logarithmic axis in powers of ten."""
    values = power_ticks(low, high)
    every = 1 + (len(values) - 1) // 7
    ticks = tuple((value, now().language.numbers.written(f"{value:,.12g}")) for value in values[::every])
    return Axis(values[0], values[-1], ticks, name, log=True)


def plan_axes(stage: Stage, box: Box, x: Axis, y: Axis) -> Plot:
    """Find the plot that axes leave of a box: figures left of it and below, the name of x under them."""
    tick, name = _sizes(stage)
    aside = max((outline.width for outline in outlines([text for _, text in y.ticks])), default=0.0) * tick
    left = box.left + (aside + 0.2 if y.ticks else 0.1)
    bottom = box.bottom + (1.5 * tick + 0.1 if x.ticks else 0.0) + (1.35 * name + 0.06 if x.name else 0.0)
    last = outlines([x.ticks[-1][1]])[0].width * tick / 2 if x.ticks else 0.0
    return Plot(Box(left, bottom, box.right - max(0.15, last), box.top - tick / 2), x, y, box)


def lay_axes(stage: Stage, plot: Plot) -> None:
    """Put the axes of a plot on the stage."""
    (tick, name), box = _sizes(stage), plot.around
    _grid(stage, plot)
    apart = plot.box.height / max(1, len(plot.y.ticks) - 1)
    every = 1 if apart > 1.3 * tick else 2 if 2 * apart > 1.3 * tick else max(1, len(plot.y.ticks) - 1)
    for value, text in plot.y.ticks[::every]:
        height = plot.at(plot.x.low, value)[1]
        room = Box(box.left - 0.3, height - tick, plot.box.left - 0.18, height + tick)
        _word(stage, text, room, tick, "right")
    _under(stage, plot, tick)
    if plot.x.name:
        room = Box(box.left + plot.x.before, box.bottom - 0.02, box.right, box.bottom + 1.35 * name)
        _word(stage, plot.x.name, room, name, "right")


def _sizes(stage: Stage) -> tuple[float, float]:
    return (UPRIGHT_TICK, UPRIGHT_NAME) if stage.portrait else (TICK, NAME)


def _grid(stage: Stage, plot: Plot) -> None:
    palette, box = stage.palette, plot.box
    heights = [plot.at(plot.x.low, value)[1] for value, _ in plot.y.ticks]
    lines = [((box.left, height), (box.right, height)) for height in heights if height > box.bottom + 0.01]
    if lines:
        stage.show(shape_of(segments(lines), edge=palette.line, width=1.4))
    if plot.y.low > 0 and not plot.y.log:
        _break(stage, box)
    floor = shape_of(
        segments([((box.left, box.bottom), (box.right, box.bottom))]), edge=palette.muted, width=2.4
    )
    stage.show(floor, layer=LABELS)


def _break(stage: Stage, box: Box) -> None:
    """Two strokes at the foot of y: the axis does not begin at 0."""
    x, y = box.left, box.bottom + 0.2
    strokes = [((x - 0.1, y + off - 0.05), (x + 0.1, y + off + 0.05)) for off in (0.0, 0.1)]
    stage.show(shape_of(segments(strokes), edge=stage.palette.muted, width=2.2), layer=LABELS)


def _under(stage: Stage, plot: Plot, tick: float) -> None:
    """The ticks of x and their figures; where two would touch, the later one is left out."""
    box, marks = plot.box, [plot.at(value, plot.y.low)[0] for value, _ in plot.x.ticks]
    if marks:
        notches = [((mark, box.bottom), (mark, box.bottom - 0.07)) for mark in marks]
        stage.show(shape_of(segments(notches), edge=stage.palette.muted, width=1.8), layer=LABELS)
    taken = float("-inf")
    widths = [outline.width * tick for outline in outlines([text for _, text in plot.x.ticks])]
    for (_, text), mark, width in zip(plot.x.ticks, marks, widths, strict=True):
        if mark - width / 2 < taken + 0.12:
            continue
        taken = mark + width / 2
        room = Box(mark - width, box.bottom - 0.12 - 1.4 * tick, mark + width, box.bottom - 0.1)
        _word(stage, text, room, tick, "center")


def _word(stage: Stage, text: str, room: Box, em: float, align: Align) -> None:
    words = set_text(text, room, em=em, color=stage.palette.muted, align=align, most_lines=1)
    stage.show(words, layer=LABELS)
