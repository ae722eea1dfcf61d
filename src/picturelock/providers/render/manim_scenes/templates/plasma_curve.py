"""What is in the blood over time after a dose: the curve, its peak, and how long it takes to halve."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, StringConstraints, model_validator
from scipy.interpolate import PchipInterpolator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.axes import (
    Axis,
    Plot,
    even_axis,
    lay_axes,
    plan_axes,
    time_axis,
)
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart
from picturelock.providers.render.manim_scenes.clock import Span
from picturelock.providers.render.manim_scenes.curves import along, dashes, drawing_time, trace
from picturelock.providers.render.manim_scenes.figures import figure, ticks_of
from picturelock.providers.render.manim_scenes.pill import lay_pill, pill_sizes
from picturelock.providers.render.manim_scenes.props import BeatNumber
from picturelock.providers.render.manim_scenes.shapes import circles, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import IN_OUT, Place
from picturelock.providers.render.manim_scenes.writing import say

_STEPS = 160
# How many half-lives a drawn model goes on for: after four, 6 % is left.
_SHOWN = 4.0
# How far from one half a measured curve may be after the given half-life.
_LOW, _HIGH = 0.4, 0.6


class Level(Frozen):
    """The concentration at one time after the dose."""

    at: Annotated[float, Field(ge=0, le=100_000)]
    level: Annotated[float, Field(ge=0, le=1_000_000)]


class Props(Charted):
    """The measured levels, or a half-life and the time of the peak, from which a model is drawn.

    A model has no figures on its upright axis and must be marked as illustrative.
    """

    levels: tuple[Level, ...] = Field(default=(), max_length=24)
    half_life: Annotated[float, Field(gt=0, le=100_000)] | None = Field(
        default=None, description="in the unit of x_label; marked where it is given"
    )
    peak: Annotated[float, Field(gt=0, le=100_000)] | None = Field(
        default=None, description="when the level is highest, for a model of a dose that is swallowed"
    )
    x_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = Field(
        description="the time with its unit: Hours after the dose"
    )
    y_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] = (
        "Concentration in the blood"
    )
    time_unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=8)] = "h"
    half_beat: BeatNumber = Field(default=1, description="when the half-life is marked")

    @model_validator(mode="after")
    def _true(self) -> Self:
        for one, other in pairwise(self.levels):
            if other.at <= one.at:
                raise ValueError(f"the levels go forward in time; {other.at:g} comes after {one.at:g}")
        if self.levels:
            self._measured()
        elif self.half_life is None:
            raise ValueError("give at least 3 levels, or a half_life to draw a model from")
        elif not self.illustrative:
            raise ValueError(
                "without levels the curve is a model: set illustrative to true, or give the measured levels"
            )
        elif self.peak is not None and self.peak > self.half_life:
            # Of what is absorbed more slowly than it is cleared, the half-life cannot be seen in the curve.
            raise ValueError(f"peak must come no later than one half-life, {self.half_life:g}")
        return self

    def _measured(self) -> None:
        if len(self.levels) < 3:
            raise ValueError(f"levels: {len(self.levels)} cannot be a curve; give at least 3")
        if max(level.level for level in self.levels) <= 0:
            raise ValueError("levels: at least one must be above 0")
        if self.peak is not None:
            raise ValueError("peak is for a model; with levels the highest one is the peak, so leave it out")
        if self.half_life is not None and halving(self) is None:
            raise ValueError(
                f"half_life: nowhere after their peak do the levels fall to about half within "
                f"{self.half_life:g} {self.time_unit}; check the half-life, its unit, or the levels"
            )


EXAMPLE = Props(
    title="Half of it is gone every six hours",
    subtitle="What a half-life means",
    half_life=6,
    peak=1.5,
    x_label="Hours after the dose",
    source="A model: one dose, absorbed and cleared in proportion to what is there.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the axes and the curve on the stage, then the half-life."""
    chart = lay_chart(props, stage, props.y_label)
    curve = curve_of(props)
    latest, highest = curve[-1][0], max(level for _, level in curve)
    # A model has no figures: only that it starts from nothing.
    y = even_axis(0.0, highest) if props.levels else Axis(0.0, highest * 1.12, ticks_of((0.0,)))
    plot = plan_axes(stage, chart, time_axis(latest, props.x_label, stage), y)
    lay_axes(stage, plot)
    places = along(plot, curve)
    span = drawing_time(stage.clock, 0)
    _area(places, plot, span, stage)
    trace(stage, places, stage.palette.accent, span, width=5)
    dots = along(plot, [(one.at, one.level) for one in props.levels])
    if dots:
        stage.show(shape_of(circles(dots, 0.085), stage.palette.accent), layer=SCENE + 1).appears(
            span.end - 0.4, rise=0
        )
    _half(props, plot, stage)


