"""Two groups side by side: a large value each, how many people stand behind it, and the difference."""

from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.chart import Charted, lay_chart
from picturelock.providers.render.manim_scenes.colors import mixed, readable
from picturelock.providers.render.manim_scenes.figures import count, figure
from picturelock.providers.render.manim_scenes.pill import lay_pill
from picturelock.providers.render.manim_scenes.props import BeatNumber, Name
from picturelock.providers.render.manim_scenes.shapes import plate, rounded_box, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import OUT
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import say

_GROWTH = 1.4
_PILL = 0.8


class Arm(Frozen):
    """One group: its value, or so many of ``n``, from which the share in per cent is computed."""

    name: Name
    value: Annotated[float, Field(ge=-1_000_000, le=1_000_000)] | None = None
    events: Annotated[int, Field(ge=0, le=10_000_000)] | None = Field(
        default=None, description="of how many of n it is so; with unit %"
    )
    n: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        default=None, description="how many people the group has"
    )
    emphasis: bool = False

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.events is None:
            if self.value is None:
                raise ValueError("give the value, or events and n to compute it from")
            return self
        if self.n is None:
            raise ValueError("events needs n, the size of the group")
        if self.events > self.n:
            raise ValueError(f"events: {self.events} of {self.n} is more than all; give {self.n} or fewer")
        share = Fraction(100 * self.events, self.n)
        # A value rounded to a whole per cent is half a point off at most.
        if self.value is not None and abs(Fraction(self.value) - share) > Fraction(1, 2):
            raise ValueError(
                f"value: {self.events} of {self.n} is {float(share):.1f} %, not {self.value:g} %; "
                "correct one of them"
            )
        return self

    @property
    def shown(self) -> float:
        """The value given, or the share in per cent to one decimal."""
        if self.value is not None:
            return self.value
        assert self.events is not None
        assert self.n is not None
        return float(Fraction(round(Fraction(1000 * self.events, self.n)), 10))


class Props(Charted):
    """The two groups, what was measured, and whether the difference is told, which is computed."""

    arms: tuple[Arm, ...] = Field(min_length=2, max_length=2)
    measure: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = Field(
        default="", description="what the values say: Patients free of symptoms at week 12"
    )
    unit: Annotated[str, StringConstraints(max_length=8)] = ""
    difference: bool = Field(default=True, description="show the difference of the two values")
    difference_beat: BeatNumber = 1

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        for number, arm in enumerate(self.arms):
            if arm.events is not None and not self.unit.startswith("%"):
                raise ValueError(f'arms.{number}.events gives a share, so unit must be "%"')
            if self.unit.startswith("%") and arm.events is not None and not 0 <= arm.shown <= 100:
                raise ValueError(f"arms.{number}: a share of people is from 0 to 100 %")
        return self


EXAMPLE = Props(
    title="Two groups, one question",
    subtitle="How such a figure reads",
    arms=(
        Arm(name="Treatment", value=67, n=200, emphasis=True),
        Arm(name="Placebo", value=21, n=200),
    ),
    measure="Patients free of symptoms at week 12",
    unit="%",
    source="An invented example, not from a study.",
    illustrative=True,
)


def draw(props: Props, stage: Stage) -> None:
    """Put a card for each group on the stage, then the difference between them."""
    body = lay_chart(props, stage, props.measure)
    foot = _PILL + 0.12 if props.difference else 0.0
    field = Box(body.left, body.bottom + foot, body.right, body.top - 0.05)
    cells = field.rows(2, 0.2) if stage.portrait else field.columns(2, 0.4)
    largest = 100.0 if props.unit.startswith("%") else max(abs(arm.shown) for arm in props.arms) or 1.0
    largest = max(largest, *(abs(arm.shown) for arm in props.arms))
    for place, (arm, cell) in enumerate(zip(props.arms, cells, strict=True)):
        _card(arm, cell, abs(arm.shown) / largest, 0.35 + 0.5 * place, props, stage)
    if props.difference:
        room = Box(body.left, body.bottom, body.right, body.bottom + _PILL)
        cue = max(stage.clock.beat(props.difference_beat).start, _GROWTH + 1.1)
        lay_pill(stage, difference_of(props), room, cue)


