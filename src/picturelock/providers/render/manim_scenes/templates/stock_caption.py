"""A clip over the whole picture with a few large words low in it: for what should be seen, not drawn."""

from typing import Annotated

from pydantic import Field, StringConstraints

from picturelock.domain.frozen import Frozen
from picturelock.domain.picture_language import capitals
from picturelock.providers.render.manim_scenes.box import Box
from picturelock.providers.render.manim_scenes.colors import readable
from picturelock.providers.render.manim_scenes.furniture import footnote
from picturelock.providers.render.manim_scenes.props import BeatNumber, SourceLine
from picturelock.providers.render.manim_scenes.shapes import plate
from picturelock.providers.render.manim_scenes.stage import WORDS, Stage
from picturelock.providers.render.manim_scenes.template import Template
from picturelock.providers.render.manim_scenes.typesetting import set_text
from picturelock.providers.render.manim_scenes.writing import now


class Props(Frozen):
    """The words over the clip. The kicker and the headline are there from the first frames on."""

    headline: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
    kicker: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    line: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = Field(
        default="", description="a sentence under the headline"
    )
    line_beat: BeatNumber = 1
    source: SourceLine = ""


EXAMPLE = Props(
    headline="Pain that comes back every morning",
    kicker="Osteoarthritis",
    line="It is one of the most common reasons to see a doctor.",
)


def draw(props: Props, stage: Stage) -> None:
    """Put the words low in the body, over the clip."""
    palette, body = stage.palette, stage.body
    wide = stage.width > stage.height
    # A caption of two lines fills its zone in an upright frame.
    low = body.bottom + (0.15 if wide else 0.4)
    lines = Box(
        body.left, low, body.left + body.width * (0.8 if wide else 1.0), low + (0.95 if wide else 1.5)
    )
    under = None
    if props.line:
        under = set_text(
            props.line,
            lines,
            em=0.36,
            color=palette.ink,
            weight=500,
            align="left",
            upright="bottom",
            most_lines=4,
        )
    floor = under.ink.top + 0.3 if under is not None else low
    room = Box(lines.left, floor, lines.right, floor + (1.9 if wide else 3.0))
    words = set_text(
        props.headline,
        room,
        em=0.8 if wide else 0.86,
        color=palette.ink,
        weight=700,
        align="left",
        upright="bottom",
        most_lines=2 if wide else 4,
    )
    top = words.ink.top
    bar = plate((room.left + 0.45, top + 0.36), (0.9, 0.09), palette.accent, corner=0.045)
    # Seen from the first frame on: on a telephone two seconds decide.
    stage.show(bar, layer=WORDS).appears(-0.45, rise=0)
    stage.show(words, layer=WORDS).appears(-0.45, rise=0.15)
    if props.kicker:
        above = Box(room.left, top + 0.55, room.right, top + 0.95)
        color = readable(palette.accent, palette)
        said = capitals(props.kicker, now().language.tag)
        kicker = set_text(
            said,
            above,
            em=0.26,
            color=color,
            weight=600,
            align="left",
            most_lines=1,
        )
        stage.show(kicker, layer=WORDS).appears(-0.45, rise=0)
    if under is not None:
        stage.show(under, layer=WORDS).appears(max(0.4, stage.clock.beat(props.line_beat).start))
    footnote(stage, props.source)
    stage.veil, stage.veil_top = "low", top + 0.95


TEMPLATE = Template(
    shows="A stock clip over the whole picture with a large headline low in it and a sentence under it.",
    use_when="Something real should be seen: people, a place, daily life; or a hook. Needs footage.",
    props=Props,
    example=EXAMPLE,
    draw=draw,
    mirrors=True,
)
