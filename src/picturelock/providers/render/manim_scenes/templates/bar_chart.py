"""Bars that grow to their values, one thing said about them, and where the figures come from."""

import math
from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.callout import Bars, place_callout, slots_of
from picturelock.providers.render.manim_scenes.chart import lay_tag
from picturelock.providers.render.manim_scenes.colors import darker, lighter, mixed, readable
from picturelock.providers.render.manim_scenes.figures import figure
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.props import BeatNumber, Headed, SourceLine
from picturelock.providers.render.manim_scenes.shapes import rounded_box, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import OUT
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.upright_bars import LyingBar, Said, lay_bars
from picturelock.providers.render.manim_scenes.writing import mirrored


class Bar(Frozen):
    """One bar. ``emphasis`` gives it the accent colour; ``beat`` says when it grows."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    value: Annotated[float, Field(ge=0, le=1_000_000)]
    emphasis: bool = False
    beat: BeatNumber = 0


class Props(Headed):
    """The figures and what they are about. Figures that no study found must be marked as illustrative."""

    bars: tuple[Bar, ...] = Field(min_length=2, max_length=7)
    unit: Annotated[str, StringConstraints(max_length=8)] = Field(
        default="", description="put behind each value"
    )
    y_label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    callout: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    callout_beat: BeatNumber = 1
    source: SourceLine = ""
    illustrative: bool = Field(default=False, description="a model or an example, not measured results")


EXAMPLE = Props(
    title="Platelets that work again after one dose",
    subtitle="About a tenth of all platelets is renewed each day",
    bars=(
        Bar(label="Day 1", value=10),
        Bar(label="Day 3", value=30),
        Bar(label="Day 5", value=50),
        Bar(label="Day 10", value=100, emphasis=True),
    ),
    unit="%",
    y_label="Platelets with working COX-1",
    callout="All renewed after about 10 days",
    source="Model: a platelet lives 7 to 10 days; no new COX-1 is made in it.",
    illustrative=True,
)


_GROWTH = 1.4


def draw(props: Props, stage: Stage) -> None:
    """Put the chart on the stage."""
    heading(
        stage, props.title, props.subtitle, room=0.8 if props.illustrative and not stage.portrait else 1.0
    )
    footnote(stage, props.source)
    if props.illustrative:
        lay_tag(stage, stage.body.top)
    if stage.portrait:
        _lie(props, stage)
        return
    floor = Box(
        stage.body.left + 1.0, stage.body.bottom + 0.74, stage.body.right - 0.2, stage.body.top - 0.42
    )
    top = _round_top(max(bar.value for bar in props.bars))
    plot, callout = place_callout(props.callout, _bars(props, top), floor, stage)
    _grid(props, plot, top, stage)
    for place, (bar, slot) in enumerate(zip(props.bars, slots_of(plot, len(props.bars)), strict=True)):
        start = max(0.35 + 0.22 * place, stage.clock.beat(bar.beat).start)
        _bar(bar, props.unit, slot, plot.height / top, start, stage)
    if callout is not None:
        cue = max(stage.clock.beat(props.callout_beat).start, _GROWTH + 0.6)
        callout.show(stage, cue)


def _lie(props: Props, stage: Stage) -> None:
    longest = max(bar.value for bar in props.bars) or 1.0
    lying = [
        LyingBar(
            bar.label,
            figure(bar.value, props.unit),
            bar.value / longest,
            stressed=bar.emphasis,
            start=stage.clock.beat(bar.beat).start,
        )
        for bar in props.bars
    ]
    cue = max(stage.clock.beat(props.callout_beat).start, _GROWTH + 0.6)
    room = 2.1 if props.illustrative else 0.0
    lay_bars(lying, Said(props.y_label, room, props.callout, cue), stage)


def _bars(props: Props, top: float) -> Bars:
    stressed = [place for place, bar in enumerate(props.bars) if bar.emphasis]
    shares = tuple(bar.value / top for bar in props.bars)
    return Bars(shares, stressed[0] if stressed else len(props.bars) - 1)


def _grid(props: Props, plot: Box, top: float, stage: Stage) -> None:
    palette = stage.palette
    if props.y_label:
        label = Box(stage.body.left, stage.body.top - 0.3, plot.right, stage.body.top)
        words = set_text(
            props.y_label, label, em=0.24, color=palette.muted, align="left", upright="top", most_lines=1
        )
        with mirrored():
            stage.show(words, layer=LABELS)
    lines = [
        ((plot.left, plot.bottom + plot.height * k / 4), (plot.right, plot.bottom + plot.height * k / 4))
        for k in range(5)
    ]
    stage.show(shape_of(segments(lines[1:]), edge=palette.line, width=1.4))
    stage.show(shape_of(segments(lines[:1]), edge=palette.muted, width=2.4), layer=LABELS)
    for k, (start, _) in enumerate(lines):
        room = Box(stage.body.left, start[1] - 0.2, plot.left - 0.18, start[1] + 0.2)
        words = set_text(
            figure(top * k / 4, props.unit if len(props.unit) < 3 else "", step=top / 4),
            room,
            em=0.22,
            color=palette.muted,
            align="right",
            most_lines=1,
        )
        stage.show(words, layer=LABELS)


def _bar(bar: Bar, unit: str, slot: Box, scale: float, start: float, stage: Stage) -> None:
    palette = stage.palette
    color = palette.accent if bar.emphasis else mixed(palette.muted, palette.background, 0.4)
    half = min(slot.width * 0.31, 0.75)
    x, height = slot.center[0], max(bar.value * scale, 0.02)

    def share(time: float) -> float:
        return OUT(min(1.0, max(0.0, (time - start) / _GROWTH)))

    def outline(time: float) -> Points:
        tall = max(height * share(time), 0.015)
        return rounded_box(x - half, slot.bottom, x + half, slot.bottom + tall, min(0.12, tall / 2))

    shape = shape_of(outline(start + _GROWTH), [darker(color, 0.12), lighter(color, 0.08)])
    stage.show(shape).reshapes(shape, outline)
    final = figure(bar.value, unit)
    room = Box(slot.left, slot.bottom + height + 0.12, slot.right, slot.bottom + height + 0.5)
    value = set_text(
        final,
        room,
        em=0.36,
        color=readable(palette.accent, palette) if bar.emphasis else palette.ink,
        weight=700,
        upright="bottom",
        most_lines=1,
    )
    x, y, _ = value.get_center()
    stage.show(value, layer=LABELS).starts(place=(x, slot.bottom + 0.3), opacity=0.0).fades(
        1.0, at=start + 0.15, length=0.3
    ).goes((x, y), at=start, length=_GROWTH, ease=OUT)
    label = set_text(
        bar.label,
        Box(slot.left, stage.body.bottom, slot.right, slot.bottom - 0.12),
        em=0.28,
        color=palette.ink if bar.emphasis else palette.muted,
        weight=600 if bar.emphasis else 500,
        upright="top",
        most_lines=3,
    )
    stage.show(label, layer=LABELS)


def _round_top(value: float) -> float:
    """The next number that four grid lines share well."""
    if value < 1e-6:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10)
    return next(step * power for step in steps if value <= step * power * (1 + 1e-9))


TEMPLATE = Template(
    shows="Two to seven bars with values, one callout and a source line; marked when only illustrative.",
    use_when="Figures from a source, or a plain model of a general fact marked as illustrative.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