def curve_of(props: Props) -> list[tuple[float, float]]:
    """Times and levels close enough together to be drawn: through the measured ones, or of the model.

    The model is that of one compartment: absorbed at one rate, cleared at another; its highest level is 1.
    """
    if props.levels:
        times = [level.at for level in props.levels]
        through = PchipInterpolator(times, [level.level for level in props.levels])
        fine = sorted({*np.linspace(times[0], times[-1], _STEPS).tolist(), *times})
        return [(time, float(through(time))) for time in fine]
    assert props.half_life is not None
    clear = math.log(2) / props.half_life
    times = np.linspace(0.0, _SHOWN * props.half_life + (props.peak or 0.0), _STEPS)
    if props.peak is None:
        return [(float(time), math.exp(-clear * float(time))) for time in times]
    enter = _absorption(clear, props.peak)
    if abs(enter / clear - 1) < 1e-6:
        levels = clear * times * np.exp(-clear * times)
    else:
        levels = (np.exp(-clear * times) - np.exp(-enter * times)) * np.sign(enter - clear)
    return [
        (time, level) for time, level in zip(times.tolist(), (levels / levels.max()).tolist(), strict=True)
    ]


def _absorption(clear: float, peak: float) -> float:
    """The rate of absorption at which the level is highest at ``peak``: ln(a / c) / (a - c) = peak.

    The left side falls as ``a`` grows, so halving an interval of ``log a`` finds it.
    """
    low, high = math.log(clear) - 30, math.log(clear) + 30
    for _ in range(200):
        middle = (low + high) / 2
        enter = math.exp(middle)
        ratio = enter / clear
        at = 1 / clear if abs(ratio - 1) < 1e-9 else math.log(ratio) / (enter - clear)
        low, high = (middle, high) if at > peak else (low, middle)
    return math.exp((low + high) / 2)


def halving(props: Props) -> tuple[float, float] | None:
    """A time after the peak, and the level then, from which the half-life takes the curve to about half.

    None where there is none; of several, the one with the level nearest to half, the earliest first.
    """
    assert props.half_life is not None
    curve = curve_of(props)
    times, levels = _columns(curve)
    top = int(levels.argmax())
    found: list[tuple[float, int]] = []
    for place in range(top, len(times)):
        if times[place] + props.half_life > times[-1] + 1e-9 or levels[place] <= 0:
            break
        later = float(np.interp(float(times[place]) + props.half_life, times, levels))
        share = later / float(levels[place])
        if _LOW <= share <= _HIGH:
            found.append((round(abs(share - 0.5), 2), place))
    if not found:
        return None
    place = min(found)[1]
    return float(times[place]), float(levels[place])


def _columns(pairs: Sequence[tuple[float, float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The first and the second numbers of pairs."""
    columns: NDArray[np.float64] = np.array(pairs, dtype=np.float64)
    return columns[:, 0], columns[:, 1]


def _area(places: list[Place], plot: Plot, span: Span, stage: Stage) -> None:
    """A faint field under what is drawn of the curve."""
    (xs, ys), floor = _columns(places), plot.box.bottom

    def field(time: float) -> Points:
        share = IN_OUT(min(1.0, max(0.0, (time - span.start) / span.length)))
        end = float(xs[0] + share * (xs[-1] - xs[0]))
        kept = [(x, y) for x, y in places if x <= end]
        kept.append((end, float(np.interp(end, xs, ys))))
        corners = [(kept[0][0], floor), *kept, (end, floor)]
        return segments([*pairwise(corners), (corners[-1], corners[0])])

    shape = shape_of(field(span.end), stage.palette.accent, opacity=0.14)
    stage.show(shape, layer=SCENE).reshapes(shape, field)


def _half(props: Props, plot: Plot, stage: Stage) -> None:
    """From a level to its half, and the time in between with its figure."""
    found = halving(props) if props.half_life is not None else None
    if found is None or props.half_life is None:
        return
    (start, level), end = found, found[0] + props.half_life
    times, levels = _columns(curve_of(props))
    after = float(np.interp(end, times, levels))
    cue = max(stage.clock.beat(props.half_beat).start, 1.6)
    one, other = plot.at(start, level), plot.at(end, after)
    color, box = stage.palette.second, plot.box
    lines = [(one, (one[0], box.bottom)), (other, (other[0], box.bottom)), ((box.left, other[1]), other)]
    if one[0] > box.left + 0.1:
        lines.append(((box.left, one[1]), one))
    stage.show(shape_of(dashes(lines), edge=color, width=2.4), layer=SCENE + 1).appears(cue, rise=0)
    marks = shape_of(circles([one, other], 0.11), color)
    stage.show(marks, layer=LABELS).appears(cue, rise=0, grow=0.8)
    bar = box.bottom + 0.22
    across = [((one[0], bar), (other[0], bar))]
    across += [((x, bar - 0.1), (x, bar + 0.1)) for x in (one[0], other[0])]
    stage.show(shape_of(segments(across), edge=color, width=3.4), layer=LABELS).draws_itself(cue, length=0.9)
    said = say("Half-life {0}", figure(props.half_life, props.time_unit))
    width, height = pill_sizes(stage, said, 5.0)[0]
    # Above the falling curve there is always room, to the right of where it has halved.
    left = min(max(other[0] + 0.3, box.left + 0.3), box.right - width)
    low = min(max(other[1] + 0.35, box.bottom + 0.9), box.top - height)
    lay_pill(stage, said, Box(left, low, left + width, low + height), cue + 0.3)


TEMPLATE = Template(
    shows="The concentration of a medicine over time after a dose, with its half-life marked.",
    use_when="How long a medicine stays: measured levels, or a given half-life as an illustrative model.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
