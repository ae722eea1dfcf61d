"""Estimates with their intervals, row by row, against the line of no effect."""

from contextlib import nullcontext
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.axes import Axis, Plot, even_axis, lay_axes
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart
from picturelock.providers.render.manim_scenes.colors import mixed, readable
from picturelock.providers.render.manim_scenes.curves import dashes
from picturelock.providers.render.manim_scenes.figures import figure
from picturelock.providers.render.manim_scenes.large_estimate import (
    UNDER,
    Estimate,
    large_columns,
    large_rows,
    lay_estimate,
    lay_measure,
)
from picturelock.providers.render.manim_scenes.pill import swell
from picturelock.providers.render.manim_scenes.props import BeatNumber
from picturelock.providers.render.manim_scenes.shapes import rounded_box, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import Align, set_text
from picturelock.providers.render.manim_scenes.writing import mirrored, now, say

Measure = Literal["Hazard ratio", "Odds ratio", "Risk ratio", "Rate ratio", "Difference"]
Value = Annotated[float, Field(ge=-100_000, le=100_000)]
Side = Annotated[str, StringConstraints(strip_whitespace=True, max_length=28)]
# Ratios that an axis is marked at.
_RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
# The highest row, and the share of one that its interval takes where its words stand above.
_TALLEST, _UNDER = 1.1, 0.5
_FEW = 2  # rows that fill the picture
_ROOMY = 0.6  # a row from which on its words are larger
_FINE = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


class Row(Frozen):
    """One comparison: its estimate between the ends of its interval. ``summary`` draws it as a diamond."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]
    estimate: Value
    low: Value = Field(description="the lower end of the interval")
    high: Value = Field(description="the upper end of the interval")
    summary: bool = False
    beat: BeatNumber | None = None

    @model_validator(mode="after")
    def _between(self) -> Self:
        if not self.low <= self.estimate <= self.high:
            raise ValueError(
                f"the estimate lies in its interval: {self.estimate:g} is not from {self.low:g} to "
                f"{self.high:g}; give low <= estimate <= high"
            )
        return self


class Props(Charted):
    """The rows and what they estimate; ratios have 1 as no effect and a logarithmic axis, differences 0."""

    measure: Measure
    rows: tuple[Row, ...] = Field(min_length=1, max_length=7)
    confidence: Annotated[int, Field(ge=50, le=99)] = Field(default=95, description="of the intervals, in %")
    unit: Annotated[str, StringConstraints(max_length=8)] = Field(default="", description="of a difference")
    favours_low: Side = Field(default="", description="what values left of the line speak for")
    favours_high: Side = Field(default="", description="what values right of the line speak for")

    @model_validator(mode="after")
    def _ratios_above_nothing(self) -> Self:
        if self.measure == "Difference":
            return self
        for number, row in enumerate(self.rows):
            if row.low <= 0:
                raise ValueError(
                    f"rows.{number}.low: a {self.measure.casefold()} is above 0, and so is its interval; "
                    f'{row.low:g} would be a difference (measure "Difference")'
                )
            if row.high / row.low > 10_000:
                raise ValueError(
                    f"rows.{number}: from {row.low:g} to {row.high:g} is too wide an interval to be drawn"
                )
        return self


EXAMPLE = Props(
    title="How a forest plot reads",
    subtitle="Left of the line: fewer events with treatment",
    measure="Hazard ratio",
    rows=(
        Row(label="Under 65 years", estimate=0.68, low=0.52, high=0.89),
        Row(label="65 years and older", estimate=0.81, low=0.61, high=1.07),
        Row(label="With diabetes", estimate=0.72, low=0.5, high=1.03),
        Row(label="All patients", estimate=0.74, low=0.62, high=0.88, summary=True),
    ),
    favours_low="Treatment better",
    favours_high="Control better",
    source="An invented example, not from a study.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the axis and the line of no effect on the stage, then the rows with their beats."""
    body = lay_chart(props, stage)
    x = axis_of(props)
    if len(props.rows) <= _FEW:
        _draw_large(props, body, x, stage)
        return
    plot, names, numbers = _columns(body, x, stage)
    rows = _lines(plot, len(props.rows))
    lay_axes(stage, plot)
    _no_effect(props, plot, [_below(row) for row in rows] if stage.portrait else [], stage)
    _head(props, plot, numbers, stage)
    cues = _cues(props, stage)
    for row, line, cue in zip(props.rows, rows, cues, strict=True):
        _row(row, line, plot, (names, numbers), cue, props, stage)


def _cues(props: Props, stage: Stage) -> list[float]:
    beats = [place if row.beat is None else row.beat for place, row in enumerate(props.rows)]
    return [max(cue, 0.1) for cue in stage.clock.cues(beats)]