def difference_of(props: Props) -> str:
    """The difference in words: of the shown values, so that a viewer who subtracts finds the same."""
    first, second = (Fraction(f"{arm.shown:.12g}") for arm in props.arms)
    apart = abs(first - second)
    unit = say("percentage points") if props.unit.startswith("%") else props.unit
    if apart == 0:
        return say("No difference")
    return say("Difference: {0}", figure(float(apart), f" {unit.strip()}" if unit.strip() else ""))


def _card(arm: Arm, cell: Box, share: float, start: float, props: Props, stage: Stage) -> None:
    palette = stage.palette
    color = palette.accent if arm.emphasis else mixed(palette.muted, palette.background, 0.25)
    ground = palette.panel if stage.dark else "#ffffff"
    card = plate(
        cell.center,
        (cell.width, cell.height),
        ground,
        opacity=0.72 if stage.dark else 0.9,
        edge=palette.accent if arm.emphasis else palette.line,
        edge_width=2.2 if arm.emphasis else 1.6,
    )
    stage.show(card)
    inner = cell.inset(0.4, 0.22)
    tall = inner.height
    track = Box(inner.left, inner.bottom + 0.02 * tall, inner.right, inner.bottom + 0.13 * tall)
    upper = Box(inner.left, inner.bottom + 0.24 * tall, inner.right, inner.top)
    _words(arm, upper, start, props, stage)
    _bar(track, share, color, start, stage)


def _words(arm: Arm, room: Box, start: float, props: Props, stage: Stage) -> None:
    """The name, the value and the people: in an upright frame the value at the right of the other two."""
    palette, upright = stage.palette, stage.portrait
    ink = readable(palette.accent, palette) if arm.emphasis else palette.ink
    middle = room.left + room.width * 0.52
    high = room.bottom + room.height * (0.5 if upright else 0.68)
    name = Box(room.left, high, middle if upright else room.right, room.top)
    value = Box(middle + 0.2, room.bottom, room.right, room.top)
    people = Box(room.left, room.bottom, middle, high - 0.08)
    said = _said(arm)
    if not upright:
        value = Box(room.left, room.bottom, middle + 0.5 if said else room.right, high - 0.05)
        people = Box(middle + 0.65, room.bottom, room.right, high)
    words = set_text(
        arm.name,
        name,
        em=0.4,
        color=palette.ink,
        weight=600,
        align="left",
        upright="top" if said or not upright else "middle",
        most_lines=1,
    )
    stage.show(words, layer=LABELS)
    number = set_text(
        figure(arm.shown, props.unit),
        value,
        em=1.05 if upright else 1.3,
        color=ink,
        weight=700,
        align="right" if upright else "left",
        most_lines=1,
    )
    stage.show(number, layer=WORDS).appears(start, grow=0.8)
    if not said:
        return
    low = people if upright else Box(people.left, number.ink.bottom, people.right, people.top)
    group = set_text(
        said,
        low,
        em=0.31 if upright else 0.28,
        color=palette.muted,
        align="left" if upright else "right",
        upright="top" if upright else "bottom",
        most_lines=1,
    )
    stage.show(group, layer=WORDS).appears(start + 0.4, rise=0)


def _said(arm: Arm) -> str:
    if arm.n is None:
        return ""
    return (
        say("{0} of {1}", count(arm.events), count(arm.n))
        if arm.events is not None
        else f"n = {count(arm.n)}"
    )


def _bar(track: Box, share: float, color: str, start: float, stage: Stage) -> None:
    """A bar that grows to the value's share of the whole."""
    corner = track.height / 2
    rail = mixed(stage.palette.line, stage.palette.background, 0.2)
    stage.show(
        shape_of(rounded_box(track.left, track.bottom, track.right, track.top, corner), rail), layer=SCENE + 1
    )

    def outline(time: float) -> Points:
        now = OUT(min(1.0, max(0.0, (time - start) / _GROWTH)))
        end = track.left + max(0.02, track.width * share * now)
        return rounded_box(track.left, track.bottom, end, track.top, corner)

    shape = shape_of(outline(start + _GROWTH), color)
    stage.show(shape, layer=SCENE + 2).reshapes(shape, outline)


TEMPLATE = Template(
    shows="Two groups side by side with a large value each, how many people, and the difference.",
    use_when="One measure in two groups: treatment and comparator, with figures from a source.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
