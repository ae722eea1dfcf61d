"""What happened when: points along a line that is drawn from one to the next as they are spoken of."""

from itertools import pairwise
from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.actor import Points
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.furniture import footnote, heading
from picturelock.providers.render.manim_scenes.pill import swell
from picturelock.providers.render.manim_scenes.props import BeatNumber, Headed, SourceLine
from picturelock.providers.render.manim_scenes.shapes import disc, segments, shape_of
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.tracks import SMOOTH, Place
from picturelock.providers.render.manim_scenes.typesetting import Paragraph, set_text

_MOST = 6
_WAY = 0.7  # how long the line takes from one point to the next, in seconds


class Moment(Frozen):
    """One point: when, and what. Without a beat of its own it comes in with the beat of its place."""

    when: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    beat: BeatNumber | None = None


class Props(Headed):
    """The points in the order of time, evenly apart whatever lies between them."""

    moments: tuple[Moment, ...] = Field(min_length=2, max_length=_MOST)
    source: SourceLine = ""


EXAMPLE = Props(
    title="From willow bark to aspirin",
    subtitle="A medicine with a long history",
    moments=(
        Moment(when="1763", text="Edward Stone reports on willow bark in fever"),
        Moment(when="1828", text="Salicin is isolated from the bark"),
        Moment(when="1897", text="Felix Hoffmann makes pure acetylsalicylic acid"),
        Moment(when="1971", text="John Vane shows how it works"),
    ),
    source="Montinari MR et al. Vascul Pharmacol 2019;113:1-8.",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the line and its points on the stage, each with its beat."""
    heading(stage, props.title, props.subtitle)
    footnote(stage, props.source)
    beats = [place if one.beat is None else one.beat for place, one in enumerate(props.moments)]
    cues = [max(0.35, cue) for cue in stage.clock.cues(beats)]
    places, rooms = _laid(len(props.moments), stage)
    _line(places, cues, stage)
    whens = _of_one_size([one.when for one in props.moments], [one for one, _ in rooms], stage, stress=True)
    texts = _of_one_size([one.text for one in props.moments], [one for _, one in rooms], stage, stress=False)
    for place, cue, when, text in zip(places, cues, whens, texts, strict=True):
        stage.show(disc(place, 0.1, stage.palette.line), layer=SCENE + 1)
        knot = disc(place, 0.17, stage.palette.accent, edge=stage.palette.background, edge_width=3)
        swell(stage, stage.show(knot, layer=SCENE + 2).appears(cue, rise=0, grow=0.3), cue + 1.6, by=1.25)
        stage.show(when, layer=WORDS).appears(cue + 0.1)
        stage.show(text, layer=LABELS).appears(cue + 0.25)


def _laid(count: int, stage: Stage) -> tuple[list[Place], list[tuple[Box, Box]]]:
    """The points, and the places of when and what: along a row, or down a column in an upright frame."""
    body = stage.body
    if stage.portrait:
        rows = body.rows(count, 0.1)
        places = [(body.left + 0.25, row.center[1]) for row in rows]
        left, cut = body.left + 0.62, body.left + 2.8
        rooms = [
            (Box(left, row.bottom, cut - 0.15, row.top), Box(cut, row.bottom, row.right, row.top))
            for row in rows
        ]
        return places, rooms
    columns = body.columns(count, 0.3)
    level = body.center[1] + 0.55
    places = [(column.center[0], level) for column in columns]
    rooms = [
        (
            Box(column.left, level + 0.35, column.right, level + 1.05),
            Box(column.left, body.bottom + 0.1, column.right, level - 0.4),
        )
        for column in columns
    ]
    return places, rooms


def _of_one_size(texts: list[str], rooms: list[Box], stage: Stage, *, stress: bool) -> list[Paragraph]:
    """All texts at the size of the one that needs the smallest."""
    palette, upright = stage.palette, stage.portrait

    def at(em: float) -> list[Paragraph]:
        return [
            set_text(
                text,
                room,
                em=em,
                color=readable(palette.accent, palette) if stress else palette.ink,
                weight=700 if stress else 500,
                align="left" if upright else "center",
                upright="middle" if upright else "bottom" if stress else "top",
                most_lines=1 if stress else 3 if upright else 6,
            )
            for text, room in zip(texts, rooms, strict=True)
        ]

    first = (0.4 if upright else 0.46) if stress else (0.34 if upright else 0.3)
    return at(min(words.em for words in at(first)))


def _line(places: list[Place], cues: list[float], stage: Stage) -> None:
    """The line, which has reached each point when its time has come."""
    palette = stage.palette

    def until(time: float) -> Points:
        drawn = [(places[0], places[0])]
        for (one, other), cue in zip(pairwise(places), cues[1:], strict=True):
            share = SMOOTH(min(1.0, max(0.0, (time - cue + _WAY) / _WAY)))
            if share > 0:
                drawn.append(
                    (one, (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
                )
        return segments(drawn)

    whole = shape_of(segments(list(pairwise(places))), edge=palette.line, width=3.0)
    stage.show(whole, layer=SCENE)
    done = shape_of(until(stage.clock.length), edge=palette.accent, width=5.0)
    stage.show(done, layer=SCENE + 1).reshapes(done, until)


TEMPLATE = Template(
    shows="Two to six points in time along a line that is drawn on as they are spoken of.",
    use_when="A history, a course of treatment or a schedule: what comes when.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
