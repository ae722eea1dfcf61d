"""How a response grows with the dose: a sigmoid curve over a logarithmic axis, with the half-way dose."""

import math
from itertools import pairwise
from typing import Annotated, Self

import numpy as np
from pydantic import Field, StringConstraints, model_validator
from scipy.interpolate import PchipInterpolator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.axes import Plot, even_axis, lay_axes, plan_axes, power_axis
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart, series_colors
from picturelock.providers.render.manim_scenes.curves import (
    Named,
    along,
    dashes,
    drawing_time,
    lay_names,
    room_for_names,
    trace,
)
from picturelock.providers.render.manim_scenes.figures import figure
from picturelock.providers.render.manim_scenes.pill import swell
from picturelock.providers.render.manim_scenes.props import BeatNumber, Name
from picturelock.providers.render.manim_scenes.shapes import circles, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place

_STEPS = 120
# How many powers of ten a curve of a given half-way dose is drawn to each side of it.
_REACH = 1.8
Dose = Annotated[float, Field(ge=1e-9, le=1e9)]
Response = Annotated[float, Field(ge=-1000, le=1000)]


class Measured(Frozen):
    """The response at one dose."""

    dose: Dose
    response: Response


class Curve(Frozen):
    """One substance: its half-way dose and Hill coefficient, its measured points, or both."""

    name: Name
    half_dose: Dose | None = Field(default=None, description="EC50, or IC50 where the response falls")
    hill: Annotated[float, Field(gt=0, le=10)] | None = Field(
        default=None, description="the Hill coefficient; needed with half_dose"
    )
    points: tuple[Measured, ...] = Field(default=(), max_length=12)
    emphasis: bool = False
    beat: BeatNumber = 0

    @model_validator(mode="after")
    def _drawable(self) -> Self:
        if (self.half_dose is None) != (self.hill is None):
            raise ValueError("half_dose and hill belong together: give both, or neither and points instead")
        if self.half_dose is None and len(self.points) < 3:
            raise ValueError("a curve needs half_dose and hill, or at least 3 points")
        for one, other in pairwise(self.points):
            if other.dose <= one.dose:
                raise ValueError(
                    f"the points go from small to large doses, one at each; {other.dose:g} comes after "
                    f"{one.dose:g}: put them in order"
                )
        return self


class Props(Charted):
    """The curves and the response's two ends; doses have one unit, which ``x_label`` names."""

    curves: tuple[Curve, ...] = Field(min_length=1, max_length=3)
    x_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] = Field(
        description="the dose or concentration with its unit: Concentration (nM)"
    )
    y_label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    unit: Annotated[str, StringConstraints(max_length=8)] = Field(default="%", description="of the response")
    dose_unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=10)] = ""
    none: Response = Field(default=0.0, description="the response without any of the substance")
    full: Response = Field(default=100.0, description="the response to as much as one likes")
    falls: bool = Field(default=False, description="the response falls with the dose: IC50 instead of EC50")
    half_beat: BeatNumber = Field(default=1, description="when the half-way doses are marked")

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if (self.full < self.none) != self.falls or self.full == self.none:
            wanted = "below" if self.falls else "above"
            raise ValueError(f"full must be {wanted} none when falls is {str(self.falls).lower()}")
        return self


