"""Somebody's words, word for word: who said or wrote them, and where."""

from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.furniture import footnote
from picturelock.providers.render.manim_scenes.lettering import outlines
from picturelock.providers.render.manim_scenes.props import SourceLine
from picturelock.providers.render.manim_scenes.shapes import Glow, plate, point
from picturelock.providers.render.manim_scenes.stage import LABELS, SCENE, WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import now

_MARK = 2.0
_LINE = 0.5  # between the starts of two lines at most, in seconds


class Props(Frozen):
    """The words as they were said. Never words that nobody said: ``who`` or ``source`` must be true."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=320)] = Field(
        description="word for word, without quotation marks"
    )
    who: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70)] = Field(
        description="the person or the document"
    )
    role: Annotated[str, StringConstraints(strip_whitespace=True, max_length=90)] = Field(
        default="", description="of the person, or the section of the document"
    )
    source: SourceLine = ""


EXAMPLE = Props(
    words=(
        "Health is a state of complete physical, mental and social well-being "
        "and not merely the absence of disease or infirmity."
    ),
    who="World Health Organization",
    role="Preamble to its Constitution, 1946",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the words on the stage line by line, then whose they are."""
    palette, upright = stage.palette, stage.portrait
    footnote(stage, props.source)
    room = (
        stage.body
        if upright
        else Box(stage.body.left, stage.body.bottom, stage.body.right, stage.heading.top)
    )
    side = 0.1 if upright else 1.3
    room = Box(room.left + side, room.bottom, room.right - side, room.top)
    foot = (0.95 if props.role else 0.6) * (1.15 if upright else 1.0)
    words = set_text(
        props.words,
        Box(room.left + 0.35, room.bottom + foot + 0.35, room.right, room.top - 1.0),
        em=0.74 if upright else 0.84,
        color=palette.ink,
        weight=500,
        align="left",
        most_lines=10,
    )
    ink = words.ink
    glow = Glow((room.left + 1.5, ink.top), 3.6, palette.accent, strength=0.2 if stage.dark else 0.1)
    stage.show(glow).floats(2.0, reach=0.3, period=8)
    _mark(Box(room.left + 0.35, ink.top + 0.12, room.left + 1.8, ink.top + 0.95), stage)
    bar = plate((room.left + 0.04, (ink.top + ink.bottom) / 2), (0.08, ink.height + 0.1), palette.accent)
    stage.show(bar, layer=LABELS).appears(-0.3, rise=0)
    spoken = stage.clock.length - 1.2
    step = min(_LINE, 0.6 * spoken / max(1, len(words.rows())))
    for number, row in enumerate(words.rows()):
        stage.show(row, layer=WORDS).appears(-0.3 + step * number, rise=0.1, length=0.6)
    _whose(props, Box(room.left + 0.35, ink.bottom - 0.3 - foot, room.right, ink.bottom - 0.3), stage)


def _mark(room: Box, stage: Stage) -> None:
    """A large opening quotation mark that drifts a little."""
    color = readable(stage.palette.accent, stage.palette)
    text = now().language.quotes[0]
    tall = outlines([text], 700)[0]
    mark = set_text(
        text,
        Box(room.left, room.bottom - 1.0, room.right, room.top),
        # A corner, as in Japanese, would else stand on the words.
        em=min(_MARK, 0.66 / (tall.top - tall.bottom)),
        color=color,
        weight=700,
        align="left",
        upright="top",
    )
    hung = max(float(row.points[:, 1].max()) for row in mark.rows())
    if hung < room.top - 0.2:
        # Marks that stand on the line, like „, are hung where the others are.
        mark.shift(point((0.0, room.top - 0.08 - hung)))
    actor = stage.show(mark, layer=SCENE + 1)
    actor.appears(-0.3, rise=0)
    beat = 1.8
    while beat < stage.clock.length - 1:
        actor.swells(beat, by=1.08, length=1.6)
        beat += 2.6


def _whose(props: Props, room: Box, stage: Stage) -> None:
    palette, upright = stage.palette, stage.portrait
    cue = min(1.6, 0.4 * stage.clock.length)
    who = set_text(
        props.who,
        Box(room.left, room.top - (0.6 if upright else 0.5), room.right, room.top),
        em=0.38 if upright else 0.36,
        color=readable(palette.accent, palette),
        weight=600,
        align="left",
        upright="top",
        most_lines=2,
    )
    stage.show(who, layer=WORDS).appears(cue)
    if props.role:
        role = set_text(
            props.role,
            Box(room.left, room.bottom - 0.05, room.right, who.ink.bottom - 0.1),
            em=0.3 if upright else 0.27,
            color=palette.muted,
            align="left",
            upright="top",
            most_lines=2,
        )
        stage.show(role, layer=WORDS).appears(cue + 0.2)


TEMPLATE = Template(
    shows="A quotation in large letters with who said it, in what role, and where.",
    use_when="The very words of a person or a document, from the brief or its documents.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
