"""Survival over time: steps that go down, the medians where half are left, and how many were at risk."""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.axes import Axis, Plot, lay_axes, plan_axes, time_axis
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart, series_colors
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.curves import (
    Named,
    along,
    dashes,
    dense,
    drawing_time,
    free_corner,
    lay_names,
    room_for_names,
    trace,
)
from picturelock.providers.render.manim_scenes.figures import figure, ticks_of
from picturelock.providers.render.manim_scenes.pill import lay_pill, pill_sizes
from picturelock.providers.render.manim_scenes.props import BeatNumber, Name
from picturelock.providers.render.manim_scenes.risk_table import HEAD, lay_risk_table, risk_table_height
from picturelock.providers.render.manim_scenes.shapes import shape_of
from picturelock.providers.render.manim_scenes.stage import SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_text

HALF = 50.0
# How wide the room of a median's figure is, for a font of size 1.
_FIGURE = 2.6


class Step(Frozen):
    """From this time on, this share is left."""

    at: Annotated[float, Field(ge=0, le=10_000)]
    percent: Annotated[float, Field(ge=0, le=100)]


class Arm(Frozen):
    """One group. It starts at 100 % at time 0; each step takes it down."""

    name: Name
    steps: tuple[Step, ...] = Field(min_length=1, max_length=60)
    at_risk: tuple[Annotated[int, Field(ge=0, le=1_000_000)], ...] = Field(
        default=(), max_length=9, description="how many were at risk at each of risk_times"
    )
    emphasis: bool = False
    beat: BeatNumber = 0

    @field_validator("steps")
    @classmethod
    def _only_down(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        for one, other in pairwise(steps):
            if other.at <= one.at:
                raise ValueError(f"the steps go forward in time; {other.at:g} comes after {one.at:g}")
            if other.percent > one.percent:
                raise ValueError(
                    f"survival cannot rise: {other.percent:g} % at {other.at:g} is more than "
                    f"{one.percent:g} % at {one.at:g}; it must be {one.percent:g} % or less"
                )
        return steps

    @field_validator("at_risk")
    @classmethod
    def _never_more(cls, at_risk: tuple[int, ...]) -> tuple[int, ...]:
        for one, other in pairwise(at_risk):
            if other > one:
                raise ValueError(f"the number at risk cannot grow: {other} after {one}; give {one} or fewer")
        return at_risk

    @property
    def median(self) -> float | None:
        """When half or fewer are left for the first time; None when that is never so."""
        return next((step.at for step in self.steps if step.percent <= HALF), None)


class Props(Charted):
    """The groups, what happens to them, and in which unit of time. Medians are read from the steps."""

    arms: tuple[Arm, ...] = Field(min_length=1, max_length=3)
    x_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = Field(
        description="the time with its unit: Months since randomisation"
    )
    y_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = (
        "Patients alive"
    )
    risk_times: tuple[Annotated[float, Field(ge=0, le=10_000)], ...] = Field(default=(), max_length=9)
    medians: bool = Field(default=True, description="mark when half are left")
    median_beat: BeatNumber = 1
    callout: Annotated[str, StringConstraints(strip_whitespace=True, max_length=32)] = ""
    callout_beat: BeatNumber = 1

    @model_validator(mode="after")
    def _at_risk_fits(self) -> Self:
        for number, arm in enumerate(self.arms):
            if len(arm.at_risk) != len(self.risk_times):
                raise ValueError(
                    f"arms.{number}.at_risk has {len(arm.at_risk)} numbers and risk_times "
                    f"{len(self.risk_times)}; give one number for each time, or none of both"
                )
        if any(other <= one for one, other in pairwise(self.risk_times)):
            raise ValueError("risk_times go forward: each must be later than the one before")
        return self


def _steps(*shares: tuple[float, float]) -> tuple[Step, ...]:
    return tuple(Step(at=at, percent=percent) for at, percent in shares)


EXAMPLE = Props(
    title="Overall survival",
    subtitle="How such a figure reads",
    arms=(
        Arm(
            name="Treatment",
            steps=_steps(
                *((2, 97), (4, 94), (6, 90), (8, 86), (10, 81), (12, 77), (14, 71), (16, 66), (18, 60)),
                *((20, 56), (22, 52), (24, 49), (27, 45), (30, 42), (33, 40)),
            ),
            at_risk=(200, 180, 151, 118, 92, 60, 21),
            emphasis=True,
        ),
        Arm(
            name="Control",
            steps=_steps(
                *((2, 93), (4, 86), (6, 78), (8, 70), (10, 62), (12, 55), (14, 49), (16, 43), (18, 38)),
                *((20, 34), (22, 30), (24, 27), (27, 23), (30, 20), (33, 18)),
            ),
            at_risk=(200, 155, 109, 74, 50, 31, 10),
        ),
    ),
    risk_times=(0, 6, 12, 18, 24, 30, 36),
    x_label="Months since randomisation",
    median_beat=1,
    callout="Median 24 against 14 months",
    callout_beat=2,
    source="An invented example, not from a study.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the axes and the table on the stage, then the curves, the medians and the callout."""
    body = lay_chart(props, stage, props.y_label)
    chart, names = room_for_names(body, stage, [arm.name for arm in props.arms])
    table = risk_table_height(len(props.arms), stage) if props.risk_times else 0.0
    latest = max(*(arm.steps[-1].at for arm in props.arms), *(props.risk_times[-1:] or (0.0,)), 1e-6)
    x = replace(time_axis(latest, props.x_label, stage), before=HEAD + 0.15 if props.risk_times else 0.0)
    y = Axis(0.0, 100.0, ticks_of((0.0, 25.0, 50.0, 75.0, 100.0), "%"))
    floor = Box(chart.left, chart.bottom + table, chart.right, chart.top)
    plot, pill = _plan(props, latest, plan_axes(stage, floor, x, y), stage)
    lay_axes(stage, plot)
    colors = series_colors(tuple(arm.emphasis for arm in props.arms), stage.palette)
    lines = [_curve_of(arm, latest, plot) for arm in props.arms]
    named: list[Named] = []
    for arm, color, line in reversed(list(zip(props.arms, colors, lines, strict=True))):
        span = drawing_time(stage.clock, arm.beat)
        trace(stage, line, color, span, width=5 if arm.emphasis else 3.8)
        named.append(Named(arm.name, color, line[-1], span.end - 0.2))
    lay_names(stage, named[::-1], names)
    if props.risk_times:
        rows = [(arm.at_risk, color) for arm, color in zip(props.arms, colors, strict=True)]
        room = Box(chart.left, chart.bottom, chart.right, chart.bottom + table)
        lay_risk_table(stage, room, [plot.at(at, 0)[0] for at in props.risk_times], rows)
    if props.medians:
        _medians(props, colors, plot, stage)
    if pill is not None:
        last = max(drawing_time(stage.clock, arm.beat).end for arm in props.arms)
        cue = max(stage.clock.beat(props.callout_beat).start, min(last, stage.clock.length - 1.5))
        lay_pill(stage, props.callout, pill, cue)


def _plan(props: Props, latest: float, plot: Plot, stage: Stage) -> tuple[Plot, Box | None]:
    """The plot and the callout's place: where no line is, else above a lower plot."""
    if not props.callout:
        return plot, None
    sizes = pill_sizes(stage, props.callout, 6.4)
    lines = [_curve_of(arm, latest, plot) for arm in props.arms]
    for arm in props.arms if props.medians else ():
        if arm.median is not None:
            x, y = plot.at(arm.median, HALF)
            low = plot.box.bottom + 0.2
            lines += [[(plot.box.left, y), (x, y), (x, plot.box.bottom)], [(x, low), (x + 0.8, low)]]
    pill = free_corner(plot.box, sizes, [place for line in lines for place in dense(line)])
    if pill is not None:
        return plot, pill
    (width, height), box = sizes[0], plot.box
    lower = Box(box.left, box.bottom, box.right, box.top - height - 0.1)
    return replace(plot, box=lower), Box(box.right - width, box.top - height, box.right, box.top)


def _curve_of(arm: Arm, latest: float, plot: Plot) -> list[Place]:
    level, readings = 100.0, [(0.0, 100.0)]
    for step in arm.steps:
        readings += [(step.at, level), (step.at, step.percent)]
        level = step.percent
    return along(plot, [*readings, (latest, level)])


def _medians(props: Props, colors: list[str], plot: Plot, stage: Stage) -> None:
    """Dashed lines from one half down to each median, with its figure beside it."""
    by_time: dict[float, str] = {}
    for arm, color in zip(props.arms, colors, strict=True):
        if arm.median is not None:
            # One mark for groups that have the same median, in nobody's colour.
            by_time[arm.median] = stage.palette.muted if arm.median in by_time else color
    found = sorted(by_time.items())
    cue = max(stage.clock.beat(props.median_beat).start, 1.6)
    em = 0.3 if stage.portrait else 0.25
    levels = stacked([plot.at(median, HALF)[0] for median, _ in found], _FIGURE * em)
    for number, (median, color) in enumerate(found):
        x, y = plot.at(median, HALF)
        before = plot.at(found[number - 1][0], HALF)[0] if number else plot.box.left
        lines = dashes([((before, y), (x, y)), ((x, y), (x, plot.box.bottom))])
        stage.show(shape_of(lines, edge=color, width=2.4), layer=SCENE + 3).appears(cue, rise=0)
        level = plot.box.bottom + 0.08 + 1.4 * em * levels[number]
        words = set_text(
            figure(median),
            Box(x + 0.1, level, x + 0.1 + _FIGURE * em, level + 1.4 * em),
            em=em,
            color=readable(color, stage.palette),
            weight=700,
            align="left",
            most_lines=1,
        )
        stage.show(words, layer=WORDS).appears(cue + 0.2, rise=0)


def stacked(places: list[float], apart: float) -> list[int]:
    """The row of each figure, from 0 at the bottom: one that is too near to the next stands above it."""
    rows: list[int] = []
    for place, x in reversed(list(enumerate(places))):
        near = place + 1 < len(places) and places[place + 1] - x <= apart
        rows.insert(0, rows[0] + 1 if near else 0)
    return rows


TEMPLATE = Template(
    shows="Survival curves in steps with medians, the numbers at risk below, and one callout.",
    use_when="Time to an event in one to three groups, with the steps of a published curve.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