EXAMPLE = Props(
    title="Potency is where the curve stands",
    subtitle="Two agonists with the same full effect",
    curves=(
        Curve(name="Agonist A", half_dose=3, hill=1, emphasis=True),
        Curve(name="Agonist B", half_dose=120, hill=1, beat=1),
    ),
    x_label="Concentration (nM)",
    y_label="Response, share of the full one",
    dose_unit="nM",
    half_beat=2,
    source="A model: the Hill equation with a coefficient of 1.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the axes on the stage, the curves with their beats, then the half-way doses."""
    body = lay_chart(props, stage, props.y_label)
    chart, names = room_for_names(body, stage, [curve.name for curve in props.curves], noted=_given(props))
    doses = [dose for curve in props.curves for dose in _ends(curve)]
    responses = [one.response for curve in props.curves for one in curve.points]
    if _given(props):
        responses += [props.none, props.full]
    y = even_axis(min(0.0, *responses), max(responses), props.unit)
    plot = plan_axes(stage, chart, power_axis(min(doses), max(doses), props.x_label), y)
    lay_axes(stage, plot)
    colors = series_colors(tuple(curve.emphasis for curve in props.curves), stage.palette)
    named: list[Named] = []
    for curve, color in reversed(list(zip(props.curves, colors, strict=True))):
        named.append(_curve(curve, props, color, plot, stage))
    lay_names(stage, named[::-1], names)
    _halves(props, colors, plot, stage)


def response_to(curve: Curve, none: float, full: float, dose: float) -> float:
    """The response by the Hill equation; ``curve`` has a half-way dose and a coefficient."""
    assert curve.half_dose is not None
    assert curve.hill is not None
    return none + (full - none) / (1 + (curve.half_dose / dose) ** curve.hill)


def _ends(curve: Curve) -> tuple[float, float]:
    """The smallest and the largest dose that a curve is drawn over."""
    doses = [one.dose for one in curve.points]
    if curve.half_dose is not None and curve.hill is not None:
        reach = 10 ** (_REACH / max(curve.hill, 0.5))
        doses += [curve.half_dose / reach, curve.half_dose * reach]
    return min(doses), max(doses)


def _curve(curve: Curve, props: Props, color: str, plot: Plot, stage: Stage) -> Named:
    if curve.half_dose is not None:
        places = _by_equation(curve, props, plot)
    else:
        # Through the points and nowhere beyond them; never above or below two neighbours.
        logs = [math.log10(one.dose) for one in curve.points]
        through = PchipInterpolator(logs, [one.response for one in curve.points])
        fine = [logs[0] + (logs[-1] - logs[0]) * k / (_STEPS - 1) for k in range(_STEPS)]
        places = along(plot, [(10.0**log, float(through(log))) for log in fine])
    span = drawing_time(stage.clock, curve.beat)
    trace(stage, places, color, span, width=5 if curve.emphasis else 3.8)
    dots = along(plot, [(one.dose, one.response) for one in curve.points])
    if dots:
        stage.show(shape_of(circles(dots, 0.09), color), layer=SCENE + 1).appears(span.start, rise=0)
    kind = "IC50" if props.falls else "EC50"
    note = "" if curve.half_dose is None else f"{kind} {figure(curve.half_dose, props.dose_unit)}"
    return Named(curve.name, color, places[-1], span.end - 0.2, note, _half_cue(props, stage) + 0.3)


def _given(props: Props) -> bool:
    return any(curve.half_dose is not None for curve in props.curves)


def _half_cue(props: Props, stage: Stage) -> float:
    return max(stage.clock.beat(props.half_beat).start, 1.6)


def _by_equation(curve: Curve, props: Props, plot: Plot) -> list[Place]:
    first, last = math.log10(plot.x.low), math.log10(plot.x.high)
    doses = [10.0**log for log in np.linspace(first, last, _STEPS).tolist()]
    return along(plot, [(dose, response_to(curve, props.none, props.full, dose)) for dose in doses])


def _halves(props: Props, colors: list[str], plot: Plot, stage: Stage) -> None:
    """Dashed lines from the half-way response to each half-way dose and down to the axis."""
    given = [
        (curve.half_dose, color)
        for curve, color in zip(props.curves, colors, strict=True)
        if curve.half_dose is not None
    ]
    cue = _half_cue(props, stage)
    before = plot.box.left
    for dose, color in sorted(given):
        x, y = plot.at(dose, (props.none + props.full) / 2)
        lines = dashes([((before, y), (x, y)), ((x, y), (x, plot.box.bottom))])
        stage.show(shape_of(lines, edge=color, width=2.4), layer=SCENE + 1).appears(cue, rise=0)
        mark = shape_of(circles([(x, y)], 0.11), color)
        swell(stage, stage.show(mark, layer=LABELS).appears(cue, rise=0, grow=0.5), cue + 1.2, by=1.3)
        before = x


TEMPLATE = Template(
    shows="One to three dose-response curves over a logarithmic axis, half-way doses (EC50, IC50) marked.",
    use_when="How strongly a substance acts at which dose, from measured points or a given EC50 and slope.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
