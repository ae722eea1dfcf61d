"""Lines over time that draw themselves as they are spoken of: one measure, one to four groups."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.axes import Plot, even_axis, lay_axes, plan_axes, time_axis
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart, series_colors
from picturelock.providers.render.manim_scenes.curves import (
    Named,
    along,
    dense,
    drawing_time,
    free_corner,
    lay_names,
    reached,
    room_for_names,
    trace,
)
from picturelock.providers.render.manim_scenes.pill import lay_pill, pill_sizes
from picturelock.providers.render.manim_scenes.props import BeatNumber, Name
from picturelock.providers.render.manim_scenes.shapes import circles, shape_of
from picturelock.providers.render.manim_scenes.stage import SCENE, Stage
from picturelock.providers.render.manim_scenes.template import Template

# Where all values lie far above 0, the axis begins nearer to them and shows that it does.
_NEAR_ZERO = 0.5


class Reading(Frozen):
    """One measured value and its time."""

    at: Annotated[float, Field(ge=0, le=10_000, description="time since the start, 0 or later")]
    value: Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class Series(Frozen):
    """One group over time. ``emphasis`` gives it the accent colour; its line is drawn with its beat."""

    name: Name
    readings: tuple[Reading, ...] = Field(min_length=2, max_length=24)
    emphasis: bool = False
    beat: BeatNumber = 0

    @field_validator("readings")
    @classmethod
    def _in_order(cls, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        for one, other in pairwise(readings):
            if other.at <= one.at:
                raise ValueError(
                    f"the readings go forward in time; {other.at:g} comes after {one.at:g}: "
                    "put them in order, one value at each time"
                )
        return readings


class Props(Charted):
    """The lines, what they measure and in which unit of time."""

    series: tuple[Series, ...] = Field(min_length=1, max_length=4)
    x_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = Field(
        description="the time with its unit: Weeks since the first dose"
    )
    y_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] = Field(
        description="what is measured, with its unit: Systolic blood pressure (mmHg)"
    )
    unit: Annotated[str, StringConstraints(max_length=8)] = Field(
        default="", description="put behind each tick, if one or two letters: %"
    )
    callout: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    callout_beat: BeatNumber = 1


EXAMPLE = Props(
    title="Blood pressure over twelve weeks",
    subtitle="How such a figure reads",
    series=(
        Series(
            name="Treatment",
            readings=tuple(
                Reading(at=at, value=value)
                for at, value in ((0, 152), (2, 146), (4, 141), (6, 138), (8, 136), (10, 135), (12, 134))
            ),
            emphasis=True,
        ),
        Series(
            name="Placebo",
            readings=tuple(
                Reading(at=at, value=value)
                for at, value in ((0, 152), (2, 150), (4, 149), (6, 148), (8, 148), (10, 147), (12, 147))
            ),
            beat=1,
        ),
    ),
    x_label="Weeks since the first dose",
    y_label="Systolic blood pressure (mmHg)",
    callout="13 mmHg apart at week 12",
    callout_beat=2,
    source="An invented example, not from a study.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the axes on the stage and the lines, each with its beat."""
    body = lay_chart(props, stage, props.y_label)
    chart, names = room_for_names(body, stage, [series.name for series in props.series])
    plot, pill = _plan(props, chart, stage)
    lay_axes(stage, plot)
    colors = series_colors(tuple(series.emphasis for series in props.series), stage.palette)
    named = [
        _line(series, color, plot, stage)
        for series, color in reversed(list(zip(props.series, colors, strict=True)))
    ]
    lay_names(stage, named[::-1], names)
    if pill is not None:
        last = max(drawing_time(stage.clock, series.beat).end for series in props.series)
        cue = max(stage.clock.beat(props.callout_beat).start, min(last, stage.clock.length - 1.5))
        lay_pill(stage, props.callout, pill, cue)


def _plan(props: Props, chart: Box, stage: Stage) -> tuple[Plot, Box | None]:
    """The plot, with more air above its lines where the callout finds no place else, and that place."""
    values = [reading.value for series in props.series for reading in series.readings]
    x = time_axis(max(series.readings[-1].at for series in props.series), props.x_label, stage)
    low, high = min(values), max(values)
    if 0 <= low <= _NEAR_ZERO * high:
        low = 0.0
    sizes = pill_sizes(stage, props.callout, 6.4)
    plot = plan_axes(stage, chart, x, even_axis(low, high))
    for more in (0.0, 0.25, 0.5, 1.0, 2.0):
        y = even_axis(low, high + more * ((high - low) or abs(high) or 1.0), unit=props.unit)
        plot = plan_axes(stage, chart, x, y)
        if not props.callout:
            return plot, None
        lines = [along(plot, [(one.at, one.value) for one in series.readings]) for series in props.series]
        pill = free_corner(plot.box, sizes, [place for line in lines for place in dense(line)])
        if pill is not None:
            return plot, pill
    top = plot.box.top
    return plot, Box(plot.box.left, top - sizes[-1][1], plot.box.right, top)


def _line(series: Series, color: str, plot: Plot, stage: Stage) -> Named:
    places = along(plot, [(one.at, one.value) for one in series.readings])
    span = drawing_time(stage.clock, series.beat)
    trace(stage, places, color, span, width=5 if series.emphasis else 3.6)
    first = places[0][0]
    wide = max(places[-1][0] - first, 1e-6)
    # Each measured value has its dot, which comes when the line has got there.
    for x, y in places[:-1]:
        when = reached(span, (x - first) / wide)
        dot = shape_of(circles([(x, y)], 0.075), color)
        stage.show(dot, layer=SCENE + 1).appears(when, rise=0, length=0.25)
    return Named(series.name, color, places[-1], span.end - 0.2)


TEMPLATE = Template(
    shows="One to four lines over time that draw themselves, named where they end, with axes and units.",
    use_when="A measure over time, of one group or several, with figures from a source.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
