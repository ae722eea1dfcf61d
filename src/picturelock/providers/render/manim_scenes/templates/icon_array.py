"""A number among people: "12 of 100" as a hundred small figures, of whom twelve are marked one by one."""

import math
from fractions import Fraction
from typing import Annotated, Self

import numpy as np
from pydantic import Field, StringConstraints, model_validator

from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart
from picturelock.providers.render.manim_scenes.colors import mixed, readable
from picturelock.providers.render.manim_scenes.curves import drawing_time
from picturelock.providers.render.manim_scenes.figures import figure
from picturelock.providers.render.manim_scenes.props import BeatNumber
from picturelock.providers.render.manim_scenes.shapes import circles, rounded_box, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import Place
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import say

MOST = 200
# A small figure is this much wider than high, with its share of air around it.
_WIDE = 0.52


class Props(Charted):
    """How many of how many people, and what is so of them."""

    count: Annotated[int, Field(ge=0, le=MOST)]
    of: Annotated[int, Field(ge=2, le=MOST)] = Field(
        default=100, description=f"at most {MOST}: give a larger group as its share of 100 or 200"
    )
    what: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)] = Field(
        description="what is so of them, going on after the number: patients had a headache"
    )
    rest: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = Field(
        default="", description="what is so of the others: did not"
    )
    percent: bool = Field(default=False, description="show the share in per cent too, computed")
    beat: BeatNumber = Field(default=0, description="when they are marked")

    @model_validator(mode="after")
    def _no_more_than_all(self) -> Self:
        if self.count > self.of:
            raise ValueError(
                f"count: {self.count} of {self.of} is more than all; it must be {self.of} or less"
            )
        return self


EXAMPLE = Props(
    title="What 12 of 100 looks like",
    subtitle="A risk as people",
    count=12,
    of=100,
    what="people have it happen to them",
    rest="do not",
    source="An example of how to read a risk, not a finding.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put the people on the stage, mark those it is so of, and say the number."""
    body = lay_chart(props, stage)
    if stage.portrait:
        field = Box(body.left, body.bottom + 2.3, body.right, body.top)
        words = Box(body.left, body.bottom, body.right, body.bottom + 2.15)
    else:
        cut = body.left + body.width * 0.56
        field = Box(body.left + 0.1, body.bottom + 0.1, cut - 0.5, body.top - 0.05)
        words = Box(cut + 0.1, body.bottom + 0.2, body.right, body.top - 0.1)
    _people(props, field, stage)
    _number(props, words, stage)


def columns_for(count: int, room: Box) -> int:
    """How many to a row, so that they are as large as can be; tens and fives are counted more easily."""
    best, largest = 1, 0.0
    for columns in range(1, count + 1):
        rows = math.ceil(count / columns)
        height = min(room.height / rows, room.width / columns / _WIDE)
        # An even row is worth being a little smaller for.
        worth = height * (1.25 if columns % 10 == 0 else 1.12 if columns % 5 == 0 else 1.0)
        if worth > largest:
            best, largest = columns, worth
    return best


def percent_of(count: int, of: int) -> str:
    """The share in per cent, exact to one decimal; "about" where it had to be rounded."""
    share = Fraction(100 * count, of)
    rounded = Fraction(round(share * 10), 10)
    said = figure(float(rounded), "%")
    return said if rounded == share else say("about {0}", said)


def _people(props: Props, room: Box, stage: Stage) -> None:
    palette = stage.palette
    columns = columns_for(props.of, room)
    rows = math.ceil(props.of / columns)
    tall = min(room.height / rows, room.width / columns / _WIDE, 1.3)
    wide = tall * _WIDE
    left = room.left if not stage.portrait else room.center[0] - columns * wide / 2
    left += 0.0 if stage.portrait else (room.width - columns * wide) / 2
    top = room.center[1] + rows * tall / 2
    places = [(left + wide * (k % columns + 0.5), top - tall * (k // columns + 0.5)) for k in range(props.of)]
    grey = mixed(palette.muted, palette.background, 0.5 if stage.dark else 0.55)
    everyone = np.vstack([_figure(place, tall * 0.86) for place in places])
    stage.show(shape_of(everyone, grey), layer=SCENE).appears(-0.35, rise=0)
    if not props.count:
        return
    marked = [_figure(place, tall * 0.86) for place in places[: props.count]]
    span = drawing_time(stage.clock, props.beat)

    def so_far(time: float) -> Points:
        share = min(1.0, max(0.0, (time - span.start) / span.length))
        seen = max(1, math.floor(share * len(marked) + 1e-9))
        return np.vstack(marked[:seen])

    shape = shape_of(so_far(span.end), palette.accent)
    actor = stage.show(shape, layer=SCENE + 1).starts(opacity=0.0)
    actor.fades(1.0, at=span.start, length=0.2).reshapes(shape, so_far)
    pulse = span.end + 0.6
    while pulse < stage.clock.length - 1:
        actor.tints(palette.ink, at=pulse, length=0.6, share=0.3)
        actor.tints(palette.ink, at=pulse + 0.7, length=0.7, share=0.0)
        pulse += 2.4


def _figure(center: Place, tall: float) -> Points:
    """A head over shoulders."""
    x, y = center
    head = circles([(x, y + tall * 0.32)], tall * 0.145)
    half = tall * 0.21
    body = rounded_box(x - half, y - tall * 0.46, x + half, y + tall * 0.12, tall * 0.17)
    return np.vstack([head, body])


def _number(props: Props, room: Box, stage: Stage) -> None:
    """The number, large, over what is so; the share and the others below."""
    palette, upright = stage.palette, stage.portrait
    align = "center" if upright else "left"
    span = drawing_time(stage.clock, props.beat)
    accent = readable(palette.accent, palette)
    said = say("{0} of {1}", str(props.count), str(props.of))
    if props.percent:
        said += f" ({percent_of(props.count, props.of)})"
    high = 0.78 if upright else 1.25
    top = room.top if upright else room.top - 0.35
    big = set_text(
        said,
        Box(room.left, top - high, room.right, top),
        em=0.8 if upright else 1.05,
        color=accent,
        weight=700,
        align=align,
        most_lines=1,
    )
    stage.show(big, layer=WORDS).appears(span.start)
    floor = room.bottom + (0.62 if upright else 0.75) if props.rest else room.bottom
    what = set_text(
        props.what,
        Box(room.left, floor, room.right, big.ink.bottom - (0.18 if upright else 0.25)),
        em=0.36 if upright else 0.4,
        color=palette.ink,
        weight=500,
        align=align,
        upright="top",
        most_lines=2 if upright else 3,
    )
    stage.show(what, layer=WORDS).appears(span.start + 0.2)
    if props.rest:
        others = f"{say('{0} of {1}', str(props.of - props.count), str(props.of))} {props.rest}"
        below = what.ink.bottom - (0.1 if upright else 0.3)
        words = set_text(
            others,
            Box(room.left, room.bottom, room.right, below),
            em=0.3 if upright else 0.28,
            color=palette.muted,
            align=align,
            upright="top",
            most_lines=2,
        )
        stage.show(words, layer=LABELS).appears(span.end - 0.2)


TEMPLATE = Template(
    shows="A number among people: as many small figures as the group has, those it is so of marked.",
    use_when="One share or risk, given as so many of so many people.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
