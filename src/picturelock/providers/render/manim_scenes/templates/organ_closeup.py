"""An organ, where it is in the body, and a look through a lens at its cells."""

import math
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Actor
from picturelock.providers.render.manim_scenes.box import Box, around
from picturelock.providers.render.manim_scenes.colors import mixed
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.organ import organ, person, place_in_person, spot_of
from picturelock.providers.render.manim_scenes.organ_outlines import Organ
from picturelock.providers.render.manim_scenes.props import BeatNumber, Mechanism, Name
from picturelock.providers.render.manim_scenes.shapes import Glow, circles, disc, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tissue import COLORS, tissue
from picturelock.providers.render.manim_scenes.tracks import SMOOTH, Place
from picturelock.providers.render.manim_scenes.verdict import show_name
from picturelock.providers.render.manim_scenes.writing import mirrored


class Label(Frozen):
    """A few words about the organ or its cells, and the beat at which they come in."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=36)]
    beat: BeatNumber = 1


class Props(Mechanism):
    """Which organ, its name and that of its cells as they are read, and what is said about them."""

    organ: Organ
    name: Name
    cells: Name = Field(description="what the lens shows, like Heart muscle cells")
    in_body: bool = Field(default=True, description="whether a person is seen with the organ's place")
    labels: tuple[Label, ...] = Field(default=(), max_length=3)
    zoom_beat: BeatNumber = 1


EXAMPLE = Props(
    title="Where it acts: the heart",
    subtitle="From the organ to its cells",
    organ="heart",
    name="Heart",
    cells="Heart muscle cells",
    labels=(
        Label(text="Pumps five litres a minute", beat=1),
        Label(text="Cells contract together", beat=2),
        Label(text="Beta-1 receptors speed it up", beat=3),
    ),
)


@dataclass(frozen=True)
class _Plan:
    """Middles and sizes of the three pictures and the boxes of their words."""

    person: Place
    person_height: float
    organ: Place
    organ_size: float
    lens: Place
    lens_radius: float
    name: Box
    cells: Box
    labels: Box


def _plan(props: Props, stage: Stage) -> _Plan:
    body = stage.body
    if stage.portrait:
        high = 1.95
        shown = props.in_body
        return _Plan(
            person=(body.left + 0.5, high + 0.1),
            person_height=2.8,
            organ=(-1.15 if shown else -1.95, high + 0.1),
            organ_size=2.15 if shown else 2.9,
            lens=(body.right - 1.28, high),
            lens_radius=1.28,
            name=Box(-2.3 if shown else body.left, 0.05, 0.0, 0.5),
            cells=Box(0.25, 0.05, body.right, 0.5),
            labels=Box(body.left, -1.9, body.right, -0.1),
        )
    labels = Box(3.55, -1.75, body.right, 2.1) if props.labels else Box(0, 0, 0, 0)
    shift = 0.0 if props.labels else 1.6
    shown = props.in_body
    return _Plan(
        person=(body.left + 0.9 + shift, 0.2),
        person_height=4.3,
        organ=((-2.7 if shown else -4.3) + shift, 0.42),
        organ_size=3.0 if shown else 3.6,
        lens=((1.4 if shown else 0.5) + shift, 0.42),
        lens_radius=1.72,
        name=around(((-2.7 if shown else -4.3) + shift, -1.72), 3.4, 0.44),
        cells=around(((1.4 if shown else 0.5) + shift, -1.72), 3.9, 0.44),
        labels=labels,
    )


def draw(props: Props, stage: Stage) -> None:
    """Put the organ, the lens and the words on the stage."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.footnote)
    plan = _plan(props, stage)
    zoom = stage.clock.phases(0, props.zoom_beat)[1].start + 0.15
    color = COLORS[props.organ]
    light = stage.show(Glow(plan.organ, plan.organ_size * 0.8, color, strength=0.25))
    _makes_room(light, zoom, stage).floats(1.0, reach=0.06, period=7)
    if props.in_body:
        _person(props, plan, zoom, stage)
    whole = _makes_room(stage.show(organ(props.organ, plan.organ, plan.organ_size), layer=1), zoom, stage)
    pace = 1.0 if props.organ == "heart" else 2.6
    beat = 0.4
    while beat + pace < stage.clock.length:
        whole.swells(
            beat, by=1.035 if props.organ in ("heart", "lung", "airway") else 1.015, length=0.75 * pace
        )
        beat += pace
    _makes_room(show_name(stage, props.name, plan.name, color, em=0.31, lines=1), zoom, stage)
    _lens(props, plan, zoom, stage)
    show_name(stage, props.cells, plan.cells, color, em=0.29, lines=1).appears(zoom + 0.5, rise=0)
    _labels(props, plan, stage)