def _draw_large(props: Props, body: Box, x: Axis, stage: Stage) -> None:
    """One or two rows fill the picture: a name over each interval, its estimate in large numerals."""
    box, numbers = large_columns(body, stage)
    plot = Plot(box, x, Axis(0.0, 1.0, ()), box)
    rows = large_rows(box, len(props.rows), stage)
    lay_axes(stage, plot)
    _no_effect(props, plot, [Box(row.left, row.bottom, row.right, _floor(row)) for row in rows], stage)
    lay_measure(props.measure, rows, numbers, stage)
    unit = f" {props.unit}" if props.unit else ""
    for row, line, cue in zip(props.rows, rows, _cues(props, stage), strict=True):
        value, interval = figures_of(row)
        color = _color(row, props, stage)
        said = Estimate(row.label, value, f"{props.confidence}% CI {interval}{unit}", color)
        lay_estimate(said, line, numbers, cue, stage)
        _interval(row, plot, ((line.bottom + _floor(line)) / 2, 0.3, cue, color), stage)


def _floor(row: Box) -> float:
    return row.bottom + UNDER * row.height


def _below(row: Box) -> Box:
    """The part of a row under its words."""
    return Box(row.left, row.bottom, row.right, row.bottom + _UNDER * row.height)


def _color(row: Row, props: Props, stage: Stage) -> str:
    none = 0.0 if props.measure == "Difference" else 1.0
    clear = row.high < none or row.low > none
    return stage.palette.accent if clear else mixed(stage.palette.muted, stage.palette.ink, 0.15)


def axis_of(props: Props) -> Axis:
    """The axis over all intervals and the line of no effect."""
    ends = [end for row in props.rows for end in (row.low, row.high)]
    if props.measure == "Difference":
        return even_axis(min(0.0, *ends), max(0.0, *ends), props.unit, most=7)
    low, high = min(0.8, *ends), max(1.25, *ends)
    room = 1.06
    marks = _FINE if low >= 0.2 and high <= 4.4 else _RATIOS
    below = [mark for mark in marks if mark <= low] or [low / room]
    above = [mark for mark in marks if mark >= high] or [high * room]
    first, last = below[-1], above[0]
    ticks = tuple((mark, figure(mark)) for mark in marks if first <= mark <= last)
    return Axis(first, last, ticks, log=True)


def said_of(row: Row) -> str:
    """The estimate and its interval in one line."""
    estimate, interval = figures_of(row)
    return f"{estimate} ({interval})"


def figures_of(row: Row) -> tuple[str, str]:
    """The estimate, and its interval, in figures that all have the same number of places."""
    places = max(_places(value) for value in (row.estimate, row.low, row.high))
    written = now().language.numbers.written
    estimate, low, high = (written(f"{value:.{places}f}") for value in (row.estimate, row.low, row.high))
    joined = say("{0} to {1}", low, high) if row.low < 0 else f"{low}–{high}"
    return estimate.replace("-", "−"), joined.replace("-", "−")


def _places(value: float) -> int:
    return min(3, len(f"{value:g}".partition(".")[2]))


def _columns(body: Box, x: Axis, stage: Stage) -> tuple[Plot, Box, Box]:
    """The plot between the names and the figures; in an upright frame both stand above their interval."""
    foot = 1.05 if stage.portrait else 0.86
    head = 0.5
    if stage.portrait:
        box = Box(body.left + 0.25, body.bottom + foot, body.right - 0.35, body.top - head)
        halves = Box(body.left, box.bottom, body.right, box.top)
        cut = body.left + body.width * 0.56
        names, numbers = (
            Box(halves.left, box.bottom, cut, box.top),
            Box(cut + 0.1, box.bottom, halves.right, box.top),
        )
    else:
        names = Box(body.left, body.bottom + foot, body.left + 3.5, body.top - head)
        numbers = Box(body.right - 2.7, names.bottom, body.right, names.top)
        box = Box(names.right + 0.25, names.bottom, numbers.left - 0.35, names.top)
        if now().right_to_left:
            # The names stand where reading begins; the axis runs from left to right all the same.
            both = body.left + body.right
            box = Box(both - box.right, box.bottom, both - box.left, box.top)
    y = Axis(0.0, 1.0, ())
    return Plot(box, x, y, box), names, numbers


def _lines(plot: Plot, count: int) -> list[Box]:
    """A row for each comparison, no higher than reads well, from the top."""
    box = plot.box
    tall = min(box.height / count, _TALLEST)
    spare = (box.height - tall * count) / 2
    return Box(box.left, box.bottom + spare, box.right, box.top - spare).rows(count, 0.0)