def _makes_room(actor: Actor, zoom: float, stage: Stage) -> Actor:
    """It stands further in while it is alone, and goes to its place when the lens comes."""
    x, y = actor.home
    actor.starts(place=(x + (1.1 if stage.portrait else 2.6), y))
    return actor.goes((x, y), at=zoom - 0.65, length=0.6, ease=SMOOTH)


def _person(props: Props, plan: _Plan, zoom: float, stage: Stage) -> None:
    """A person with a light where the organ is, and a line from there to the organ."""
    palette = stage.palette
    skin = mixed(palette.background, palette.muted, 0.42 if stage.dark else 0.4)
    place = place_in_person(props.organ, plan.person, plan.person_height)
    edge = (plan.organ[0] - 0.47 * plan.organ_size, plan.organ[1])
    link = shape_of(segments([(place, edge)]), edge=palette.second, width=2.2).set_stroke(opacity=0.6)
    _makes_room(stage.show(person(plan.person, plan.person_height, skin)), zoom, stage)
    _makes_room(stage.show(link), zoom, stage)
    light = _makes_room(stage.show(Glow(place, 0.5, palette.second, strength=0.9), layer=1), zoom, stage)
    dot = _makes_room(stage.show(disc(place, 0.085, palette.second), layer=2), zoom, stage)
    beat = 0.3
    while beat + 1.6 < stage.clock.length:
        light.swells(beat, by=1.3, length=1.4)
        dot.swells(beat, by=1.2, length=1.4)
        beat += 2.0


def _lens(props: Props, plan: _Plan, zoom: float, stage: Stage) -> None:
    """A small ring on the organ, two lines from it, and the window they end at."""
    palette = stage.palette
    spot, small = spot_of(props.organ, plan.organ, plan.organ_size), 0.11 * plan.organ_size
    ring = stage.show(shape_of(circles([spot], small), edge=palette.ink, width=4), layer=2)
    ring.appears(zoom - 0.3, grow=1.8, rise=0)
    lines = [_tangent(spot, small, plan.lens, plan.lens_radius, side) for side in (1, -1)]
    rays = shape_of(segments(lines), edge=palette.ink, width=2)
    stage.show(rays.set_stroke(opacity=0.55), layer=2).draws_itself(zoom, length=0.6)
    window = stage.show(tissue(props.organ, plan.lens, plan.lens_radius, palette.ink), layer=3)
    window.starts(place=spot, opacity=0.0, scale=0.08).fades(1.0, at=zoom, length=0.25)
    window.goes(plan.lens, at=zoom, length=0.9).shrinks(1.0, at=zoom, length=0.9)
    color = mixed(COLORS[props.organ], "#ffffff", 0.6)
    x, y = plan.lens

    def motes(time: float) -> list[Place]:
        return [
            (
                x + plan.lens_radius * 0.8 * math.sin(0.23 * time + 2.4 * k) * math.cos(0.17 * time + k),
                y + plan.lens_radius * 0.8 * math.cos(0.19 * time + 1.7 * k),
            )
            for k in range(6)
        ]

    drift = shape_of(circles(motes(0.0), 0.035), color, opacity=0.8)
    moving = stage.show(drift, layer=4).reshapes(drift, lambda time: circles(motes(time), 0.035))
    moving.starts(opacity=0.0).fades(1.0, at=zoom + 1.0, length=0.5)


def _tangent(one: Place, small: float, other: Place, large: float, side: int) -> tuple[Place, Place]:
    """The line that touches two circles on the same side."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    away = math.hypot(dx, dy)
    angle = math.atan2(dy, dx) + side * math.acos(max(-1.0, min(1.0, (small - large) / away)))
    along = (math.cos(angle), math.sin(angle))
    return (
        (one[0] + small * along[0], one[1] + small * along[1]),
        (other[0] + large * along[0], other[1] + large * along[1]),
    )


def _labels(props: Props, plan: _Plan, stage: Stage) -> None:
    if not props.labels:
        return
    with mirrored(about=plan.labels.center[0]):
        _list(props, plan.labels, stage)


def _list(props: Props, room: Box, stage: Stage) -> None:
    cues = stage.clock.cues([label.beat for label in props.labels])
    for label, row, cue in zip(props.labels, room.rows(len(props.labels), 0.12), cues, strict=True):
        words = Box(row.left + 0.34, row.bottom, row.right, row.top)
        said = show_name(stage, label.text, words, stage.palette.ink, em=0.31, align="left", lines=3)
        mark = stage.show(disc((row.left + 0.1, row.center[1]), 0.085, stage.palette.second), layer=LABELS)
        for actor in (said, mark):
            actor.appears(cue)


TEMPLATE = Template(
    shows="An organ, its place in a person, and a lens that shows its cells, with up to three labels.",
    use_when="Where in the body something happens, before or after it is shown at the cell.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
)