def _no_effect(props: Props, plot: Plot, within: list[Box], stage: Stage) -> None:
    """The line of no effect, and what lies to each side of it.

    Args:
        within: the boxes that it goes through, where words stand between them; the whole plot if empty.
    """
    palette, box = stage.palette, plot.box
    none = 0.0 if props.measure == "Difference" else 1.0
    x = plot.at(none, 0)[0]
    stretches = [((x, box.top + 0.1), (x, box.bottom))]
    if within:
        # The names and figures above each interval stay clear of the line.
        stretches = [((x, room.top), (x, room.bottom)) for room in within]
    line = shape_of(dashes(stretches), edge=palette.ink, width=2.2)
    stage.show(line, layer=SCENE)
    em = 0.28 if stage.portrait else 0.24
    bottom = box.bottom - (1.02 if stage.portrait else 0.84)
    rooms = (
        Box(box.left - 0.2, bottom, x - 0.15, bottom + 0.4),
        Box(x + 0.15, bottom, box.right + 0.2, bottom + 0.4),
    )
    sides: tuple[tuple[str, Box, Align], ...] = (
        (f"← {props.favours_low}" if props.favours_low else "", rooms[0], "right"),
        (f"{props.favours_high} →" if props.favours_high else "", rooms[1], "left"),
    )
    for text, room, align in sides:
        if text:
            words = set_text(text, room, em=em, color=palette.muted, weight=500, align=align, most_lines=2)
            stage.show(words, layer=LABELS)


def _head(props: Props, plot: Plot, numbers: Box, stage: Stage) -> None:
    said = say("{0} ({1}% CI)", say(props.measure), f"{props.confidence:g}")
    em = 0.27 if stage.portrait else 0.22
    left = numbers.left - 1.6
    room = Box(left, plot.box.top + 0.12, numbers.right, plot.box.top + 0.5)
    with mirrored() if not stage.portrait else nullcontext():
        words = set_text(
            said, room, em=em, color=stage.palette.muted, weight=500, align="right", most_lines=1
        )
        stage.show(words, layer=LABELS)


def _row(
    row: Row, line: Box, plot: Plot, columns: tuple[Box, Box], cue: float, props: Props, stage: Stage
) -> None:
    palette, upright = stage.palette, stage.portrait
    color = _color(row, props, stage)
    y = line.center[1] if not upright else line.bottom + line.height * _UNDER / 2
    names, numbers = columns
    level = (line.bottom, line.top) if not upright else (line.bottom + line.height * _UNDER, line.top)
    weight = 700 if row.summary else 500
    with mirrored() if not upright else nullcontext():
        for text, column, align in ((row.label, names, "left"), (said_of(row), numbers, "right")):
            words = set_text(
                text,
                Box(column.left, level[0] + 0.01, column.right, level[1] - 0.01),
                em=0.32 if upright else 0.34 if line.height > _ROOMY else 0.28,
                color=palette.ink if align == "left" else readable(color, palette),
                weight=weight,
                align=align,  # pyright: ignore[reportArgumentType] - two of the three
                most_lines=1,
            )
            stage.show(words, layer=WORDS).appears(cue if align == "left" else cue + 0.6, rise=0)
    half = min(0.16, line.height * (0.15 if upright else 0.26))
    _interval(row, plot, (y, half, cue, color), stage)


def _interval(row: Row, plot: Plot, drawn: tuple[float, float, float, str], stage: Stage) -> None:
    """The interval drawn from left to right, then its estimate: a square, or a diamond for a summary."""
    y, half, cue, color = drawn
    left, middle, right = (plot.at(value, 0)[0] for value in (row.low, row.estimate, row.high))
    if row.summary:
        corners = [(left, y), (middle, y + half), (right, y), (middle, y - half)]
        outline = segments(list(zip(corners, [*corners[1:], corners[0]], strict=True)))
        mark = shape_of(outline, color)
    else:
        ends = [((x, y - half * 0.6), (x, y + half * 0.6)) for x in (left, right)]
        bar = shape_of(segments([ends[0], ((left, y), (right, y)), ends[1]]), edge=color, width=3.6)
        stage.show(bar, layer=SCENE + 1).draws_itself(cue + 0.15, length=0.7)
        size = half * 0.85
        mark = shape_of(rounded_box(middle - size, y - size, middle + size, y + size, 0.03), color)
    actor = stage.show(mark, layer=SCENE + 2).appears(cue + 0.5, rise=0, grow=0.4)
    swell(stage, actor, cue + 1.8, by=1.22 if not row.summary else 1.06)


TEMPLATE = Template(
    shows="Estimates with their intervals in rows, figures beside them, against the line of no effect.",
    use_when="Hazard, odds or risk ratios, or differences, with confidence intervals from a source.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
